//! What is on file of whoever asks, and the verdicts that follow from it (Brief B1, B3).

use jiff::civil::Date;

use super::{
    appointment::Appointment,
    directory::{Listing, Role},
    eligibility::{Asker, Verdict, verdict, verdict_of_role},
    id::ClinicianId,
    plan::Plan,
    referral::Referral,
    visit_type::VisitType,
};

/// What is on file: nothing before sign-on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OnFile {
    /// The personal physician.
    pub physician: Option<ClinicianId>,
    /// Referrals, those that are over included.
    pub referrals: Vec<Referral>,
}

impl OnFile {
    /// The verdict for a visit on `date`, local to the place.
    pub fn verdict(&self, listing: &Listing, visit_type: &VisitType, plan: &Plan, date: Date) -> Verdict {
        let Listing { role, location, .. } = listing;
        verdict(self.asker(role, date), role, location.plan_office, visit_type, plan)
    }

    /// The verdict for a role as a whole on `date`, local to the place.
    pub fn verdict_of_role(&self, listing: &Listing, plan: &Plan, date: Date) -> Verdict {
        let Listing { role, location, .. } = listing;
        verdict_of_role(self.asker(role, date), role, location.plan_office, plan)
    }

    /// The referral that a visit with the role on `date` uses up: of those that cover it and
    /// have a visit left, the one that ends first.
    pub fn referral(&self, role: &Role, date: Date) -> Option<&Referral> {
        let fit = self.referrals.iter().filter(|referral| referral.covers(role, date) && referral.is_left());
        fit.min_by_key(|referral| (referral.valid_until, &referral.id))
    }

    /// The same as if the appointment had given its visit back: for whoever moves it.
    pub fn without(&self, appointment: &Appointment) -> Self {
        let mut on_file = self.clone();
        let used = on_file.referrals.iter_mut().find(|own| appointment.referral.as_ref() == Some(&own.id));
        if let Some(referral) = used {
            referral.used = referral.used.saturating_sub(1);
        }
        on_file
    }

    fn asker(&self, role: &Role, date: Date) -> Asker<'_> {
        Asker { physician: self.physician.as_ref(), referred: self.referral(role, date).is_some() }
    }
}

/// Whether this clinician can become somebody's personal physician here (Brief B1).
pub fn may_be_physician(role: &Role, plan: &Plan) -> bool {
    role.accepting && role.specialty.as_ref().is_some_and(|specialty| plan.is_personal_physician(specialty))
}
