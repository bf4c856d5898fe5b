//! Opening hours and zones in words.

use jiff::civil::{Time, Weekday};
use leptos_i18n::td_string;

use crate::{
    domain::hours::{Opening, Weekly},
    i18n::*,
    wording::{clock, weekday},
};

/// A line for each stretch of opening: `Monday to Friday, 8:00 am to 5:00 pm`.
pub fn weekly(hours: &Weekly) -> Vec<String> {
    let locale = use_i18n().get_locale();
    hours.0.iter().map(|stretch| opening(locale, stretch)).collect()
}

/// The zone as people call it, `Pacific time`; its own name where they have none.
pub fn zone_name(zone: &str) -> String {
    let i18n = use_i18n();
    let name = match zone {
        "America/Los_Angeles" => t_string!(i18n, common.zone_pacific),
        "America/Denver" | "America/Boise" => t_string!(i18n, common.zone_mountain),
        "America/Phoenix" => t_string!(i18n, common.zone_arizona),
        "America/Chicago" => t_string!(i18n, common.zone_central),
        "America/New_York" | "America/Detroit" => t_string!(i18n, common.zone_eastern),
        "America/Anchorage" => t_string!(i18n, common.zone_alaska),
        "Pacific/Honolulu" => t_string!(i18n, common.zone_hawaii),
        other => other,
    };
    name.to_owned()
}

fn opening(locale: Locale, stretch: &Opening) -> String {
    let days = capitalized(&days_in_words(locale, &stretch.days));
    if stretch.is_all_day() {
        return td_string!(locale, common.all_day_on, days = days);
    }
    let start = clock(locale, stretch.start);
    let end = match stretch.end {
        Time::MAX => td_string!(locale, common.midnight).to_owned(),
        end => clock(locale, end),
    };
    // A time is held together by spaces that do not break.
    let [start, end] = [start, end].map(|time| time.replace(' ', "\u{a0}"));
    td_string!(locale, common.hours_on, days = days, start = start, end = end)
}

/// `Monday to Friday`, `Saturday`, or each one by name.
fn days_in_words(locale: Locale, days: &[i8]) -> String {
    let names: Vec<_> = days.iter().filter_map(|day| Weekday::from_monday_one_offset(*day).ok()).collect();
    let in_a_row = days.windows(2).all(|pair| pair[0] + 1 == pair[1]);
    match *names.as_slice() {
        [_, _, _, _, _, _, _] => td_string!(locale, common.every_day).to_owned(),
        [first, _, .., last] if in_a_row => {
            let (first, last) = (weekday(locale, first), weekday(locale, last));
            td_string!(locale, common.day_range, first = first, last = last)
        }
        _ => names.into_iter().map(|name| weekday(locale, name)).collect::<Vec<_>>().join(", "),
    }
}

/// Spanish has its weekdays in small letters, but not at the beginning of a line.
fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests;
