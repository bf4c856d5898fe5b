//! What pages ask the server. Each function finds out itself who is asking, and each that
//! changes something takes POST only.
#![expect(missing_docs, reason = "the arguments of a server function become fields of a public struct")]

pub mod appointment;
pub mod clinician;
pub mod directory;
pub mod draft;
pub mod member;
pub mod sign_on;
pub mod times;
pub mod travel;
