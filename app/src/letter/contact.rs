//! Letters about a new e-mail or phone. None names it: who reads along learns nothing.

use leptos_i18n::td_string;

use super::{Letter, closing, greeting, joined, locale, member_services};
use crate::domain::{member::Member, plan::Plan};

/// To the new e-mail: the code by which it is taken.
pub fn with_email_code(member: &Member, plan: &Plan, code: &str) -> Letter {
    let locale = locale(member);
    let mut paragraphs = vec![
        td_string!(locale, mail.verify).to_owned(),
        code.to_owned(),
        td_string!(locale, mail.code_how).to_owned(),
        td_string!(locale, mail.verify_not_you).to_owned(),
    ];
    paragraphs.extend(closing(locale, plan));
    Letter { subject: td_string!(locale, mail.verify_subject).to_owned(), text: joined(&paragraphs) }
}

/// To the e-mail of before: another one is on file.
pub fn with_new_email(member: &Member, plan: &Plan) -> Letter {
    let locale = locale(member);
    changed(member, plan, (td_string!(locale, mail.email_subject), td_string!(locale, mail.email)))
}

/// Another phone is on file.
pub fn with_new_phone(member: &Member, plan: &Plan) -> Letter {
    let locale = locale(member);
    changed(member, plan, (td_string!(locale, mail.phone_subject), td_string!(locale, mail.phone)))
}

fn changed(member: &Member, plan: &Plan, (subject, what): (&str, &str)) -> Letter {
    let locale = locale(member);
    let mut paragraphs = vec![
        greeting(member),
        what.to_owned(),
        td_string!(locale, mail.device_you).to_owned(),
        td_string!(locale, mail.contact_not_you, phone = member_services(plan)).to_string(),
    ];
    paragraphs.extend(closing(locale, plan));
    Letter { subject: subject.to_owned(), text: joined(&paragraphs) }
}
