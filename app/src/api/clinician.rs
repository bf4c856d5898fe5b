//! A clinician with all places, and what can be booked in each.

use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        directory::{Clinician, Listing},
        eligibility::Verdict,
        id::{ClinicianId, RoleId, VisitTypeId},
        time::LocalTime,
    },
    error::AppError,
};

/// What the clinician's page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// Who.
    pub clinician: Clinician,
    /// Where.
    pub places: Vec<Place>,
    /// Is the personal physician of whoever asks (Brief B1).
    pub is_physician: bool,
    /// Can become it: primary care, and takes new patients.
    pub may_be_physician: bool,
}

/// A role, and what it offers to whoever asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Who and where.
    pub listing: Listing,
    /// For the role as a whole.
    pub verdict: Verdict,
    /// Each visit type that the role offers.
    pub offers: Vec<VisitOffer>,
}

/// A visit type at a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VisitOffer {
    /// Which one.
    pub visit_type: VisitTypeId,
    /// Whether it can be booked online.
    pub verdict: Verdict,
    /// The first free times, at most three.
    pub first: Vec<LocalTime>,
}

/// The clinician with that id; `NotFound` without one.
#[server(prefix = "/api", endpoint = "find_clinician", input = GetUrl)]
pub async fn find_clinician(id: ClinicianId) -> Result<Profile, AppError> {
    use super::{
        caller::{Caller, answer},
        views,
    };
    use crate::domain::audit::Kind;
    use crate::domain::on_file::may_be_physician;
    answer(async {
        let caller = Caller::here()?;
        let on_file = caller.on_file().await?;
        let Caller { portal, .. } = &caller;
        let listings = portal.directory().clinician(&id);
        let clinician = listings.first().ok_or(AppError::NotFound)?.clinician.clone();
        let may = listings.iter().any(|listing| may_be_physician(&listing.role, &portal.plan));
        let signed_on = caller.maybe_acting(Kind::Details).await?;
        let place = |listing| views::place(&caller, signed_on, &on_file, listing);
        let places = listings.into_iter().map(place).collect();
        Ok(Profile { clinician, places, is_physician: on_file.physician == Some(id), may_be_physician: may })
    })
    .await
}

/// What can be booked with a role; `NotFound` without one.
#[server(prefix = "/api", endpoint = "find_role", input = GetUrl)]
pub async fn find_role(role: RoleId) -> Result<Place, AppError> {
    use super::{
        caller::{Caller, answer},
        views,
    };
    use crate::domain::audit::Kind;
    answer(async {
        let caller = Caller::here()?;
        let listing = caller.listing(&role)?;
        Ok(views::place(
            &caller,
            caller.maybe_acting(Kind::Details).await?,
            &caller.on_file().await?,
            listing,
        ))
    })
    .await
}
