//! Rules that the plan sets: the way between offices, how many visits are open, how early and
//! how far ahead; and which referral is used up.

use jiff::civil::date;

use super::{
    desk::{Desk, at},
    referral,
};
use crate::domain::{
    appointment::{Appointment, Refusal, State},
    directory::NetworkStatus,
    eligibility::Verdict,
    referral::Referral,
    visit_type::Modality,
};

/// An appointment of the member's from 9:00 to 9:20 at another place.
fn elsewhere(desk: &Desk) -> Appointment {
    let location = Some("elsewhere".into());
    Appointment { id: "another".into(), role: "another".into(), location, ..desk.book().expect("a booking") }
}

#[test]
fn the_way_from_another_place_is_as_long_as_the_plan_says_and_not_a_minute_longer() {
    let mut desk = Desk::new();
    desk.plan.travel_minutes_between_offices = 40;
    desk.own.push(elsewhere(&desk));
    let near =
        Refusal::TooNear { appointment: "another".into(), start: desk.own[0].start.clone(), minutes: 40 };
    for (start, fits) in [
        ("2026-11-30T16:00:00Z", true),
        ("2026-11-30T16:20:00Z", false),
        ("2026-11-30T17:40:00Z", false),
        ("2026-11-30T18:00:00Z", true),
    ] {
        desk.draft.start = at(start);
        let booked = desk.book().map(|_| ());
        assert_eq!(booked, if fits { Ok(()) } else { Err(near.clone()) }, "{start}");
    }
}

#[test]
fn there_is_no_way_where_one_of_two_visits_is_not_in_person_or_the_plan_counts_none() {
    let mut desk = Desk::new();
    desk.plan.travel_minutes_between_offices = 40;
    desk.own.push(elsewhere(&desk));
    desk.draft.start = at("2026-11-30T17:40:00Z");
    assert!(matches!(desk.book(), Err(Refusal::TooNear { .. })));
    let mut call = Desk::new();
    call.visit_type = desk.plan.visit_types[1].clone();
    let call = Desk { plan: desk.plan.clone(), own: desk.own.clone(), draft: desk.draft.clone(), ..call };
    assert!(call.book().is_ok());
    for change in [
        |own: &mut Appointment| own.modality = Modality::Video,
        |own: &mut Appointment| own.location = Some("location".into()),
        |own: &mut Appointment| own.location = None,
        |own: &mut Appointment| own.state = State::Cancelled,
    ] {
        let mut desk = Desk { own: desk.own.clone(), draft: desk.draft.clone(), ..Desk::new() };
        desk.plan.travel_minutes_between_offices = 40;
        change(&mut desk.own[0]);
        assert!(desk.book().is_ok());
    }
    desk.plan.travel_minutes_between_offices = 0;
    assert!(desk.book().is_ok());
}

#[test]
fn of_a_visit_type_so_many_are_open_and_a_move_makes_none_more() {
    let mut desk = Desk::new();
    let booked = desk.book().expect("a booking");
    let one = Appointment { id: "another".into(), ..desk.book().expect("a booking") };
    desk.draft.start = at("2026-12-01T17:00:00Z");
    desk.own.push(one.clone());
    desk.visit_type.most_open = Some(1);
    let full = Refusal::MostOpen { appointment: "another".into(), start: one.start.clone(), most: 1 };
    assert_eq!(desk.book(), Err(full));
    desk.visit_type.most_open = Some(2);
    assert!(desk.book().is_ok());
    desk.visit_type.most_open = Some(1);
    desk.own = vec![Appointment { visit_type: "call".into(), ..one.clone() }];
    assert!(desk.book().is_ok());
    desk.own = vec![Appointment { state: State::Cancelled, ..one }];
    assert!(desk.book().is_ok());
    desk.own = vec![booked.clone()];
    assert!(desk.move_to(&booked, "2026-12-01T17:00:00Z").is_ok());
}

#[test]
fn a_booking_uses_the_referral_that_ends_first_and_a_move_keeps_it_while_it_covers_the_day() {
    let mut desk = Desk::new();
    desk.listing.role.specialty = Some("heart".into());
    desk.listing.role.network = NetworkStatus::Contracted;
    let soon = Referral { visits: Some(1), id: "soon".into(), ..referral(date(2026, 12, 1)) };
    let late = Referral { id: "late".into(), ..referral(date(2026, 12, 31)) };
    desk.on_file.referrals = vec![late.clone(), soon.clone()];
    let mut booked = desk.book().expect("a booking");
    assert_eq!(booked.referral, Some("soon".into()));
    desk.on_file.referrals[1].used = 1;
    assert_eq!(desk.book().expect("another").referral, Some("late".into()));
    booked.id = "own".into();
    desk.own.push(booked.clone());
    let moved = |desk: &Desk, start| desk.move_to(&booked, start).map(|moved| moved.referral);
    assert_eq!(moved(&desk, "2026-12-01T17:00:00Z"), Ok(Some("soon".into())));
    assert_eq!(moved(&desk, "2026-12-02T17:00:00Z"), Ok(Some("late".into())));
    desk.on_file.referrals.remove(0);
    let first = Err(Refusal::NotOnline(Verdict::ReferralFirst));
    assert_eq!(moved(&desk, "2026-12-02T17:00:00Z"), first);
    assert_eq!(moved(&desk, "2026-12-01T17:00:00Z"), Ok(Some("soon".into())));
}

#[test]
fn a_start_before_the_lead_time_or_after_the_horizon_is_neither_booked_nor_moved_to() {
    let mut desk = Desk::new();
    let booked = Appointment { id: "own".into(), ..desk.book().expect("a booking") };
    desk.now = at("2026-11-27T16:30:00Z");
    for start in ["2026-11-27T17:00:00Z", "2027-01-27T17:00:00Z"] {
        desk.draft.start = at(start);
        assert!(matches!(desk.book(), Err(Refusal::SlotTaken { .. })), "{start}");
        assert!(matches!(desk.move_to(&booked, start), Err(Refusal::SlotTaken { .. })), "{start}");
    }
    for start in ["2026-11-27T17:40:00Z", "2027-01-26T17:00:00Z"] {
        desk.draft.start = at(start);
        assert!(desk.book().is_ok() && desk.move_to(&booked, start).is_ok(), "{start}");
    }
}
