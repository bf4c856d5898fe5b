//! Days and times in words, in the language of the page. All are reactive: they read it.

use jiff::civil::{Date, Time, Weekday};

use crate::{
    domain::{search::PartOfDay, time::LocalTime},
    i18n::*,
    wording,
};

/// `Tuesday, December 1`
pub fn date_long(date: &Date) -> String {
    let i18n = use_i18n();
    let (weekday, month) = (weekday_name(date.weekday()), month_name(date.month()));
    t_string!(i18n, common.date_long, weekday = weekday, month = month, day = date.day()).to_string()
}

/// `Tue, Dec 1`
pub fn date_short(date: &Date) -> String {
    let i18n = use_i18n();
    let (weekday, month) = (weekday_short(date.weekday()), month_short(date.month()));
    t_string!(i18n, common.date_short, weekday = weekday, month = month, day = date.day()).to_string()
}

/// `November 24, 2026`: for a day that is past.
pub fn date_year(date: &Date) -> String {
    let i18n = use_i18n();
    let month = month_name(date.month());
    t_string!(i18n, common.date_year, month = month, day = date.day(), year = date.year()).to_string()
}

/// `9:40 am`
pub fn time(at: &LocalTime) -> String {
    clock(at.time())
}

/// `9:40 am PST`
pub fn time_with_zone(at: &LocalTime) -> String {
    format!("{} {}", time(at), at.abbreviation)
}

/// `Tuesday, December 1, 9:40 am PST`
pub fn when(at: &LocalTime) -> String {
    day_and_time(date_long(&at.date()), at)
}

/// `December 1, 2026, 9:40 am PST`: for a moment that is past.
pub fn when_year(at: &LocalTime) -> String {
    day_and_time(date_year(&at.date()), at)
}

fn day_and_time(date: String, at: &LocalTime) -> String {
    let i18n = use_i18n();
    t_string!(i18n, common.day_and_time, date = date, time = time_with_zone(at)).to_string()
}

/// `9:40 am`. Parts are held together by spaces that do not break.
pub fn clock(time: Time) -> String {
    wording::clock(use_i18n().get_locale(), time).replace(' ', "\u{a0}")
}

/// `Tuesday`
pub fn weekday_name(weekday: Weekday) -> &'static str {
    wording::weekday(use_i18n().get_locale(), weekday)
}

/// `Morning`
pub fn part_name(part: PartOfDay) -> &'static str {
    let i18n = use_i18n();
    match part {
        PartOfDay::Morning => t_string!(i18n, common.morning),
        PartOfDay::Afternoon => t_string!(i18n, common.afternoon),
        PartOfDay::Evening => t_string!(i18n, common.evening),
    }
}

/// `Tue`
pub fn weekday_short(weekday: Weekday) -> &'static str {
    let i18n = use_i18n();
    match weekday {
        Weekday::Monday => t_string!(i18n, common.monday_short),
        Weekday::Tuesday => t_string!(i18n, common.tuesday_short),
        Weekday::Wednesday => t_string!(i18n, common.wednesday_short),
        Weekday::Thursday => t_string!(i18n, common.thursday_short),
        Weekday::Friday => t_string!(i18n, common.friday_short),
        Weekday::Saturday => t_string!(i18n, common.saturday_short),
        Weekday::Sunday => t_string!(i18n, common.sunday_short),
    }
}

/// `December`. `month` counts from 1.
fn month_name(month: i8) -> &'static str {
    wording::month(use_i18n().get_locale(), month)
}

/// `Dec`. `month` counts from 1.
pub fn month_short(month: i8) -> &'static str {
    let i18n = use_i18n();
    match month {
        1 => t_string!(i18n, common.january_short),
        2 => t_string!(i18n, common.february_short),
        3 => t_string!(i18n, common.march_short),
        4 => t_string!(i18n, common.april_short),
        5 => t_string!(i18n, common.may_short),
        6 => t_string!(i18n, common.june_short),
        7 => t_string!(i18n, common.july_short),
        8 => t_string!(i18n, common.august_short),
        9 => t_string!(i18n, common.september_short),
        10 => t_string!(i18n, common.october_short),
        11 => t_string!(i18n, common.november_short),
        _ => t_string!(i18n, common.december_short),
    }
}
