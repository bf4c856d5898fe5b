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
    answer(async {
        let caller = Caller::here()?;
        let Some(signed_on) = caller.maybe_signed_on().await? else { return Ok(None) };
        let member = signed_on.member.clone();
        let physician = signed_on.subject().ok().and_then(|subject| subject.physician.clone());
        let physician_roles = caller.places_of(physician.as_ref());
        Ok(Some(Me {
            household: grants::household(&caller, signed_on).await?,
            name: member.name(),
            spanish: member.reads_spanish(),
            email: member.email,
            phone: member.phone,
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
        eligibility::{ByPhone, Verdict},
        on_file::may_be_physician,
    };
    answer(async {
        let caller = Caller::here()?;
        let member = caller.own().await?;
        let Caller { portal, .. } = &caller;
        let listings = portal.directory().clinician(&clinician);
        listings.first().ok_or(AppError::NotFound)?;
        if !listings.iter().any(|listing| may_be_physician(&listing.role, &portal.plan)) {
            return Err(Refusal::NotOnline(Verdict::ByPhone(ByPhone::NotAccepting)).into());
        }
        crate::store::member::choose_physician(&portal.store, &member.id, &clinician).await?;
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
    use crate::identity::cookie::{LANGUAGE_SECONDS, language};
    answer(async {
        let caller = Caller::here()?;
        if let Some(signed_on) = caller.maybe_signed_on().await? {
            let member = &signed_on.member.id;
            crate::store::member::choose_language(&caller.portal.store, member, spanish).await?;
        }
        append_cookie(&language(spanish, LANGUAGE_SECONDS, caller.portal.secure_cookies));
        to::wanted(Some(&back), "/");
        Ok(())
    })
    .await
}
