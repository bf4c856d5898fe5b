//! For a member who calls.

use super::{Error, Office};
use crate::{
    domain::{appointment::Appointment, id::AppointmentId},
    store,
};

impl Office<'_> {
    /// Cancels for the member, whatever the cut-off is online. The member gets the letter.
    ///
    /// # Errors
    /// Where it is canceled already, or has begun.
    pub async fn cancel(&self, id: &AppointmentId, reason: &str) -> Result<Appointment, Error> {
        let appointment = self.find(id).await?;
        appointment.may_cancel_by_phone(self.now).map_err(|_| Error::NotOpen)?;
        let cancelled =
            store::appointment::cancel(self.store, &appointment, self.by, Some(reason), None, self.now)
                .await?;
        let released = cancelled.ok_or(Error::Changed)?;
        if let Some(portal) = self.portal {
            portal.note_released(released).await;
            portal.note(&appointment.role, &appointment.claims, true).await;
        }
        Ok(appointment)
    }
}
