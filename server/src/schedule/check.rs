//! The lines of one role against the role, its schedule and each other.

use app::{
    domain::{
        amendment::{Amendment, Week},
        directory::Role,
        id::VisitTypeId,
        misfit::Misfit,
        schedule::{ALWAYS, Exception, Schedule, Session},
    },
    store::schedule::Scheduled,
};
use jiff::civil::Date;

use super::row::{Entry, Row};
use crate::table::Fault;

/// What the lines set, in place of what was set before.
///
/// # Errors
/// What is wrong with them: then nothing is set.
pub fn amendment(rows: &[Row], scheduled: &Scheduled) -> Result<Amendment, Vec<Fault>> {
    let mut faults: Vec<_> = rows.iter().filter_map(|row| offers(row, &scheduled.role)).collect();
    let mut amendment = Amendment::none(scheduled.role.id.clone());
    match week(rows) {
        Ok(week) => amendment.week = week,
        Err(differ) => return Err([faults, differ].concat()),
    }
    let mut schedule = amendment.applied_to(&scheduled.published);
    if amendment.week.is_some() {
        schedule.sessions.clear();
    }
    faults.extend(rows.iter().filter_map(|row| add_to_week(row, &mut schedule)));
    closed(rows).for_each(|date| schedule.exceptions.push(Exception::Closed { date }));
    faults.extend(rows.iter().filter_map(|row| add_on_day(row, &mut schedule)));
    amendment.exceptions = rows.iter().filter_map(exception).collect();
    if faults.is_empty() { Ok(amendment) } else { Err(faults) }
}

/// The week of the session lines; `None` where there are none.
fn week(rows: &[Row]) -> Result<Option<Week>, Vec<Fault>> {
    let mut week: Option<(u64, Week)> = None;
    let mut faults = Vec::new();
    for row in rows {
        let Entry::Session { session, slot_minutes, valid_from } = &row.entry else { continue };
        let valid_from = valid_from.unwrap_or(ALWAYS);
        let new = || (row.line, Week { valid_from, slot_minutes: *slot_minutes, sessions: Vec::new() });
        let (first, week) = week.get_or_insert_with(new);
        faults.extend(differs(row.line, *first, "slot_minutes", week.slot_minutes != *slot_minutes));
        faults.extend(differs(row.line, *first, "valid_from", week.valid_from != valid_from));
        week.sessions.push(session.clone());
    }
    if faults.is_empty() { Ok(week.map(|(_, week)| week)) } else { Err(faults) }
}

fn differs(line: u64, first: u64, column: &'static str, differs: bool) -> Option<Fault> {
    let reason = format!("differs from line {first}: a role's week has one grid and one first day");
    differs.then_some(Fault { line, column, reason })
}

/// A visit type that the role does not offer.
fn offers(row: &Row, role: &Role) -> Option<Fault> {
    let (Entry::Session { session, .. } | Entry::Extra(_, session)) = &row.entry else { return None };
    let reason = not_offered(session, role)?;
    Some(Fault { line: row.line, column: "visit_types", reason })
}

/// The visit type of the session that the role does not offer, in words.
pub fn not_offered(session: &Session, role: &Role) -> Option<String> {
    let other = session.visit_types.iter().find(|id| !role.visit_types.contains(id))?;
    let offered: Vec<_> = role.visit_types.iter().map(VisitTypeId::as_str).collect();
    Some(format!("has {other}, which the role does not offer: it offers {}", offered.join(" ")))
}

fn add_to_week(row: &Row, schedule: &mut Schedule) -> Option<Fault> {
    let Entry::Session { session, .. } = &row.entry else { return None };
    let misfit = schedule.misfit(session);
    schedule.sessions.push(session.clone());
    misfit.map(|misfit| fault(row.line, &misfit))
}

fn closed(rows: &[Row]) -> impl Iterator<Item = Date> {
    rows.iter().filter_map(|row| match row.entry {
        Entry::Closed(date) => Some(date),
        _ => None,
    })
}

fn add_on_day(row: &Row, schedule: &mut Schedule) -> Option<Fault> {
    let Entry::Extra(date, session) = &row.entry else { return None };
    let misfit = schedule.misfit_on(*date, session);
    schedule.exceptions.extend(exception(row));
    misfit.map(|misfit| fault(row.line, &misfit))
}

fn exception(row: &Row) -> Option<Exception> {
    match row.entry.clone() {
        Entry::Session { .. } => None,
        Entry::Closed(date) => Some(Exception::Closed { date }),
        Entry::Extra(date, session) => Some(Exception::Extra { date, session }),
    }
}

fn fault(line: u64, misfit: &Misfit) -> Fault {
    let column = match misfit {
        Misfit::Ends | Misfit::EndsWithinStep(_) => "end",
        Misfit::Seconds | Misfit::OffGrid(..) | Misfit::Overlaps(_) => "start",
    };
    Fault { line, column, reason: words(misfit) }
}

/// What is wrong and what to do, after the name of a time.
pub fn words(misfit: &Misfit) -> String {
    match misfit {
        Misfit::Seconds => "must be a whole minute, as the end".to_owned(),
        Misfit::Ends => "must be after the start".to_owned(),
        Misfit::EndsWithinStep(slot) => {
            format!("must be a number of steps of {slot} minutes after the start")
        }
        Misfit::OffGrid(slot, first) => format!(
            "must lie a number of steps of {slot} minutes from {}: visits are booked by the steps of one grid",
            first.strftime("%H:%M")
        ),
        Misfit::Overlaps(other) => format!(
            "lies in the session from {} to {}: sessions of a day may not overlap",
            other.start.strftime("%H:%M"),
            other.end.strftime("%H:%M")
        ),
    }
}
