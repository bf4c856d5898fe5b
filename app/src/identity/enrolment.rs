//! How somebody of an office gets their account: a code from whoever runs the server, then a
//! password and an authenticator of their own.

use jiff::{SignedDuration, Timestamp};

use super::{
    guessable::Known,
    password::Beside,
    second_factor::{self, hash, written},
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

/// What is shown to whoever enrols, each time the same: it comes from the token in their browser.
pub struct Offered {
    /// Who.
    pub staff: Staff,
    /// Their authenticator, and recovery codes.
    pub factor: second_factor::Offered,
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
    let factor = second_factor::Offered::of(token, &portal.plan.name, &staff.name, RECOVERY);
    Ok(Some(Offered { factor, token: token.to_owned(), staff }))
}

impl Offered {
    /// Ends enrolling: the password, and a code that shows that the authenticator has the secret.
    /// That code is used by it. Returns the token of a session.
    ///
    /// # Errors
    /// `Invalid` for a wrong code, a password that is guessed soon, and where somebody was quicker.
    pub async fn finish(
        self,
        portal: &Portal,
        password: String,
        code: &str,
        now: Timestamp,
    ) -> Result<String, AppError> {
        let Self { staff, factor, token } = self;
        let wrong = |field| AppError::field(field, Fault::Wrong);
        // What they see is many members': their password is as long as if it were all.
        let known = Known::of_plan(&portal.plan).and(&staff.name);
        portal.passwords.accept(&password, Beside::Nothing, known).await?;
        let factor = factor.confirmed(code, now).ok_or_else(|| wrong(Field::OneTime))?;
        let credential = Credential { hash: portal.passwords.hash(password).await?, factor };
        let token = secret::hash(&[&token]);
        match store::staff_enrolment::finish(&portal.store, &staff.id, &token, &credential, now).await? {
            true => session::staff::start(portal, &staff.id, now).await,
            false => Err(wrong(Field::Invitation)),
        }
    }
}
