//! The letter about a device that was not seen before.

use jiff::Timestamp;
use leptos_i18n::td_string;

use super::{Letter, closing, greeting, joined, locale, member_services, words};
use crate::{
    domain::{browser::Browser, member::Member, plan::Plan, time::LocalTime},
    portal::zone,
    wording,
};

/// Says when somebody signed on and with which browser, and what to do where it was somebody else.
pub fn with_device(member: &Member, plan: &Plan, browser: Browser, at: Timestamp, address: &str) -> Letter {
    let locale = locale(member);
    let time = words::moment(locale, &LocalTime::at(at, &zone(&plan.time_zone)));
    let browser = wording::browser(locale, browser);
    let (account, phone) = (format!("{address}/account"), member_services(plan));
    let mut paragraphs = vec![
        greeting(member),
        td_string!(locale, mail.device, time = time, browser = browser).to_string(),
        td_string!(locale, mail.device_you).to_owned(),
        td_string!(locale, mail.device_not_you, address = account, phone = phone).to_string(),
    ];
    paragraphs.extend(closing(locale, plan));
    Letter { subject: td_string!(locale, mail.device_subject).to_owned(), text: joined(&paragraphs) }
}
