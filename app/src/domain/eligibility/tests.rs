use proptest::prelude::*;

use super::*;
use crate::domain::plan::example;

const VISITS: [&str; 3] = ["visit", "call", "procedure"];

fn role(specialty: Option<&str>, network: NetworkStatus, accepting: bool) -> Role {
    Role {
        id: "role".into(),
        clinician: "clinician".into(),
        location: "location".into(),
        specialty: specialty.map(Into::into),
        specialty_display: "Something".into(),
        network,
        accepting,
        visit_types: VISITS.map(Into::into).to_vec(),
        phone: None,
    }
}

fn any_role() -> impl Strategy<Value = Role> {
    let specialty = prop::sample::select(vec![Some("primary"), Some("heart"), Some("surgery"), None]);
    let network = prop::sample::select(vec![NetworkStatus::Plan, NetworkStatus::Contracted]);
    let offered = prop::sample::subsequence(VISITS.to_vec(), 0..=VISITS.len());
    (specialty, network, any::<bool>(), offered).prop_map(|(specialty, network, accepting, offered)| Role {
        visit_types: offered.into_iter().map(Into::into).collect(),
        ..role(specialty, network, accepting)
    })
}

fn any_rule() -> impl Strategy<Value = ReferralRule> {
    prop::sample::select(vec![ReferralRule::None, ReferralRule::Contracted, ReferralRule::Always])
}

/// The example plan with another rule for each specialty, and every visit online or by phone.
fn any_plan() -> impl Strategy<Value = Plan> {
    (prop::array::uniform3(any_rule()), prop::array::uniform3(any::<bool>())).prop_map(|(rules, online)| {
        let mut plan = example::plan();
        for (specialty, rule) in plan.specialties.iter_mut().zip(rules) {
            specialty.referral = rule;
        }
        for (visit_type, online) in plan.visit_types.iter_mut().zip(online) {
            visit_type.online = online;
        }
        plan
    })
}

fn asker(own: &ClinicianId, physician: bool, referred: bool) -> Asker<'_> {
    Asker { physician: physician.then_some(own), referred }
}

fn of(role: &Role, plan_office: bool, asker: Asker, visit: &str) -> Verdict {
    let plan = example::plan();
    let visit_type = plan.visit_type(&visit.into()).expect("a visit type of the example");
    verdict(asker, role, plan_office, visit_type, &plan)
}

proptest! {
    /// Brief B9.
    #[test]
    fn a_contracted_clinician_outside_the_plans_offices_is_never_online(
        role in any_role(), plan in any_plan(), physician: bool, referred: bool, visit in 0..3_usize,
    ) {
        let role = Role { network: NetworkStatus::Contracted, ..role };
        let asker = asker(&role.clinician, physician, referred);
        prop_assert_ne!(verdict(asker, &role, false, &plan.visit_types[visit], &plan), Verdict::Online);
        prop_assert_ne!(verdict_of_role(asker, &role, false, &plan), Verdict::Online);
    }

    /// Brief B3.
    #[test]
    fn a_referral_takes_away_that_one_reason_and_changes_nothing_else(
        role in any_role(), plan in any_plan(), office: bool, physician: bool, visit in 0..3_usize,
    ) {
        let ask = |referred| {
            verdict(asker(&role.clinician, physician, referred), &role, office, &plan.visit_types[visit], &plan)
        };
        prop_assert_ne!(ask(true), Verdict::ReferralFirst);
        if ask(false) != Verdict::ReferralFirst {
            prop_assert_eq!(ask(false), ask(true));
        }
    }

    /// Brief B3, B4: the badge of self-referral and the verdict agree.
    #[test]
    fn who_can_be_seen_without_a_referral_is_never_told_to_get_one(
        role in any_role(), plan in any_plan(), office: bool, visit in 0..3_usize,
    ) {
        let verdict = verdict(Asker::default(), &role, office, &plan.visit_types[visit], &plan);
        if !needs_referral(&role, &plan) {
            prop_assert_ne!(verdict, Verdict::ReferralFirst);
        } else if verdict != Verdict::NotOffered {
            prop_assert_eq!(verdict, Verdict::ReferralFirst);
        }
    }

    /// Brief B3: most of the plan's own need no referral, contracted ones in most cases do.
    #[test]
    fn a_contracted_clinician_needs_a_referral_wherever_one_of_the_plan_does(
        role in any_role(), plan in any_plan(),
    ) {
        let own = Role { network: NetworkStatus::Plan, ..role.clone() };
        let contracted = Role { network: NetworkStatus::Contracted, ..role };
        prop_assert!(!needs_referral(&own, &plan) || needs_referral(&contracted, &plan));
    }

    /// The card in the directory promises nothing that the visits do not keep.
    #[test]
    fn a_role_is_online_exactly_when_one_of_its_visits_is(
        role in any_role(), plan in any_plan(), office: bool, physician: bool, referred: bool,
    ) {
        let asker = asker(&role.clinician, physician, referred);
        let one = plan.visit_types.iter().any(|v| verdict(asker, &role, office, v, &plan) == Verdict::Online);
        prop_assert_eq!(verdict_of_role(asker, &role, office, &plan) == Verdict::Online, one);
    }

    /// Brief B5.
    #[test]
    fn a_visit_that_the_role_does_not_offer_is_not_offered_to_anybody(
        role in any_role(), office: bool, physician: bool, referred: bool,
    ) {
        let role = Role { visit_types: Vec::new(), ..role };
        let asker = asker(&role.clinician, physician, referred);
        prop_assert_eq!(of(&role, office, asker, "visit"), Verdict::NotOffered);
    }
}

