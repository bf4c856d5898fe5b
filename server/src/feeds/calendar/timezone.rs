//! A zone as calendars want it told: the changes of its clock around a moment (RFC 5545,
//! VTIMEZONE), so that a calendar that does not know the zone shows the right time.

use jiff::{
    SignedDuration, Timestamp,
    tz::{Offset, TimeZone, TimeZoneTransition},
};

/// Changes that are told on each side of the moment: a year's.
const CHANGES: usize = 2;

/// The component, its lines ended as calendars end them.
pub(super) fn component(name: &str, zone: &TimeZone, around: Timestamp) -> String {
    let mut observances = observances(zone, around);
    if observances.is_empty() {
        observances.push(unchanging(zone, around));
    }
    format!("BEGIN:VTIMEZONE\r\nTZID:{name}\r\n{}END:VTIMEZONE\r\n", observances.concat())
}

fn observances(zone: &TimeZone, around: Timestamp) -> Vec<String> {
    // A change at the very moment counts as before it: the new offset holds.
    let mut before: Vec<_> = zone.preceding(around + SignedDuration::from_secs(1)).take(CHANGES).collect();
    before.reverse();
    let after = zone.following(around).take(CHANGES);
    before.into_iter().chain(after).map(|change| observance(zone, &change)).collect()
}

fn observance(zone: &TimeZone, change: &TimeZoneTransition) -> String {
    let at = change.timestamp();
    let from = zone.to_offset(at - SignedDuration::from_secs(1));
    let kind = if change.dst().is_dst() { "DAYLIGHT" } else { "STANDARD" };
    let start = from.to_datetime(at).strftime("%Y%m%dT%H%M%S").to_string();
    lines(kind, &start, from, change.offset(), change.abbreviation())
}

/// A zone whose clock never changes.
fn unchanging(zone: &TimeZone, around: Timestamp) -> String {
    let offset = zone.to_offset(around);
    lines("STANDARD", "19700101T000000", offset, offset, zone.to_offset_info(around).abbreviation())
}

fn lines(kind: &str, start: &str, from: Offset, to: Offset, name: &str) -> String {
    let (from, to) = (signed(from), signed(to));
    format!(
        "BEGIN:{kind}\r\nDTSTART:{start}\r\nTZOFFSETFROM:{from}\r\nTZOFFSETTO:{to}\r\nTZNAME:{name}\r\nEND:{kind}\r\n"
    )
}

/// For example `-0800`; seconds only where there are any.
fn signed(offset: Offset) -> String {
    let sign = if offset.is_negative() { '-' } else { '+' };
    let seconds = offset.seconds().unsigned_abs();
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let tail = if rest == 0 { String::new() } else { format!("{rest:02}") };
    format!("{sign}{hours:02}{minutes:02}{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, around: &str) -> String {
        let zone = TimeZone::get(name).expect("a zone");
        component(name, &zone, around.parse().expect("an instant")).replace("\r\n", "\n")
    }

    #[test]
    fn both_sides_of_the_day_when_clocks_go_back() {
        let text = told("America/Los_Angeles", "2026-11-02T17:00:00Z");
        let summer =
            "BEGIN:DAYLIGHT\nDTSTART:20260308T020000\nTZOFFSETFROM:-0800\nTZOFFSETTO:-0700\nTZNAME:PDT\n";
        let winter =
            "BEGIN:STANDARD\nDTSTART:20261101T020000\nTZOFFSETFROM:-0700\nTZOFFSETTO:-0800\nTZNAME:PST\n";
        let next = "BEGIN:DAYLIGHT\nDTSTART:20270314T020000\n";
        let places: Vec<_> = [summer, winter, next].map(|part| text.find(part).expect(part)).into();
        assert!(places.is_sorted(), "{text}");
    }

    #[test]
    fn a_change_at_the_very_moment_holds_already() {
        let text = told("America/Los_Angeles", "2026-11-01T09:00:00Z");
        assert!(text.contains("DTSTART:20261101T020000\nTZOFFSETFROM:-0700\nTZOFFSETTO:-0800"), "{text}");
        assert_eq!(text.matches("20261101T020000").count(), 1, "{text}");
    }

    #[test]
    fn a_zone_that_stopped_changing_has_its_last_change() {
        let text = told("America/Phoenix", "2026-11-02T17:00:00Z");
        assert!(text.contains("TZOFFSETTO:-0700") && !text.contains("2026"), "{text}");
    }

    #[test]
    fn a_zone_without_changes_has_one_offset() {
        let text = component("UTC", &TimeZone::UTC, "2026-11-02T17:00:00Z".parse().expect("an instant"));
        assert!(text.contains("TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nTZNAME:UTC\r\n"), "{text}");
    }
}
