//! Whether the portal has what the model has: in its pages, in its index and on its disk.

use std::collections::BTreeSet;

use app::{
    api::{appointment::list_appointments, times::free_times},
    domain::{
        appointment::State,
        id::{AppointmentId, RoleId},
        schedule::Schedule,
        slot::Claims,
    },
    portal::zone,
    store,
};
use jiff::{Timestamp, civil::Date};

use super::{
    drive::{Driver, MEMBERS},
    op::Op,
    rules::Place,
};
use crate::{
    support::ledger::verified,
    world::{ROLES, STEP, civil},
};

/// What a step can have changed: the member's list, and the times of a day.
pub async fn after(driver: &mut Driver, op: &Op) {
    let (member, role, start) = match *op {
        Op::Book { member, role, start, .. } | Op::Keep { member, role, start, .. } => {
            (member, ROLES[role], start)
        }
        // Whoever has been slow sees today what they have chosen, and nothing else of the next hour.
        Op::Slow { member, role, .. } => (member, ROLES[role], driver.model.now),
        Op::Away { role, start, .. } => (0, ROLES[role], start),
        Op::Move { which, start, .. } => (which % MEMBERS, ROLES[which / 7 % 4], start),
        _ => return,
    };
    list(driver, member).await;
    let moving =
        driver.model.visits.iter().rposition(|one| one.booked && one.member == member && one.place.0 == role);
    for moving in [None, moving] {
        times(driver, member, role, civil(start).date(), moving).await;
    }
}

/// Everything.
pub async fn all(driver: &mut Driver, op: &Op) {
    for member in 0..MEMBERS {
        list(driver, member).await;
    }
    for role in ROLES {
        claims(driver, role, op).await;
    }
    let history = verified(&driver.portal.store).await;
    let ids: BTreeSet<_> = driver.model.visits.iter().map(|one| one.id.clone()).collect();
    assert_eq!(history.into_keys().collect::<BTreeSet<_>>(), ids, "after {op:?}");
}

/// What a member reads of their appointments.
async fn list(driver: &mut Driver, member: usize) {
    type Row = (AppointmentId, String, Timestamp, bool, bool, Option<Option<(String, Timestamp)>>);
    let views = driver.browsers[member].ask(list_appointments()).await.outcome.unwrap();
    let rows = views.into_iter().map(|view| -> Row {
        let suggestion = |it: app::api::absence::Suggestion| (it.listing.role.id.0, it.start.instant);
        let absence = view.absence.map(|absence| absence.suggestion.map(suggestion));
        let one = view.appointment;
        (one.id, one.role.0, one.start.instant, one.state == State::Booked, one.attendance.is_some(), absence)
    });
    let owned = |place: Place| (place.0.to_owned(), place.1);
    let own = (0..driver.model.visits.len()).filter(|n| driver.model.visits[*n].member == member);
    let expected = own.map(|which| -> Row {
        let absence = driver.model.suggestion(which).map(|instead| instead.map(owned));
        let one = &driver.model.visits[which];
        (one.id.clone(), one.place.0.to_owned(), one.place.1, one.booked, one.came, absence)
    });
    assert_eq!(rows.collect::<BTreeSet<_>>(), expected.collect());
}

/// The free times of a day as a member reads them.
async fn times(driver: &mut Driver, member: usize, role: &'static str, day: Date, moving: Option<usize>) {
    let id = moving.map(|which| driver.model.visits[which].id.clone());
    let expected = driver.model.starts(member, role, day, moving);
    let call = moving.is_some_and(|which| driver.model.visits[which].call);
    let visit = if call { "call" } else { "visit" };
    let asked = free_times(role.into(), visit.into(), Some(day), id);
    let answer = driver.browsers[member].ask(asked).await.outcome.unwrap();
    let found: Vec<_> = answer.times.iter().map(|time| time.instant).collect();
    assert_eq!(found, expected, "{role} on {day} for {member}, moving {moving:?}");
}

/// Claims on the disk, and the index.
async fn claims(driver: &Driver, role: &'static str, op: &Op) {
    let held = driver.model.visits.iter().filter(|one| one.booked && one.place.0 == role);
    let held = held.map(|one| one.place.1);
    let kept = driver.model.holds.iter().filter(|one| one.place.0 == role).map(|one| one.place.1);
    let expected: Claims = held.chain(kept).flat_map(|start| [start, start + STEP]).collect();
    let (portal, id) = (&driver.portal, RoleId::from(role));
    let taken = store::schedule::taken(&portal.store, &id, Timestamp::MIN, Timestamp::MAX).await.unwrap();
    assert_eq!(taken.into_iter().map(|step| step.start).collect::<Claims>(), expected, "after {op:?}");
    let ids = std::slice::from_ref(&id);
    let scheduled = store::schedule::of_roles(&portal.store, ids).await.unwrap().remove(&id).unwrap();
    let schedule: Schedule = scheduled.in_force();
    let zone = zone("America/Los_Angeles");
    let availability = portal.availability();
    let agrees = availability.view().agrees(&id, &schedule, &zone, &expected, driver.model.now);
    assert!(agrees, "the index of {role} after {op:?}");
}
