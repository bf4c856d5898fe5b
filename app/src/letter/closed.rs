//! The letter about an account that was closed.

use leptos_i18n::td_string;

use super::{Letter, greeting, locale, member_services, written};
use crate::{
    domain::{member::Member, plan::Plan},
    store::outbox::Kind,
};

/// Says that it was closed, what stays, and how to come back.
pub fn with_closing(member: &Member, plan: &Plan, address: &str) -> Letter {
    let locale = locale(member);
    let again = format!("{address}/register");
    let paragraphs = vec![
        greeting(member),
        td_string!(locale, mail.closed).to_owned(),
        td_string!(locale, mail.closed_stays, phone = member_services(plan)),
        td_string!(locale, mail.closed_again, address = again),
        td_string!(locale, mail.closed_not_you, phone = member_services(plan)),
    ];
    written(Kind::Closed, member, plan, paragraphs)
}