#[test]
fn a_clinician_of_the_plan_who_takes_patients_is_online() {
    let role = role(Some("primary"), NetworkStatus::Plan, true);
    assert_eq!(of(&role, true, Asker::default(), "visit"), Verdict::Online);
}

#[test]
fn a_contracted_clinician_at_an_office_of_the_plan_is_online_with_a_referral() {
    let role = role(Some("heart"), NetworkStatus::Contracted, true);
    assert_eq!(of(&role, true, Asker::default(), "visit"), Verdict::ReferralFirst);
    assert_eq!(of(&role, true, asker(&"x".into(), false, true), "visit"), Verdict::Online);
}

#[test]
fn a_contracted_clinician_elsewhere_is_by_phone_once_there_is_a_referral() {
    let role = role(Some("heart"), NetworkStatus::Contracted, true);
    let referred = asker(&role.clinician, false, true);
    assert_eq!(of(&role, false, referred, "visit"), Verdict::ByPhone(ByPhone::Contracted));
}

#[test]
fn some_care_of_the_plan_itself_wants_a_referral() {
    let role = role(Some("surgery"), NetworkStatus::Plan, true);
    assert_eq!(of(&role, true, Asker::default(), "visit"), Verdict::ReferralFirst);
}

#[test]
fn a_specialty_that_the_plan_does_not_know_follows_the_usual_rule() {
    let plan = example::plan();
    assert!(!needs_referral(&role(None, NetworkStatus::Plan, true), &plan));
    assert!(needs_referral(&role(None, NetworkStatus::Contracted, true), &plan));
    assert!(needs_referral(&role(Some("unknown"), NetworkStatus::Contracted, true), &plan));
}

#[test]
fn who_takes_no_new_patients_still_sees_their_own() {
    let role = role(Some("primary"), NetworkStatus::Plan, false);
    let stranger = asker(&role.clinician, false, false);
    assert_eq!(of(&role, true, stranger, "visit"), Verdict::ByPhone(ByPhone::NotAccepting));
    let own = asker(&role.clinician, true, false);
    assert_eq!(of(&role, true, own, "visit"), Verdict::Online);
}

#[test]
fn a_visit_that_is_arranged_by_phone_is_by_phone() {
    let role = role(Some("primary"), NetworkStatus::Plan, true);
    assert_eq!(of(&role, true, Asker::default(), "procedure"), Verdict::ByPhone(ByPhone::VisitType));
}
