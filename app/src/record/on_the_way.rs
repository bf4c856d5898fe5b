//! What is on its way to an appointment, on the clock of its place and with names.

use jiff::{Timestamp, tz::TimeZone};

use crate::{
    domain::{
        draft::Draft,
        earlier::Wish,
        hold::Hold,
        id::RoleId,
        record::{HeldDraft, HeldHold, HeldWish},
        time::LocalTime,
    },
    portal::{Portal, zone},
};

/// Who and where, while the directory has them.
pub fn with_whom(portal: &Portal, role: &RoleId) -> (Option<String>, Option<String>) {
    let listing = portal.directory().role(role);
    listing.map(|listing| (listing.clinician.name, listing.location.name)).unzip()
}

/// The same in a line; without the directory what it was called there.
fn with(portal: &Portal, role: &RoleId) -> String {
    match with_whom(portal, role) {
        (Some(clinician), Some(place)) => format!("{clinician}, {place}"),
        _ => role.to_string(),
    }
}

/// The clock of the place of a role; the plan's for one that is gone.
fn clock(portal: &Portal, role: &RoleId) -> TimeZone {
    let listing = portal.directory().role(role);
    zone(&listing.map_or_else(|| portal.plan.time_zone.clone(), |listing| listing.location.time_zone))
}

pub(super) fn hold(portal: &Portal, hold: Hold) -> HeldHold {
    let at = |moment: Timestamp| LocalTime::at(moment, &clock(portal, &hold.role));
    let with = with(portal, &hold.role);
    HeldHold { with, start: at(hold.start), until: at(hold.until), about: hold.appointment.clone() }
}

pub(super) fn wish(portal: &Portal, wish: Wish) -> HeldWish {
    let Wish { appointment: about, role, weekdays, parts, since, .. } = wish;
    let since = LocalTime::at(since, &clock(portal, &role));
    HeldWish { about, with: with(portal, &role), since, weekdays, parts }
}

pub(super) fn draft(portal: &Portal, draft: Draft) -> HeldDraft {
    let Draft { role, visit_type, start, reason, contact, at, .. } = draft;
    let [start, at] = [start, at].map(|moment| LocalTime::at(moment, &clock(portal, &role)));
    HeldDraft { with: with(portal, &role), visit_type, start, reason, contact, at }
}
