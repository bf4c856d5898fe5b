//! The page for a fault of the program. It stands by itself: whatever has failed is not
//! needed for it. Nobody knows any more who reads what, so it speaks both languages.

use leptos_i18n::td_string;

use crate::{
    domain::plan::{PhoneLineId, Plan},
    i18n::Locale,
};

/// The whole page. `id` stands in the log too.
pub fn html(plan: &Plan, id: &str) -> String {
    let phone = plan.phone(PhoneLineId::MemberServices).map_or("", |line| &line.number);
    let (english, spanish) = (section(Locale::en, "en", phone, id), section(Locale::es, "es", phone, id));
    let title = td_string!(Locale::en, mail.fault_title);
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title></head>\
         <body><main>{english}{spanish}</main></body></html>"
    )
}

fn section(locale: Locale, code: &str, phone: &str, id: &str) -> String {
    let title = td_string!(locale, mail.fault_title);
    let advice = td_string!(locale, mail.fault_advice, phone = phone.to_owned(), id = id.to_owned());
    let home = td_string!(locale, mail.fault_home);
    let heading = if code == "en" { "h1" } else { "h2" };
    format!(
        "<section lang=\"{code}\"><{heading}>{title}</{heading}><p>{advice}</p>\
         <p><a href=\"/\">{home}</a></p></section>"
    )
}
