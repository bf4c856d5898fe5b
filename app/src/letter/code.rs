//! The letter with a one-time code for registering.

use leptos_i18n::td_string;

use super::{Letter, closing, greeting, joined, locale, member_services};
use crate::domain::{member::Member, plan::Plan};

/// Says the code, and what to do with it.
pub fn with_code(member: &Member, plan: &Plan, code: &str) -> Letter {
    let locale = locale(member);
    let mut paragraphs = vec![
        greeting(member),
        td_string!(locale, mail.code).to_owned(),
        code.to_owned(),
        td_string!(locale, mail.code_how).to_owned(),
        td_string!(locale, mail.code_not_you, phone = member_services(plan)),
    ];
    paragraphs.extend(closing(locale, plan));
    Letter { subject: td_string!(locale, mail.code_subject).to_owned(), text: joined(&paragraphs) }
}
