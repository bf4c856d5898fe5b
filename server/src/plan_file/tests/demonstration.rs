//! The demonstration keeps the brief.

use app::domain::{
    plan::{PhoneLineId, Tender},
    visit_type::{Modality, ReferralRule},
};

use super::*;

fn plan() -> Plan {
    read(&demonstration()).unwrap()
}

#[test]
fn its_numbers_are_those_that_the_plan_publishes() {
    let plan = plan();
    let number = |id| plan.phone(id).unwrap().number.clone();
    assert_eq!(number(PhoneLineId::MemberServices), "1-888-901-4636");
    assert_eq!(number(PhoneLineId::ConsultingNurse), "1-800-297-6877");
    assert_eq!(number(PhoneLineId::EmergencyNotification), "1-888-457-9516");
    assert_eq!(number(PhoneLineId::AwayFromHome), "951-268-3900");
    let other = plan.phone(PhoneLineId::EmergencyNotification).unwrap().other_number.clone();
    assert_eq!(other.as_deref(), Some("206-901-4609"));
}

/// Brief B3, B4.
#[test]
fn most_of_its_specialties_need_no_referral_within_the_plan_and_one_does() {
    let plan = plan();
    let always = plan.specialties.iter().filter(|s| s.referral == ReferralRule::Always).count();
    assert!(always >= 1 && always * 4 < plan.specialties.len());
    let contracted = plan.specialties.iter().filter(|s| s.referral != ReferralRule::None).count();
    assert!(contracted * 2 > plan.specialties.len());
}

/// Brief B5.
#[test]
fn primary_care_eye_care_physical_therapy_and_most_specialists_are_online() {
    let plan = plan();
    let online = |id: &str| plan.visit_types_of(&id.into()).any(|visit_type| visit_type.online);
    assert!(["primary-care", "eye-care", "physical-therapy"].into_iter().all(online));
    assert!(plan.specialties.iter().all(|specialty| plan.visit_types_of(&specialty.id).next().is_some()));
    assert!(plan.visit_types.iter().any(|visit_type| !visit_type.online));
}

/// Brief B5: the Travel Advisory Service is by phone only, and online to book.
#[test]
fn the_travel_advisory_service_is_by_phone_only() {
    let plan = plan();
    let advisory = "travel-advisory".into();
    let visits: Vec<_> = plan.visit_types_of(&advisory).collect();
    assert!(visits.iter().all(|v| v.modality == Modality::Phone && v.online && v.minutes == 20));
    assert_eq!(visits.iter().map(|v| &v.id).collect::<Vec<_>>(), [&plan.travel_visit_type]);
    assert_eq!(plan.travel_advice_weeks, (4, 6));
}

/// Brief B7.
#[test]
fn most_visits_can_be_cancelled_online_and_one_by_phone_only() {
    let plan = plan();
    let bookable: Vec<_> = plan.visit_types.iter().filter(|v| v.online).collect();
    let online = bookable.iter().filter(|v| v.cancellation.online).count();
    assert_eq!(online, bookable.len() - 1);
    let cutoffs: std::collections::BTreeSet<_> =
        bookable.iter().map(|v| v.cancellation.cutoff_hours).collect();
    assert!(cutoffs.len() > 2);
}

/// Brief B10.
#[test]
fn it_takes_personal_checks_and_four_cards_and_no_cash() {
    let payment = plan().payment;
    let cards = [Tender::Visa, Tender::MasterCard, Tender::Discover, Tender::AmericanExpress];
    assert_eq!(payment.accepted, [[Tender::PersonalCheck].as_slice(), &cards].concat());
    assert!(!payment.cash);
}

/// Brief B11.
#[test]
fn clark_and_cowlitz_belong_to_the_northwest_and_washington_is_home() {
    let plan = plan();
    let area = |id: &str| plan.areas.iter().find(|area| area.id == id).unwrap();
    assert!(area("northwest").coverage.en.contains("Clark and Cowlitz"));
    assert!(area("washington").home && !area("northwest").home);
    let away = plan.areas.iter().filter(|area| !area.home);
    assert!(away.clone().all(|area| area.visited_record_number && area.specialty_needs_local_referral));
    let covered: String = plan.areas.iter().map(|area| area.coverage.en.as_str()).collect();
    let named = [
        "California",
        "Colorado",
        "Georgia",
        "Hawaii",
        "Maryland",
        "Oregon",
        "Virginia",
        "District of Columbia",
    ];
    assert!(named.into_iter().all(|name| covered.contains(name)));
}

#[test]
fn what_people_call_a_specialty_is_there_in_both_languages() {
    let plan = plan();
    let also =
        |id: &str, words: &str| plan.specialty(&id.into()).unwrap().also_called.iter().any(|w| w == words);
    assert!(also("eye-care", "eye doctor") && also("eye-care", "oculista"));
    assert!(also("dermatology", "skin") && also("dermatology", "piel"));
}
