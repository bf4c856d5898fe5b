//! `server schedule list`: a role's week and the days that differ, for people.

use std::fmt;

use app::{
    domain::{
        directory::{Clinician, Location},
        id::VisitTypeId,
        schedule::{Exception, Schedule, Session},
    },
    store::schedule::Scheduled,
};
use jiff::civil::Date;

use super::row::WEEKDAYS;

/// What is listed.
pub struct Listing<'a> {
    /// The role and its schedules.
    pub scheduled: &'a Scheduled,
    /// Who, where the directory has them.
    pub clinician: Option<&'a Clinician>,
    /// Where, where the directory has it.
    pub location: Option<&'a Location>,
    /// Days before it are left out.
    pub today: Date,
}

impl fmt::Display for Listing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let schedule = self.scheduled.in_force();
        self.heading(f, &schedule)?;
        week(f, &schedule)?;
        writeln!(f, "days that differ, from {} on", self.today)?;
        let mut days: Vec<_> = schedule.exceptions.iter().filter(|day| date(day) >= self.today).collect();
        days.sort_by_key(|day| (date(day), matches!(day, Exception::Extra { .. })));
        if days.is_empty() {
            writeln!(f, "  none")?;
        }
        days.into_iter().try_for_each(|day| exception(f, day))
    }
}

impl Listing<'_> {
    fn heading(&self, f: &mut fmt::Formatter<'_>, schedule: &Schedule) -> fmt::Result {
        let Schedule { role, valid_from, slot_minutes, .. } = schedule;
        let who = self.clinician.map_or("a clinician who is not in the directory", |it| &it.name);
        let place = self.location.map_or("a place that is not in the directory", |it| &it.name);
        let zone = self.location.map_or("UTC", |it| &it.time_zone);
        let source = match self.scheduled.amendment.week {
            Some(_) => "set by the plan",
            None => "from the directory",
        };
        writeln!(f, "{role}: {who} at {place}")?;
        writeln!(f, "the week {source}, from {valid_from} on, in steps of {slot_minutes} minutes, {zone}")
    }
}

fn week(f: &mut fmt::Formatter<'_>, schedule: &Schedule) -> fmt::Result {
    if schedule.sessions.is_empty() {
        writeln!(f, "  no sessions")?;
    }
    for (number, name) in (1..).zip(WEEKDAYS) {
        let sessions = schedule.sessions.iter().filter(|session| session.weekday == number);
        let mut sessions: Vec<_> = sessions.collect();
        sessions.sort_by_key(|session| session.start);
        for session in sessions {
            writeln!(f, "  {name}  {}", hours(session))?;
        }
    }
    Ok(())
}

fn exception(f: &mut fmt::Formatter<'_>, exception: &Exception) -> fmt::Result {
    let date = date(exception);
    let weekday = WEEKDAYS[date.weekday().to_monday_zero_offset() as usize];
    match exception {
        Exception::Closed { .. } => writeln!(f, "  {date} {weekday}  closed"),
        Exception::Extra { session, .. } => writeln!(f, "  {date} {weekday}  also {}", hours(session)),
    }
}

fn date(exception: &Exception) -> Date {
    match exception {
        Exception::Closed { date } | Exception::Extra { date, .. } => *date,
    }
}

fn hours(session: &Session) -> String {
    let Session { start, end, visit_types, .. } = session;
    let only: Vec<_> = visit_types.iter().map(VisitTypeId::as_str).collect();
    let only = if only.is_empty() { String::new() } else { format!("  only {}", only.join(" ")) };
    format!("{} to {}{only}", start.strftime("%H:%M"), end.strftime("%H:%M"))
}
