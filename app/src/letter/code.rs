//! The letter with a one-time code for registering, or in place of an authenticator's.

use leptos_i18n::td_string;

use super::{Letter, greeting, locale, member_services, written};
use crate::{
    domain::{member::Member, plan::Plan},
    store::outbox::Kind,
};

/// Says the code, and what to do with it.
pub fn with_code(member: &Member, plan: &Plan, kind: Kind, code: &str) -> Letter {
    let locale = locale(member);
    let opening = match kind {
        Kind::Step => td_string!(locale, mail.step),
        _ => td_string!(locale, mail.code),
    };
    let not_you = match kind {
        Kind::Step => td_string!(locale, mail.step_not_you, phone = member_services(plan)),
        _ => td_string!(locale, mail.code_not_you, phone = member_services(plan)),
    };
    let paragraphs = vec![
        greeting(member),
        opening.to_owned(),
        code.to_owned(),
        td_string!(locale, mail.code_how).to_owned(),
        not_you,
    ];
    written(kind, member, plan, paragraphs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letter::tests::{member, plan};

    #[test]
    fn a_code_stands_on_a_line_of_its_own() {
        for (kind, about) in [(Kind::Code, "to register"), (Kind::Step, "to sign on")] {
            let letter = with_code(&member(false), &plan(), kind, "482913");
            assert!(letter.text.lines().any(|line| line == "482913"));
            assert!(letter.text.contains("within 10 minutes") && !letter.subject.contains("482913"));
            assert!(letter.subject.contains(about), "{}", letter.subject);
        }
    }
}
