//! What is on file of whoever asks, and the verdicts that follow from it (Brief B1, B3).

use jiff::civil::Date;

use super::{
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

    fn asker(&self, role: &Role, date: Date) -> Asker<'_> {
        let covers = |specialty| self.referrals.iter().any(|referral| referral.covers(specialty, date));
        Asker { physician: self.physician.as_ref(), referred: role.specialty.as_ref().is_some_and(covers) }
    }
}

/// Whether this clinician can become somebody's personal physician here (Brief B1).
pub fn may_be_physician(role: &Role, plan: &Plan) -> bool {
    role.accepting && role.specialty.as_ref().is_some_and(|specialty| plan.is_personal_physician(specialty))
}
