//! What the transaction of bookings is given.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Planned, Unit};
use crate::{
    domain::{appointment::Appointment, hold::Hold, id::RoleId, several::ByRole},
    store::{
        Error, Store, form,
        hold::{self, Released},
        ledger::Link,
        outbox,
        row::{Id, Row, Vars},
        several, taken,
        written::{claim_ids, event, mails, reminders, stored},
    },
};

/// What `book.surql` is given.
#[derive(Default)]
pub(super) struct Writes {
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
    /// What clinicians with several roles may not have besides.
    beside: Vec<Value>,
    now: Timestamp,
}

/// Most have nobody whose clinician could be elsewhere: a statement would cost them time.
const ALONE: &str = concat!("BEGIN;", include_str!("../book.surql"), "COMMIT;");
const BESIDE: &str =
    concat!("BEGIN;", include_str!("../book.surql"), include_str!("../beside.surql"), "COMMIT;");

impl Writes {
    /// That of units, with the ends of their chains; and what each of them makes free.
    pub fn of(units: &[Unit], links: &[Link], known: &ByRole) -> Result<(Self, Vec<Vec<Released>>), Error> {
        let (mut writes, mut links) = (Self::default(), links.iter());
        let mut released = Vec::with_capacity(units.len());
        for Unit(visits) in units {
            let before = writes.released.len();
            for (planned, link) in visits.iter().zip(links.by_ref()) {
                writes.add(planned, link)?;
                writes.beside(planned, known);
            }
            released.push(writes.released[before..].to_vec());
        }
        Ok((writes, released))
    }

    fn add(&mut self, planned: &Planned, link: &Link) -> Result<(), Error> {
        let Planned { visit, entry, .. } = planned;
        self.guard(planned);
        self.claim(visit, &planned.holds);
        self.ledger(planned, link);
        let form = json!({ "appointment": visit.id, "form": form::of_appointment(visit) });
        self.forms.push(Row::new("idempotency", form::key(&visit.member, &visit.key), form));
        self.rows.push(Row::new("appointment", visit.id.as_str(), stored(visit)?));
        let letters = mails(entry, visit).into_iter().chain(reminders(visit, &planned.reminders));
        self.rows.extend(letters.map(|letter| Row::new("outbox", outbox::new_id(), letter)));
        self.drafts.push(("draft", json!(visit.key)));
        self.now = visit.booked_at;
        Ok(())
    }

    fn guard(&mut self, Planned { visit, changes, .. }: &Planned) {
        let guard = json!({ "changes": changes + 1 });
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

    /// What the clinician may not have besides; what was kept for the member of that makes way.
    fn beside(&mut self, Planned { visit, holds, .. }: &Planned, known: &ByRole) {
        let Appointment { role, claims, .. } = visit;
        let Some(several) = known.get(role) else { return };
        let meanwhile = several.meanwhile(role, claims);
        for hold in holds.iter().filter(|hold| meanwhile.iter().any(|it| it.meets(&hold.role, &hold.claims)))
        {
            self.holds.push(("hold", hold::key(hold)));
            self.release(&hold.role, hold.claims.clone());
        }
        self.beside.extend(several::beside(known, role, claims));
    }

    fn release(&mut self, role: &RoleId, claims: Vec<Timestamp>) {
        if !claims.is_empty() {
            self.gone.extend(claim_ids(role, &claims).into_iter().map(|id| ("claim", id)));
            self.released.push(Released { role: role.clone(), claims });
        }
    }

    fn ledger(&mut self, Planned { visit, entry, .. }: &Planned, Link { head, text }: &Link) {
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

    /// The transaction.
    pub fn text(&self) -> &'static str {
        if self.beside.is_empty() { ALONE } else { BESIDE }
    }

    /// What it is given.
    pub fn vars(self, store: &Store) -> Result<surrealdb::types::Value, Error> {
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
            .value("beside", json!(self.beside))
            .value("now", json!(self.now));
        Ok(vars.all())
    }
}
