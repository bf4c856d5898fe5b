//! Letters about a new e-mail or phone. None names it: who reads along learns nothing.

use leptos_i18n::td_string;

use super::{Letter, greeting, locale, member_services, written};
use crate::{
    domain::{member::Member, plan::Plan},
    store::outbox::Kind,
};

/// To the new e-mail: the code by which it is taken. Nobody is greeted: it may be somebody else's.
pub fn with_email_code(member: &Member, plan: &Plan, code: &str) -> Letter {
    let locale = locale(member);
    let paragraphs = vec![
        td_string!(locale, mail.verify).to_owned(),
        code.to_owned(),
        td_string!(locale, mail.code_how).to_owned(),
        td_string!(locale, mail.verify_not_you).to_owned(),
    ];
    written(Kind::Verify, member, plan, paragraphs)
}

/// To the e-mail of before: another one is on file.
pub fn with_new_email(member: &Member, plan: &Plan) -> Letter {
    changed(Kind::Email, member, plan, td_string!(locale(member), mail.email))
}

/// Another phone is on file.
pub fn with_new_phone(member: &Member, plan: &Plan) -> Letter {
    changed(Kind::Phone, member, plan, td_string!(locale(member), mail.phone))
}

fn changed(kind: Kind, member: &Member, plan: &Plan, what: &str) -> Letter {
    let locale = locale(member);
    let paragraphs = vec![
        greeting(member),
        what.to_owned(),
        td_string!(locale, mail.device_you).to_owned(),
        td_string!(locale, mail.contact_not_you, phone = member_services(plan)).to_string(),
    ];
    written(kind, member, plan, paragraphs)
}
