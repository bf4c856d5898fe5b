//! The demonstration has what the journeys need.

use std::collections::{BTreeMap, BTreeSet};

use app::{
    domain::{
        directory::{NetworkStatus, Role},
        eligibility::{Verdict, verdict_of_role},
        id::{MemberNumber, SpecialtyId},
        on_file::OnFile,
        plan::Plan,
        visit_type::ReferralRule,
    },
    portal::zone,
    store::{self, Store, directory::Everything},
};
use jiff::{Timestamp, civil::date};

use super::{DEMONSTRATION_MEMBER, SEED, booked::percent_taken, load, members, resources::resources};
use crate::{fixture, import};

fn now() -> Timestamp {
    "2026-11-24T18:00:00Z".parse().expect("an instant")
}

async fn loaded() -> (Store, Plan, Everything) {
    let (store, plan) = (Store::open("mem://", None).await.expect("a store"), fixture::plan());
    load(&store, &plan, now()).await.expect("a demonstration");
    let everything = store::directory::all(&store).await.expect("a directory");
    (store, plan, everything)
}

fn specialties(roles: &[Role], network: NetworkStatus) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for role in roles.iter().filter(|role| role.network == network) {
        *counts.entry(role.specialty.as_ref().expect("a known specialty").as_str()).or_default() += 1;
    }
    counts
}

#[test]
fn the_same_seed_and_day_give_the_same_directory() {
    let (today, tomorrow) = (date(2026, 11, 24), date(2026, 11, 25));
    assert_eq!(resources(SEED, today), resources(SEED, today));
    assert_ne!(resources(SEED, today), resources(SEED + 1, today));
    assert_ne!(resources(SEED, today), resources(SEED, tomorrow));
}

#[tokio::test]
async fn the_importer_has_nothing_to_say_about_it() {
    let store = Store::open("mem://", None).await.expect("a store");
    let folder = std::env::temp_dir().join(format!("bookwell-demonstration-test-{}", std::process::id()));
    super::resources::write(&folder, SEED, date(2026, 11, 24)).expect("files");
    let report = import::plan_net(&store, &fixture::plan(), &folder).await.expect("an import");
    std::fs::remove_dir_all(&folder).expect("the folder of the test");
    assert_eq!(report.issues, []);
    assert!(report.tallies.values().all(|tally| tally.refused == 0), "{report}");
}

#[tokio::test]
async fn every_specialty_of_the_brief_is_there() {
    let (_, _, everything) = loaded().await;
    let own = specialties(&everything.roles, NetworkStatus::Plan);
    let wanted = [
        "primary-care", "pediatrics", "eye-care", "physical-therapy", "dermatology", "cardiology", "orthopedics",
        "obstetrics-gynecology", "behavioral-health", "travel-advisory", "surgery", "cancer-care",
    ];
    for specialty in wanted {
        assert!(own.get(specialty).is_some_and(|count| *count >= 2), "{specialty}: {own:?}");
    }
    let contracted = specialties(&everything.roles, NetworkStatus::Contracted);
    assert_eq!(contracted.values().sum::<usize>(), 20, "{contracted:?}");
    assert!((140..=165).contains(&(everything.clinicians.len() - 20)), "{}", everything.clinicians.len());
}

#[tokio::test]
async fn every_office_has_primary_care_and_several_specialties() {
    let (_, _, everything) = loaded().await;
    let offices = everything.locations.iter().filter(|location| location.plan_office);
    for office in offices {
        let here = everything.roles.iter().filter(|role| role.location == office.id);
        let specialties: BTreeSet<&SpecialtyId> = here.filter_map(|role| role.specialty.as_ref()).collect();
        assert!(specialties.iter().any(|id| id.as_str() == "primary-care"), "{}", office.name);
        assert!(specialties.len() >= 4, "{}: {specialties:?}", office.name);
        assert!(office.hours.is_some() && office.position.is_some() && office.phone.is_some());
    }
}

