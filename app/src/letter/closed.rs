//! The letter about an account that was closed.

use leptos_i18n::td_string;

use super::{Letter, closing, greeting, joined, locale, member_services};
use crate::domain::{member::Member, plan::Plan};

/// Says that it was closed, what stays, and how to come back.
pub fn with_closing(member: &Member, plan: &Plan, address: &str) -> Letter {
    let locale = locale(member);
    let again = format!("{address}/register");
    let mut paragraphs = vec![
        greeting(member),
        td_string!(locale, mail.closed).to_owned(),
        td_string!(locale, mail.closed_stays, phone = member_services(plan)),
        td_string!(locale, mail.closed_again, address = again),
        td_string!(locale, mail.closed_not_you, phone = member_services(plan)),
    ];
    paragraphs.extend(closing(locale, plan));
    Letter { subject: td_string!(locale, mail.closed_subject).to_owned(), text: joined(&paragraphs) }
}
