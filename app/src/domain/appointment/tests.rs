mod desk;
mod rules;

use jiff::civil::{date, time};
use proptest::prelude::*;

use self::desk::{Desk, at, draft};
use super::*;
use crate::domain::{
    directory::NetworkStatus,
    draft::Draft,
    eligibility::{ByPhone, Verdict},
    need::Need,
    referral::{Referral, ReferredTo},
};

/// Monday 30 November 2026, 9:00 in Seattle.
const NINE: &str = "2026-11-30T17:00:00Z";
const TWENTY_PAST: &str = "2026-11-30T17:20:00Z";

fn referral(valid_until: jiff::civil::Date) -> Referral {
    Referral {
        id: "r".into(),
        member: "member".into(),
        to: ReferredTo::Specialty("heart".into()),
        valid_from: date(2026, 11, 1),
        valid_until,
        visits: None,
        used: 0,
    }
}

#[test]
fn a_booking_is_what_was_shown_with_the_copay_of_the_visit() {
    let desk = Desk::new();
    let booked = desk.book().expect("a booking");
    assert_eq!(booked.copay_cents, desk.visit_type.copay_cents);
    assert_eq!((booked.minutes, booked.modality), (20, Modality::InPerson));
    assert_eq!((booked.start.time(), booked.start.abbreviation.as_str()), (time(9, 0, 0, 0), "PST"));
    assert_eq!((booked.claims, booked.state), (vec![at(NINE)], State::Booked));
    assert_eq!((booked.reason, booked.key), (desk.draft.reason, desk.draft.id));
}

#[test]
fn a_time_that_is_taken_names_the_nearest_others() {
    let mut desk = Desk::new();
    desk.claims.insert(at(NINE));
    let Err(Refusal::SlotTaken { others }) = desk.book() else { panic!("it is taken") };
    assert_eq!(others.len(), OTHERS);
    assert!(others.iter().any(|other| other.instant == at(TWENTY_PAST)));
    assert!(others.iter().all(|other| other.instant != at(NINE)));
}

#[test]
fn a_time_off_the_grid_and_one_in_the_night_are_not_offered() {
    for start in ["2026-11-30T17:05:00Z", "2026-11-30T09:00:00Z", "2020-11-30T17:00:00Z"] {
        let desk = Desk { draft: draft(start), ..Desk::new() };
        assert!(matches!(desk.book(), Err(Refusal::SlotTaken { .. })), "{start}");
    }
}

#[test]
fn nobody_is_in_two_places_at_once() {
    let mut desk = Desk::new();
    desk.own.push(Appointment {
        id: "another".into(),
        role: "another".into(),
        ..desk.book().expect("a booking")
    });
    assert_eq!(desk.book(), Err(Refusal::Overlap));
    desk.draft.start = at(TWENTY_PAST);
    assert!(desk.book().is_ok());
}

#[test]
fn a_referral_lets_book_the_days_that_it_covers_and_no_other() {
    let mut desk = Desk::new();
    desk.listing.role.specialty = Some("heart".into());
    desk.listing.role.network = NetworkStatus::Contracted;
    assert_eq!(desk.book(), Err(Refusal::NotOnline(Verdict::ReferralFirst)));
    desk.on_file.referrals = vec![referral(date(2026, 11, 30))];
    assert!(desk.book().is_ok());
    desk.on_file.referrals = vec![referral(date(2026, 11, 29))];
    assert_eq!(desk.book(), Err(Refusal::NotOnline(Verdict::ReferralFirst)));
}

#[test]
fn a_move_keeps_everything_but_the_time() {
    let desk = Desk::new();
    let booked = desk.book().expect("a booking");
    let moved = desk.move_to(&booked, TWENTY_PAST).expect("a move");
    assert_eq!((moved.start.instant, &moved.claims), (at(TWENTY_PAST), &vec![at(TWENTY_PAST)]));
    assert_eq!(Appointment { start: booked.start.clone(), claims: booked.claims.clone(), ..moved }, booked);
}

#[test]
fn a_move_is_not_hindered_by_the_time_that_it_gives_up() {
    let mut desk = Desk::new();
    desk.visit_type.minutes = 40;
    let booked = desk.book().expect("a booking");
    desk.own.push(booked.clone());
    assert!(desk.move_to(&booked, TWENTY_PAST).is_ok());
}

#[test]
fn a_move_to_the_same_time_is_none() {
    let desk = Desk::new();
    let booked = desk.book().expect("a booking");
    assert!(matches!(desk.move_to(&booked, NINE), Err(Refusal::SlotTaken { .. })));
}

