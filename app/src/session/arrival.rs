//! How a session begins.

use jiff::Timestamp;

use crate::{
    domain::{browser::Browser, id::MemberId, session::Session},
    error::AppError,
    identity::secret,
    portal::Portal,
    store::{self, session::Device},
};

/// How somebody comes who signs on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Arrival<'a> {
    /// With which browser.
    pub browser: Browser,
    /// Others use the computer too: nothing is remembered.
    pub shared: bool,
    /// The token of the device; without one it is not asked whether it is known.
    pub device: Option<&'a str>,
}

/// Signs a member on; returns the token for the cookie. With a device that is new they are told so.
///
/// # Errors
/// `Unexpected` when the store fails.
pub async fn start(
    portal: &Portal,
    member: &MemberId,
    arrival: Arrival<'_>,
    now: Timestamp,
) -> Result<String, AppError> {
    let Arrival { browser, shared, device } = arrival;
    let token = secret::token()?;
    let session = Session::begin(member.clone(), (browser, shared), portal.plan.sessions, now);
    let device = device.map(|token| secret::hash(&[token, member.as_str()]));
    let device = device.as_deref().map(|hash| Device { hash, remembered: !shared });
    store::session::start(&portal.store, &secret::hash(&[&token]), &session, device).await?;
    Ok(token)
}
