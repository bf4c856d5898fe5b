//! Referrals on file (Brief B3).

use serde_json::json;

use super::{Error, Saved, Store, batch};
use crate::domain::{id::MemberId, referral::Referral};

/// Puts referrals on file, over what is there with the same id.
///
/// # Errors
/// Those of the engine.
pub async fn save_all(store: &Store, referrals: &[Referral]) -> Result<Saved, Error> {
    let outcomes = batch::save(store, "referral", referrals, |referral| referral.id.as_str()).await?;
    Ok(outcomes.into_iter().collect())
}

/// All referrals of a member, those that are over included: [`Referral::covers`] decides.
///
/// # Errors
/// Those of the engine.
pub async fn of_member(store: &Store, member: &MemberId) -> Result<Vec<Referral>, Error> {
    let text = "SELECT *, record::id(id) AS id FROM referral WHERE member = $member ORDER BY valid_from";
    store.rows(text, json!({ "member": member })).await
}
