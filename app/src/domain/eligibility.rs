//! The verdict: can this be booked online, by phone, or is a referral needed first
//! (Brief B3, B4, B5, B9).

use serde::{Deserialize, Serialize};

use super::{
    directory::{NetworkStatus, Role},
    id::ClinicianId,
    plan::Plan,
    visit_type::{ReferralRule, VisitType},
};

/// The answer with the rule that decided it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Book now, online. The rule: Brief B5.
    Online,
    /// Call: this cannot be booked online.
    ByPhone(ByPhone),
    /// A referral comes first (Brief B3).
    ReferralFirst,
    /// This role does not offer that visit.
    NotOffered,
}

/// Why a phone call is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ByPhone {
    /// A contracted clinician outside the plan's medical offices (Brief B9).
    Contracted,
    /// Takes no new patients, and is not the member's personal physician.
    NotAccepting,
    /// This kind of visit is arranged by phone only (Brief B5).
    VisitType,
}

/// What is known of who asks: nothing before sign-on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asker<'a> {
    /// The personal physician.
    pub physician: Option<&'a ClinicianId>,
    /// Has a referral on file that fits.
    pub referred: bool,
}

/// The verdict for a role and a visit type. Order: not offered, referral, contracted,
/// not accepting, by phone only.
pub fn verdict(asker: Asker, role: &Role, plan_office: bool, visit_type: &VisitType, plan: &Plan) -> Verdict {
    if !role.visit_types.contains(&visit_type.id) {
        return Verdict::NotOffered;
    }
    if let Some(verdict) = standing(asker, role, plan_office, plan) {
        return verdict;
    }
    if visit_type.online { Verdict::Online } else { Verdict::ByPhone(ByPhone::VisitType) }
}

/// The verdict for a role as a whole: the best of its visit types.
pub fn verdict_of_role(asker: Asker, role: &Role, plan_office: bool, plan: &Plan) -> Verdict {
    if let Some(verdict) = standing(asker, role, plan_office, plan) {
        return verdict;
    }
    let online = role.visit_types.iter().filter_map(|id| plan.visit_type(id)).any(|v| v.online);
    if online { Verdict::Online } else { Verdict::ByPhone(ByPhone::VisitType) }
}

/// What stands in the way whatever the visit is.
fn standing(asker: Asker, role: &Role, plan_office: bool, plan: &Plan) -> Option<Verdict> {
    if needs_referral(role, plan) && !asker.referred {
        return Some(Verdict::ReferralFirst);
    }
    if role.network == NetworkStatus::Contracted && !plan_office {
        return Some(Verdict::ByPhone(ByPhone::Contracted));
    }
    let own = asker.physician == Some(&role.clinician);
    (!role.accepting && !own).then_some(Verdict::ByPhone(ByPhone::NotAccepting))
}

/// Brief B3: most plan specialists need none, contracted ones in most cases do.
pub fn needs_referral(role: &Role, plan: &Plan) -> bool {
    let specialty = role.specialty.as_ref().and_then(|id| plan.specialty(id));
    match specialty.map(|s| s.referral) {
        Some(ReferralRule::None) => false,
        Some(ReferralRule::Always) => true,
        Some(ReferralRule::Contracted) | None => role.network == NetworkStatus::Contracted,
    }
}

#[cfg(test)]
mod tests;
