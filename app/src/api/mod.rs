//! What pages ask the server. Each function finds out itself who is asking, and each that
//! changes something takes POST only.
#![expect(missing_docs, reason = "the arguments of a server function become fields of a public struct")]

pub mod absence;
pub mod access;
pub mod account;
pub mod appointment;
#[cfg(feature = "ssr")]
mod appointment_views;
#[cfg(feature = "ssr")]
mod away_views;
#[cfg(feature = "ssr")]
mod booking;
#[cfg(feature = "ssr")]
mod caller;
#[cfg(feature = "ssr")]
mod changing;
pub mod clinician;
pub mod contact;
#[cfg(feature = "ssr")]
mod contacts;
#[cfg(feature = "ssr")]
mod desk;
pub mod directory;
pub mod draft;
pub mod earlier;
#[cfg(feature = "ssr")]
mod earlier_time;
#[cfg(feature = "ssr")]
mod emergencies;
pub mod emergency;
#[cfg(feature = "ssr")]
mod entering;
#[cfg(feature = "ssr")]
mod factors;
#[cfg(feature = "ssr")]
mod gathering;
#[cfg(feature = "ssr")]
mod gathering_booking;
#[cfg(feature = "ssr")]
mod gathering_ways;
pub mod grant;
#[cfg(feature = "ssr")]
mod grants;
#[cfg(feature = "ssr")]
mod history;
pub mod hold;
#[cfg(feature = "ssr")]
mod identity;
#[cfg(feature = "ssr")]
mod journey;
pub mod member;
pub mod office;
pub mod office_away;
#[cfg(feature = "ssr")]
mod office_views;
pub mod passkey;
#[cfg(feature = "ssr")]
mod passkeys;
pub mod receipt;
pub mod record;
pub mod referral;
pub mod second_factor;
pub mod second_step;
pub mod session;
#[cfg(feature = "ssr")]
mod sessions;
pub mod sign_on;
pub mod staff;
#[cfg(feature = "ssr")]
mod staff_caller;
#[cfg(feature = "ssr")]
mod staff_identity;
pub mod times;
#[cfg(feature = "ssr")]
mod to;
pub mod together;
pub mod travel;
#[cfg(feature = "ssr")]
mod views;
