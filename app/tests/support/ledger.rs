//! Whether the ledger, the appointments and the claims of a store fit together, as `server verify`
//! looks at it.

use std::collections::{BTreeMap, BTreeSet};

use app::{
    domain::{
        appointment::{Appointment, State},
        id::AppointmentId,
        ledger::Entry,
    },
    store::{
        Store,
        verification::{Link, Snapshot},
    },
};

/// Everything that happened, by appointment and in order; stops where something does not fit.
pub async fn verified(store: &Store) -> BTreeMap<AppointmentId, Vec<Entry>> {
    let snapshot = Snapshot::take(store).await.unwrap();
    let mut history: BTreeMap<AppointmentId, Vec<Entry>> = BTreeMap::new();
    for head in snapshot.heads().await.unwrap().into_iter().filter(|head| !head.is_of_audit()) {
        let links = snapshot.after(&head.chain, 0, usize::MAX >> 1).await.unwrap();
        let seal = links.iter().enumerate().fold(String::new(), follow);
        assert_eq!((links.len() as u64, seal), (head.number, head.seal), "chain {}", head.chain);
        for entry in links.iter().map(|link| link.entry().unwrap()) {
            history.entry(entry.appointment.clone()).or_default().push(entry);
        }
    }
    let all = appointments(&snapshot, &history).await;
    let booked: Vec<_> = all.into_iter().filter(|one| one.state == State::Booked).collect();
    let claimed = snapshot.claims_of(&booked).await.unwrap();
    let steps: usize = booked.iter().map(|one| one.claims.len()).sum();
    assert_eq!(claimed.len(), steps, "a booked appointment does not hold its time");
    assert_eq!(snapshot.count().await.unwrap(), (history.len() as u64, steps as u64), "strangers");
    apart(booked);
    snapshot.end().await.unwrap();
    history
}

fn follow(before: String, (n, link): (usize, &Link)) -> String {
    assert!(link.number == n as u64 + 1 && link.follows(&before), "entry {}", link.number);
    link.seal.clone()
}

/// All appointments, each as its last entry says.
async fn appointments(
    snapshot: &Snapshot,
    history: &BTreeMap<AppointmentId, Vec<Entry>>,
) -> Vec<Appointment> {
    let members: BTreeSet<_> = history.values().flatten().map(|entry| entry.member.clone()).collect();
    let all = snapshot.of_members(&members).await.unwrap();
    for one in &all {
        let entries = history.get(&one.id);
        let last = entries.and_then(|entries| entries.last()).unwrap();
        assert_eq!(last.differs(one), None, "{one:?} is not as the ledger says: {last:?}");
    }
    all
}

/// Nobody is at two visits at one time.
fn apart(mut booked: Vec<Appointment>) {
    booked.sort_by(|one, other| (&one.member, one.start.instant).cmp(&(&other.member, other.start.instant)));
    for pair in booked.windows(2) {
        let apart = pair[0].member != pair[1].member || pair[0].end() <= pair[1].start.instant;
        assert!(apart, "{:?} and {:?} overlap", pair[0], pair[1]);
    }
}
