//! Why an office cannot do what it wants.

use std::fmt;

use app::{
    domain::{
        attendance::{Attendance, Unattended},
        id::{AppointmentId, LocationId, RoleId},
    },
    portal::OpenError,
    store,
};

use crate::{failure::Failure, schedule::ScheduleError};

/// Why an office cannot do what it wants.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// There is no such appointment.
    #[error("{0} is no appointment: `server office day` lists them with their ids")]
    NoAppointment(AppointmentId),
    /// There is no such role.
    #[error("{0} is no role of the directory: its ids stand in the portal's addresses")]
    NoRole(RoleId),
    /// There is no such place, or nobody works there.
    #[error("{0} is no place of the directory where somebody works")]
    NoLocation(LocationId),
    /// It cannot be written down whether the member came.
    #[error("{}", Words(*.0))]
    Unattended(Unattended),
    /// It cannot be cancelled any more.
    #[error("the appointment is canceled already, or has begun: it stays as it is")]
    NotOpen,
    /// Somebody else was quicker.
    #[error("somebody has changed the appointment just now: look at it and try again")]
    Changed,
    /// The days cannot be closed.
    #[error(transparent)]
    Schedule(#[from] ScheduleError),
    /// The portal does not know of the days yet.
    #[error("the portal cannot read its schedules anew: {0}. Do it again")]
    Reload(#[from] OpenError),
    /// The database failed.
    #[error("the database failed: {0}")]
    Store(#[from] store::Error),
}

struct Words(Unattended);

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Unattended::Cancelled => "the appointment is canceled",
            Unattended::AnotherDay => "the appointment is on another day",
            Unattended::NotBegun => "the visit has not begun: the member may still come",
            Unattended::Already(Attendance::CheckedIn) => "the member is checked in already",
            Unattended::Already(Attendance::NoShow) => {
                "it is written down already that the member did not come"
            }
        })
    }
}

impl From<Unattended> for OfficeError {
    fn from(why: Unattended) -> Self {
        Self::Unattended(why)
    }
}

impl From<OfficeError> for Failure {
    fn from(error: OfficeError) -> Self {
        Self::Other(error.to_string())
    }
}
