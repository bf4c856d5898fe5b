//! The letter about a device that was not seen before.

use jiff::Timestamp;
use leptos_i18n::td_string;

use super::{Letter, greeting, locale, member_services, words, written};
use crate::{
    domain::{browser::Browser, member::Member, plan::Plan, time::LocalTime},
    portal::zone,
    store::outbox::Kind,
    wording,
};

/// Says when somebody signed on and with which browser, and what to do where it was somebody else.
pub fn with_device(member: &Member, plan: &Plan, browser: Browser, at: Timestamp, address: &str) -> Letter {
    let locale = locale(member);
    let time = words::moment(locale, &LocalTime::at(at, &zone(&plan.time_zone)));
    let browser = wording::browser(locale, browser);
    let (account, phone) = (format!("{address}/account"), member_services(plan));
    let paragraphs = vec![
        greeting(member),
        td_string!(locale, mail.device, time = time, browser = browser).to_string(),
        td_string!(locale, mail.device_you).to_owned(),
        td_string!(locale, mail.device_not_you, address = account, phone = phone).to_string(),
    ];
    written(Kind::Device, member, plan, paragraphs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::browser::{Family, System};

    #[test]
    fn it_says_when_and_with_which_browser_and_what_to_do_in_both_languages() {
        let (rosa, plan) = (super::super::tests::member, super::super::tests::plan());
        let browser = Browser { family: Some(Family::Safari), system: Some(System::Iphone) };
        let at = "2026-12-01T17:40:00Z".parse().expect("an instant");
        let letter = |spanish, browser| {
            with_device(&rosa(spanish), &plan, browser, at, "https://portal.example.org").text
        };
        for (spanish, browser, parts) in [
            (false, browser, ["December 1, 2026, 9:40 am PST, Safari on iPhone.", "example.org/account"]),
            (true, browser, ["1 de diciembre de 2026, 9:40 a. m. PST, Safari en iPhone.", "1-888-901-4636"]),
            (false, Browser::default(), ["PST, a browser.", "change your password"]),
        ] {
            let text = letter(spanish, browser);
            assert!(parts.iter().all(|part| text.contains(part)), "{text}");
        }
    }
}
