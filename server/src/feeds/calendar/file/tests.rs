use app::domain::{
    actor::Actor,
    appointment::{Appointment, EventKind},
};
use icalendar::{Calendar, CalendarDateTime, DatePerhapsTime};

use super::*;
use crate::fixture;

fn text(change: impl Fn(&mut Appointment), kinds: &[EventKind], start: &str) -> String {
    let (plan, member) = (fixture::plan(), fixture::member());
    let visit_type = fixture::visit_type(&plan);
    let mut appointment = fixture::appointment(&visit_type.id, start, "America/Los_Angeles");
    change(&mut appointment);
    let history: Vec<_> =
        (1..).zip(kinds).map(|(number, kind)| happening(&appointment, number, *kind)).collect();
    let visit = Visit {
        member: &member,
        between: None,
        appointment: &appointment,
        start: &appointment.start,
        clinician: Some(fixture::listing().clinician.name),
        location: Some(fixture::listing().location),
        visit_type: &visit_type,
        plan: &plan,
        now: "2026-11-24T12:00:00Z".parse().expect("an instant"),
        address: "https://portal.example.org",
    };
    write(&visit, &history).expect("a file")
}

fn happening(appointment: &Appointment, number: u32, kind: EventKind) -> Happening {
    let at = appointment.booked_at + jiff::SignedDuration::from_hours(i64::from(number) - 1);
    Happening {
        number,
        kind,
        at,
        by: Actor::Member,
        role: None,
        start: appointment.start.clone(),
        reason: None,
    }
}

fn booked(start: &str) -> String {
    text(|_| (), &[EventKind::Booked], start)
}

fn parsed(text: &str) -> Event {
    let calendar: Calendar = text.parse().expect("a calendar");
    assert_eq!(calendar.property_value("METHOD"), Some("PUBLISH"));
    calendar.events().next().expect("an event").clone()
}

fn civil(time: Option<DatePerhapsTime>) -> (String, String) {
    let Some(DatePerhapsTime::DateTime(CalendarDateTime::WithTimezone { date_time, tzid })) = time else {
        panic!("{time:?} is no time in a zone")
    };
    (date_time.to_string(), tzid)
}

#[test]
fn a_calendar_reads_back_what_was_agreed() {
    let event = parsed(&booked("2026-12-01T17:40:00Z"));
    let zone = "America/Los_Angeles".to_owned();
    assert_eq!(civil(event.get_start()), ("2026-12-01 09:40:00".to_owned(), zone.clone()));
    assert_eq!(civil(event.get_end()), ("2026-12-01 10:00:00".to_owned(), zone));
    assert_eq!(event.get_uid(), Some("0199@bookwell"));
    assert_eq!(event.property_value("SEQUENCE"), Some("0"));
    assert_eq!(event.property_value("DTSTAMP"), Some("20261024T120000Z"));
    assert_eq!(event.get_status(), Some(EventStatus::Confirmed));
    assert_eq!(event.get_location(), Some("Ballard Medical Office, 1 Market St, Seattle, WA 98107"));
    assert!(event.get_summary().is_some_and(|summary| summary.ends_with(", Dana Reyes, MD")));
    assert_eq!(event.property_value("URL"), Some("https://portal.example.org/appointments/0199"));
}

#[test]
fn lines_end_as_calendars_want_and_are_not_too_long() {
    let text = booked("2026-12-01T17:40:00Z");
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
}

#[test]
fn both_sides_of_a_clock_change_have_the_time_on_the_wall() {
    for (start, wall) in [
        ("2026-10-30T16:40:00Z", "2026-10-30 09:40:00"),
        ("2026-11-02T17:40:00Z", "2026-11-02 09:40:00"),
        ("2027-03-15T16:40:00Z", "2027-03-15 09:40:00"),
    ] {
        let text = booked(start);
        assert_eq!(civil(parsed(&text).get_start()).0, wall);
        assert!(text.contains("BEGIN:VTIMEZONE\r\nTZID:America/Los_Angeles\r\n"));
        assert!(text.contains("BEGIN:STANDARD") && text.contains("BEGIN:DAYLIGHT"));
    }
}

#[test]
fn the_second_of_two_equal_times_is_told_in_utc() {
    let first = parsed(&booked("2026-11-01T08:30:00Z"));
    assert_eq!(civil(first.get_start()).0, "2026-11-01 01:30:00");
    let second = parsed(&booked("2026-11-01T09:30:00Z"));
    assert_eq!(second.property_value("DTSTART"), Some("20261101T093000Z"));
}

#[test]
fn a_move_and_a_cancellation_raise_the_sequence() {
    let moved = parsed(&text(|_| (), &[EventKind::Booked, EventKind::Moved], "2026-12-01T17:40:00Z"));
    assert_eq!(moved.property_value("SEQUENCE"), Some("1"));
    let cancel = |appointment: &mut Appointment| appointment.state = State::Cancelled;
    let kinds = [EventKind::Booked, EventKind::Moved, EventKind::Cancelled];
    let cancelled = parsed(&text(cancel, &kinds, "2026-12-01T17:40:00Z"));
    assert_eq!(cancelled.property_value("SEQUENCE"), Some("2"));
    assert_eq!(cancelled.get_status(), Some(EventStatus::Cancelled));
    assert_eq!(cancelled.get_uid(), moved.get_uid());
}

#[test]
fn no_calendar_holds_the_reason_or_the_contact() {
    let text = booked("2026-12-01T17:40:00Z").replace("\r\n ", "");
    assert!(!text.contains("private matter") && !text.contains("555-0199"), "{text}");
}
