//! Bookwell: the portal where a health plan's members make appointments.

include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));

pub mod domain;
