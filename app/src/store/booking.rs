//! Visits are booked: one, or several all or none. Those that are booked at one moment share a
//! transaction, whose text is always the same.

mod writes;

use jiff::Timestamp;
use writes::Writes;

use super::{
    ATTEMPTS, Error, Store, give_way,
    hold::Released,
    ledger,
    own::Own,
    several,
    share::{Question, Waiting},
};
use crate::domain::{
    actor::Actor,
    appointment::{Appointment, EventKind},
    hold::Hold,
    ledger::Entry,
};

/// By whom something is booked or moved, on what that was decided, and what comes with it.
#[derive(Clone, Copy, Debug)]
pub struct Decided<'a> {
    /// Who does it.
    pub by: &'a Actor,
    /// What the member had then.
    pub own: &'a Own,
    /// When the member is reminded, in order.
    pub reminders: &'a [Timestamp],
}

/// A visit that is to be booked, and how that came about.
pub type Visit<'a> = (&'a Appointment, Decided<'a>);

/// A visit that waits for its transaction.
#[derive(Debug)]
struct Planned {
    visit: Appointment,
    entry: Entry,
    /// How often the member's own had been changed when it was decided, and what was kept for them.
    changes: u64,
    holds: Vec<Hold>,
    reminders: Vec<Timestamp>,
}

/// Visits of which all are booked or none.
#[derive(Debug)]
pub(super) struct Unit(Vec<Planned>);

impl Question for Unit {
    /// What is free again.
    type Answer = Vec<Released>;
    const LANES: usize = 2;
    const MOST: usize = 8;

    fn waiting(store: &Store) -> &Waiting<Self> {
        &store.asked.bookings
    }

    /// All units or none, in one transaction.
    async fn all(store: &Store, questions: &[Self]) -> Result<Vec<Vec<Released>>, Error> {
        let entries: Vec<_> =
            questions.iter().flat_map(|Unit(visits)| visits).map(|planned| &planned.entry).collect();
        let known = several::known(store).await?;
        // Strangers do not wait while one of them meets somebody again and again.
        let attempts = if questions.len() > 1 { 1 } else { ATTEMPTS };
        for attempt in 0..attempts {
            let links = ledger::links(store, &entries).await?;
            let (writes, released) = Writes::of(questions, &links, &known)?;
            match store.raw(writes.text(), writes.vars(store)?).await {
                Ok(_) => {
                    links.into_iter().for_each(|link| store.noted.note(link.head));
                    return Ok(released);
                }
                // Another process has gone on with the chain.
                Err(Error::Exists(table)) if table == "ledger" => store.noted.forget(&links),
                Err(Error::Conflict) => {
                    store.noted.forget(&links);
                    give_way(attempt).await;
                }
                Err(error) => return Err(error),
            }
        }
        Err(Error::Conflict)
    }
}

impl Planned {
    fn new(&(visit, decided): &Visit<'_>) -> Self {
        let Decided { by, own, reminders } = decided;
        Self {
            visit: visit.clone(),
            entry: Entry::new(EventKind::Booked, visit.booked_at, by, visit),
            changes: own.changes,
            holds: own.holds.clone(),
            reminders: reminders.to_vec(),
        }
    }
}

/// Books all of them or none; says what is free again of that which was kept for their members. Each
/// is of another member.
///
/// # Errors
/// `Exists` with `claim` or `idempotency`, `Refused` with `changed`, otherwise those of the engine.
pub(super) async fn book(store: &Store, visits: &[Visit<'_>]) -> Result<Vec<Released>, Error> {
    let _turns = store.turns.of_all(visits.iter().map(|(visit, _)| &visit.role)).await;
    store.ask(Unit(visits.iter().map(Planned::new).collect())).await
}
