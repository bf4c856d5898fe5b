//! What things are called for people in an office.

use app::{
    domain::{appointment::Appointment, id::MemberId, member::Member, plan::Plan, visit_type::Modality},
    i18n::Locale,
    office::Named,
    wording::{dollars, tenders},
};

/// Who.
pub fn clinician(named: &Named) -> &str {
    named.clinician.as_ref().map_or("a clinician who is not in the directory", |it| &it.name)
}

/// Where.
pub fn location(named: &Named) -> &str {
    named.location.as_ref().map_or("a place that is not in the directory", |it| &it.name)
}

/// The member's name and number.
pub fn member(member: Option<&Member>, id: &MemberId) -> String {
    match member {
        Some(Member { given, family, number, .. }) => format!("{given} {family}, {number}"),
        None => format!("member {id}, who is not on the roll"),
    }
}

/// What for, and how where it is not at the place.
pub fn visit(plan: &Plan, appointment: &Appointment) -> String {
    let id = appointment.visit_type.as_str();
    let name = plan.visit_type(&appointment.visit_type).map_or(id, |visit_type| &visit_type.name.en);
    match appointment.modality {
        Modality::InPerson => name.to_owned(),
        Modality::Phone => format!("{name}, by phone"),
        Modality::Video => format!("{name}, by video"),
    }
}

/// The copay that is due.
pub fn copay(appointment: &Appointment) -> String {
    match appointment.copay_cents {
        0 => "no copay".to_owned(),
        cents => format!("copay {}", dollars(cents)),
    }
}

/// How a copay is paid (Brief B10).
pub fn tender(plan: &Plan) -> String {
    let accepted = tenders(Locale::en, &plan.payment.accepted);
    if plan.payment.cash { format!("{accepted}, or cash") } else { format!("{accepted}; no cash") }
}
