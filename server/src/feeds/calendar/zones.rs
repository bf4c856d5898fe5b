//! For every zone of the world, and each change of its clocks in two years: a visit right before the
//! change, one right after it and one an hour later. The list of free times, the appointment's page,
//! the letter and the calendar file tell the same moment.

mod reader;
mod world;

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicI64, Ordering},
};

use app::domain::time::LocalTime;
use jiff::{SignedDuration, Timestamp, tz};

use crate::support::rounds::{Row, rounds};
use world::World;

/// A change, and the zones in which it is.
type Changes = BTreeMap<Timestamp, Vec<String>>;

/// Seconds since the epoch.
static NOW: AtomicI64 = AtomicI64::new(0);

fn clock() -> Timestamp {
    Timestamp::from_second(NOW.load(Ordering::Relaxed)).expect("a moment")
}

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

#[tokio::test]
async fn whatever_clocks_do_a_visit_is_at_the_same_moment_wherever_it_is_read() {
    // So many of a hundred zones; the one whose clocks go by half an hour is always one of them.
    let part = rounds(6, 100);
    let names = tz::db().available().map(|name| name.to_string());
    let mut names: Vec<_> = names.filter(|name| tz::TimeZone::get(name).is_ok()).collect();
    names.sort();
    let count = names.len();
    assert!(count > 400, "{count}");
    let kept = |(n, name): &(usize, String)| n % 100 * 61 % 100 < part || name == "Australia/Lord_Howe";
    let names: Vec<_> = names.into_iter().enumerate().filter(kept).map(|(_, name)| name).collect();
    let mut row = Row::begin("every zone, two years of changes", 0);
    let (changes, mut visits) = (changes(&names), 0);
    NOW.store(at("2026-11-25T00:00:00Z").as_second(), Ordering::Relaxed);
    let world = World::new(&names, clock).await;
    for (change, zones) in &changes {
        NOW.store((*change - SignedDuration::from_hours(36)).as_second(), Ordering::Relaxed);
        world.wake_up().await;
        for zone in zones {
            visits += around(&world, zone, *change).await;
        }
    }
    let pairs: usize = changes.values().map(Vec::len).sum();
    row.count(format!("{} of {count} zones, {pairs} changes, {visits} visits", names.len()));
    row.end("0 wrong instants");
}

/// All changes of two years; a day of a zone that has none.
fn changes(names: &[String]) -> Changes {
    let (from, until) = (at("2026-11-26T12:00:00Z"), at("2028-11-26T12:00:00Z"));
    let mut changes = Changes::new();
    for name in names {
        let zone = tz::TimeZone::get(name).expect("a zone");
        let own = zone.following(from).map(|change| change.timestamp());
        let mut own: Vec<_> = own.take_while(|at| *at < until).collect();
        if own.is_empty() {
            own.push(from);
        }
        own.into_iter().for_each(|at| changes.entry(at).or_default().push(name.clone()));
    }
    changes
}

/// Books around a change, and reads each visit in all ways; returns how many there were.
async fn around(world: &World, zone: &str, change: Timestamp) -> usize {
    let mut offered = Vec::new();
    let sides = [-1, 1].map(|hour| change + SignedDuration::from_hours(hour));
    let zoned = tz::TimeZone::get(zone).expect("a zone");
    let mut dates = sides.map(|side| side.to_zoned_datetime(zoned.clone()).date()).to_vec();
    dates.dedup();
    for date in dates {
        let times = world.free(zone, date).await;
        assert!(times.iter().all(|time| time.date() == date), "{zone} on {date}: {times:?}");
        offered.extend(times);
    }
    apart(zone, &offered);
    let before = offered.iter().rfind(|time| time.instant < change);
    let mut after = offered.iter().filter(|time| time.instant >= change);
    let wanted = [before, after.next(), after.nth(2)];
    let wanted: Vec<_> = wanted.into_iter().flatten().cloned().collect();
    assert_eq!(wanted.len(), 3, "{zone} at {change}: {offered:?}");
    let near = |time: &LocalTime| time.instant.duration_since(change).abs() < SignedDuration::from_hours(3);
    assert!(wanted.iter().all(near), "{zone} at {change}: {wanted:?}");
    for start in &wanted {
        world.visit(zone, start).await;
    }
    wanted.len()
}

/// The same moment is not offered twice, and no two visits overlap.
fn apart(zone: &str, offered: &[LocalTime]) {
    for pair in offered.windows(2) {
        let apart = pair[1].instant.duration_since(pair[0].instant);
        assert!(apart >= world::LENGTH, "{zone}: {pair:?}");
    }
}
