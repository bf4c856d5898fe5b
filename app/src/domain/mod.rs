//! The rules of booking: pure, no input or output, no clock. `now` and the zone of a
//! place are arguments.

pub mod appointment;
pub mod directory;
pub mod eligibility;
pub mod id;
pub mod member;
pub mod schedule;
pub mod slot;
pub mod time;
