//! The weeks of a plan's clinicians: two to five days, mornings and afternoons, on three grids.

use crate::invented::{
    dice::Dice,
    weeks::{SATURDAY, Stretch},
};

/// Weeks of those with one place.
const WHOLE: &[&[&str]] = &[
    &["mon tue wed thu fri"],
    &["mon tue wed thu fri"],
    &["mon tue wed thu"],
    &["mon tue thu fri"],
    &["tue wed thu fri"],
    &["mon wed fri"],
    &["tue wed thu"],
    &["mon thu"],
    &["tue fri"],
];
/// Weeks of those with two places: at the one, at the other.
const HALVES: &[&[&str]] =
    &[&["mon tue", "wed thu"], &["mon wed fri", "tue thu"], &["mon thu", "tue wed fri"]];
/// Weeks of those with three.
const THIRDS: &[&[&str]] = &[&["mon tue", "wed", "thu fri"], &["mon", "tue thu", "wed fri"]];

type Hours = (&'static str, &'static str);

/// Morning and afternoon. Their starts differ by a multiple of every grid.
const DAYS: &[(Hours, Hours)] = &[
    (("08:00:00", "12:00:00"), ("13:00:00", "17:00:00")),
    (("08:00:00", "12:00:00"), ("13:00:00", "16:00:00")),
    (("08:30:00", "12:30:00"), ("13:30:00", "17:30:00")),
    (("07:30:00", "11:30:00"), ("12:30:00", "16:30:00")),
    (("09:00:00", "12:00:00"), ("13:00:00", "18:00:00")),
];

/// Grids in minutes, by how many have them.
const GRIDS: &[u16] = &[15, 20, 20, 20, 30];

/// The grid of somebody's schedules.
pub fn slot_minutes(dice: &mut Dice) -> u16 {
    *dice.pick(GRIDS)
}

/// The weeks at one, two or three places: no day at two of them.
pub fn weeks(places: usize, dice: &mut Dice) -> Vec<Vec<Stretch>> {
    let known = match places {
        1 => WHOLE,
        2 => HALVES,
        _ => THIRDS,
    };
    let days = *dice.pick(known);
    days.iter().map(|days| week(days, dice)).collect()
}

/// Most are there all day, some in the morning or the afternoon only.
fn week(days: &'static str, dice: &mut Dice) -> Vec<Stretch> {
    let (morning, afternoon) = *dice.pick(DAYS);
    let on = |(start, end): Hours| (days, start, end);
    match dice.below(100) {
        0..10 => vec![on(morning)],
        10..18 => vec![on(afternoon)],
        _ => vec![on(morning), on(afternoon)],
    }
}

/// Saturday morning too, where the place is open and the grid fits.
pub fn saturday(week: &[Stretch], slot_minutes: u16, dice: &mut Dice) -> Option<Stretch> {
    let minute = |(_, start, _): &Stretch| start.get(3..5) == Some("00");
    let fits = slot_minutes == 15 || week.iter().all(minute);
    (dice.chance(25) && fits).then_some(SATURDAY)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn nobody_is_at_two_places_on_a_day() {
        for (n, places) in (0..60).map(|n| (n, 1 + n as usize % 3)) {
            let weeks = weeks(places, &mut Dice::new(n, "weeks"));
            let of_week = |week: &Vec<Stretch>| week[0].0.split(' ').map(str::to_owned).collect::<Vec<_>>();
            let days: Vec<_> = weeks.iter().flat_map(of_week).collect();
            assert_eq!(weeks.len(), places);
            assert_eq!(days.iter().collect::<HashSet<_>>().len(), days.len(), "{days:?}");
            assert!((2..=5).contains(&days.len()), "{days:?}");
        }
    }

    #[test]
    fn sessions_lie_on_one_grid() {
        let minutes = |time: &str| {
            time[..2].parse::<u16>().expect("an hour") * 60 + time[3..5].parse::<u16>().expect("minutes")
        };
        for ((morning, _), (afternoon, _)) in DAYS {
            for grid in GRIDS {
                assert_eq!((minutes(afternoon) - minutes(morning)) % grid, 0, "{morning} {afternoon} {grid}");
            }
        }
    }
}
