//! What a member has on file, read at once, and how often it was changed. Whoever decides on it books
//! or moves only as long as that is so: nothing else of the member's comes in between.

use serde_json::json;

use super::{Error, Store, decoded};
use crate::domain::{
    appointment::Appointment, hold::Hold, id::MemberId, referral::Referral, right::Changeable,
};

/// Which statements of [`READ`] yield what.
const CHANGES: usize = 0;
const APPOINTMENTS: usize = 1;
const REFERRALS: usize = 2;
const HOLDS: usize = 3;

/// How often it was changed is read first: what is read after it is no older.
const READ: &str = "SELECT VALUE changes FROM type::record('member_guard', $member); \
    SELECT *, record::id(id) AS id FROM appointment WHERE member = $member; \
    SELECT *, record::id(id) AS id FROM referral WHERE member = $member; \
    SELECT * OMIT id FROM hold WHERE member = $member";

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
    let mut answer = store.run(READ, json!({ "member": member })).await?;
    let mut own = Own {
        changes: decoded(&mut answer, CHANGES)?.into_iter().next().unwrap_or_default(),
        appointments: store.opened(&mut answer, APPOINTMENTS)?,
        referrals: store.opened(&mut answer, REFERRALS)?,
        holds: store.opened(&mut answer, HOLDS)?,
    };
    own.appointments.sort_by_key(|appointment| appointment.start.instant);
    own.referrals.sort_by_key(|referral| referral.valid_from);
    let Own { appointments, referrals, .. } = &mut own;
    referrals.iter_mut().for_each(|referral| referral.used = referral.used_by(appointments));
    Ok(own)
}
