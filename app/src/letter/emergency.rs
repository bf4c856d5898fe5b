//! The letter about a record that was opened in an emergency.

use leptos_i18n::td_string;

use super::{Letter, greeting, locale, member_services, words, written};
use crate::{
    domain::{audit::Who, emergency::EmergencyAccess, member::Member, plan::Plan, time::LocalTime},
    portal::zone,
    store::outbox::Kind,
};

/// Says who has opened it, when, for how long and why, and what to do where that was wrong.
pub fn with_emergency(
    member: &Member,
    plan: &Plan,
    address: &str,
    access: &EmergencyAccess,
    who: &Who,
) -> Letter {
    let locale = locale(member);
    let [since, until] = [access.since, access.until]
        .map(|at| words::moment(locale, &LocalTime::at(at, &zone(&plan.time_zone))));
    let (list, phone) = (format!("{address}/account/record-access"), member_services(plan));
    let facts = [
        td_string!(locale, mail.emergency_who, who = called(who, plan)),
        td_string!(locale, mail.when, time = since),
        td_string!(locale, mail.emergency_until, time = until),
        td_string!(locale, mail.emergency_reason, reason = access.reason.clone()),
    ];
    let paragraphs = vec![
        greeting(member),
        td_string!(locale, mail.emergency).to_owned(),
        facts.join("\n"),
        td_string!(locale, mail.emergency_list, address = list),
        td_string!(locale, mail.emergency_wrong, phone = phone),
    ];
    written(Kind::Emergency, member, plan, paragraphs)
}

/// Who it was, and of which offices.
fn called(who: &Who, plan: &Plan) -> String {
    match who {
        Who::Staff { name, offices } if !offices.is_empty() => format!("{name}, {}", offices.join(", ")),
        Who::Staff { name, .. } => name.clone(),
        _ => plan.name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_who_when_and_why_and_what_to_do_in_both_languages() {
        let (rosa, plan) = (super::super::tests::member, super::super::tests::plan());
        let at = |text: &str| text.parse().expect("an instant");
        let access = EmergencyAccess {
            id: "e".into(),
            staff: "s".into(),
            member: "m1".into(),
            reason: "Unconscious at our door".to_owned(),
            since: at("2026-12-01T17:40:00Z"),
            until: at("2026-12-01T18:10:00Z"),
        };
        let who = Who::Staff { name: "Ana Ruiz".to_owned(), offices: vec!["Lake Union".to_owned()] };
        let letter =
            |spanish| with_emergency(&rosa(spanish), &plan, "https://example.org", &access, &who).text;
        for (spanish, when) in
            [(false, "December 1, 2026, 9:40 am PST"), (true, "1 de diciembre de 2026, 9:40 a. m.")]
        {
            let text = letter(spanish);
            let parts = [
                when,
                "10:10",
                "Ana Ruiz, Lake Union",
                "Unconscious at our door",
                "1-888-901-4636",
                "https://example.org/account/record-access",
            ];
            assert!(parts.iter().all(|part| text.contains(part)), "{text}");
        }
    }
}
