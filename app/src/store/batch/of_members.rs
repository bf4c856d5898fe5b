//! The same of what is kept about members: what is changed stands in the audit with it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{BATCH, Outcome, compare, different, find, row, upsert};
use crate::{
    domain::{
        audit::{Action, Kind},
        id::MemberId,
    },
    store::{Error, audit::Hand},
};

/// What was decided on what these members had is not booked any more.
const GUARD: &str =
    "FOR $member IN $members { UPSERT type::record('member_guard', $member) SET changes += 1 RETURN NONE }";

/// As [`super::save`], of what is kept about members: what is changed stands in the audit with it.
pub(in crate::store) async fn save<T: Serialize>(
    hand: &Hand,
    table: &str,
    kind: Kind,
    values: &[T],
    id: fn(&T) -> &str,
    whose: fn(&T) -> &MemberId,
) -> Result<Vec<Outcome>, Error> {
    let mut outcomes = Vec::with_capacity(values.len());
    for batch in values.chunks(BATCH) {
        let rows = batch.iter().map(|value| row(value, id(value))).collect::<Result<Vec<_>, _>>()?;
        let found = compare(hand, table, &rows).await?;
        let access = |(value, outcome): (&T, &Outcome)| match outcome {
            Outcome::Unchanged => None,
            Outcome::Changed => Some(hand.does(whose(value), (Action::Update, kind))),
            Outcome::New => Some(hand.does(whose(value), (Action::Create, kind))),
        };
        let accesses: Vec<_> = batch.iter().zip(&found).filter_map(access).collect();
        if !accesses.is_empty() {
            let members: BTreeSet<_> = accesses.iter().filter_map(|access| access.member.clone()).collect();
            let vars = json!({ "rows": different(&rows, &found), "members": members });
            hand.audited(accesses).transact(&format!("{}; {GUARD}", upsert(table)), vars).await?;
        }
        outcomes.extend(found);
    }
    Ok(outcomes)
}

/// Removes what is kept about members; what is not there is no error. Says how many were there.
pub(in crate::store) async fn remove(
    hand: &Hand,
    table: &str,
    kind: Kind,
    keys: &[&str],
) -> Result<usize, Error> {
    #[derive(Deserialize)]
    struct There {
        id: String,
        member: MemberId,
    }
    let there: Vec<There> = find(hand, table, keys).await?;
    for batch in there.chunks(BATCH) {
        let accesses = batch.iter().map(|there| hand.does(&there.member, (Action::Delete, kind))).collect();
        let text =
            format!("FOR $key IN $keys {{ DELETE type::record('{table}', $key) RETURN NONE }}; {GUARD}");
        let keys: Vec<_> = batch.iter().map(|there| &there.id).collect();
        let members: BTreeSet<_> = batch.iter().map(|there| &there.member).collect();
        hand.audited(accesses).transact(&text, json!({ "keys": keys, "members": members })).await?;
    }
    Ok(there.len())
}
