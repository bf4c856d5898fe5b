//! What an office does, on a store in memory.

use app::{
    domain::{
        actor::Actor,
        appointment::{Appointment, EventKind, State},
        directory::{Clinician, Location, Role},
        id::{AppointmentId, RoleId},
        member::Member,
        plan::Tender,
        schedule::{ALWAYS, Schedule, Session},
    },
    office::Error,
    store::{self, Store, appointment::Booked},
};
use clap::Parser;
use jiff::civil::{date, time};
use serde_json::json;

use super::*;
use crate::{
    config::{Arguments, Day},
    fixture,
    output::Output,
    support,
};

/// Monday 30 November 2026, 9:00 in Seattle, and each twenty minutes after it.
const NINE: [&str; 3] = ["2026-11-30T17:00:00Z", "2026-11-30T17:20:00Z", "2026-11-30T17:40:00Z"];

fn read<T: serde::de::DeserializeOwned>(value: serde_json::Value) -> T {
    serde_json::from_value(value).expect("a fixture")
}

fn staff() -> Actor {
    Actor::Operator("Ana Ruiz".to_owned())
}

/// An office with two clinicians of primary care, on Mondays from nine to ten, at a moment.
async fn office_at(now: &str) -> AtHand {
    let store = Store::open("mem://", None).await.expect("a store");
    let ids = ["anna", "bela"];
    let clinicians: Vec<Clinician> = ids
        .map(|id| {
            read(json!({ "id": id, "name": format!("Dr. {id}"), "family": id,
        "gender": null, "languages": [], "qualifications": [] }))
        })
        .into();
    let location: Location = fixture::listing().location;
    let roles = ids.map(|id| Role {
        id: id.into(),
        clinician: id.into(),
        location: location.id.clone(),
        specialty: Some("primary-care".into()),
        visit_types: vec!["office-visit".into()],
        ..fixture::listing().role
    });
    let (start, end) = (time(9, 0, 0, 0), time(10, 0, 0, 0));
    let schedules = ids.map(|id| Schedule {
        role: id.into(),
        valid_from: ALWAYS,
        slot_minutes: 20,
        sessions: vec![Session { weekday: 1, start, end, visit_types: Vec::new() }],
        exceptions: Vec::new(),
    });
    store::directory::save(&store, &clinicians).await.expect("clinicians");
    store::directory::save(&store, &[location]).await.expect("a place");
    store::directory::save(&store, &roles).await.expect("roles");
    store::directory::save(&store, &schedules).await.expect("schedules");
    let members: Vec<Member> = (0..6).map(|n| Member { id: id_of(n).into(), ..fixture::member() }).collect();
    store::member::save_all(&store, &members).await.expect("members");
    AtHand {
        settings: Arguments::try_parse_from(["server"]).expect("settings").settings,
        plan: fixture::plan().into(),
        store,
        portal: None,
        output: Output::Own,
        by: staff(),
        now: now.parse().expect("an instant"),
    }
}

fn id_of(member: usize) -> &'static str {
    ["m0", "m1", "m2", "m3", "m4", "m5"][member]
}

/// Books for a member; the appointment's id is theirs.
async fn booked(at_hand: &AtHand, member: usize, role: &str, start: &str) -> Appointment {
    let appointment = Appointment {
        id: id_of(member).into(),
        member: id_of(member).into(),
        role: role.into(),
        key: id_of(member).into(),
        ..fixture::appointment(&"office-visit".into(), start, "America/Los_Angeles")
    };
    let booked = support::decided::book(&at_hand.store, &appointment).await;
    assert!(matches!(booked, Ok(Booked::New(_))), "{booked:?}");
    appointment
}

async fn stored(at_hand: &AtHand, id: &AppointmentId) -> Appointment {
    store::office::find(&at_hand.store, id).await.expect("an answer").expect("an appointment")
}

/// What happened to it last, and who did it.
async fn last(at_hand: &AtHand, id: &AppointmentId) -> (EventKind, Actor) {
    let history = support::history(&at_hand.store, id).await;
    let last = history.last().expect("an event");
    (last.kind, last.by.clone())
}

async fn letters(at_hand: &AtHand) -> u64 {
    store::backup::letters(&at_hand.store).await.expect("letters")
}

