//! `server office day`: who comes when, what for, and what is due.

use std::fmt;

use app::{
    domain::{
        absence::Absence, appointment::Appointment, attendance::Attendance, id::LocationId, time::LocalTime,
    },
    portal::zone,
    store::{self, Store},
};
use jiff::{Timestamp, ToSpan, civil::Date};

use super::{
    error::OfficeError,
    names::{self, Named},
};
use crate::{command::AtHand, config::Day, schedule::midnight};

/// The appointments of a day, by clinician.
pub struct Listed {
    date: Date,
    roles: Vec<(Named, Vec<Row>)>,
    tender: String,
}

/// An appointment as an office sees it.
struct Row {
    start: LocalTime,
    member: String,
    visit: String,
    copay: String,
    id: String,
    note: String,
}

/// Lists the day.
///
/// # Errors
/// Where the role or the place is not in the directory.
pub async fn day(at_hand: &AtHand, wanted: &Day) -> Result<Listed, OfficeError> {
    let AtHand { store, plan, now, .. } = at_hand;
    let named = roles(store, wanted).await?;
    let place = named.first().map_or("UTC", Named::zone).to_owned();
    let date = wanted.date.unwrap_or_else(|| today(*now, &place));
    let mut roles = Vec::with_capacity(named.len());
    for named in named {
        let rows = rows(at_hand, &named, date).await?;
        roles.push((named, rows));
    }
    Ok(Listed { date, roles, tender: names::tender(plan) })
}

/// The day at a place.
pub fn today(now: Timestamp, place: &str) -> Date {
    now.to_zoned_datetime(zone(place)).date()
}

async fn roles(store: &Store, wanted: &Day) -> Result<Vec<Named>, OfficeError> {
    match (&wanted.role, &wanted.location) {
        (Some(role), _) => Ok(vec![Named::find(store, role).await?]),
        (None, Some(location)) => at(store, location).await,
        (None, None) => Ok(Vec::new()),
    }
}

/// The roles at a place, by the name of their clinicians.
async fn at(store: &Store, location: &LocationId) -> Result<Vec<Named>, OfficeError> {
    let mut named = Named::all(store, store::office::roles_at(store, location).await?).await?;
    named.sort_by_key(|named| named.clinician.as_ref().map(|it| (it.family.clone(), it.name.clone())));
    if named.is_empty() { Err(OfficeError::NoLocation(location.clone())) } else { Ok(named) }
}

async fn rows(at_hand: &AtHand, named: &Named, date: Date) -> Result<Vec<Row>, OfficeError> {
    let AtHand { store, plan, now, .. } = at_hand;
    let zone = zone(named.zone());
    let [from, until] = [date, date.saturating_add(1.day())].map(|day| midnight(day, &zone));
    let booked = store::office::booked(store, &named.role.id, from, until).await?;
    let members = store::office::members(store, &booked).await?;
    let absences = store::absence::of(store, booked.iter().map(|appointment| &appointment.id)).await?;
    let row = |appointment: Appointment| {
        let away = absences.get(&appointment.id).filter(|absence| absence.is_open(&appointment, *now));
        Row {
            member: names::member(members.get(&appointment.member), &appointment.member),
            visit: format!("{} ({} min)", names::visit(plan, &appointment), appointment.minutes),
            copay: names::copay(&appointment),
            id: appointment.id.to_string(),
            note: note(appointment.attendance, away),
            start: appointment.start,
        }
    };
    Ok(booked.into_iter().map(row).collect())
}

/// What is to be known besides.
fn note(attendance: Option<Attendance>, away: Option<&Absence>) -> String {
    match (attendance, away.map(|absence| &absence.instead)) {
        (Some(Attendance::CheckedIn), _) => "  checked in".to_owned(),
        (Some(Attendance::NoShow), _) => "  did not come".to_owned(),
        (None, Some(None)) => "  away: call the member".to_owned(),
        (None, Some(Some(instead))) => {
            format!(
                "  away: {} suggested, with {}",
                instead.start.civil.strftime("%a %Y-%m-%d %H:%M"),
                instead.role
            )
        }
        (None, None) => String::new(),
    }
}

impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (named, rows) in &self.roles {
            writeln!(f, "{}: {} at {}, {}", named.role.id, named.clinician(), named.location(), self.date)?;
            if rows.is_empty() {
                writeln!(f, "  no appointments")?;
            }
            rows.iter().try_for_each(|row| row.fmt(f))?;
        }
        writeln!(f, "copays are paid by {}", self.tender)
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { start, member, visit, copay, id, note } = self;
        let time = start.civil.strftime("%H:%M");
        writeln!(f, "  {time}  {member:<32}  {visit:<32}  {copay:<12}  {id}{note}")
    }
}
