//! One file per address; the route table in `app.rs` says which.

pub mod account;
pub mod appointment;
mod appointment_done;
pub mod appointments;
pub mod book_check;
pub mod book_details;
mod book_steps;
pub mod book_time;
pub mod book_urgency;
pub mod book_visit;
pub mod cancel;
pub mod clinician;
pub mod components;
pub mod directory;
pub mod help;
pub mod home;
mod instead;
pub mod move_time;
pub mod not_found;
pub mod offline;
pub mod paying;
pub mod register;
pub mod register_code;
pub mod sign_on;
mod summary_row;
pub mod travel;
mod visit_words;
