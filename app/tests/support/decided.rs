//! Books and moves as it is decided on what the member has at this moment.
#![allow(clippy::allow_attributes, dead_code, reason = "each test file uses a part of it")]

use std::fmt::Display;

use app::{
    domain::{
        actor::Actor,
        appointment::{Appointment, Event, State},
        earlier::Wish,
        id::{AppointmentId, IdempotencyKey, MemberId, MemberNumber},
        member::Member,
        right::Personal,
        time::LocalTime,
        visit_type::Modality,
    },
    store::{Decided, Error, Store, appointment::Booked, own},
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

/// An appointment of a member in Seattle that takes so many steps of 20 minutes.
pub fn appointment(member: &str, key: &str, start: &str, minutes: u16) -> Appointment {
    let zone = TimeZone::get("America/Los_Angeles").unwrap();
    let start: Timestamp = start.parse().unwrap();
    let steps = i64::from(minutes) / 20;
    Appointment {
        id: AppointmentId(uuid::Uuid::now_v7().to_string()),
        member: MemberId::from(member),
        role: "role-1".into(),
        location: Some("office".into()),
        visit_type: "visit".into(),
        referral: None,
        modality: Modality::InPerson,
        start: LocalTime::at(start, &zone),
        minutes,
        claims: (0..steps).map(|n| start + SignedDuration::from_mins(20 * n)).collect(),
        state: State::Booked,
        copay_cents: 2000,
        reason: "A cough".into(),
        contact: "206-555-0100".into(),
        key: IdempotencyKey::from(key),
        booked_at: "2026-11-24T12:00:00Z".parse().unwrap(),
        cancelled_at: None,
        attendance: None,
        proxy: None,
        tender: None,
    }
}

/// Every right over the record of the member with that id.
pub fn allowed(id: impl Display) -> Personal {
    Personal::granted(Member {
        id: MemberId(id.to_string()),
        number: MemberNumber::from("10000000"),
        given: "Ana".into(),
        family: "Reyes".into(),
        born: jiff::civil::date(1980, 1, 1),
        email: String::new(),
        phone: String::new(),
        physician: None,
        spanish: None,
    })
}

/// The appointment with that id, whosever it is.
pub async fn found(store: &Store, id: &AppointmentId) -> Appointment {
    app::store::office::find(store, id).await.unwrap().unwrap()
}

/// What has happened to it.
pub async fn history(store: &Store, id: &AppointmentId) -> Vec<Event> {
    app::store::appointment::history(store, &found(store, id).await).await.unwrap()
}

/// What is wished for it.
pub async fn wish(store: &Store, id: &AppointmentId) -> Option<Wish> {
    app::store::earlier::find(store, &found(store, id).await).await.unwrap()
}

/// Books, by the member.
pub async fn book(store: &Store, appointment: &Appointment) -> Result<Booked, Error> {
    let own = own::of_member(store, &allowed(&appointment.member)).await?;
    let decided = Decided { by: &Actor::Member, own: &own, reminders: &[] };
    app::store::appointment::book(store, appointment, decided).await
}

/// Moves, by the member.
pub async fn move_to(
    store: &Store,
    old: &Appointment,
    moved: &Appointment,
    now: Timestamp,
) -> Result<Booked, Error> {
    let own = own::of_member(store, &allowed(&old.member)).await?;
    let decided = Decided { by: &Actor::Member, own: &own, reminders: &[] };
    app::store::appointment::move_to(store, old, moved, decided, now).await
}
