//! How a member proves who they are (Brief B8).

pub mod cookie;
pub mod limit;
pub mod password;
pub mod registration;
pub mod secret;
pub mod signer;
