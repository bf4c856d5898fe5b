//! Registering: what was typed against the roll, a code to the e-mail on file, a password.

use jiff::{SignedDuration, Timestamp};

use super::{cookie, secret};
use crate::{
    domain::{
        id::{MemberId, MemberNumber},
        registrant::Registrant,
    },
    error::{AppError, Fault, Field},
    portal::Portal,
    store,
};

/// Starts a registration and returns the token for its cookie. A letter with a code goes to
/// who is on the roll. For who is not, the same is done but for the letter, which nobody
/// waits for: the answer and its time are the same.
///
/// # Errors
/// Those of the store.
pub async fn start(portal: &Portal, registrant: &Registrant, now: Timestamp) -> Result<String, AppError> {
    let (token, code) = (secret::token()?, secret::code()?);
    let found = store::member::find_by_number(&portal.store, &registrant.number).await?;
    let member = found.filter(|member| registrant.is(member)).map(|member| member.id);
    let registration = store::registration::Registration {
        code: secret::hash(&[&token, &code]),
        member: member.clone(),
        until: now + SignedDuration::from_secs(i64::from(cookie::REGISTRATION.seconds)),
    };
    store::registration::start(&portal.store, &secret::hash(&[&token]), &registration).await?;
    if let Some(member) = member {
        tokio::spawn(send(portal.clone(), member, code, now));
    }
    Ok(token)
}

/// Ends a registration: the password is the member's, who is signed on nowhere any more.
///
/// # Errors
/// `Invalid` for a wrong code, one that was tried too often and one that came too late.
pub async fn finish(
    portal: &Portal,
    token: &str,
    code: &str,
    password: String,
    now: Timestamp,
) -> Result<MemberId, AppError> {
    let right = secret::hash(&[token, code]);
    let redeemed = store::registration::redeem(&portal.store, &secret::hash(&[token]), &right, now).await?;
    let member = redeemed.ok_or_else(|| AppError::field(Field::Code, Fault::Wrong))?;
    let hash = portal.passwords.hash(password).await?;
    store::credential::save(&portal.store, &member, &hash).await?;
    store::session::end_others(&portal.store, &member, "").await?;
    Ok(member)
}

/// Makes sure that a member of the roll can sign on with `password`: for the demonstration.
///
/// # Errors
/// `NotFound` when the number is not on the roll.
pub async fn enrol(portal: &Portal, number: &MemberNumber, password: &str) -> Result<(), AppError> {
    let member = store::member::find_by_number(&portal.store, number).await?.ok_or(AppError::NotFound)?;
    let hash = store::credential::find(&portal.store, &member.id).await?;
    if portal.passwords.verify(password.to_owned(), hash).await? {
        return Ok(());
    }
    let hash = portal.passwords.hash(password.to_owned()).await?;
    Ok(store::credential::save(&portal.store, &member.id, &hash).await?)
}

async fn send(portal: Portal, member: MemberId, code: String, now: Timestamp) {
    if let Err(error) = store::outbox::write_code(&portal.store, &member, &code, now).await {
        tracing::error!(%error, "a code could not be written");
    }
}
