//! What a member has on file, read at once, and how often it was changed. Whoever decides on it books
//! or moves only as long as that is so: nothing else of the member's comes in between.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Value, json};

use super::{
    Error, Store,
    records::of_ids,
    row::Vars,
    share::{Question, Waiting},
};
use crate::domain::{
    appointment::Appointment, hold::Hold, id::MemberId, referral::Referral, right::Changeable,
};

/// Which statements of [`READ`] yield what.
const GUARDS: usize = 0;
const APPOINTMENTS: usize = 1;
const REFERRALS: usize = 2;
const HOLDS: usize = 3;

/// One of the lists of what was read.
type List = fn(&mut Read) -> &mut Vec<Value>;

/// Where what the statements yield belongs.
const LISTS: [(usize, List); 3] = [
    (APPOINTMENTS, |read| &mut read.appointments),
    (REFERRALS, |read| &mut read.referrals),
    (HOLDS, |read| &mut read.holds),
];

/// How often it was changed is read first: what is read after it is no older.
const READ: &str = "RETURN $guards.*.*; \
    SELECT *, record::id(id) AS id FROM appointment WHERE member IN $members; \
    SELECT *, record::id(id) AS id FROM referral WHERE member IN $members; \
    SELECT * OMIT id FROM hold WHERE member IN $members";

/// Whose it is.
pub(super) struct Whose(MemberId);

/// The same as it was read: records of the member.
#[derive(Clone, Debug, Default)]
pub(super) struct Read {
    changes: u64,
    appointments: Vec<Value>,
    referrals: Vec<Value>,
    holds: Vec<Value>,
}

impl Read {
    fn new(guard: Option<Value>) -> Self {
        let changes = guard.and_then(|guard| guard["changes"].as_u64()).unwrap_or_default();
        Self { changes, ..Self::default() }
    }
}

impl Question for Whose {
    type Answer = Read;
    const LANES: usize = 2;
    /// Beyond 32 the engine would not look into the index of members, but at everybody's.
    const MOST: usize = 16;

    fn waiting(store: &Store) -> &Waiting<Self> {
        &store.asked.own
    }

    async fn all(store: &Store, questions: &[Self]) -> Result<Vec<Read>, Error> {
        let members: BTreeSet<_> = questions.iter().map(|Self(member)| member.as_str()).collect();
        let guards: Vec<_> = members.iter().map(|member| ("member_guard", json!(member))).collect();
        let vars = Vars::default().ids("guards", guards.clone())?.value("members", json!(members));
        let mut answer = store.raw(READ, vars.all()).await?;
        let guards = of_ids(&guards, answer.take(GUARDS)?)?.into_iter();
        let mut read: HashMap<_, _> = members.into_iter().zip(guards.map(Read::new)).collect();
        for (statement, list) in LISTS {
            for record in answer.take::<Vec<Value>>(statement)? {
                if let Some(read) = record["member"].as_str().and_then(|member| read.get_mut(member)) {
                    list(read).push(record);
                }
            }
        }
        Ok(questions.iter().map(|Self(member)| read[member.as_str()].clone()).collect())
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
    let Read { changes, appointments, referrals, holds } = store.ask(Whose(member.clone())).await?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn of_as_many_as_share_it_everybodys_are_found_by_the_index() -> Result<(), Error> {
        let store = Store::open("mem://", None).await?;
        let members: Vec<_> = (0..Whose::MOST).map(|n| format!("m{n}")).collect();
        for (statement, table) in READ.split("; ").skip(1).zip(["appointment", "referral", "hold"]) {
            let explained = format!("EXPLAIN {statement}");
            let plan: Option<Value> = store.run(&explained, json!({ "members": members })).await?.take(0)?;
            let plan = plan.unwrap_or_default().to_string();
            assert!(plan.contains(&format!("{table}_member")) && !plan.contains("TableScan"), "{plan}");
        }
        Ok(())
    }
}
