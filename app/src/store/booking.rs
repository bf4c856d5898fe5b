//! Visits are booked: one, or several all or none, in one transaction whose text is always the same.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    ATTEMPTS, Error, Store, form, give_way,
    hold::{self, Released},
    ledger::{self, Link},
    outbox,
    own::Own,
    row::{Id, Row, Vars},
    taken,
    written::{claim_ids, event, mails, reminders, stored},
};
use crate::domain::{
    actor::Actor,
    appointment::{Appointment, EventKind},
    hold::Hold,
    id::RoleId,
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

/// Books all of them or none; says what is free again of that which was kept for their members. Each
/// is of another member.
///
/// # Errors
/// `Exists` with `claim` or `idempotency`, `Refused` with `changed`, otherwise those of the engine.
pub(super) async fn book(store: &Store, visits: &[Visit<'_>]) -> Result<Vec<Released>, Error> {
    let entry =
        |(visit, decided): &Visit<'_>| Entry::new(EventKind::Booked, visit.booked_at, decided.by, visit);
    let entries: Vec<_> = visits.iter().map(entry).collect();
    let _turns = store.turns.of_all(entries.iter().map(|entry| &entry.role)).await;
    for attempt in 0..ATTEMPTS {
        let links = ledger::links(store, &entries).await?;
        let mut writes = Writes::default();
        for ((visit, entry), link) in visits.iter().zip(&entries).zip(&links) {
            writes.add(*visit, entry, link)?;
        }
        let released = writes.released.clone();
        match store.raw(include_str!("book.surql"), writes.vars(store)?).await {
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

/// What `book.surql` is given.
#[derive(Default)]
struct Writes {
    /// The members' guards.
    guarded: Vec<Row>,
    /// What was kept and is spent now: the holds, claims that the appointments have now, and those that
    /// nobody has.
    holds: Vec<Id>,
    kept: Vec<Row>,
    gone: Vec<Id>,
    released: Vec<Released>,
    /// What the appointments claim besides, by week.
    taken: Vec<Row>,
    /// What must not be there before; the key of the form first: it says that the form has booked.
    forms: Vec<Row>,
    rows: Vec<Row>,
    heads: BTreeMap<String, Row>,
    drafts: Vec<Id>,
    now: Timestamp,
}

impl Writes {
    fn add(&mut self, (visit, decided): Visit<'_>, entry: &Entry, link: &Link) -> Result<(), Error> {
        self.guard(visit, decided.own);
        self.claim(visit, &decided.own.holds);
        self.ledger(visit, entry, link);
        let form = json!({ "appointment": visit.id, "form": form::of_appointment(visit) });
        self.forms.push(Row::new("idempotency", form::key(&visit.member, &visit.key), form));
        self.rows.push(Row::new("appointment", visit.id.as_str(), stored(visit)?));
        let letters = mails(entry, visit).into_iter().chain(reminders(visit, decided.reminders));
        self.rows.extend(letters.map(|letter| Row::new("outbox", outbox::new_id(), letter)));
        self.drafts.push(("draft", json!(visit.key)));
        self.now = visit.booked_at;
        Ok(())
    }

    fn guard(&mut self, visit: &Appointment, own: &Own) {
        let guard = json!({ "changes": own.changes + 1 });
        self.guarded.push(Row::new("member_guard", visit.member.as_str(), guard));
    }

    /// Takes the steps: those that were kept for the member are claimed already. What was kept with the
    /// same role makes way.
    fn claim(&mut self, visit: &Appointment, holds: &[Hold]) {
        let Appointment { id, role, claims, .. } = visit;
        let makes_way = |hold: &&Hold| {
            let wanted = hold.claims.iter().any(|step| claims.contains(step));
            hold.role == *role && (hold.appointment.is_none() || wanted)
        };
        let held: Vec<_> = holds.iter().filter(makes_way).collect();
        let kept: Vec<_> = held.iter().flat_map(|hold| &hold.claims).copied().collect();
        let (again, new): (Vec<_>, Vec<_>) = claims.iter().partition(|step| kept.contains(step));
        let gone: Vec<_> = kept.into_iter().filter(|step| !claims.contains(step)).collect();
        let claim = |step: &Timestamp| {
            let content = json!({ "role": role, "start": step, "appointment": id });
            Row::new("claim", json!([role, step]), content)
        };
        self.holds.extend(held.iter().map(|hold| ("hold", hold::key(hold))));
        self.kept.extend(again.iter().map(claim));
        self.rows.extend(new.iter().map(claim));
        self.taken.extend(taken::rows(role, &new));
        self.release(role, gone);
    }

    fn release(&mut self, role: &RoleId, claims: Vec<Timestamp>) {
        if !claims.is_empty() {
            self.gone.extend(claim_ids(role, &claims).into_iter().map(|id| ("claim", id)));
            self.released.push(Released { role: role.clone(), claims });
        }
    }

    fn ledger(&mut self, visit: &Appointment, entry: &Entry, Link { head, text }: &Link) {
        let (number, seal) = (head.number, &head.seal);
        let mut event = event(entry, visit, None);
        event["number"] = json!(1);
        event["link"] = json!(number);
        event["seal"] = json!(seal);
        self.rows.push(Row::new("appointment_event", json!([visit.id, 1]), event));
        self.rows.push(Row::new(
            "ledger",
            json!([head.chain, number]),
            json!({ "text": text, "seal": seal }),
        ));
        let end = Row::new("ledger_head", head.chain.as_str(), json!({ "number": number, "seal": seal }));
        self.heads.insert(head.chain.clone(), end);
    }

    fn vars(self, store: &Store) -> Result<surrealdb::types::Value, Error> {
        let weeks: Vec<Value> =
            self.released.iter().flat_map(|it| taken::weeks(&it.role, &it.claims)).collect();
        let rows = self.forms.into_iter().chain(self.rows).collect();
        let vars = Vars::default()
            .rows(store, "guarded", self.guarded)?
            .ids("holds", self.holds)?
            .rows(store, "kept", self.kept)?
            .ids("gone", self.gone)?
            .value("released", json!(weeks))
            .rows(store, "taken", self.taken)?
            .rows(store, "rows", rows)?
            .rows(store, "heads", self.heads.into_values().collect())?
            .ids("drafts", self.drafts)?
            .value("now", json!(self.now));
        Ok(vars.all())
    }
}
