//! Referrals on file (Brief B3).

use jiff::civil::Date;
use serde::Serialize;

use super::{Error, Saved, Store, audit::Hand, batch::of_members, own};
use crate::domain::{
    audit::Kind,
    id::{MemberId, ReferralId},
    referral::{Referral, ReferredTo},
    right::Readable,
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
pub async fn save_all(hand: &Hand, referrals: &[Referral]) -> Result<Saved, Error> {
    let kept: Vec<_> = referrals.iter().map(Kept::from).collect();
    let outcomes =
        of_members::save(hand, "referral", Kind::Referral, &kept, |it| it.id.as_str(), |it| it.member)
            .await?;
    Ok(outcomes.into_iter().collect())
}

/// Takes referrals off file; says how many of them were there. Appointments that were booked
/// with them stay.
///
/// # Errors
/// Those of the engine.
pub async fn remove(hand: &Hand, ids: &[ReferralId]) -> Result<usize, Error> {
    let keys: Vec<_> = ids.iter().map(ReferralId::as_str).collect();
    of_members::remove(hand, "referral", Kind::Referral, &keys).await
}

/// All referrals of a member, those that are over included: [`Referral::covers`] decides.
///
/// # Errors
/// Those of the engine.
pub async fn of_member(store: &Store, member: &Readable) -> Result<Vec<Referral>, Error> {
    Ok(own::read(store, &member.id).await?.referrals)
}

impl<'a> From<&'a Referral> for Kept<'a> {
    fn from(referral: &'a Referral) -> Self {
        let Referral { id, member, to, valid_from, valid_until, visits, used: _ } = referral;
        Self { id, member, to, valid_from: *valid_from, valid_until: *valid_until, visits: *visits }
    }
}
