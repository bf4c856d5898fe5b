//! The demonstration has what the journeys need.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use app::{
    domain::{
        directory::{Listing, NetworkStatus, Role},
        eligibility::{Asker, Verdict, verdict_of_role},
        grant::{self, Grant, Scope},
        id::{MemberNumber, RoleId, SpecialtyId},
        member::Member,
        on_file::OnFile,
        plan::Plan,
        referral::{Referral, ReferredTo},
        slot::Claims,
        visit_type::ReferralRule,
    },
    portal::zone,
    store::{self, Store, directory::Everything},
};
use jiff::{SignedDuration, Timestamp, civil::date};

use super::{
    DEMONSTRATION_MEMBER, LoadError, SEED, household, load, members, resources::resources,
    taken::percent_taken,
};
use crate::{
    fixture,
    import::{self, Request},
    support,
};

mod relevance;

fn now() -> Timestamp {
    "2026-11-24T18:00:00Z".parse().expect("an instant")
}

/// What the demonstration leaves in the store.
struct Loaded {
    plan: Plan,
    everything: Everything,
    claims: BTreeMap<RoleId, Claims>,
    member: Member,
    referrals: Vec<Referral>,
    grants: Vec<Grant>,
    /// Loading again half a year later changed nothing.
    stays: bool,
}

/// Loaded once for all tests.
fn loaded() -> &'static Loaded {
    static LOADED: LazyLock<Loaded> = LazyLock::new(|| {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(look()).expect("a demonstration")
    });
    &LOADED
}

async fn look() -> Result<Loaded, LoadError> {
    let (store, plan) = (Store::open("mem://", None).await?, fixture::plan());
    load(&store, &plan, now()).await?;
    let everything = store::directory::all(&store).await?;
    let number = MemberNumber::from(DEMONSTRATION_MEMBER.number);
    let member = store::member::find_by_number(&store, &number).await?.expect("the member");
    let mut claims: BTreeMap<_, Claims> = BTreeMap::new();
    let year = now()..now() + SignedDuration::from_hours(24 * 365);
    store::taken::each(&store, year, |role, steps| claims.entry(role).or_default().extend(steps)).await?;
    let referrals = store::referral::of_member(&store, &support::allowed(&member.id)).await?;
    let grants = store::grant::of_proxy(&store, &support::allowed(&member.id)).await?;
    load(&store, &plan, now() + SignedDuration::from_hours(24 * 180)).await?;
    let stays = store::directory::all(&store).await?.schedules == everything.schedules;
    Ok(Loaded { plan, everything, claims, member, referrals, grants, stays })
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
    let report = import::plan_net(&store, &fixture::plan(), &Request::named("a test", folder.clone()), now())
        .await
        .expect("an import");
    std::fs::remove_dir_all(&folder).expect("the folder of the test");
    assert_eq!(report.issues.listed, []);
    assert!(report.tallies.values().all(|tally| tally.refused == 0), "{report}");
}

#[test]
fn every_specialty_of_the_brief_is_there() {
    let Loaded { everything, .. } = loaded();
    let own = specialties(&everything.roles, NetworkStatus::Plan);
    let wanted = [
        "primary-care",
        "pediatrics",
        "eye-care",
        "physical-therapy",
        "dermatology",
        "cardiology",
        "orthopedics",
        "obstetrics-gynecology",
        "behavioral-health",
        "travel-advisory",
        "surgery",
        "cancer-care",
    ];
    for specialty in wanted {
        assert!(own.get(specialty).is_some_and(|count| *count >= 2), "{specialty}: {own:?}");
    }
    let contracted = specialties(&everything.roles, NetworkStatus::Contracted);
    assert_eq!(contracted.values().sum::<usize>(), 20, "{contracted:?}");
    assert!((140..=165).contains(&(everything.clinicians.len() - 20)), "{}", everything.clinicians.len());
}

#[test]
fn every_office_has_primary_care_and_several_specialties() {
    let Loaded { everything, .. } = loaded();
    let offices = everything.locations.iter().filter(|location| location.plan_office);
    for office in offices {
        let here = everything.roles.iter().filter(|role| role.location == office.id);
        let specialties: BTreeSet<&SpecialtyId> = here.filter_map(|role| role.specialty.as_ref()).collect();
        assert!(specialties.iter().any(|id| id.as_str() == "primary-care"), "{}", office.name);
        assert!(specialties.len() >= 4, "{}: {specialties:?}", office.name);
        assert!(office.hours.is_some() && office.position.is_some() && office.phone.is_some());
    }
}

