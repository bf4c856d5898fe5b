//! The letters to two members of whom one acted for the other, once that was ended.

use leptos_i18n::td_string;

use super::{Between, Letter, greeting, locale, member_services, written};
use crate::{
    domain::{member::Member, plan::Plan},
    store::outbox::Kind,
};

/// Says to one of them what has ended, and what stays.
pub fn with_end(reader: &Member, between: Between, plan: &Plan) -> Letter {
    let (locale, Between { proxy, subject }) = (locale(reader), between);
    let ended = match reader.id == proxy.id {
        true => td_string!(locale, mail.ended_proxy, member = subject.name()),
        false => td_string!(locale, mail.ended_member, proxy = proxy.name()),
    };
    let paragraphs = vec![
        greeting(reader),
        ended,
        td_string!(locale, mail.ended_stays).to_owned(),
        td_string!(locale, mail.ended_not_you, phone = member_services(plan)),
    ];
    written(Kind::Ended, reader, plan, paragraphs)
}
