//! Whether a member came.

use super::{Error, Office, today};
use crate::{
    domain::{
        appointment::Appointment,
        attendance::{Attendance, Unattended},
        audit::Kind,
        id::AppointmentId,
        plan::Tender,
    },
    store,
};

impl Office<'_> {
    /// Writes down that the member is here, and how they have paid, where they have (Brief B10).
    ///
    /// # Errors
    /// Where that cannot be.
    pub async fn check_in(&self, id: &AppointmentId, tender: Option<Tender>) -> Result<Appointment, Error> {
        tender.map_or(Ok(()), |tender| self.accepts(tender))?;
        self.attend(id, tender, |it| it.check_in(today(self.now, &it.start.zone))).await
    }

    /// Writes down that the member did not come.
    ///
    /// # Errors
    /// Where that cannot be said, or not yet.
    pub async fn no_show(&self, id: &AppointmentId) -> Result<Appointment, Error> {
        self.attend(id, None, |it| it.no_show(self.now)).await
    }

    /// Writes down how somebody has paid who was checked in before (Brief B10).
    ///
    /// # Errors
    /// Where that cannot be.
    pub async fn pay(&self, id: &AppointmentId, tender: Tender) -> Result<Appointment, Error> {
        self.accepts(tender)?;
        let appointment = self.find(id).await?;
        appointment.pay()?;
        match store::attendance::pay(self.store, &appointment, tender, self.by, self.now).await? {
            true => Ok(Appointment { tender: Some(tender), ..appointment }),
            false => Err(Error::Changed),
        }
    }

    fn accepts(&self, tender: Tender) -> Result<(), Unattended> {
        let is_accepted = self.plan.payment.accepted.contains(&tender);
        if is_accepted { Ok(()) } else { Err(Unattended::NotAccepted) }
    }

    async fn attend(
        &self,
        id: &AppointmentId,
        tender: Option<Tender>,
        decide: impl FnOnce(&Appointment) -> Result<Attendance, Unattended>,
    ) -> Result<Appointment, Error> {
        let appointment = self.find(id).await?;
        let attendance = decide(&appointment)?;
        let tender = tender.filter(|_| appointment.copay_cents > 0);
        match store::attendance::attend(self.store, &appointment, attendance, tender, self.by, self.now)
            .await?
        {
            true => Ok(Appointment { attendance: Some(attendance), tender, ..appointment }),
            false => Err(Error::Changed),
        }
    }

    /// The appointment with that id, whosever it is.
    ///
    /// # Errors
    /// Where there is none.
    pub async fn find(&self, id: &AppointmentId) -> Result<Appointment, Error> {
        let found = store::office::find(self.store, id).await?;
        self.note(Kind::Appointment, &found).await?;
        found.ok_or_else(|| Error::NoAppointment(id.clone()))
    }
}
