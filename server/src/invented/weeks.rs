//! When clinicians work, and when they are away.

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

use super::dice::Dice;

/// Days and a part of each of them: `("mon tue", "08:00:00", "12:00:00")`.
pub type Stretch = (&'static str, &'static str, &'static str);

/// Weeks of those who work at one office.
pub const WEEKS: &[&[Stretch]] = &[
    &[("mon tue wed thu fri", "08:00:00", "12:00:00"), ("mon tue wed thu fri", "13:00:00", "17:00:00")],
    &[("mon tue wed thu", "08:00:00", "12:00:00"), ("mon tue wed thu", "13:00:00", "17:00:00")],
    &[("tue wed thu fri", "08:20:00", "12:20:00"), ("tue wed thu fri", "13:20:00", "17:00:00")],
    &[("mon wed fri", "08:00:00", "12:00:00"), ("mon wed fri", "13:00:00", "16:40:00")],
    &[("mon tue thu fri", "09:00:00", "12:20:00"), ("mon tue thu", "13:20:00", "17:00:00")],
    &[("mon tue wed thu fri", "08:00:00", "12:00:00")],
    &[("mon tue wed thu fri", "13:00:00", "17:00:00")],
    &[
        ("tue thu", "08:00:00", "12:00:00"),
        ("tue thu", "13:00:00", "17:00:00"),
        ("fri", "08:00:00", "11:40:00"),
    ],
];

/// Weeks of those who spend the other days in surgery.
pub const CLINIC_DAYS: &[&[Stretch]] = &[
    &[("mon thu", "08:00:00", "12:00:00"), ("mon thu", "13:00:00", "16:00:00")],
    &[("tue fri", "08:20:00", "12:20:00"), ("tue", "13:00:00", "16:40:00")],
    &[("wed", "08:00:00", "12:00:00"), ("wed fri", "13:00:00", "17:00:00")],
];

/// Weeks of those who work at two offices: at the one, at the other.
pub const HALVES: [&[Stretch]; 2] = [
    &[("mon tue", "08:00:00", "12:00:00"), ("mon tue", "13:00:00", "17:00:00")],
    &[("wed thu", "08:20:00", "12:20:00"), ("wed thu", "13:20:00", "17:00:00")],
];

/// Saturday morning, where the office is open.
pub const SATURDAY: Stretch = ("sat", "09:00:00", "13:00:00");

/// Days of absence, the first and the last, and why.
pub type Absence = (Date, Date, &'static str);

/// Days of absence are planned so many days ahead.
const AHEAD: usize = 400;

/// When somebody is away from `today` on: holidays, and days of their own.
pub fn absences(dice: &mut Dice, today: Date) -> Vec<Absence> {
    let mut absences = holidays(today);
    if dice.chance(45) {
        let day = after(today, 1 + dice.below(40));
        absences.push((day, day, "Away"));
    }
    if dice.chance(30) {
        let monday = monday_after(after(today, dice.below(60)));
        absences.push((monday, after(monday, 4), "On vacation"));
    }
    if dice.chance(25) {
        let day = after(today, 8 + dice.below(30));
        absences.push((day, after(day, 1), "At a conference"));
    }
    absences
}

/// Days on which all offices are closed.
pub fn holidays(today: Date) -> Vec<Absence> {
    let last = after(today, AHEAD);
    let years = today.year()..=last.year();
    let days = years.flat_map(holidays_of).filter(|day| (today..=last).contains(day));
    days.map(|day| (day, day, "Offices are closed")).collect()
}

/// New Year's Day, Memorial Day, Independence Day, Labor Day, Thanksgiving and Christmas.
fn holidays_of(year: i16) -> impl Iterator<Item = Date> {
    let fixed = [(1, 1), (7, 4), (12, 25)].map(|(month, day)| Date::new(year, month, day));
    let moving = [(5, -1, Weekday::Monday), (9, 1, Weekday::Monday), (11, 4, Weekday::Thursday)]
        .map(|(month, nth, weekday)| Date::new(year, month, 1)?.nth_weekday_of_month(nth, weekday));
    fixed.into_iter().chain(moving).filter_map(Result::ok)
}

fn monday_after(day: Date) -> Date {
    day.nth_weekday(1, Weekday::Monday).unwrap_or(day)
}

fn after(day: Date, days: usize) -> Date {
    day.saturating_add(i64::try_from(days).unwrap_or(0).days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn holidays_are_the_next_ones() {
        let days: Vec<_> = holidays(date(2026, 11, 24)).into_iter().map(|(day, _, _)| day).collect();
        let expected = [
            date(2026, 12, 25),
            date(2026, 11, 26),
            date(2027, 1, 1),
            date(2027, 7, 4),
            date(2027, 12, 25),
            date(2027, 5, 31),
            date(2027, 9, 6),
            date(2027, 11, 25),
        ];
        assert_eq!(days, expected);
    }

    #[test]
    fn absences_lie_ahead_and_end_after_they_begin() {
        let today = date(2026, 11, 24);
        for n in 0..200 {
            let absences = absences(&mut Dice::new(n, "absences"), today);
            assert!(absences.iter().all(|(first, last, _)| today <= *first && first <= last));
        }
    }
}
