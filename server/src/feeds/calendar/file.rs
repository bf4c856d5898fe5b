//! An appointment as a calendar file (RFC 5545). Calendars know it again by its UID and take
//! the one with the higher SEQUENCE.

use app::{
    domain::{
        appointment::{Event as Happening, State},
        time::LocalTime,
    },
    letter::Visit,
    portal::zone,
};
use icalendar::{Component, Event, EventLike, EventStatus, Property};
use jiff::{Timestamp, tz::TimeZone};

use super::timezone;

/// Writes the file. `history` is what happened to the appointment, first things first. It never
/// holds the reason for the visit: calendars are shared.
pub fn write(visit: &Visit, history: &[Happening]) -> Result<String, std::fmt::Error> {
    let start = &visit.appointment.start;
    let zone = zone(&start.zone);
    Ok([
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Bookwell//Portal//EN\r\n",
        "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n",
        &timezone::component(&start.zone, &zone, start.instant),
        &event(visit, history, &zone).try_into_string()?,
        "END:VCALENDAR\r\n",
    ]
    .concat())
}

fn event(visit: &Visit, history: &[Happening], zone: &TimeZone) -> Event {
    let appointment = visit.appointment;
    let stamp = history.last().map_or(appointment.booked_at, |last| last.at);
    let status = match appointment.state {
        State::Booked => EventStatus::Confirmed,
        State::Cancelled => EventStatus::Cancelled,
    };
    let visit_name = visit.visit_type.name.get(visit.member.reads_spanish());
    let summary = match &visit.clinician {
        Some(clinician) => format!("{visit_name}, {clinician}"),
        None => visit_name.to_owned(),
    };
    let mut event = Event::with_uid(&format!("{}@bookwell", appointment.id));
    event
        .add_property("DTSTAMP", utc(stamp))
        .append_property(moment("DTSTART", appointment.start.instant, zone))
        .append_property(moment("DTEND", appointment.end(), zone))
        .add_property("SEQUENCE", history.len().saturating_sub(1).to_string())
        .summary(&summary)
        .location(&visit.place())
        .description(&visit.notes())
        .add_property("URL", format!("{}/appointments/{}", visit.address, appointment.id))
        .status(status)
        .done()
}

/// The time on the wall of the place. In the hour that the clock shows twice only the first
/// can be told so; the second is told in UTC.
fn moment(key: &str, at: Timestamp, zone: &TimeZone) -> Property {
    let local = LocalTime::at(at, zone);
    let first = zone.to_ambiguous_zoned_datetime(local.civil).compatible();
    if first.is_ok_and(|first| first.timestamp() == at) {
        let text = local.civil.strftime("%Y%m%dT%H%M%S").to_string();
        return Property::new(key, text).add_parameter("TZID", &local.zone).done();
    }
    Property::new(key, utc(at))
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests;
