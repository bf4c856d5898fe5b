//! `server schedule`: weeks, days off and added sessions that the plan sets over those of the
//! directory. An import of the directory does not overwrite them.

mod check;
mod grid;
mod import;
mod listing;
mod row;
mod table;
mod time_off;

#[cfg(test)]
mod tests;

use app::{
    domain::{
        absence::{LONGEST, may_be_away},
        id::{RoleId, VisitTypeId},
        schedule::{Exception, Session},
    },
    portal::zone,
    store::{self, Store, schedule::Scheduled},
};
use jiff::civil::{Date, Time};

use crate::{command::AtHand, config::Schedule, failure::Failure};
use import::ImportError;
use listing::Listing;
use time_off::TimeOff;

/// What keeps one role's schedule from being changed.
#[derive(Debug, thiserror::Error)]
pub enum ScheduleError {
    #[error(
        "{0} is no role of the directory: its ids stand in PractitionerRole.ndjson and in the portal's addresses"
    )]
    NoRole(RoleId),
    #[error("the last day must not be before the first, nor more than {LONGEST} days after it")]
    Days,
    #[error("the session {0}")]
    Session(String),
    #[error("--visit-types {0}")]
    VisitTypes(String),
    #[error("the database failed: {0}")]
    Store(#[from] store::Error),
}

/// Does what was asked and tells what came of it.
///
/// # Errors
/// For a role that is not there, a session that cannot stand, and when something cannot be
/// read or written.
pub async fn schedule(at_hand: &AtHand, wanted: &Schedule) -> Result<(), Failure> {
    let AtHand { plan, store, now, portal, .. } = at_hand;
    let _alone = match portal {
        Some(portal) => Some(portal.scheduling.lock().await),
        None => None,
    };
    match wanted {
        Schedule::Import { file } => at_hand.answer(&import::import(store, plan, file, *now).await?),
        Schedule::List { role } => {
            let today = now.to_zoned_datetime(zone(&plan.time_zone)).date();
            at_hand.answer(&list(store, role, today).await?)
        }
        Schedule::TimeOff { role, from, to } => at_hand.answer(&time_off(store, role, (*from, *to)).await?),
        Schedule::AddSession { role, date, start, end, visit_types } => {
            add(store, role, *date, session(*date, (*start, *end), visit_types)).await?;
            let [start, end] = [start, end].map(|time| time.strftime("%H:%M"));
            at_hand.answer(&format!("added on {date} from {start} to {end}\n"))
        }
    }
}

async fn find(store: &Store, role: &RoleId) -> Result<Scheduled, ScheduleError> {
    let mut found = store::schedule::of_roles(store, std::slice::from_ref(role)).await?;
    found.remove(role).ok_or_else(|| ScheduleError::NoRole(role.clone()))
}

async fn list(store: &Store, role: &RoleId, today: Date) -> Result<String, ScheduleError> {
    let scheduled = find(store, role).await?;
    let clinician = store::directory::clinician(store, &scheduled.role.clinician).await?;
    let location = store::directory::location(store, &scheduled.role.location).await?;
    let (clinician, location) = (clinician.as_ref(), location.as_ref());
    Ok(Listing { scheduled: &scheduled, clinician, location, today }.to_string())
}

/// Closes days of a role, and says what lies in them.
///
/// # Errors
/// For a role that is not there, and days that cannot be.
async fn time_off(store: &Store, role: &RoleId, days: (Date, Date)) -> Result<TimeOff, ScheduleError> {
    if !may_be_away(days) {
        return Err(ScheduleError::Days);
    }
    Ok(time_off::close(store, &find(store, role).await?, days).await?)
}

fn session(date: Date, (start, end): (Time, Time), visit_types: &[VisitTypeId]) -> Session {
    let weekday = date.weekday().to_monday_one_offset();
    Session { weekday, start, end, visit_types: visit_types.to_vec() }
}

/// Adds a session for one day, on the grid of the schedule that is in force.
async fn add(store: &Store, role: &RoleId, date: Date, session: Session) -> Result<(), ScheduleError> {
    let scheduled = find(store, role).await?;
    if let Some(reason) = check::not_offered(&session, &scheduled.role) {
        return Err(ScheduleError::VisitTypes(reason));
    }
    if let Some(misfit) = scheduled.in_force().misfit_on(date, &session) {
        return Err(ScheduleError::Session(check::words(&misfit)));
    }
    let mut amendment = scheduled.amendment;
    amendment.exceptions.push(Exception::Extra { date, session });
    store::schedule::amend(store, &[amendment]).await?;
    Ok(())
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        Self::Other(error.to_string())
    }
}

impl From<ScheduleError> for Failure {
    fn from(error: ScheduleError) -> Self {
        Self::Other(error.to_string())
    }
}
