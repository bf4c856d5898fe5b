//! Opening hours and zones in words.

use jiff::civil::Weekday;

use super::when::{clock, weekday_name};
use crate::{
    domain::hours::{Opening, Weekly},
    i18n::*,
};

/// A line for each stretch of opening: `Monday to Friday, 8:00 am to 5:00 pm`.
pub fn weekly(hours: &Weekly) -> Vec<String> {
    hours.0.iter().map(opening).collect()
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

fn opening(Opening { days, start, end }: &Opening) -> String {
    let i18n = use_i18n();
    let (days, start, end) = (capitalized(&days_in_words(days)), clock(*start), clock(*end));
    t_string!(i18n, common.hours_on, days = days, start = start, end = end).to_string()
}

/// `Monday to Friday`, `Saturday`, or each one by name.
fn days_in_words(days: &[i8]) -> String {
    let i18n = use_i18n();
    let names: Vec<_> = days.iter().filter_map(|day| Weekday::from_monday_one_offset(*day).ok()).collect();
    let in_a_row = days.windows(2).all(|pair| pair[0] + 1 == pair[1]);
    match *names.as_slice() {
        [_, _, _, _, _, _, _] => t_string!(i18n, common.every_day).to_owned(),
        [first, _, .., last] if in_a_row => {
            let (first, last) = (weekday_name(first), weekday_name(last));
            t_string!(i18n, common.day_range, first = first, last = last).to_string()
        }
        _ => names.into_iter().map(weekday_name).collect::<Vec<_>>().join(", "),
    }
}

/// Spanish has its weekdays in small letters, but not at the beginning of a line.
fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
