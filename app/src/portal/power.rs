//! What one member may do for another, and who reads the letters.

use jiff::civil::Date;

use super::{Portal, zone};
use crate::{
    domain::{
        appointment::Appointment,
        grant::{Power, SpecialtyOf, power},
        id::MemberId,
        member::Member,
    },
    store,
};

impl Portal {
    /// The day on the plan's clock: grants and birthdays are for any place.
    pub fn today(&self) -> Date {
        self.now().to_zoned_datetime(zone(&self.plan.time_zone)).date()
    }

    /// What one may do for the other today; `None` where that is nothing.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn power_over(&self, proxy: &MemberId, other: &Member) -> Result<Option<Power>, store::Error> {
        let grants = store::grant::between(&self.store, proxy, &other.id).await?;
        Ok(power(&grants, other.born, self.today(), &self.plan.household).ok())
    }

    /// The power of one who acts for the member, as far as it reaches an appointment.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn power_about(
        &self,
        proxy: &MemberId,
        member: &Member,
        appointment: &Appointment,
    ) -> Result<Option<Power>, store::Error> {
        let power = self.power_over(proxy, member).await?;
        Ok(power.filter(|power| self.reaches(power, appointment)))
    }

    /// Whether that power reaches an appointment.
    pub fn reaches(&self, power: &Power, appointment: &Appointment) -> bool {
        let listing = self.directory().role(&appointment.role);
        let specialty = match &listing {
            Some(listing) => SpecialtyOf::Known(listing.role.specialty.as_ref()),
            None => SpecialtyOf::Unknown,
        };
        power.reaches(&self.plan, &appointment.visit_type, specialty)
    }
}
