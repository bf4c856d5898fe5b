//! Passkeys (Web Authentication): a member signs on by what unlocks their device, and types nothing. A
//! passkey is both factors at once: the device, and the finger, the face or the number that unlocks it.

mod site;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use uuid::{Builder, Uuid};
use webauthn_rs::prelude::{
    CredentialID, DiscoverableAuthentication, Passkey as Credential, PasskeyRegistration,
    PublicKeyCredential, RegisterPublicKeyCredential, Webauthn,
};

pub use self::site::Site;
use super::{cookie, secret};
use crate::{
    domain::{
        audit::{Access, Kind},
        id::MemberId,
        right::Personal,
    },
    error::{AppError, Fault, Field},
    portal::{Portal, unexpected},
    store::{
        self,
        audit::Audited,
        ceremony::{Adding, Ceremony},
        passkey::Passkey,
    },
};

/// The longest answer of a browser, in bytes: keys and signatures are small.
const ANSWER_MOST: usize = 16 * 1024;

/// Begins to add one; returns what the browser is asked for, and the token for the cookie.
///
/// # Errors
/// `NotFound` where the portal has none; `Invalid` where the member has as many as there may be.
pub async fn begin_adding(
    portal: &Portal,
    member: &Personal,
    name: &str,
    now: Timestamp,
) -> Result<(String, String), AppError> {
    let kept = store::passkey::of_member(&portal.store, member).await?;
    if kept.len() >= store::passkey::MOST {
        return Err(too_many());
    }
    let known = kept.iter().map(|passkey| Ok(read::<Credential>(&passkey.credential)?.cred_id().clone()));
    let known = known.collect::<Result<Vec<CredentialID>, AppError>>()?;
    let shown = member.name();
    let begun = site(portal)?.start_passkey_registration(handle(&member.id), &shown, &shown, Some(known));
    let (options, state) = begun.map_err(|error| unexpected(&error))?;
    let mut options = serde_json::to_value(options).map_err(|error| unexpected(&error))?;
    // Who signs on with it types no number, so it must be one that tells whose it is.
    let selection = &mut options["publicKey"]["authenticatorSelection"];
    (selection["residentKey"], selection["requireResidentKey"]) = (json!("required"), json!(true));
    let adding = Adding { member: member.id.clone(), name: name.to_owned() };
    begin(portal, Some(adding), &state, &options, now).await
}

/// Adds the passkey that the browser has made.
///
/// # Errors
/// `Invalid` for one that was not asked for by this member a moment ago, or is one too many.
pub async fn add(
    portal: &Portal,
    store: &Audited,
    member: &MemberId,
    token: &str,
    answer: &str,
    now: Timestamp,
) -> Result<(), AppError> {
    let Ceremony { adding, state, .. } = taken(portal, token, now).await?;
    let adding = adding.filter(|adding| adding.member == *member).ok_or_else(wrong)?;
    let made: RegisterPublicKeyCredential = answered(answer)?;
    let state: PasskeyRegistration = read(&state)?;
    let credential = site(portal)?.finish_passkey_registration(&made, &state).map_err(|_| wrong())?;
    // To the engine a record without an id is a fault of the query.
    if credential.cred_id().is_empty() {
        return Err(wrong());
    }
    let passkey = Passkey {
        id: URL_SAFE_NO_PAD.encode(credential.cred_id()),
        member: adding.member,
        name: adding.name,
        credential: written(&credential)?,
        added: now,
        used: None,
    };
    match store::passkey::add(store, &passkey).await {
        Err(store::Error::Exists(_)) => Err(wrong()),
        outcome => outcome?.then_some(()).ok_or_else(too_many),
    }
}

/// Begins to sign somebody on; returns what the browser is asked for, and the token for the cookie.
///
/// # Errors
/// `NotFound` where the portal has none.
pub async fn begin_sign_on(portal: &Portal, now: Timestamp) -> Result<(String, String), AppError> {
    let begun = site(portal)?.start_discoverable_authentication();
    let (options, state) = begun.map_err(|error| unexpected(&error))?;
    let options = serde_json::to_value(options).map_err(|error| unexpected(&error))?;
    begin(portal, None, &state, &options, now).await
}

