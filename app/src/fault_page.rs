//! The pages for a fault of the program, for too many requests, for an answer that did not come in
//! time, and for what is no form. They stand by themselves: whatever has failed, or has no time, is not
//! needed for them. Nobody knows who reads what, so they speak both languages.

use leptos_i18n::td_string;

use crate::{
    domain::plan::{PhoneLineId, Plan},
    i18n::Locale,
    ui::phone::tel,
};

/// The page for a fault. `id` stands in the log too.
pub fn html(plan: &Plan, id: &str) -> String {
    page(|locale| {
        let advice = td_string!(locale, mail.fault_advice, phone = phone(plan), id = id.to_owned());
        (td_string!(locale, mail.fault_title).to_owned(), advice.to_string())
    })
}

/// The page for whoever has asked for too much.
pub fn busy(plan: &Plan) -> String {
    page(|locale| {
        let advice = td_string!(locale, mail.busy_advice, phone = phone(plan));
        (td_string!(locale, mail.busy_title).to_owned(), advice.to_string())
    })
}

/// The page for whoever has waited in vain: what they sent may have been done.
pub fn late(plan: &Plan) -> String {
    page(|locale| {
        let advice = td_string!(locale, mail.late_advice, phone = phone(plan));
        (td_string!(locale, mail.late_title).to_owned(), advice.to_string())
    })
}

/// The page for whoever has sent what is too long, or no form.
pub fn unread(plan: &Plan) -> String {
    page(|locale| {
        let advice = td_string!(locale, mail.unread_advice, phone = phone(plan));
        (td_string!(locale, mail.unread_title).to_owned(), advice.to_string())
    })
}

fn phone(plan: &Plan) -> String {
    let link = |number: &str| format!("<a href=\"{}\">{number}</a>", tel(number));
    plan.phone(PhoneLineId::MemberServices).map_or_else(String::new, |line| link(&line.number))
}

/// A page of a title and advice in each language.
fn page(words: impl Fn(Locale) -> (String, String)) -> String {
    let (english, spanish) = (words(Locale::en), words(Locale::es));
    let title = english.0.clone();
    let (english, spanish) = (section(Locale::en, "en", english), section(Locale::es, "es", spanish));
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{title}</title></head>\
         <body><main>{english}{spanish}</main></body></html>"
    )
}

fn section(locale: Locale, code: &str, (title, advice): (String, String)) -> String {
    let home = td_string!(locale, mail.fault_home);
    let heading = if code == "en" { "h1" } else { "h2" };
    format!(
        "<section lang=\"{code}\"><{heading}>{title}</{heading}><p>{advice}</p>\
         <p><a href=\"/\">{home}</a></p></section>"
    )
}
