//! Times, amounts and lists as a letter words them.

use jiff::civil::{Date, Time, Weekday};
use leptos_i18n::td_string;

use crate::{
    domain::{plan::Tender, time::LocalTime},
    i18n::Locale,
};

/// Day, time and the zone's abbreviation, for example `Tuesday, December 1, 2026, 9:40 am PST`.
pub(super) fn moment(locale: Locale, at: &LocalTime) -> String {
    let zone = at.abbreviation.clone();
    td_string!(
        locale,
        mail.moment,
        date = date(locale, at.date()),
        time = time(locale, at.time()),
        zone = zone
    )
}

/// Cents of a US dollar as dollars.
pub(super) fn dollars(cents: u32) -> String {
    format!("${}.{:02}", cents / 100, cents % 100)
}

/// What is accepted, as a list with "or" before the last.
pub(super) fn tender(locale: Locale, accepted: &[Tender]) -> String {
    let names: Vec<_> = accepted.iter().map(|tender| tender_name(locale, *tender)).collect();
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, others)) => format!("{} {} {last}", others.join(", "), td_string!(locale, mail.or)),
    }
}

fn tender_name(locale: Locale, tender: Tender) -> &'static str {
    match tender {
        Tender::PersonalCheck => td_string!(locale, mail.personal_check),
        Tender::Visa => "Visa",
        Tender::MasterCard => "MasterCard",
        Tender::Discover => "Discover",
        Tender::AmericanExpress => "American Express",
    }
}

fn date(locale: Locale, date: Date) -> String {
    let (weekday, month) = (weekday(locale, date.weekday()), month(locale, date.month()));
    td_string!(locale, mail.date, weekday = weekday, month = month, day = date.day(), year = date.year())
}

fn time(locale: Locale, time: Time) -> String {
    let half = if time.hour() < 12 { td_string!(locale, mail.am) } else { td_string!(locale, mail.pm) };
    let hour = match time.hour() % 12 {
        0 => 12,
        hour => hour,
    };
    format!("{hour}:{:02} {half}", time.minute())
}

fn weekday(locale: Locale, weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => td_string!(locale, mail.monday),
        Weekday::Tuesday => td_string!(locale, mail.tuesday),
        Weekday::Wednesday => td_string!(locale, mail.wednesday),
        Weekday::Thursday => td_string!(locale, mail.thursday),
        Weekday::Friday => td_string!(locale, mail.friday),
        Weekday::Saturday => td_string!(locale, mail.saturday),
        Weekday::Sunday => td_string!(locale, mail.sunday),
    }
}

/// `month` counts from 1.
fn month(locale: Locale, month: i8) -> &'static str {
    match month {
        1 => td_string!(locale, mail.january),
        2 => td_string!(locale, mail.february),
        3 => td_string!(locale, mail.march),
        4 => td_string!(locale, mail.april),
        5 => td_string!(locale, mail.may),
        6 => td_string!(locale, mail.june),
        7 => td_string!(locale, mail.july),
        8 => td_string!(locale, mail.august),
        9 => td_string!(locale, mail.september),
        10 => td_string!(locale, mail.october),
        11 => td_string!(locale, mail.november),
        _ => td_string!(locale, mail.december),
    }
}
