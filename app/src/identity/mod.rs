//! How members prove who they are (Brief B8), and people of offices.

pub mod authenticator;
pub mod cookie;
pub mod enrolment;
pub mod guessable;
pub mod limit;
pub mod pace;
pub mod passkey;
pub mod password;
pub mod registration;
pub mod second_factor;
pub mod second_step;
pub mod secret;
pub mod signer;
pub mod staff;
