//! The letter with a one-time code for registering.

use leptos_i18n::td_string;

use super::{Letter, greeting, locale, member_services, written};
use crate::{
    domain::{member::Member, plan::Plan},
    store::outbox::Kind,
};

/// Says the code, and what to do with it.
pub fn with_code(member: &Member, plan: &Plan, code: &str) -> Letter {
    let locale = locale(member);
    let paragraphs = vec![
        greeting(member),
        td_string!(locale, mail.code).to_owned(),
        code.to_owned(),
        td_string!(locale, mail.code_how).to_owned(),
        td_string!(locale, mail.code_not_you, phone = member_services(plan)),
    ];
    written(Kind::Code, member, plan, paragraphs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letter::tests::{member, plan};

    #[test]
    fn a_code_stands_on_a_line_of_its_own() {
        let letter = with_code(&member(false), &plan(), "482913");
        assert!(letter.text.lines().any(|line| line == "482913"));
        assert!(!letter.subject.contains("482913"));
    }
}
