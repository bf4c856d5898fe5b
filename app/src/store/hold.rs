//! Times that are kept for members. Each change is one transaction: guard, what makes way, claims,
//! hold.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Error, Store, audit::Audited, content, decoded, several, taken, written::claim_ids};
use crate::domain::{
    hold::Hold,
    id::{MemberId, RoleId},
    right::Readable,
    slot::Claims,
};

/// Begins a transaction that changes what a member keeps.
macro_rules! begin {
    () => {
        "BEGIN; UPSERT type::record('member_guard', $member) SET changes += 1 RETURN NONE;"
    };
}

pub(super) use begin;

/// Which statements of the transactions say what has become free.
const GONE_OF_KEEPING: usize = 7;
const GONE_OF_LETTING_GO: usize = 4;

/// Steps of a role's grid that were kept and are not any more.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Released {
    /// Whose grid.
    pub role: RoleId,
    /// The steps.
    pub claims: Vec<Timestamp>,
}

/// How keeping a time has ended.
#[derive(Debug)]
pub enum Kept {
    /// It is kept. What made way for it: an earlier choice, and what had ended.
    New(Vec<Released>),
    /// Somebody else has it.
    Taken,
}

/// Keeps a start that the member has chosen, in the place of what they have chosen with the same
/// role before. Of their others the `others` newest stay.
///
/// # Errors
/// Those of the engine.
pub async fn keep(store: &Audited, hold: &Hold, others: usize, now: Timestamp) -> Result<Kept, Error> {
    let mut vars = vars(store, hold, now).await?;
    vars["others"] = json!(others);
    let text = concat!(
        begin!(),
        include_str!("gone.surql"),
        include_str!("keep.surql"),
        include_str!("let_go.surql"),
        include_str!("kept.surql"),
        include_str!("beside.surql"),
        "COMMIT;"
    );
    let _turn = store.turns.of(&hold.role).await;
    match store.transact(text, vars).await {
        Ok(mut answer) => Ok(Kept::New(decoded(&mut answer, GONE_OF_KEEPING)?)),
        Err(Error::Exists(table)) if table == "claim" => Ok(Kept::Taken),
        Err(error) => Err(error),
    }
}

/// What the statements need that write a hold.
pub(super) async fn vars(store: &Store, hold: &Hold, now: Timestamp) -> Result<Value, Error> {
    let Hold { member, role, claims, .. } = hold;
    let beside = several::beside(&*several::known(store).await?, role, claims);
    let (key, weeks) = (key(hold), taken::weeks(role, claims));
    let claim = |start| json!({ "id": [role, start], "role": role, "start": start, "hold": key });
    Ok(json!({
        "member": member,
        "role": role,
        "hold": key,
        // Spent, or of before: what keeps the id makes way.
        "own": [key],
        "claims": claims.iter().map(claim).collect::<Vec<_>>(),
        "taken": weeks,
        "content": with_weeks(hold, &weeks)?,
        "beside": Vec::from_iter(beside),
        "now": now,
    }))
}

/// The id of its record.
pub(super) fn key(Hold { member, role, appointment, earlier, .. }: &Hold) -> Value {
    match appointment {
        None => json!([member, role]),
        Some(appointment) if *earlier => json!([member, role, appointment, "earlier"]),
        Some(appointment) => json!([member, role, appointment]),
    }
}

/// What is kept for a member.
///
/// # Errors
/// Those of the engine.
pub async fn of_member(store: &Store, member: &Readable) -> Result<Vec<Hold>, Error> {
    let text = "SELECT * OMIT id FROM hold WHERE member = $member";
    store.rows(text, json!({ "member": member.id })).await
}

/// Those of the steps of a visit that are claimed, but not by what is kept for the member: all of them
/// where the clinician has something in another role then.
///
/// # Errors
/// Those of the engine.
pub async fn claimed_by_others(
    store: &Store,
    member: &MemberId,
    role: &RoleId,
    steps: &[Timestamp],
) -> Result<Claims, Error> {
    if !several::claimed_meanwhile(store, role, steps, Some(member)).await?.is_empty() {
        return Ok(steps.iter().copied().collect());
    }
    let text = "SELECT VALUE start FROM $ids.map(|$id| type::record('claim', $id)) \
        WHERE hold = NONE OR hold[0] != $member";
    let vars = json!({ "ids": claim_ids(role, steps), "member": member });
    Ok(store.rows(text, vars).await?.into_iter().collect())
}

/// Lets go of what the member keeps with a role, where it is that start still.
///
/// # Errors
/// Those of the engine.
pub async fn let_go(
    store: &Audited,
    member: &Readable,
    role: &RoleId,
    start: Timestamp,
) -> Result<Vec<Released>, Error> {
    let text = concat!(
        begin!(),
        "LET $gone = (SELECT * FROM type::record('hold', [$member, $role]) WHERE start = $start);",
        include_str!("let_go.surql"),
        "COMMIT;"
    );
    let _turn = store.turns.of(role).await;
    let vars = json!({ "member": member.id, "role": role, "start": start });
    decoded(&mut store.transact(text, vars).await?, GONE_OF_LETTING_GO)
}

/// Lets go of all whose time has ended at `now`.
///
/// # Errors
/// Those of the engine.
pub async fn end(store: &Store, now: Timestamp) -> Result<Vec<Released>, Error> {
    let text = concat!(
        begin!(),
        "LET $gone = (SELECT * FROM type::record('hold', $hold) WHERE until <= $now);",
        include_str!("let_go.surql"),
        "COMMIT;"
    );
    let ended: Vec<Hold> = store
        .rows("SELECT * OMIT id FROM hold WHERE until > '' AND until <= $now", json!({ "now": now }))
        .await?;
    let mut all = Vec::new();
    for hold in ended {
        let vars = json!({ "member": hold.member, "hold": key(&hold), "now": now });
        all.extend(end_one(store, text, &hold.role, vars).await?);
    }
    Ok(all)
}

/// Forgets those that are spent: what they kept is booked.
///
/// # Errors
/// Those of the engine.
pub async fn prune(store: &Store) -> Result<(), Error> {
    store.transact("DELETE hold WHERE until = ''", json!({})).await.map(drop)
}

async fn end_one(store: &Store, text: &str, role: &RoleId, vars: Value) -> Result<Vec<Released>, Error> {
    let _turn = store.turns.of(role).await;
    decoded(&mut store.transact(text, vars).await?, GONE_OF_LETTING_GO)
}

/// With what letting go takes out of the weeks.
fn with_weeks(hold: &Hold, weeks: &[Value]) -> Result<Value, Error> {
    let mut content = content(hold)?;
    content["weeks"] = json!(weeks);
    Ok(content)
}
