//! What is said about a clinician at a place, in a list and on the clinician's own page.

use crate::{
    domain::{
        directory::{Gender, Listing, Role},
        id::RoleId,
    },
    i18n::*,
    ui::{language::text, plan::use_plan},
};

/// The plan's name of the specialty, else the directory's.
pub(super) fn specialty(role: &Role) -> String {
    let plan = use_plan();
    let known = role.specialty.as_ref().and_then(|id| plan.specialty(id));
    known.map_or_else(|| role.specialty_display.clone(), |specialty| text(&specialty.name))
}

/// Whether somebody new is taken.
pub(super) fn accepting(role: &Role) -> &'static str {
    let i18n = use_i18n();
    match role.accepting {
        true => t_string!(i18n, directory.takes_new),
        false => t_string!(i18n, directory.takes_no_new),
    }
}

/// As people say it.
pub(super) fn gender_name(gender: Gender) -> &'static str {
    let i18n = use_i18n();
    match gender {
        Gender::Female => t_string!(i18n, directory.female),
        Gender::Male => t_string!(i18n, directory.male),
        Gender::Other => t_string!(i18n, directory.other),
    }
}

/// The clinician's page, at the place.
pub(super) fn profile_address(listing: &Listing) -> String {
    format!("/clinicians/{}#{}", listing.clinician.id, place_id(&listing.role.id))
}

/// The part of the clinician's page that is about a place.
pub(super) fn place_id(role: &RoleId) -> String {
    format!("at-{role}")
}
