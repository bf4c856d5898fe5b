//! What letters are called, and how those about appointments begin.

use leptos_i18n::td_string;

use super::locale;
use crate::{domain::member::Member, i18n::Locale, store::outbox::Kind};

/// What a letter of that kind to the member is called.
pub fn subject(kind: Kind, member: &Member) -> &'static str {
    let locale = locale(member);
    match kind {
        Kind::Away => td_string!(locale, mail.away_subject),
        Kind::Earlier => td_string!(locale, mail.earlier_subject),
        Kind::Ended => td_string!(locale, mail.ended_subject),
        Kind::Closed => td_string!(locale, mail.closed_subject),
        Kind::Code => td_string!(locale, mail.code_subject),
        Kind::Step => td_string!(locale, mail.step_subject),
        Kind::News => td_string!(locale, mail.news_subject),
        Kind::Device => td_string!(locale, mail.device_subject),
        Kind::Verify => td_string!(locale, mail.verify_subject),
        Kind::Email => td_string!(locale, mail.email_subject),
        Kind::Phone => td_string!(locale, mail.phone_subject),
        Kind::Emergency => td_string!(locale, mail.emergency_subject),
        Kind::Booked | Kind::Moved | Kind::Cancelled | Kind::Reminder => opening(locale, kind).0,
    }
}

/// The subject and the first sentence.
pub(super) fn opening(locale: Locale, kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Moved => (td_string!(locale, mail.moved_subject), td_string!(locale, mail.moved)),
        Kind::Cancelled => (td_string!(locale, mail.cancelled_subject), td_string!(locale, mail.cancelled)),
        Kind::Reminder => (td_string!(locale, mail.reminder_subject), td_string!(locale, mail.reminder)),
        _ => (td_string!(locale, mail.booked_subject), td_string!(locale, mail.booked)),
    }
}
