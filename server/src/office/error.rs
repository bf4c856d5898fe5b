//! Why an office cannot do what it wants, in the words of the command line.

use std::fmt;

use app::{
    domain::{
        absence::LONGEST,
        attendance::{Attendance, Unattended},
    },
    office::Error,
};

use crate::failure::Failure;

/// Why an office cannot do what it wants.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// Neither a role nor a place was named.
    #[error("name a role or a place")]
    Nobody,
    /// A rule, or what is there, is against it.
    #[error("{}", Words(.0))]
    Office(#[from] Error),
}

struct Words<'a>(&'a Error);

impl fmt::Display for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Error::NoAppointment(id) => {
                write!(f, "{id} is no appointment: `server office day` lists them with their ids")
            }
            Error::NoRole(id) => {
                write!(f, "{id} is no role of the directory: its ids stand in the portal's addresses")
            }
            Error::NoLocation(id) => write!(f, "{id} is no place of the directory where somebody works"),
            Error::Unattended(why) => f.write_str(unattended(*why)),
            Error::NotOpen => {
                f.write_str("the appointment is canceled already, or has begun: it stays as it is")
            }
            Error::Changed => {
                f.write_str("somebody has changed the appointment just now: look at it and try again")
            }
            Error::Days => {
                write!(f, "the last day must not be before the first, nor more than {LONGEST} days after it")
            }
            Error::Reload(error) => {
                write!(f, "the portal cannot read its schedules anew: {error}. Do it again")
            }
            Error::Store(error) => write!(f, "the database failed: {error}"),
        }
    }
}

fn unattended(why: Unattended) -> &'static str {
    match why {
        Unattended::Cancelled => "the appointment is canceled",
        Unattended::AnotherDay => "the appointment is on another day",
        Unattended::NotBegun => "the visit has not begun: the member may still come",
        Unattended::NotAccepted => "the plan does not accept that in payment",
        Unattended::Already(Attendance::CheckedIn) => "the member is checked in already",
        Unattended::Already(Attendance::NoShow) => "it is written down already that the member did not come",
        Unattended::NotHere => "the member is not checked in: `check-in` takes the tender too",
        Unattended::NothingDue => "no copay is due",
        Unattended::Paid => "it is written down already how the copay was paid",
    }
}

impl From<OfficeError> for Failure {
    fn from(error: OfficeError) -> Self {
        Self::Other(error.to_string())
    }
}
