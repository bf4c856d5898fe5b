//! What is claimed of roles' grids, by week: the claims once more, so that an index need not
//! read them one by one. Written by the transactions that make and remove claims, which decide.

use std::{collections::BTreeMap, ops::Range};

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Error, Store, row::Row};
use crate::domain::id::RoleId;

/// Claims in one statement.
const CLAIMS: usize = 2_000;

/// Seconds of a week, and from a Monday to the epoch, which was a Thursday.
const WEEK: i64 = 7 * 24 * 60 * 60;
const SINCE_MONDAY: i64 = 3 * 24 * 60 * 60;

/// Reads what is claimed in the weeks of a span of time, a role's week at a time: not in order of
/// time but by week, then by role.
///
/// # Errors
/// Those of the engine.
pub async fn each(
    store: &Store,
    within: Range<Timestamp>,
    mut with: impl FnMut(RoleId, Vec<Timestamp>),
) -> Result<(), Error> {
    // A range must have an end: with a limit alone the engine reads on behind it.
    let text = "SELECT VALUE [record::id(id)[1], steps] FROM taken:[$week, NONE]..[$next, NONE]";
    for week in place(within.start).0..=place(within.end).0 {
        let mut answer = store.run(text, json!({ "week": week, "next": week + 1 })).await?;
        for (role, steps) in answer.take::<Vec<(String, String)>>(0)? {
            with(RoleId(role), steps.split(',').filter_map(|step| instant(week, step)).collect());
        }
    }
    Ok(())
}

/// Takes steps of roles' grids that were booked in another system: claims without an
/// appointment. Steps that are taken already stay as they are.
///
/// # Errors
/// Those of the engine.
pub async fn save_claims(store: &Store, taken: &[(RoleId, Vec<Timestamp>)]) -> Result<(), Error> {
    let parts = taken.iter().flat_map(|(role, steps)| steps.chunks(CLAIMS).map(move |part| (role, part)));
    let (mut batch, mut count) = (Vec::new(), 0);
    // Listed first: what is borrowed here could not wait for the database in another thread.
    for (role, part) in Vec::from_iter(parts) {
        if count + part.len() > CLAIMS {
            save_batch(store, &std::mem::take(&mut batch)).await?;
            count = 0;
        }
        count += part.len();
        batch.push((role, part));
    }
    save_batch(store, &batch).await
}

async fn save_batch(store: &Store, batch: &[(&RoleId, &[Timestamp])]) -> Result<(), Error> {
    let claims = batch.iter().flat_map(|(role, steps)| steps.iter().map(|start| claim(role, *start)));
    let weeks = batch.iter().flat_map(|(role, steps)| weeks(role, steps));
    let vars = json!({ "claims": claims.collect::<Vec<_>>(), "taken": weeks.collect::<Vec<_>>() });
    store.transact(include_str!("save_claims.surql"), vars).await.map(drop)
}

fn claim(role: &RoleId, start: Timestamp) -> Value {
    json!({ "id": [role, start], "role": role, "start": start })
}

/// Steps of a role for the records: `id` and `steps`. A record holds them as one text, such as
/// `,960,,980,`: it is read many times faster than a list of numbers, and each step in it can
/// be found and taken out.
pub(super) fn weeks(role: &RoleId, steps: &[Timestamp]) -> Vec<Value> {
    by_week(steps).into_iter().map(|(week, steps)| json!({ "id": [week, role], "steps": steps })).collect()
}

/// The same as rows, each with the text that is added.
pub(super) fn rows(role: &RoleId, steps: &[Timestamp]) -> Vec<Row> {
    let row = |(week, steps): (i64, Vec<String>)| {
        Row::new("taken", json!([week, role]), json!({ "steps": steps.concat() }))
    };
    by_week(steps).into_iter().map(row).collect()
}

fn by_week(steps: &[Timestamp]) -> BTreeMap<i64, Vec<String>> {
    let mut weeks: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for (week, minute) in steps.iter().map(|step| place(*step)) {
        weeks.entry(week).or_default().push(format!(",{minute},"));
    }
    weeks
}

/// The week of an instant, counted in Mondays, and the minutes since that Monday at UTC.
fn place(instant: Timestamp) -> (i64, i64) {
    let second = instant.as_second() + SINCE_MONDAY;
    (second.div_euclid(WEEK), second.rem_euclid(WEEK) / 60)
}

fn instant(week: i64, minute: &str) -> Option<Timestamp> {
    let minute: i64 = minute.parse().ok()?;
    Timestamp::from_second(week * WEEK - SINCE_MONDAY + minute * 60).ok()
}
