//! Who has done what, in words.

use crate::{
    domain::{
        audit::{Action, Kind, Who},
        record::HeldAccess,
    },
    i18n::*,
};

/// Who.
pub(in crate::pages) fn who(who: &Who) -> String {
    let i18n = use_i18n();
    match who {
        Who::You => t_string!(i18n, record.you).to_owned(),
        Who::Proxy(name) => t_string!(i18n, record.proxy, name = name.clone()).to_string(),
        Who::Staff { name, offices } => {
            let offices = offices.join(", ");
            t_string!(i18n, record.staff, name = name.clone(), offices = offices).to_string()
        }
        Who::Plan => t_string!(i18n, record.plan).to_owned(),
        Who::Unknown => t_string!(i18n, record.unknown).to_owned(),
    }
}

/// What they have done.
pub(in crate::pages) fn what(access: &HeldAccess) -> String {
    let i18n = use_i18n();
    let what = kind(access.kind);
    match access.action {
        Action::Execute if access.kind == Kind::Emergency => {
            t_string!(i18n, record.emergency_opened).to_owned()
        }
        Action::Delete if access.kind == Kind::Emergency => {
            t_string!(i18n, record.emergency_ended).to_owned()
        }
        Action::Create => t_string!(i18n, record.created, what = what).to_string(),
        Action::Read => t_string!(i18n, record.read, what = what).to_string(),
        Action::Update => t_string!(i18n, record.updated, what = what).to_string(),
        Action::Delete => t_string!(i18n, record.deleted, what = what).to_string(),
        Action::Execute => what.to_owned(),
    }
}

/// The reason that was given in an emergency.
pub(in crate::pages) fn why(access: &HeldAccess) -> Option<String> {
    let reason = access.reason.clone()?;
    Some(t_string!(use_i18n(), record.emergency_reason, reason = reason).to_string())
}

fn kind(kind: Kind) -> &'static str {
    let i18n = use_i18n();
    match kind {
        Kind::Details => t_string!(i18n, record.kind_details),
        Kind::Appointments => t_string!(i18n, record.kind_appointments),
        Kind::Appointment => t_string!(i18n, record.kind_appointment),
        Kind::Calendar => t_string!(i18n, record.kind_calendar),
        Kind::Receipt => t_string!(i18n, record.kind_receipt),
        Kind::Draft => t_string!(i18n, record.kind_draft),
        Kind::Hold => t_string!(i18n, record.kind_hold),
        Kind::Wish => t_string!(i18n, record.kind_wish),
        Kind::Together => t_string!(i18n, record.kind_together),
        Kind::Referral => t_string!(i18n, record.kind_referral),
        Kind::Grant => t_string!(i18n, record.kind_grant),
        Kind::Sessions => t_string!(i18n, record.kind_sessions),
        Kind::Day => t_string!(i18n, record.kind_day),
        Kind::Emergency => t_string!(i18n, record.kind_emergency),
        Kind::SignOn => t_string!(i18n, record.kind_sign_on),
        Kind::SignOff => t_string!(i18n, record.kind_sign_off),
        Kind::Credential => t_string!(i18n, record.kind_credential),
        Kind::Accesses => t_string!(i18n, record.kind_accesses),
        Kind::Download => t_string!(i18n, record.kind_download),
        Kind::Account => t_string!(i18n, record.kind_account),
        Kind::Backup => t_string!(i18n, record.kind_backup),
    }
}
