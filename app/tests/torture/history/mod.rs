//! Many members at once, some of whom go away before they are answered, and a database that fails
//! now and then. Each operation was done, was refused or failed, or is not known; the ledger says in
//! which order, and that order explains every answer.

mod check;
mod client;
mod faults;
mod kept;
mod owned;
mod record;

use std::{sync::Arc, time::Duration};

use app::portal::Portal;

use crate::{
    support::{
        now,
        rounds::{Row, rounds_in_ci},
    },
    world,
};
use client::Clients;

/// Operations of a history.
const OPERATIONS: usize = 1_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn some_order_explains_what_many_members_were_answered() {
    let histories = rounds_in_ci(2, 10, 100);
    let row = Row::begin("history of many members, with faults", histories * OPERATIONS);
    let mut counts = record::Counts::default();
    for seed in 0..histories {
        counts += history(seed as u64).await;
    }
    row.end(format!("0 anomalies; {counts}"));
}

async fn history(seed: u64) -> record::Counts {
    let portal = world::start(world::store(client::MEMBERS).await, now).await;
    let clients = Arc::new(Clients::new(&portal).await);
    let failing = tokio::spawn(faults::come_and_go(portal.store.clone(), Duration::from_millis(200)));
    let record = clients.run(seed, OPERATIONS).await;
    failing.abort();
    let _ = failing.await;
    faults::end(&portal.store).await;
    check::explains(&portal, &record).await;
    agree(&portal).await;
    record::count(&record)
}

/// When all is done, what is offered is what nobody has.
async fn agree(portal: &Portal) {
    use app::{domain::id::RoleId, portal::zone, store};
    for role in world::ROLES.map(RoleId::from) {
        let taken = store::schedule::taken(&portal.store, &role, now(), jiff::Timestamp::MAX).await.unwrap();
        let claims = taken.into_iter().map(|step| step.start).collect();
        let ids = std::slice::from_ref(&role);
        let scheduled = store::schedule::of_roles(&portal.store, ids).await.unwrap().remove(&role).unwrap();
        let (schedule, zone) = (scheduled.in_force(), zone("America/Los_Angeles"));
        let agrees = portal.availability().view().agrees(&role, &schedule, &zone, &claims, now());
        assert!(agrees, "what is offered of {role} is not what is free");
    }
}
