//! Somebody of an office who is asking: the one gate to all that offices see and do.

use super::caller::Caller;
use crate::{
    domain::{
        actor::Actor,
        appointment::Appointment,
        audit::{Access, Kind},
        id::{AppointmentId, LocationId, RoleId},
        staff::Staff,
    },
    error::{AppError, Fault, Field},
    office::{Error, Named, Office},
    portal::unexpected,
    session, store,
};

/// Somebody of an office, at the moment at which they ask. What is not at an office of theirs
/// answers like what does not exist.
pub(super) struct StaffCaller {
    pub caller: Caller,
    pub staff: Staff,
    /// As whom it is written down.
    pub by: Actor,
}

impl StaffCaller {
    /// Whoever of an office is signed on; a member never is.
    pub async fn here() -> Result<Self, AppError> {
        let caller = Caller::here()?;
        let staff = session::staff::staff_of(&caller.portal, &caller.headers, caller.is_use).await?;
        let staff = staff.ok_or(AppError::StaffSignOn)?;
        Ok(Self { by: Actor::Staff(staff.id.clone()), staff, caller })
    }

    /// What they work with.
    pub fn office(&self) -> Office<'_> {
        Office::of(&self.caller.portal, self.caller.now, &self.by)
    }

    /// The place that they want to see, or their first one.
    pub fn place(&self, wanted: Option<LocationId>) -> Result<LocationId, AppError> {
        let place = wanted.or_else(|| self.staff.offices.first().cloned());
        place.filter(|place| self.staff.works_at(place)).ok_or(AppError::NotFound)
    }

    /// The place of an appointment: that of its role, or where it was agreed once that is gone.
    #[expect(
        clippy::disallowed_methods,
        reason = "nothing of it is told but its place, where they work there"
    )]
    pub async fn place_of(&self, id: &AppointmentId) -> Result<LocationId, AppError> {
        let store = &self.caller.portal.store;
        let appointment = store::office::find(store, id).await?.ok_or(AppError::NotFound)?;
        let place = match Named::find(store, &appointment.role).await {
            Ok(named) => Some(named.role.location),
            Err(Error::NoRole(_)) => appointment.location.clone(),
            Err(error) => return Err(refused(error)),
        };
        match place.filter(|place| self.staff.works_at(place)) {
            Some(place) => Ok(place),
            None => self.stranger(&appointment).await,
        }
    }

    /// What is at other offices is not theirs to see: it is written down that they have tried.
    async fn stranger<T>(&self, appointment: &Appointment) -> Result<T, AppError> {
        let (by, member) = (self.by.clone(), appointment.member.clone());
        let access = Access::read(self.caller.now, by, member, Kind::Appointment).about(&appointment.id);
        self.caller.portal.store.note_access(access.refused()).await?;
        Err(AppError::NotFound)
    }

    /// Whether they may say that a role is away.
    pub async fn may_close(&self, role: &RoleId) -> Result<(), AppError> {
        let named = Named::find(&self.caller.portal.store, role).await.map_err(refused)?;
        if self.staff.may_close_at(&named.role.location) { Ok(()) } else { Err(AppError::NotFound) }
    }
}

/// What an office's error means to whoever asked.
pub(super) fn refused(error: Error) -> AppError {
    match error {
        Error::NoAppointment(_) | Error::NoRole(_) | Error::NoLocation(_) => AppError::NotFound,
        Error::Unattended(why) => AppError::Unattended(why),
        Error::NotOpen | Error::Changed => crate::domain::appointment::Refusal::NotOpen.into(),
        Error::Days => AppError::field(Field::Until, Fault::Wrong),
        Error::Reload(error) => unexpected(&error),
        Error::Store(error) => error.into(),
    }
}
