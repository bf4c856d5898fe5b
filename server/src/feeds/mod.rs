//! What other programs read: calendars, and open pages that listen.

pub mod calendar;
pub mod events;
