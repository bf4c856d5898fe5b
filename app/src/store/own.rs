//! What a member has on file, read at once, and how often it was changed. Whoever decides on it books
//! or moves only as long as that is so: nothing else of the member's comes in between.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Value, json};

use super::{
    Error, Store, decoded,
    records::as_many,
    row::Vars,
    share::{Question, Waiting},
};
use crate::domain::{
    appointment::Appointment, hold::Hold, id::MemberId, referral::Referral, right::Changeable,
};

/// Which statements of [`READ`] yield what.
const CHANGES: usize = 0;
const APPOINTMENTS: usize = 1;
const REFERRALS: usize = 2;
const HOLDS: usize = 3;

/// Where what the statements yield belongs.
const LISTS: [(usize, fn(&mut Records) -> &mut Vec<Value>); 3] = [
    (APPOINTMENTS, |records| &mut records.appointments),
    (REFERRALS, |records| &mut records.referrals),
    (HOLDS, |records| &mut records.holds),
];

/// How often it was changed is read first: what is read after it is no older.
const READ: &str = "RETURN $guards.*.changes; \
    SELECT *, record::id(id) AS id FROM appointment WHERE member IN $members; \
    SELECT *, record::id(id) AS id FROM referral WHERE member IN $members; \
    SELECT * OMIT id FROM hold WHERE member IN $members";

/// Whose it is.
pub(super) struct Whose(MemberId);

/// The same as it was read: records of the member.
#[derive(Clone, Debug, Default)]
pub(super) struct Records {
    changes: u64,
    appointments: Vec<Value>,
    referrals: Vec<Value>,
    holds: Vec<Value>,
}

impl Records {
    fn new(changes: u64) -> Self {
        Self { changes, ..Self::default() }
    }
}

impl Question for Whose {
    type Answer = Records;
    const LANES: usize = 2;
    const MOST: usize = 16;

    fn waiting(store: &Store) -> &Waiting<Self> {
        &store.waiting.own
    }

    async fn all(store: &Store, questions: &[Self]) -> Result<Vec<Records>, Error> {
        let members: BTreeSet<_> = questions.iter().map(|Self(member)| member.as_str()).collect();
        let guards = members.iter().map(|member| ("member_guard", json!(member))).collect();
        let vars = Vars::default().ids("guards", guards)?.value("members", json!(members));
        let mut answer = store.raw(READ, vars.all()).await?;
        let changes: Vec<Option<u64>> = as_many(decoded(&mut answer, CHANGES)?, members.len())?;
        let records = changes.into_iter().map(|changes| Records::new(changes.unwrap_or_default()));
        let mut of: HashMap<_, _> = members.into_iter().zip(records).collect();
        for (statement, list) in LISTS {
            for record in answer.take::<Vec<Value>>(statement)? {
                if let Some(records) = record["member"].as_str().and_then(|member| of.get_mut(member)) {
                    list(records).push(record);
                }
            }
        }
        Ok(questions.iter().map(|Self(member)| of[member.as_str()].clone()).collect())
    }
}

/// What is a member's own.
#[derive(Clone, Debug)]
pub struct Own {
    /// How often it had been changed.
    pub(super) changes: u64,
    /// By start.
    pub appointments: Vec<Appointment>,
    /// By their first day, those that are over included.
    pub referrals: Vec<Referral>,
    /// What is kept for them, and what was until a moment ago.
    pub holds: Vec<Hold>,
}

/// Reads it, for deciding on it.
///
/// # Errors
/// Those of the engine.
pub async fn of_member(store: &Store, member: &Changeable) -> Result<Own, Error> {
    read(store, &member.id).await
}

pub(super) async fn read(store: &Store, member: &MemberId) -> Result<Own, Error> {
    let Records { changes, appointments, referrals, holds } = store.ask(Whose(member.clone())).await?;
    let mut own = Own {
        changes,
        appointments: store.all_unsealed(appointments)?,
        referrals: store.all_unsealed(referrals)?,
        holds: store.all_unsealed(holds)?,
    };
    own.appointments.sort_by_key(|appointment| appointment.start.instant);
    own.referrals.sort_by_key(|referral| referral.valid_from);
    let Own { appointments, referrals, .. } = &mut own;
    referrals.iter_mut().for_each(|referral| referral.used = referral.used_by(appointments));
    Ok(own)
}
