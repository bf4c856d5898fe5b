//! How somebody of an office proves who they are: a password and, without exception, a code.

use jiff::Timestamp;

use super::{
    authenticator::{Authenticator, SECRET},
    enrolment, second_factor, secret,
};
use crate::{
    domain::{
        id::{LocationId, StaffId},
        staff::{Duty, Staff},
    },
    error::AppError,
    portal::Portal,
    store::{
        self,
        second_factor::{Factor, Holder},
        staff_credential::Credential,
    },
};

/// Who has that name, password and code; `None` where something of it is wrong: nobody is told what.
/// The code is used by it.
///
/// # Errors
/// Those of the store.
pub async fn prove(
    portal: &Portal,
    name: &str,
    password: String,
    code: &str,
    now: Timestamp,
) -> Result<Option<StaffId>, AppError> {
    let found = store::staff::find_by_name(&portal.store, name).await?;
    let credential = match &found {
        Some(staff) => store::staff_credential::find(&portal.store, &staff.id).await?,
        None => None,
    };
    let hash = credential.as_ref().map(|credential| credential.hash.clone());
    let right = portal.passwords.verify(password, hash).await?;
    let (Some(staff), Some(credential), true) = (found, credential, right) else { return Ok(None) };
    let used =
        second_factor::take(&portal.store, Holder::Staff(&staff.id), &credential.factor, code, now).await?;
    Ok(used.then_some(staff.id))
}

/// Makes sure that somebody can sign on with a name and a password, and returns their authenticator:
/// for the demonstration. Its secret is made by chance when they are added.
///
/// # Errors
/// Those of the store.
pub async fn demonstrate(
    portal: &Portal,
    (name, password): (&str, &str),
    offices: Vec<LocationId>,
    now: Timestamp,
) -> Result<Authenticator, AppError> {
    let store = &portal.store;
    let staff = match store::staff::find_by_name(store, name).await? {
        Some(staff) => staff,
        None => added(portal, name, offices, now).await?,
    };
    let before = store::staff_credential::find(store, &staff.id).await?;
    let secret = match before.and_then(|before| Authenticator::read(&before.factor.secret)) {
        Some(authenticator) => authenticator.secret(),
        None => new_credential(portal, &staff, password).await?,
    };
    let bytes = totp_rs::Secret::Encoded(secret).to_bytes().unwrap_or_default();
    Ok(Authenticator::new(&bytes, &portal.plan.name, name))
}

async fn added(
    portal: &Portal,
    name: &str,
    offices: Vec<LocationId>,
    now: Timestamp,
) -> Result<Staff, AppError> {
    let invited = enrolment::invite(&portal.store, name, offices, Duty::Manager, now).await?;
    invited.map(|(staff, _)| staff).ok_or(AppError::NotFound)
}

async fn new_credential(portal: &Portal, staff: &Staff, password: &str) -> Result<String, AppError> {
    let bytes = secret::derived(&secret::token()?, "authenticator");
    let secret = Authenticator::new(&bytes[..SECRET], "", "").secret();
    let hash = portal.passwords.hash(password.to_owned()).await?;
    let factor = Factor { secret: secret.clone(), step: 0, recovery: Vec::new() };
    let credential = Credential { hash, factor };
    store::staff_credential::save(&portal.store, &staff.id, &credential).await?;
    Ok(secret)
}