#[test]
fn a_move_after_the_cut_off_is_too_late() {
    let mut desk = Desk::new();
    let booked = desk.book().expect("a booking");
    desk.now = at("2026-11-29T17:00:01Z");
    let late = Err(Refusal::TooLate { cutoff_hours: 24 });
    assert_eq!(desk.move_to(&booked, "2026-12-02T17:00:00Z"), late);
}

#[test]
fn who_has_an_appointment_moves_it_though_no_new_patients_are_taken() {
    let mut desk = Desk::new();
    let booked = desk.book().expect("a booking");
    desk.listing.role.accepting = false;
    assert!(desk.move_to(&booked, TWENTY_PAST).is_ok());
    desk.listing.role.network = NetworkStatus::Contracted;
    desk.listing.location.plan_office = false;
    let contracted = Err(Refusal::NotOnline(Verdict::ByPhone(ByPhone::Contracted)));
    assert_eq!(desk.move_to(&booked, TWENTY_PAST), contracted);
}

fn any_desk() -> impl Strategy<Value = Desk> {
    let specialty = prop::sample::select(vec![Some("primary"), Some("heart"), Some("surgery"), None]);
    let facts = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    (specialty, facts, 0..3_usize, 0..20_000_i64, 0..50_000_u32).prop_map(
        |(specialty, (contracted, office, accepting, own, referred), visit, minutes, copay)| {
            let mut desk = Desk::new();
            desk.listing.role.specialty = specialty.map(Into::into);
            desk.listing.role.network =
                if contracted { NetworkStatus::Contracted } else { NetworkStatus::Plan };
            desk.listing.role.accepting = accepting;
            desk.listing.location.plan_office = office;
            desk.on_file.physician = own.then(|| "clinician".into());
            desk.on_file.referrals = referred.then(|| referral(date(2027, 12, 31))).into_iter().collect();
            desk.visit_type = VisitType { copay_cents: copay, ..desk.plan.visit_types[visit].clone() };
            desk.draft.start = at(NINE) + SignedDuration::from_mins(minutes / 20 * 20);
            desk
        },
    )
}

proptest! {
    /// Brief B6.
    #[test]
    fn only_what_can_wait_is_booked(desk in any_desk(), emergency: bool) {
        let need = if emergency { Need::Emergency } else { Need::Urgent };
        let desk = Desk { draft: Draft { need, ..desk.draft.clone() }, ..desk };
        prop_assert_eq!(desk.book(), Err(Refusal::NotRoutine(need)));
    }

    /// Brief B9.
    #[test]
    fn a_contracted_clinician_outside_the_plans_offices_is_never_booked(mut desk in any_desk()) {
        desk.listing.role.network = NetworkStatus::Contracted;
        desk.listing.location.plan_office = false;
        prop_assert!(matches!(desk.book(), Err(Refusal::NotOnline(_))));
    }

    /// Brief B3, B5: what is booked is what the verdict called online, and is offered.
    #[test]
    fn what_is_booked_was_online_and_offered(desk in any_desk()) {
        let verdict = desk.ask(|grounds| grounds.verdict(desk.draft.start));
        let offered = desk.ask(|grounds| grounds.offer.claims_for(desk.draft.start));
        match desk.book() {
            Ok(booked) => {
                prop_assert_eq!(verdict, Verdict::Online);
                prop_assert_eq!(Some(booked.claims), offered);
            }
            Err(Refusal::NotOnline(refused)) => prop_assert!(refused == verdict && verdict != Verdict::Online),
            Err(Refusal::SlotTaken { .. }) => prop_assert!(verdict == Verdict::Online && offered.is_none()),
            Err(other) => prop_assert!(false, "{other:?}"),
        }
    }

    /// Brief B10.
    #[test]
    fn the_copay_is_that_of_the_visit_type(desk in any_desk()) {
        if let Ok(booked) = desk.book() {
            prop_assert_eq!(booked.copay_cents, desk.visit_type.copay_cents);
        }
    }

    /// Brief B7: what may not be cancelled online may not be moved either.
    #[test]
    fn a_move_asks_what_cancelling_asks(desk in any_desk(), hours in 0..200_i64, online: bool, cutoff in 0..72_u32) {
        let Ok(booked) = desk.book() else { return Ok(()) };
        let mut desk = desk;
        desk.visit_type.cancellation = crate::domain::visit_type::Cancellation { online, cutoff_hours: cutoff };
        desk.now = booked.start.instant - SignedDuration::from_hours(hours);
        if let Err(refusal) = booked.may_change(&desk.visit_type, desk.now) {
            let moved = desk.ask(|grounds| move_to(&booked, booked.start.instant, grounds));
            prop_assert_eq!(moved, Err(refusal));
        }
    }
}