#[test]
fn there_is_somebody_for_every_verdict_language_and_gender() {
    let Loaded { plan, everything, .. } = loaded();
    let offices: BTreeSet<_> =
        everything.locations.iter().filter(|l| l.plan_office).map(|l| l.id.as_str()).collect();
    let verdict =
        |role: &Role| verdict_of_role(Asker::default(), role, offices.contains(role.location.as_str()), plan);
    let verdicts: BTreeSet<String> =
        everything.roles.iter().map(|role| format!("{:?}", verdict(role))).collect();
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

#[test]
fn contracted_clinicians_work_outside_the_plans_offices() {
    let Loaded { everything, .. } = loaded();
    let offices: BTreeSet<_> = everything.locations.iter().filter(|l| l.plan_office).map(|l| &l.id).collect();
    assert_eq!(offices.len(), 13);
    for role in &everything.roles {
        assert_eq!(role.network == NetworkStatus::Plan, offices.contains(&role.location), "{}", role.id);
    }
}

#[test]
fn some_are_nearly_full_some_half_and_some_free() {
    let Loaded { everything, claims, .. } = loaded();
    let own = everything.roles.iter().filter(|role| role.network == NetworkStatus::Plan);
    let (mut full, mut half, mut free) = (0, 0, 0);
    for role in own {
        let taken = claims.get(&role.id).map_or(0, Claims::len);
        match percent_taken(SEED, &role.id) {
            0 => free += usize::from(taken == 0),
            88.. => full += usize::from(taken > 100),
            _ => half += usize::from(taken > 30),
        }
    }
    assert!(full > 20 && half > 50 && free > 35, "{full} {half} {free}");
}

#[test]
fn the_roll_has_members_with_and_without_a_physician() {
    let Loaded { plan, everything, member, .. } = loaded();
    let roll = members::roll(everything, plan, SEED);
    let numbers: BTreeSet<_> = roll.iter().map(|member| member.number.as_str()).collect();
    assert!(roll.len() >= 12 && numbers.len() == roll.len());
    let with_physician = roll.iter().filter(|member| member.physician.is_some()).count();
    assert!(with_physician >= 8 && with_physician + 4 <= roll.len(), "{with_physician} of {}", roll.len());
    assert_eq!(roll.iter().filter(|member| member.reads_spanish()).count(), 2);
    assert!(member.physician.is_some() && DEMONSTRATION_MEMBER.password.len() >= 15);
    let known = |id| everything.clinicians.iter().any(|clinician| clinician.id == id);
    assert!(roll.into_iter().filter_map(|member| member.physician).all(known));
}

#[test]
fn the_demonstration_member_is_referred_where_everybody_needs_it() {
    let Loaded { plan, everything, referrals, .. } = loaded();
    let today = now().to_zoned_datetime(zone(&plan.time_zone)).date();
    assert_eq!(referrals, &[members::referral(today)]);
    let ReferredTo::Specialty(to) = &referrals[0].to else { panic!("to a specialty") };
    let specialty = plan.specialty(to).expect("a specialty of the plan");
    assert_eq!(specialty.referral, ReferralRule::Always);
    let role = everything.roles.iter().find(|role| role.specialty.as_ref() == Some(&specialty.id));
    let role = role.expect("somebody of that specialty").clone();
    let location = everything.locations.iter().find(|l| l.id == role.location).expect("a place").clone();
    let listing = Listing { role, clinician: everything.clinicians[0].clone(), location };
    let on_file = OnFile { physician: None, referrals: referrals.clone() };
    assert_eq!(on_file.verdict_of_role(&listing, plan, today), Verdict::Online);
    assert_eq!(OnFile::default().verdict_of_role(&listing, plan, today), Verdict::ReferralFirst);
}

#[test]
fn a_directory_that_is_there_is_left_alone() {
    assert!(loaded().stays);
}

#[test]
fn the_demonstration_member_acts_for_a_child_a_teen_and_somebody_in_their_care() {
    let Loaded { plan, grants, .. } = loaded();
    let today = now().to_zoned_datetime(zone(&plan.time_zone)).date();
    let power = |member: &Member| {
        let own: Vec<_> = grants.iter().filter(|grant| grant.member == member.id).cloned().collect();
        grant::power(&own, member.born, today, &plan.household).expect("a power")
    };
    let powers: Vec<_> = household::dependents(today).map(|member| power(&member)).collect();
    assert!(powers.iter().all(|power| power.scope == Scope::Book));
    let last_days: Vec<_> = powers.iter().map(|power| power.last_day.is_some()).collect();
    assert_eq!(last_days, [true, true, false]);
    assert_eq!(powers.iter().map(|power| power.keeps_private).collect::<Vec<_>>(), [false, true, false]);
}
