//! Earlier times for appointments: who wants one, and what is proposed. Whatever gives an
//! appointment another time, or cancels it, ends the wish in its own transaction.

use std::{collections::HashMap, slice::from_ref};

use jiff::Timestamp;
use serde_json::json;

use super::{
    Error, Store,
    audit::Audited,
    batch, content, decoded,
    hold::{self, Released, begin},
    outbox,
};
use crate::domain::{
    appointment::Appointment,
    earlier::{Proposal, Wish},
    hold::Hold,
    id::{AppointmentId, RoleId},
};

/// Which statements of the transactions say what has become free.
const GONE_OF_PROPOSING: usize = 8;
const GONE_OF_PASSING: usize = 5;
const GONE_OF_ENDING: usize = 4;

/// Keeps a wish, in the place of what was wished for the appointment before.
///
/// # Errors
/// Those of the engine.
pub async fn save(store: &Audited, wish: &Wish) -> Result<Vec<Released>, Error> {
    let text = concat!(
        begin!(),
        "LET $gone = (SELECT * FROM type::record('hold', [$member, $role, $appointment, 'earlier']));",
        include_str!("let_go.surql"),
        "UPSERT type::record('wish', $appointment) CONTENT $content RETURN NONE; COMMIT;"
    );
    end(store, text, wish, Some(content(wish)?)).await
}

/// Ends a wish.
///
/// # Errors
/// Those of the engine.
pub async fn remove(store: &Audited, wish: &Wish) -> Result<Vec<Released>, Error> {
    let text = concat!(
        begin!(),
        "LET $gone = (SELECT * FROM type::record('hold', [$member, $role, $appointment, 'earlier']));",
        include_str!("let_go.surql"),
        "DELETE type::record('wish', $appointment) RETURN NONE; COMMIT;"
    );
    end(store, text, wish, None).await
}

async fn end(
    store: &Audited,
    text: &str,
    wish: &Wish,
    content: Option<serde_json::Value>,
) -> Result<Vec<Released>, Error> {
    let Wish { member, role, appointment, .. } = wish;
    let vars = json!({ "member": member, "role": role, "appointment": appointment, "content": content });
    let _turn = store.turns.of(role).await;
    decoded(&mut store.transact(text, vars).await?, GONE_OF_ENDING)
}

/// What is wished for an appointment.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, appointment: &Appointment) -> Result<Option<Wish>, Error> {
    Ok(of(store, from_ref(appointment)).await?.remove(&appointment.id))
}

/// What is wished for appointments.
///
/// # Errors
/// Those of the engine.
pub async fn of(store: &Store, appointments: &[Appointment]) -> Result<HashMap<AppointmentId, Wish>, Error> {
    let keys: Vec<_> = appointments.iter().map(|appointment| appointment.id.as_str()).collect();
    let wishes: Vec<Wish> = batch::find(store, "wish", &keys).await?;
    Ok(wishes.into_iter().map(|wish| (wish.appointment.clone(), wish)).collect())
}

/// The wishes that nothing is proposed for now, of appointments with a role: who has asked first
/// comes first.
///
/// # Errors
/// Those of the engine.
pub async fn waiting(store: &Store, role: &RoleId) -> Result<Vec<Wish>, Error> {
    let text = "SELECT *, record::id(id) AS id FROM wish WHERE role = $role AND !proposal ORDER BY since, id";
    store.rows(text, json!({ "role": role })).await
}

/// The roles with which somebody wants an earlier time.
///
/// # Errors
/// Those of the engine.
pub async fn roles(store: &Store) -> Result<Vec<RoleId>, Error> {
    store.rows("SELECT VALUE role FROM (SELECT role FROM wish GROUP BY role)", json!({})).await
}

/// The wishes whose proposals were not answered until `now`.
///
/// # Errors
/// Those of the engine.
pub async fn unanswered(store: &Store, now: Timestamp) -> Result<Vec<Wish>, Error> {
    let text = "SELECT *, record::id(id) AS id FROM wish WHERE ends > '' AND ends <= $now";
    store.rows(text, json!({ "now": now })).await
}

/// Proposes a time, keeps it for the member, and writes the letter. `None` where the time is taken,
/// or the wish or the appointment was changed meanwhile.
///
/// # Errors
/// Those of the engine.
pub async fn propose(
    store: &Store,
    wish: &Wish,
    appointment: &Appointment,
    (proposal, hold): (&Proposal, &Hold),
) -> Result<Option<Vec<Released>>, Error> {
    let mut vars = hold::vars(store, hold, hold.at).await?;
    vars["appointment"] = json!(appointment.id);
    vars["since"] = json!(wish.since);
    vars["agreed"] = json!(appointment.start.instant);
    vars["proposal"] = json!(proposal);
    let letter = json!({ "kind": outbox::Kind::Earlier, "member": wish.member, "appointment": appointment.id,
        "start": proposal.start, "at": hold.at, "sent": null });
    vars["mails"] = json!(outbox::letters(&letter, wish.proxy.as_ref()));
    let text = concat!(
        begin!(),
        include_str!("propose.surql"),
        include_str!("gone.surql"),
        include_str!("let_go.surql"),
        include_str!("kept.surql"),
        include_str!("beside.surql"),
        include_str!("proposed.surql"),
        "COMMIT;"
    );
    let _turn = store.turns.of(&hold.role).await;
    match store.transact(text, vars).await {
        Ok(mut answer) => decoded(&mut answer, GONE_OF_PROPOSING).map(Some),
        Err(Error::Exists(table)) if table == "claim" => Ok(None),
        Err(Error::Refused(word)) if word == "changed" => Ok(None),
        Err(error) => Err(error),
    }
}

/// The member does not take what was proposed: the time is free, and not proposed to them again.
///
/// # Errors
/// Those of the engine.
pub async fn pass(store: &Audited, wish: &Wish, start: Timestamp) -> Result<Vec<Released>, Error> {
    let text = concat!(begin!(), include_str!("pass.surql"), include_str!("let_go.surql"), "COMMIT;");
    let Wish { member, role, appointment, .. } = wish;
    let vars = json!({ "member": member, "role": role, "appointment": appointment, "start": start });
    let _turn = store.turns.of(role).await;
    decoded(&mut store.transact(text, vars).await?, GONE_OF_PASSING)
}

/// Forgets the wishes for appointments that are over at `now`, or were cancelled while their member
/// asked.
///
/// # Errors
/// Those of the engine.
pub async fn prune(store: &Store, now: Timestamp) -> Result<(), Error> {
    let text = "DELETE wish WHERE array::len((SELECT VALUE id FROM type::record('appointment', \
        record::id($parent.id)) WHERE state = 'booked' AND end > $now)) = 0";
    store.transact(text, json!({ "now": now })).await.map(drop)
}
