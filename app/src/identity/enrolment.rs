//! How somebody of an office gets their account: a code from whoever runs the server, then a
//! password and an authenticator of their own.

use jiff::{SignedDuration, Timestamp};
use totp_rs::Secret;

use super::{
    authenticator::{Authenticator, SECRET},
    secret,
};
use crate::{
    domain::{
        id::{LocationId, StaffId},
        staff::{Duty, Staff},
    },
    error::{AppError, Fault, Field},
    portal::Portal,
    session,
    store::{self, Store, staff::Invitation, staff_credential::Credential},
};

/// A code to enrol holds for so long.
const INVITED: SignedDuration = SignedDuration::from_hours(24);
/// So many recovery codes, for days without the authenticator.
const RECOVERY: u8 = 8;
/// Bytes of a code that is written down: sixteen letters and digits.
const WRITTEN: usize = 10;

/// What is shown to whoever enrols, each time the same: it comes from the token in their browser.
pub struct Offered {
    /// Who.
    pub staff: Staff,
    /// Their authenticator.
    pub authenticator: Authenticator,
    /// Their recovery codes.
    pub recovery: Vec<String>,
    token: String,
}

/// Adds somebody, and returns the code with which they enrol; `None` where somebody has that name.
///
/// # Errors
/// Those of the store.
pub async fn invite(
    store: &Store,
    name: &str,
    offices: Vec<LocationId>,
    duty: Duty,
    now: Timestamp,
) -> Result<Option<(Staff, String)>, AppError> {
    let id = StaffId(uuid::Uuid::now_v7().to_string());
    let staff = Staff { id, name: name.to_owned(), offices, duty, added: now, ended: None };
    let code = written(&secret::token()?, "code");
    let invitation = Invitation { hash: hash(&code), until: now + INVITED };
    let added = store::staff::add(store, &staff, &invitation).await?;
    Ok(added.then_some((staff, code)))
}

/// Begins to enrol; returns the token for the cookie.
///
/// # Errors
/// `Invalid` for a code that is wrong, was used or has ended.
pub async fn begin(portal: &Portal, code: &str, now: Timestamp) -> Result<String, AppError> {
    let token = secret::token()?;
    let begun =
        store::staff_enrolment::begin(&portal.store, &hash(code), &secret::hash(&[&token]), now).await?;
    begun.map(|_| token).ok_or_else(|| AppError::field(Field::Invitation, Fault::Wrong))
}

/// What is shown to whoever enrols with a token; `None` where nobody does.
///
/// # Errors
/// Those of the store.
pub async fn offered(portal: &Portal, token: &str, now: Timestamp) -> Result<Option<Offered>, AppError> {
    let hash = secret::hash(&[token]);
    let Some(id) = store::staff_enrolment::under_way(&portal.store, &hash, now).await? else {
        return Ok(None);
    };
    let Some(staff) = store::staff::find(&portal.store, &id).await? else { return Ok(None) };
    let of_app = secret::derived(token, "authenticator");
    Ok(Some(Offered {
        authenticator: Authenticator::new(&of_app[..SECRET], &portal.plan.name, &staff.name),
        recovery: (0..RECOVERY).map(|number| written(token, &format!("recovery {number}"))).collect(),
        token: token.to_owned(),
        staff,
    }))
}

impl Offered {
    /// Ends enrolling: the password, and a code that shows that the authenticator has the secret.
    /// That code is used by it. Returns the token of a session.
    ///
    /// # Errors
    /// `Invalid` for a wrong code, and where somebody was quicker.
    pub async fn finish(
        self,
        portal: &Portal,
        password: String,
        code: &str,
        now: Timestamp,
    ) -> Result<String, AppError> {
        let Self { staff, authenticator, recovery, token } = self;
        let wrong = |field| AppError::field(field, Fault::Wrong);
        let step = authenticator.step_of(code, now).ok_or_else(|| wrong(Field::OneTime))?;
        let credential = Credential {
            hash: portal.passwords.hash(password).await?,
            secret: authenticator.secret(),
            step,
            recovery: recovery.iter().map(|code| hash(code)).collect(),
        };
        let token = secret::hash(&[&token]);
        match store::staff_enrolment::finish(&portal.store, &staff.id, &token, &credential, now).await? {
            true => session::staff::start(portal, &staff.id, now).await,
            false => Err(wrong(Field::Invitation)),
        }
    }
}

/// A code for people who write it down: `abcd-efgh-ijkl-mnop`, 80 bits that come from a secret.
fn written(secret: &str, what: &str) -> String {
    let bytes = secret::derived(secret, what)[..WRITTEN].to_vec();
    let text = Secret::Raw(bytes).to_encoded().to_string().to_lowercase();
    let parts: Vec<_> = (0..text.len()).step_by(4).map(|at| &text[at..(at + 4).min(text.len())]).collect();
    parts.join("-")
}

/// What is kept of such a code, however it was typed.
pub(super) fn hash(code: &str) -> String {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    secret::hash(&[&plain.to_ascii_lowercase()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_to_write_down_is_read_however_it_is_typed() {
        let code = written("a token", "code");
        assert_eq!((code.len(), code.matches('-').count()), (19, 3), "{code}");
        assert_eq!(hash(&code), hash(&format!(" {} ", code.to_uppercase().replace('-', " "))));
        assert_ne!(code, written("a token", "recovery 0"));
        assert_ne!(code, written("another", "code"));
    }
}
