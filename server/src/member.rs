//! `server member`: what the plan does for a member who calls.

use app::{
    domain::{
        actor::Actor,
        audit::{Access, Action, Kind},
        id::MemberNumber,
        right::Personal,
    },
    store::{self, Store, audit::Audited},
};
use jiff::Timestamp;

use crate::{command::AtHand, config::Member, failure::Failure};

/// Why it cannot be.
#[derive(Debug, thiserror::Error)]
pub enum MemberError {
    /// Nobody has that number.
    #[error("nobody on the roll has the number {0}")]
    Nobody(MemberNumber),
    /// There is nothing to turn off.
    #[error("the second step of {0} is off: they sign on with their password, or register again")]
    Off(MemberNumber),
    /// There is nothing to remove.
    #[error("{0} has no passkeys")]
    NoPasskeys(MemberNumber),
    /// The database failed.
    #[error("the database failed: {0}")]
    Store(#[from] store::Error),
}

/// Does what was asked and tells what came of it.
///
/// # Errors
/// For who is not there, and when something cannot be read or written.
pub async fn member(at_hand: &AtHand, wanted: &Member) -> Result<(), Failure> {
    let AtHand { store, now, .. } = at_hand;
    let told = match wanted {
        Member::EndSecondStep { number } => end_second_step(store, number, *now).await?,
        Member::EndPasskeys { number } => end_passkeys(store, number, *now).await?,
    };
    at_hand.answer(&told)
}

async fn end_second_step(
    store: &Store,
    number: &MemberNumber,
    now: Timestamp,
) -> Result<String, MemberError> {
    let (store, member) = of(store, number, now).await?;
    match store::second_factor::remove(&store, &member, now).await? {
        true => Ok("ended: they are told by e-mail, and can register again\n".to_owned()),
        false => Err(MemberError::Off(number.clone())),
    }
}

async fn end_passkeys(store: &Store, number: &MemberNumber, now: Timestamp) -> Result<String, MemberError> {
    let (store, member) = of(store, number, now).await?;
    match store::passkey::remove_all(&store, &member, now).await? {
        true => Ok("removed: they are told by e-mail, and are signed off everywhere\n".to_owned()),
        false => Err(MemberError::NoPasskeys(number.clone())),
    }
}

/// The member with that number, for whom the plan does this, and the store for what the plan changes of them.
async fn of(
    store: &Store,
    number: &MemberNumber,
    now: Timestamp,
) -> Result<(Audited, Personal), MemberError> {
    let found = store::member::find_by_number(store, number).await?;
    let member = found.map(Personal::granted).ok_or_else(|| MemberError::Nobody(number.clone()))?;
    let access = Access::new(now, Actor::Plan, member.id.clone(), (Action::Update, Kind::Credential));
    Ok((store.audited(access), member))
}

impl From<MemberError> for Failure {
    fn from(error: MemberError) -> Self {
        Self::Other(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use app::{
        domain::news::News,
        store::{
            passkey::Passkey,
            second_factor::{Factor, Holder},
        },
    };

    use super::*;
    use crate::fixture;

    #[tokio::test]
    async fn a_second_step_is_ended_once_and_its_member_is_told() {
        let store = Store::open("mem://", None).await.expect("a store");
        let (member, now) = (fixture::member(), "2026-11-24T12:00:00Z".parse().expect("an instant"));
        let factor = Factor { secret: "GEZDGNBV".to_owned(), step: 0, recovery: Vec::new() };
        store::member::save_all(&store, std::slice::from_ref(&member)).await.expect("a roll");
        let off = end_second_step(&store, &member.number, now).await;
        assert!(matches!(off, Err(MemberError::Off(_))), "{off:?}");
        let (audited, own) = of(&store, &member.number, now).await.expect("a member");
        store::second_factor::save(&audited, &own, &factor, "", now).await.expect("a second step");
        end_second_step(&store, &member.number, now).await.expect("ended");
        let left = store::second_factor::find(&store, Holder::Member(&member.id)).await.expect("a look");
        assert!(left.is_none());
        let letters = store::outbox::due(&store, now, 10).await.expect("letters");
        assert!(letters.iter().any(|letter| letter.news == Some(News::AuthenticatorOff)));
        let nobody = end_second_step(&store, &"99999999".into(), now).await;
        assert!(matches!(nobody, Err(MemberError::Nobody(_))), "{nobody:?}");
    }

    #[tokio::test]
    async fn passkeys_are_removed_with_all_sessions_and_their_member_is_told() {
        let store = Store::open("mem://", None).await.expect("a store");
        let (member, now) = (fixture::member(), "2026-11-24T12:00:00Z".parse().expect("an instant"));
        store::member::save_all(&store, std::slice::from_ref(&member)).await.expect("a roll");
        let none = end_passkeys(&store, &member.number, now).await;
        assert!(matches!(none, Err(MemberError::NoPasskeys(_))), "{none:?}");
        let (audited, own) = of(&store, &member.number, now).await.expect("a member");
        let (name, credential) = ("My phone".to_owned(), "{}".to_owned());
        let passkey =
            Passkey { id: "p".to_owned(), member: own.id.clone(), name, credential, added: now, used: None };
        assert!(store::passkey::add(&audited, &passkey).await.expect("a passkey"));
        end_passkeys(&store, &member.number, now).await.expect("removed");
        assert!(store::passkey::of_member(&store, &own).await.expect("a look").is_empty());
        let letters = store::outbox::due(&store, now, 10).await.expect("letters");
        assert!(letters.iter().any(|letter| letter.news == Some(News::PasskeysGone)));
    }
}