#[tokio::test]
async fn a_day_lists_who_comes_when_and_what_is_due_by_clinician() {
    let at_hand = office_at("2026-11-30T16:00:00Z").await;
    let late = booked(&at_hand, 1, "anna", NINE[1]).await;
    booked(&at_hand, 0, "anna", NINE[0]).await;
    let wanted = Day { role: None, location: Some("l1".into()), date: None };
    let said = day::day(&at_hand, &wanted).await.expect("a day").to_string();
    let lines: Vec<_> = said.lines().collect();
    assert_eq!(lines[0], "anna: Dr. anna at Ballard Medical Office, 2026-11-30");
    assert!(lines[1].starts_with("  09:00  Rosa Vega, 12345678 "), "{said}");
    assert!(lines[2].starts_with("  09:20  ") && lines[2].contains("copay $20"), "{said}");
    assert!(lines[2].ends_with(late.id.as_str()), "{said}");
    assert_eq!(lines[3..5], ["bela: Dr. bela at Ballard Medical Office, 2026-11-30", "  no appointments"]);
    assert!(lines[5].contains("Visa") && lines[5].ends_with("; no cash"), "{said}");
    let other = Day { role: Some("anna".into()), location: None, date: Some(date(2026, 12, 7)) };
    let said = day::day(&at_hand, &other).await.expect("a day").to_string();
    assert!(
        said.starts_with("anna: Dr. anna at Ballard Medical Office, 2026-12-07\n  no appointments\n"),
        "{said}"
    );
    let nobody = Day { role: Some("nobody".into()), location: None, date: None };
    assert!(matches!(day::day(&at_hand, &nobody).await, Err(error::OfficeError::Office(Error::NoRole(_)))));
}

#[tokio::test]
async fn who_is_here_is_checked_in_and_told_what_is_due_without_cash() {
    let at_hand = office_at("2026-11-30T16:50:00Z").await;
    let id = booked(&at_hand, 0, "anna", NINE[0]).await.id;
    let before = letters(&at_hand).await;
    let said = attend::check_in(&at_hand, &id, None).await.expect("checked in");
    assert!(said.starts_with("checked in: Rosa Vega, 12345678; Mon 2026-11-30 09:00"), "{said}");
    assert!(said.contains("\ncopay $20: ") && said.ends_with("; no cash\n"), "{said}");
    assert_eq!(last(&at_hand, &id).await, (EventKind::CheckedIn, staff()));
    assert_eq!(letters(&at_hand).await, before);
    let again = attend::check_in(&at_hand, &id, None).await.expect_err("once").to_string();
    assert_eq!(again, "the member is checked in already");
    assert_eq!(stored(&at_hand, &id).await.state, State::Booked);
    let said = attend::paid(&at_hand, &id, Tender::Visa).await.expect("paid");
    assert!(said.starts_with("paid: Rosa Vega, 12345678; ") && said.ends_with("\ncopay $20\n"), "{said}");
    assert_eq!(stored(&at_hand, &id).await.tender, Some(Tender::Visa));
    assert_eq!(last(&at_hand, &id).await, (EventKind::Paid, staff()));
    let again = attend::paid(&at_hand, &id, Tender::Visa).await.expect_err("once").to_string();
    assert_eq!(again, "it is written down already how the copay was paid");
}

#[tokio::test]
async fn who_does_not_come_is_missed_only_once_the_visit_has_begun() {
    let mut at_hand = office_at("2026-11-30T16:59:59Z").await;
    let id = booked(&at_hand, 0, "anna", NINE[0]).await.id;
    let early = attend::no_show(&at_hand, &id).await.expect_err("too early").to_string();
    assert_eq!(early, "the visit has not begun: the member may still come");
    at_hand.now = NINE[0].parse().expect("an instant");
    let said = attend::no_show(&at_hand, &id).await.expect("missed");
    assert!(said.starts_with("did not come: Rosa Vega"), "{said}");
    assert_eq!(last(&at_hand, &id).await, (EventKind::NoShow, staff()));
    assert!(attend::check_in(&at_hand, &id, None).await.is_ok(), "late after all");
}

#[tokio::test]
async fn a_call_cancels_after_the_cut_off_and_the_time_is_free() {
    let at_hand = office_at("2026-11-30T16:30:00Z").await;
    let appointment = booked(&at_hand, 0, "anna", NINE[0]).await;
    let before = letters(&at_hand).await;
    let id = &appointment.id;
    let said = attend::cancel(&at_hand, id, "Called: the bus is late").await.expect("canceled");
    assert!(said.starts_with("canceled: Rosa Vega") && said.ends_with("told by e-mail\n"), "{said}");
    assert_eq!((stored(&at_hand, id).await.state, letters(&at_hand).await), (State::Cancelled, before + 1));
    assert_eq!(last(&at_hand, id).await, (EventKind::Cancelled, staff()));
    let history = support::history(&at_hand.store, id).await;
    assert_eq!(history[1].reason.as_deref(), Some("Called: the bus is late"));
    let claimed = store::appointment::claimed(&at_hand.store, &appointment.role, &appointment.claims).await;
    assert!(claimed.expect("claims").is_empty());
    assert!(attend::cancel(&at_hand, id, "again").await.is_err());
}

