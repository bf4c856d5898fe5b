//! Books and moves as it is decided on what the member has at this moment.
#![allow(clippy::allow_attributes, dead_code, reason = "each test file uses a part of it")]

use app::{
    domain::{actor::Actor, appointment::Appointment},
    store::{
        Decided, Error, Store,
        appointment::{self, Booked},
        own,
    },
};
use jiff::Timestamp;

/// Books, by the member.
pub async fn book(store: &Store, appointment: &Appointment) -> Result<Booked, Error> {
    let own = own::of_member(store, &appointment.member).await?;
    let decided = Decided { by: &Actor::Member, own: &own, reminders: &[] };
    appointment::book(store, appointment, decided).await
}

/// Moves, by the member.
pub async fn move_to(
    store: &Store,
    old: &Appointment,
    moved: &Appointment,
    now: Timestamp,
) -> Result<Booked, Error> {
    let own = own::of_member(store, &old.member).await?;
    let decided = Decided { by: &Actor::Member, own: &own, reminders: &[] };
    appointment::move_to(store, old, moved, decided, now).await
}
