//! A clinician is away at the time of an appointment: what is suggested, and taking it.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    domain::{directory::Listing, id::AppointmentId, time::LocalTime},
    error::AppError,
};

/// What the member sees of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AbsenceView {
    /// The time that is suggested; `None` where the office calls.
    pub suggestion: Option<Suggestion>,
}

/// A time that is suggested.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    /// With whom and where.
    pub listing: Listing,
    /// When.
    pub start: LocalTime,
    /// Until when it is kept for the member, on the clock of the place; `None` where it is not.
    pub kept_until: Option<LocalTime>,
}

/// Takes the time that was suggested for an appointment whose clinician is away. No cut-off
/// holds.
#[server(prefix = "/api", endpoint = "take_suggestion")]
pub async fn take_suggestion(id: AppointmentId) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        changing::{Change, change},
        to,
    };
    answer(async {
        let caller = Caller::here()?;
        change(&caller, &id, &Change::TakeSuggestion).await?;
        to::page(&format!("/appointments/{id}"), &[("done", "moved")]);
        Ok(())
    })
    .await
}
