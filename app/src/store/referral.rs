//! Referrals on file (Brief B3).

use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};

use super::{Error, Saved, Store, batch};
use crate::domain::{
    id::{MemberId, ReferralId},
    referral::{Referral, ReferredTo},
};

/// What is kept of a referral. How many visits are used up is no field of it: the member's
/// appointments say so, and nothing can differ from them.
#[derive(Serialize)]
struct Kept<'a> {
    id: &'a ReferralId,
    member: &'a MemberId,
    #[serde(flatten)]
    to: &'a ReferredTo,
    valid_from: Date,
    valid_until: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    visits: Option<u32>,
}

/// Puts referrals on file, over what is there with the same id; their `used` is not looked at.
///
/// # Errors
/// Those of the engine.
pub async fn save_all(store: &Store, referrals: &[Referral]) -> Result<Saved, Error> {
    let kept: Vec<_> = referrals.iter().map(Kept::from).collect();
    let outcomes = batch::save(store, "referral", &kept, |referral| referral.id.as_str()).await?;
    Ok(outcomes.into_iter().collect())
}

/// Takes referrals off file; says how many of them were there. Appointments that were booked
/// with them stay.
///
/// # Errors
/// Those of the engine.
pub async fn remove(store: &Store, ids: &[ReferralId]) -> Result<usize, Error> {
    let keys: Vec<_> = ids.iter().map(ReferralId::as_str).collect();
    let there: Vec<Value> = batch::find(store, "referral", &keys).await?;
    if !there.is_empty() {
        let keys: Vec<_> = ids.iter().map(|id| id.0.clone()).collect();
        batch::remove(store, "referral", &keys).await?;
    }
    Ok(there.len())
}

/// All referrals of a member, those that are over included: [`Referral::covers`] decides. Used
/// up are the visits of all appointments that were booked with it and not cancelled.
///
/// # Errors
/// Those of the engine.
pub async fn of_member(store: &Store, member: &MemberId) -> Result<Vec<Referral>, Error> {
    let text = "SELECT *, record::id(id) AS id, array::len((SELECT VALUE id FROM appointment \
        WHERE member = $member AND referral = record::id($parent.id) AND state != 'cancelled')) AS used \
        FROM referral WHERE member = $member ORDER BY valid_from";
    store.rows(text, json!({ "member": member })).await
}

impl<'a> From<&'a Referral> for Kept<'a> {
    fn from(referral: &'a Referral) -> Self {
        let Referral { id, member, to, valid_from, valid_until, visits, used: _ } = referral;
        Self { id, member, to, valid_from: *valid_from, valid_until: *valid_until, visits: *visits }
    }
}
