//! Names of days, months and means of payment in a language, and amounts: pages and letters say
//! the same.

use jiff::civil::{Time, Weekday};
use leptos_i18n::td_string;

use crate::{
    domain::{
        appointment::EventKind,
        browser::{Browser, Family, System},
        plan::Tender,
        receipt::By,
    },
    i18n::Locale,
};

/// `Tuesday`
pub fn weekday(locale: Locale, weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => td_string!(locale, common.monday),
        Weekday::Tuesday => td_string!(locale, common.tuesday),
        Weekday::Wednesday => td_string!(locale, common.wednesday),
        Weekday::Thursday => td_string!(locale, common.thursday),
        Weekday::Friday => td_string!(locale, common.friday),
        Weekday::Saturday => td_string!(locale, common.saturday),
        Weekday::Sunday => td_string!(locale, common.sunday),
    }
}

/// `December`. `month` counts from 1.
pub fn month(locale: Locale, month: i8) -> &'static str {
    match month {
        1 => td_string!(locale, common.january),
        2 => td_string!(locale, common.february),
        3 => td_string!(locale, common.march),
        4 => td_string!(locale, common.april),
        5 => td_string!(locale, common.may),
        6 => td_string!(locale, common.june),
        7 => td_string!(locale, common.july),
        8 => td_string!(locale, common.august),
        9 => td_string!(locale, common.september),
        10 => td_string!(locale, common.october),
        11 => td_string!(locale, common.november),
        _ => td_string!(locale, common.december),
    }
}

/// `9:40 am`
pub fn clock(locale: Locale, time: Time) -> String {
    let half = if time.hour() < 12 { td_string!(locale, common.am) } else { td_string!(locale, common.pm) };
    let hour = match time.hour() % 12 {
        0 => 12,
        hour => hour,
    };
    format!("{hour}:{:02} {half}", time.minute())
}

/// `Chrome on Android`; of what is not known nothing is said.
pub fn browser(locale: Locale, browser: Browser) -> String {
    let family = browser.family.map(|family| match family {
        Family::Chrome => "Chrome",
        Family::Edge => "Edge",
        Family::Firefox => "Firefox",
        Family::Opera => "Opera",
        Family::Safari => "Safari",
        Family::SamsungInternet => "Samsung Internet",
    });
    let family = family.unwrap_or(td_string!(locale, session.a_browser));
    match browser.system.map(system) {
        Some(system) => td_string!(locale, session.browser_on, browser = family, system = system).to_string(),
        None => family.to_owned(),
    }
}

fn system(system: System) -> &'static str {
    match system {
        System::Android => "Android",
        System::ChromeOs => "ChromeOS",
        System::Ipad => "iPad",
        System::Iphone => "iPhone",
        System::Linux => "Linux",
        System::Mac => "Mac",
        System::Windows => "Windows",
    }
}

/// Cents of a US dollar as people write them: `$20`, or `$20.50`.
pub fn dollars(cents: u32) -> String {
    match cents % 100 {
        0 => format!("${}", cents / 100),
        rest => format!("${}.{rest:02}", cents / 100),
    }
}

/// A means of payment as people call it.
pub fn tender(locale: Locale, tender: Tender) -> &'static str {
    match tender {
        Tender::PersonalCheck => td_string!(locale, book.personal_check),
        Tender::Visa => td_string!(locale, book.visa),
        Tender::MasterCard => td_string!(locale, book.master_card),
        Tender::Discover => td_string!(locale, book.discover),
        Tender::AmericanExpress => td_string!(locale, book.american_express),
    }
}

/// What is accepted (Brief B10): `a personal check, Visa or Discover`.
pub fn tenders(locale: Locale, accepted: &[Tender]) -> String {
    let names: Vec<_> = accepted.iter().map(|one| tender(locale, *one)).collect();
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, others)) => format!("{} {} {last}", others.join(", "), td_string!(locale, common.or)),
    }
}

/// What a receipt is for, and who did it: `Canceled by the member`.
pub fn what_happened(locale: Locale, kind: EventKind, by: By) -> &'static str {
    match (kind, by) {
        (EventKind::Booked, By::Member) => td_string!(locale, receipt.booked_member),
        (EventKind::Booked, By::Proxy) => td_string!(locale, receipt.booked_proxy),
        (EventKind::Booked, By::Office | By::Plan) => td_string!(locale, receipt.booked_office),
        (EventKind::Moved, By::Member) => td_string!(locale, receipt.moved_member),
        (EventKind::Moved, By::Proxy) => td_string!(locale, receipt.moved_proxy),
        (EventKind::Moved, By::Office | By::Plan) => td_string!(locale, receipt.moved_office),
        (EventKind::Cancelled, By::Member) => td_string!(locale, receipt.cancelled_member),
        (EventKind::Cancelled, By::Proxy) => td_string!(locale, receipt.cancelled_proxy),
        (EventKind::Cancelled, By::Office | By::Plan) => td_string!(locale, receipt.cancelled_office),
        (EventKind::CheckedIn | EventKind::NoShow | EventKind::Away | EventKind::Paid, _) => {
            td_string!(locale, receipt.other)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_dollars_have_no_cents() {
        assert_eq!(dollars(2000), "$20");
        assert_eq!(dollars(2005), "$20.05");
        assert_eq!(dollars(0), "$0");
    }
}