/// Who signs on with what the browser has answered. Its counter is kept: a copy of the key would lag behind.
///
/// # Errors
/// `Invalid` for a passkey that is not known, or was not asked for a moment ago.
pub async fn sign_on(
    portal: &Portal,
    token: &str,
    answer: &str,
    now: Timestamp,
) -> Result<MemberId, AppError> {
    let ceremony = taken(portal, token, now).await?;
    let state: DiscoverableAuthentication = match ceremony.adding {
        None => read(&ceremony.state)?,
        Some(_) => return Err(wrong()),
    };
    let answer: PublicKeyCredential = answered(answer)?;
    let (whose, id) = site(portal)?.identify_discoverable_authentication(&answer).map_err(|_| wrong())?;
    let found = store::passkey::find(&portal.store, &URL_SAFE_NO_PAD.encode(id)).await?;
    let found = found.filter(|passkey| handle(&passkey.member) == whose);
    let aimed_at = found.as_ref().map(|passkey| passkey.member.clone());
    let outcome = used(portal, found, &answer, state, now).await;
    if matches!(outcome, Err(AppError::Invalid(_))) {
        let failed = Access::deed(now, None, aimed_at, Kind::SignOn).refused();
        store::audit::write(&portal.store, &[failed]).await?;
    }
    outcome
}

/// Whose passkey the answer was signed with.
async fn used(
    portal: &Portal,
    found: Option<Passkey>,
    answer: &PublicKeyCredential,
    state: DiscoverableAuthentication,
    now: Timestamp,
) -> Result<MemberId, AppError> {
    let passkey = found.ok_or_else(wrong)?;
    let mut credential: Credential = read(&passkey.credential)?;
    let result = site(portal)?.finish_discoverable_authentication_v2(answer, state, &credential);
    credential.update_credential(&result.map_err(|_| wrong())?);
    match store::passkey::note_use(&portal.store, &passkey.id, &written(&credential)?, now).await? {
        true => Ok(passkey.member),
        false => Err(wrong()),
    }
}

fn site(portal: &Portal) -> Result<&Webauthn, AppError> {
    portal.passkeys.as_deref().map(|Site(site)| site).ok_or(AppError::NotFound)
}

/// What an authenticator calls a member: by chance as it looks, and always the same.
fn handle(member: &MemberId) -> Uuid {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&secret::derived(member.as_str(), "passkey")[..16]);
    Builder::from_custom_bytes(bytes).into_uuid()
}

async fn begin(
    portal: &Portal,
    adding: Option<Adding>,
    state: &impl Serialize,
    options: &Value,
    now: Timestamp,
) -> Result<(String, String), AppError> {
    let token = secret::token()?;
    let until = now + SignedDuration::from_secs(i64::from(cookie::CEREMONY.seconds));
    let ceremony = Ceremony { adding, state: written(state)?, until };
    store::ceremony::start(&portal.store, &secret::hash(&[&token]), &ceremony).await?;
    Ok((options["publicKey"].to_string(), token))
}

async fn taken(portal: &Portal, token: &str, now: Timestamp) -> Result<Ceremony, AppError> {
    store::ceremony::take(&portal.store, &secret::hash(&[token]), now).await?.ok_or_else(wrong)
}

/// Reads what a browser has answered.
fn answered<T: DeserializeOwned>(answer: &str) -> Result<T, AppError> {
    let short = Some(answer).filter(|answer| answer.len() <= ANSWER_MOST);
    short.and_then(|answer| serde_json::from_str(answer).ok()).ok_or_else(wrong)
}

fn too_many() -> AppError {
    AppError::field(Field::PasskeyName, Fault::Most)
}

fn wrong() -> AppError {
    AppError::field(Field::Passkey, Fault::Wrong)
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, AppError> {
    serde_json::from_str(text).map_err(|error| unexpected(&error))
}

fn written(value: &impl Serialize) -> Result<String, AppError> {
    serde_json::to_string(value).map_err(|error| unexpected(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_authenticator_learns_nothing_of_a_members_id_and_knows_them_again() {
        let (one, other) = (handle(&"m1".into()), handle(&"m2".into()));
        assert_eq!(one, handle(&"m1".into()));
        assert_ne!(one, other);
    }
}
