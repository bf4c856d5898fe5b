//! What somebody sees of the member for whom they act.

use super::{Acting, SignedOn};
use crate::{
    domain::{
        appointment::Appointment,
        directory::{Listing, Role},
        grant::{Power, SpecialtyOf},
        id::VisitTypeId,
        plan::Plan,
        referral::{Referral, ReferredTo},
    },
    portal::Portal,
};

impl SignedOn {
    /// How far they reach into another member's things; `None` where they act for nobody.
    fn power(&self) -> Option<&Power> {
        if let Acting::For(_, power) = &self.acting { Some(power) } else { None }
    }

    /// Whether they see the appointment.
    pub fn sees(&self, portal: &Portal, appointment: &Appointment) -> bool {
        self.power().is_none_or(|power| portal.reaches(power, appointment))
    }

    /// Whether they see visits of such a type at all.
    pub fn sees_type(&self, plan: &Plan, visit_type: &VisitTypeId) -> bool {
        self.power().is_none_or(|power| power.reaches(plan, visit_type, SpecialtyOf::Known(None)))
    }

    /// Whether they see such visits with a role.
    pub fn sees_visits(&self, portal: &Portal, role: &Role, visit_type: &VisitTypeId) -> bool {
        let specialty = SpecialtyOf::Known(role.specialty.as_ref());
        self.power().is_none_or(|power| power.reaches(&portal.plan, visit_type, specialty))
    }

    /// Whether they see a referral: of what is private to a teen not even that it is there.
    pub fn sees_referral(&self, portal: &Portal, referral: &Referral) -> bool {
        let Some(power) = self.power() else { return true };
        match &referral.to {
            ReferredTo::Specialty(id) => power.reaches_specialty(&portal.plan, Some(id)),
            ReferredTo::Clinician(id) => {
                let places = portal.directory().clinician(id);
                let reached =
                    |place: &Listing| power.reaches_specialty(&portal.plan, place.role.specialty.as_ref());
                places.iter().all(reached)
            }
        }
    }
}
