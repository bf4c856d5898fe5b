//! What is on file of whoever asks, and the verdicts that follow from it (Brief B1, B3).

use jiff::{ToSpan, civil::Date};

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

    /// The verdict for the days that can be booked from `today` on, local to the place: online where it
    /// is that on any of them, since a referral may begin later; otherwise that of today.
    pub fn verdict_ahead(
        &self,
        listing: &Listing,
        visit_type: &VisitType,
        plan: &Plan,
        today: Date,
    ) -> Verdict {
        let last = today.saturating_add(i32::from(visit_type.horizon_days).days());
        let on = |date| self.verdict(listing, visit_type, plan, date);
        let begins = self.referrals.iter().map(|referral| referral.valid_from);
        let mut later = begins.filter(|date| today < *date && *date <= last);
        if later.any(|date| on(date) == Verdict::Online) { Verdict::Online } else { on(today) }
    }

    /// The same for a role as a whole: online where one of its visits is.
    pub fn verdict_of_role(&self, listing: &Listing, plan: &Plan, today: Date) -> Verdict {
        let Listing { role, location, .. } = listing;
        let mut visit_types = role.visit_types.iter().filter_map(|id| plan.visit_type(id));
        if visit_types.any(|it| self.verdict_ahead(listing, it, plan, today) == Verdict::Online) {
            return Verdict::Online;
        }
        verdict_of_role(self.asker(role, today), role, location.plan_office, plan)
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
