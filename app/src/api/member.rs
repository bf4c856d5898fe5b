//! Who is signed on, and what they have chosen.

use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use super::grant::Household;
use crate::{
    domain::{directory::Listing, id::ClinicianId},
    error::AppError,
};

/// The member who is signed on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Me {
    /// First and last name.
    pub name: String,
    /// Reads Spanish.
    pub spanish: bool,
    /// The e-mail on file.
    pub email: String,
    /// The phone on file.
    pub phone: String,
    /// Minutes without use after which they are signed off.
    pub idle_minutes: u16,
    /// For whom they act, and for whom they may.
    pub household: Household,
    /// The first place of the personal physician (Brief B1): that of whom they act for.
    pub physician: Option<Listing>,
    /// All places of that physician.
    pub physician_roles: Vec<Listing>,
    /// A passkey is offered to them in this browser.
    pub offer_passkey: bool,
}

/// The member who is signed on; `None` when nobody is.
#[server(name = FindMe, prefix = "/api", endpoint = "me", input = GetUrl)]
pub async fn me() -> Result<Option<Me>, AppError> {
    use super::{
        caller::{Caller, answer},
        grants, passkeys,
    };
    use crate::domain::audit::Kind;
    answer(async {
        let caller = Caller::here()?;
        let Some(signed_on) = caller.maybe_signed_on(Kind::Details).await? else { return Ok(None) };
        let member = &signed_on.member;
        caller.maybe_acting(Kind::Details).await?;
        let physician = signed_on.subject().ok().and_then(|subject| subject.physician.clone());
        let physician_roles = caller.places_of(physician.as_ref());
        let idle = caller.portal.plan.sessions.idle(signed_on.shared);
        Ok(Some(Me {
            idle_minutes: u16::try_from(idle.as_mins()).unwrap_or_default(),
            household: grants::household(&caller, signed_on).await?,
            name: member.name(),
            spanish: member.reads_spanish(),
            email: member.email.clone(),
            phone: member.phone.clone(),
            physician: physician_roles.first().cloned(),
            physician_roles,
            offer_passkey: passkeys::is_offered(&caller),
        }))
    })
    .await
}

/// Chooses the personal physician: one who can be it, and takes new patients (Brief B1).
#[server(prefix = "/api", endpoint = "choose_physician")]
pub async fn choose_physician(clinician: ClinicianId) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        to,
    };
    use crate::domain::{
        appointment::Refusal,
        audit::{Action, Kind},
        eligibility::{ByPhone, Verdict},
        on_file::may_be_physician,
    };
    answer(async {
        let caller = Caller::here()?;
        let member = caller.own(Kind::Details).await?;
        let Caller { portal, .. } = &caller;
        let listings = portal.directory().clinician(&clinician);
        listings.first().ok_or(AppError::NotFound)?;
        if !listings.iter().any(|listing| may_be_physician(&listing.role, &portal.plan)) {
            return Err(Refusal::NotOnline(Verdict::ByPhone(ByPhone::NotAccepting)).into());
        }
        let store = caller.writes(&member, (Action::Update, Kind::Details)).await?;
        crate::store::member::choose_physician(&store, &member, &clinician).await?;
        to::page(&format!("/clinicians/{clinician}"), &[("done", "physician")]);
        Ok(())
    })
    .await
}

/// Chooses the language of pages, and of letters to whoever is signed on. Then goes `back`.
#[server(prefix = "/api", endpoint = "choose_language")]
pub async fn choose_language(spanish: bool, #[server(default)] back: String) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer, append_cookie},
        to,
    };
    use crate::{
        domain::audit::{Action, Kind},
        identity::cookie::{LANGUAGE_SECONDS, language},
        session::SignedOn,
    };
    answer(async {
        let caller = Caller::here()?;
        if let Some(SignedOn { member, .. }) = caller.maybe_signed_on(Kind::Details).await? {
            let store = caller.writes_own(member, (Action::Update, Kind::Details));
            crate::store::member::choose_language(&store, member, spanish).await?;
        }
        let seconds = (!caller.is_shared().await?).then_some(LANGUAGE_SECONDS);
        append_cookie(&language(spanish, seconds, caller.portal.secure_cookies));
        to::wanted(Some(&back), "/");
        Ok(())
    })
    .await
}
