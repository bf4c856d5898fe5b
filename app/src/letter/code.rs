//! The letter with a one-time code for registering, or in place of an authenticator's.

use leptos_i18n::td_string;

use super::{Letter, closing, greeting, joined, locale, member_services};
use crate::{
    domain::{member::Member, plan::Plan},
    store::outbox::Kind,
};

/// Says the code, and what to do with it.
pub fn with_code(member: &Member, plan: &Plan, kind: Kind, code: &str) -> Letter {
    let locale = locale(member);
    let (subject, opening) = match kind {
        Kind::Step => (td_string!(locale, mail.step_subject), td_string!(locale, mail.step)),
        _ => (td_string!(locale, mail.code_subject), td_string!(locale, mail.code)),
    };
    let not_you = match kind {
        Kind::Step => td_string!(locale, mail.step_not_you, phone = member_services(plan)),
        _ => td_string!(locale, mail.code_not_you, phone = member_services(plan)),
    };
    let mut paragraphs = vec![
        greeting(member),
        opening.to_owned(),
        code.to_owned(),
        td_string!(locale, mail.code_how).to_owned(),
        not_you,
    ];
    paragraphs.extend(closing(locale, plan));
    Letter { subject: subject.to_owned(), text: joined(&paragraphs) }
}