#[tokio::test]
async fn nothing_is_done_to_what_is_not_there_has_begun_or_was_changed_meanwhile() {
    let at_hand = office_at(NINE[0]).await;
    let none = attend::check_in(&at_hand, &"none".into(), None).await;
    assert!(matches!(none, Err(error::OfficeError::Office(Error::NoAppointment(_)))));
    let begun = booked(&at_hand, 0, "anna", NINE[0]).await;
    let said = attend::cancel(&at_hand, &begun.id, "late").await.expect_err("begun").to_string();
    assert!(said.contains("has begun"), "{said}");
    let read_before = booked(&at_hand, 1, "anna", NINE[1]).await;
    attend::check_in(&at_hand, &read_before.id, None).await.expect("checked in");
    let attendance = app::domain::attendance::Attendance::NoShow;
    let noted =
        store::attendance::attend(&at_hand.store, &read_before, attendance, None, &staff(), at_hand.now)
            .await;
    assert!(!noted.expect("an answer"));
    let cancelled =
        store::appointment::cancel(&at_hand.store, &read_before, &staff(), None, None, at_hand.now).await;
    assert!(cancelled.expect("an answer").is_none(), "who is here does not cancel");
}

#[tokio::test]
async fn nobody_is_left_alone_while_a_clinician_is_away() {
    let at_hand = office_at("2026-11-24T12:00:00Z").await;
    for (n, start) in NINE.into_iter().enumerate() {
        booked(&at_hand, n, "anna", start).await;
    }
    // The colleague has one time left on that day.
    booked(&at_hand, 3, "bela", NINE[0]).await;
    booked(&at_hand, 4, "bela", NINE[1]).await;
    let monday = (date(2026, 11, 30), date(2026, 11, 30));
    let before = letters(&at_hand).await;
    let said = away::away(&at_hand, &"anna".into(), monday).await.expect("away").to_string();
    assert!(said.starts_with("anna: Dr. anna is away from 2026-11-30 to 2026-11-30\n"), "{said}");
    assert!(said.contains("appointments in these days: 3; to be called: 0\n"), "{said}");
    let ids: Vec<_> = (0..3).map(id_of).collect();
    let away = store::office::of(&at_hand.store, ids.iter().copied()).await.expect("appointments");
    let absences = store::absence::of(&at_hand.store, &away).await.expect("absences");
    let mut instead: Vec<_> =
        absences.values().flat_map(|it| &it.instead).map(|it| (it.role.clone(), it.start.instant)).collect();
    instead.sort();
    instead.dedup();
    assert_eq!(instead.len(), 3, "each has a time of their own: {said}");
    assert_eq!(letters(&at_hand).await, before + 3);
    assert_eq!(last(&at_hand, &ids[0].into()).await, (EventKind::Away, staff()));
    let scheduled = store::schedule::of_roles(&at_hand.store, &["anna".into()]).await.expect("a schedule");
    assert_eq!(scheduled[&RoleId::from("anna")].in_force().sessions_on(monday.0).count(), 0);

    let again = away::away(&at_hand, &"anna".into(), monday).await.expect("away").to_string();
    assert!(again.contains("appointments in these days: 3"), "{again}");
    assert_eq!((again.matches("(told before)").count(), letters(&at_hand).await), (3, before + 3));
}

#[tokio::test]
async fn who_has_no_other_time_is_called() {
    let at_hand = office_at("2026-11-24T12:00:00Z").await;
    booked(&at_hand, 0, "anna", NINE[0]).await;
    let long = (date(2026, 11, 24), date(2027, 11, 24));
    away::away(&at_hand, &"bela".into(), long).await.expect("away");
    let said = away::away(&at_hand, &"anna".into(), long).await.expect("away").to_string();
    assert!(said.contains("appointments in these days: 1; to be called: 1\n"), "{said}");
    assert!(said.contains("Rosa Vega, 12345678, 206-555-0100"), "{said}");
    assert!(said.contains("    call the member: no other time was found\n"), "{said}");
}
