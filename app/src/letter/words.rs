//! Moments as a letter words them.

use leptos_i18n::td_string;

use crate::{
    domain::time::LocalTime,
    i18n::Locale,
    wording::{clock, month, weekday},
};

/// Day, time and the zone's abbreviation, for example `Tuesday, December 1, 2026, 9:40 am PST`.
pub(super) fn moment(locale: Locale, at: &LocalTime) -> String {
    let (day, zone) = (at.date(), at.abbreviation.clone());
    let (weekday, month) = (weekday(locale, day.weekday()), month(locale, day.month()));
    let date =
        td_string!(locale, mail.date, weekday = weekday, month = month, day = day.day(), year = day.year());
    td_string!(locale, mail.moment, date = date, time = clock(locale, at.time()), zone = zone)
}
