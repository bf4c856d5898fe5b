//! Who is signed on, and what they have chosen.

use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

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
    /// The first place of the personal physician (Brief B1).
    pub physician: Option<Listing>,
    /// All places of the personal physician.
    pub physician_roles: Vec<Listing>,
}

/// The member who is signed on; `None` when nobody is.
#[server(name = FindMe, prefix = "/api", endpoint = "me", input = GetUrl)]
pub async fn me() -> Result<Option<Me>, AppError> {
    Ok(None)
}

/// Chooses the personal physician: one who can be it, and takes new patients (Brief B1).
#[server(prefix = "/api", endpoint = "choose_physician")]
pub async fn choose_physician(clinician: ClinicianId) -> Result<(), AppError> {
    Err(AppError::SignOn)
}

/// Chooses the language of pages, and of letters to whoever is signed on. Then goes `back`.
#[server(prefix = "/api", endpoint = "choose_language")]
pub async fn choose_language(spanish: bool, #[server(default)] back: String) -> Result<(), AppError> {
    Err(AppError::Malformed)
}