#[tokio::test]
async fn there_is_somebody_for_every_verdict_language_and_gender() {
    let (_, plan, everything) = loaded().await;
    let offices: BTreeSet<_> =
        everything.locations.iter().filter(|l| l.plan_office).map(|l| l.id.as_str()).collect();
    let verdict = |role: &Role| {
        verdict_of_role(Default::default(), role, offices.contains(role.location.as_str()), &plan)
    };
    let verdicts: BTreeSet<String> = everything.roles.iter().map(|role| format!("{:?}", verdict(role))).collect();
    let expected = ["ByPhone(Contracted)", "ByPhone(NotAccepting)", "Online", "ReferralFirst"];
    for verdict in expected {
        assert!(verdicts.contains(verdict), "{verdict}: {verdicts:?}");
    }
    let languages: BTreeSet<_> = everything.clinicians.iter().flat_map(|c| &c.languages).collect();
    for language in ["en", "es", "zh", "vi", "ru", "so", "ko", "tl", "am", "uk", "ar"] {
        assert!(languages.contains(&language.to_owned()), "{language}");
    }
    let genders: BTreeSet<_> = everything.clinicians.iter().map(|c| format!("{:?}", c.gender)).collect();
    assert_eq!(genders.len(), 3, "{genders:?}");
}

#[tokio::test]
async fn contracted_clinicians_work_outside_the_plans_offices() {
    let (_, _, everything) = loaded().await;
    let offices: BTreeSet<_> = everything.locations.iter().filter(|l| l.plan_office).map(|l| &l.id).collect();
    assert_eq!(offices.len(), 13);
    for role in &everything.roles {
        assert_eq!(role.network == NetworkStatus::Plan, offices.contains(&role.location), "{}", role.id);
    }
}

#[tokio::test]
async fn some_are_nearly_full_some_half_and_some_free() {
    let (store, _, everything) = loaded().await;
    let claims: BTreeMap<_, _> =
        store::appointment::open_claims(&store, now()).await.expect("claims").into_iter().collect();
    let own = everything.roles.iter().filter(|role| role.network == NetworkStatus::Plan);
    let (mut full, mut half, mut free) = (0, 0, 0);
    for role in own {
        match percent_taken(SEED, &role.id) {
            0 => free += usize::from(!claims.contains_key(&role.id)),
            88.. => full += usize::from(claims.contains_key(&role.id)),
            _ => half += usize::from(claims.contains_key(&role.id)),
        }
    }
    assert!(full > 20 && half > 50 && free > 35, "{full} {half} {free}");
}

#[tokio::test]
async fn the_roll_has_members_with_and_without_a_physician() {
    let (store, plan, everything) = loaded().await;
    let roll = members::roll(&everything, &plan, SEED);
    let numbers: BTreeSet<_> = roll.iter().map(|member| member.number.as_str()).collect();
    assert_eq!((roll.len(), numbers.len()), (12, 12));
    assert_eq!(roll.iter().filter(|member| member.physician.is_none()).count(), 4);
    let number = MemberNumber::from(DEMONSTRATION_MEMBER.number);
    let member = store::member::find_by_number(&store, &number).await.expect("a roll").expect("the member");
    assert!(member.physician.is_some() && DEMONSTRATION_MEMBER.password.len() >= 15);
    let known = |id| everything.clinicians.iter().any(|clinician| clinician.id == id);
    assert!(roll.into_iter().filter_map(|member| member.physician).all(known));
}

#[tokio::test]
async fn the_demonstration_member_is_referred_where_everybody_needs_it() {
    let (store, plan, everything) = loaded().await;
    let today = now().to_zoned_datetime(zone(&plan.time_zone)).date();
    let referral = members::referral(today);
    let specialty = plan.specialty(&referral.specialty).expect("a specialty of the plan");
    assert_eq!(specialty.referral, ReferralRule::Always);
    let referrals = store::referral::of_member(&store, &referral.member).await.expect("referrals");
    assert_eq!(referrals, [referral.clone()]);
    let role = everything.roles.iter().find(|r| r.specialty.as_ref() == Some(&referral.specialty));
    let role = role.expect("somebody of that specialty");
    let listing = app::domain::directory::Listing {
        role: role.clone(),
        clinician: everything.clinicians[0].clone(),
        location: everything.locations.iter().find(|l| l.id == role.location).expect("a place").clone(),
    };
    let on_file = OnFile { physician: None, referrals };
    assert_eq!(on_file.verdict_of_role(&listing, &plan, today), Verdict::Online);
    assert_eq!(OnFile::default().verdict_of_role(&listing, &plan, today), Verdict::ReferralFirst);
}

#[tokio::test]
async fn a_directory_that_is_there_is_left_alone() {
    let (store, plan, everything) = loaded().await;
    load(&store, &plan, "2027-05-01T18:00:00Z".parse().expect("an instant")).await.expect("nothing to do");
    let again = store::directory::all(&store).await.expect("a directory");
    assert_eq!(again.schedules, everything.schedules);
}
