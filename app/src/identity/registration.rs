//! Registering: what was typed against the roll, a code to the e-mail on file, a password.

use jiff::{SignedDuration, Timestamp};

use super::{
    cookie,
    guessable::Known,
    pace::{Pace, REGISTERED},
    password::Beside,
    second_step, secret,
};
use crate::{
    domain::{
        id::{MemberId, MemberNumber},
        registrant::Registrant,
    },
    error::{AppError, Fault, Field},
    portal::Portal,
    store::{self, credential::Password},
};

/// Starts a registration and returns the token for its cookie. A letter with a code goes to
/// who is on the roll. For who is not, the same is done but for the letter, which nobody
/// waits for: the answer and its time are the same.
///
/// # Errors
/// Those of the store.
pub async fn start(portal: &Portal, registrant: &Registrant, now: Timestamp) -> Result<String, AppError> {
    let pace = Pace::begin(REGISTERED);
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
    pace.keep().await;
    Ok(token)
}

/// Ends a registration: whose it is, and the password that they have chosen. A password that
/// is not taken uses no code up.
///
/// # Errors
/// `Invalid` for a wrong code, one that was tried too often and one that came too late, and for a
/// password that is too short or guessed soon.
pub async fn finish(
    portal: &Portal,
    token: &str,
    code: &str,
    password: String,
    now: Timestamp,
) -> Result<(MemberId, Password), AppError> {
    let (token, right) = (secret::hash(&[token]), secret::hash(&[token, code]));
    let short = match store::registration::holder(&portal.store, &token, &right, now).await? {
        Some(member) => accept(portal, &member, &password).await?,
        None => false,
    };
    let redeemed = store::registration::redeem(&portal.store, &token, &right, now).await?;
    let member = redeemed.ok_or_else(|| AppError::field(Field::Code, Fault::Wrong))?;
    Ok((member, Password { hash: portal.passwords.hash(password).await?, short }))
}

/// Lets a password pass that may be that member's. Whether it is good enough beside a second step only.
async fn accept(portal: &Portal, member: &MemberId, password: &str) -> Result<bool, AppError> {
    let found = store::member::find(&portal.store, member).await?.ok_or(AppError::NotFound)?;
    let known = Known::of_plan(&portal.plan).and_member(&found);
    match portal.passwords.accept(password, Beside::Nothing, known.clone()).await {
        Err(AppError::Invalid(_)) if second_step::is_on(portal, member).await? => {
            portal.passwords.accept(password, Beside::SecondStep, known).await.map(|()| true)
        }
        outcome => outcome.map(|()| false),
    }
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
