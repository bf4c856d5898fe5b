//! Why an office cannot do what it wants.

use crate::{
    domain::{
        attendance::Unattended,
        id::{AppointmentId, LocationId, RoleId},
    },
    portal::OpenError,
    store,
};

/// Why an office cannot do what it wants. Whoever shows it has the words.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such appointment.
    #[error("no appointment")]
    NoAppointment(AppointmentId),
    /// There is no such role.
    #[error("no role")]
    NoRole(RoleId),
    /// There is no such place, or nobody works there.
    #[error("no location")]
    NoLocation(LocationId),
    /// It cannot be written down whether the member came.
    #[error("not attended")]
    Unattended(Unattended),
    /// It cannot be cancelled any more.
    #[error("not open")]
    NotOpen,
    /// Somebody else was quicker.
    #[error("changed meanwhile")]
    Changed,
    /// Nobody is away on such days.
    #[error("no days")]
    Days,
    /// The portal does not know of the days yet.
    #[error(transparent)]
    Reload(#[from] OpenError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl From<Unattended> for Error {
    fn from(why: Unattended) -> Self {
        Self::Unattended(why)
    }
}
