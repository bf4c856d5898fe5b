//! What is held, each as the FHIR R4 resource that it is. Times have their offset.

use app::{
    domain::{
        appointment::{Appointment, EventKind, State},
        attendance::Attendance,
        audit::Who,
        grant::{Relation, Scope},
        id::AppointmentId,
        member::Member,
        record::{HeldAccess, HeldAppointment, HeldEvent, HeldGrant, HeldLetter},
        referral::{Referral, ReferredTo},
        time::LocalTime,
    },
    portal::zone,
};
use serde_json::{Value, json};

/// What FHIR has no field for.
const CONTACT: &str = "https://bookwell.example/fhir/contact";
const COPAY: &str = "https://bookwell.example/fhir/copay-cents";

/// Who the record is about.
pub fn patient(member: &Member) -> Value {
    let Member { number, given, family, born, email, phone, physician, .. } = member;
    let physician = physician.iter().map(|id| json!({ "reference": format!("Practitioner/{id}") }));
    json!({
        "resourceType": "Patient",
        "id": number,
        "identifier": [{ "value": number }],
        "name": [{ "family": family, "given": [given] }],
        "birthDate": born,
        "telecom": [{ "system": "email", "value": email }, { "system": "phone", "value": phone }],
        "communication": [{
            "language": { "coding": [{
                "system": "urn:ietf:bcp:47",
                "code": if member.reads_spanish() { "es" } else { "en" },
            }] },
            "preferred": true,
        }],
        "generalPractitioner": physician.collect::<Vec<_>>(),
    })
}

/// What was agreed.
pub fn appointment(member: &Member, held: &HeldAppointment) -> Value {
    let HeldAppointment { appointment, clinician, place, .. } = held;
    let referral =
        appointment.referral.iter().map(|id| json!({ "reference": format!("ServiceRequest/{id}") }));
    json!({
        "resourceType": "Appointment",
        "id": appointment.id,
        "status": status(appointment),
        "serviceType": [{ "text": appointment.visit_type }],
        "appointmentType": { "text": appointment.modality },
        "basedOn": referral.collect::<Vec<_>>(),
        "start": time(&appointment.start),
        "end": time(&LocalTime::at(appointment.end(), &zone(&appointment.start.zone))),
        "minutesDuration": appointment.minutes,
        "created": appointment.booked_at,
        "comment": appointment.reason,
        "participant": [
            { "actor": subject(member), "status": "accepted" },
            { "actor": { "reference": format!("PractitionerRole/{}", appointment.role), "display": clinician },
              "status": "accepted" },
            { "actor": { "type": "Location", "display": place }, "status": "accepted" },
        ],
        "extension": [
            { "url": CONTACT, "valueString": appointment.contact },
            { "url": COPAY, "valueInteger": appointment.copay_cents },
        ],
    })
}

fn status(appointment: &Appointment) -> &'static str {
    match (appointment.state, appointment.attendance) {
        (State::Cancelled, _) => "cancelled",
        (State::Booked, Some(Attendance::CheckedIn)) => "arrived",
        (State::Booked, Some(Attendance::NoShow)) => "noshow",
        (State::Booked, None) => "booked",
    }
}

/// What happened to an appointment.
pub fn provenance(appointment: &AppointmentId, number: usize, event: &HeldEvent) -> Value {
    let kind = match event.kind {
        EventKind::Booked => "CREATE",
        EventKind::Cancelled => "ABORT",
        EventKind::Moved | EventKind::CheckedIn | EventKind::NoShow | EventKind::Away | EventKind::Paid => {
            "UPDATE"
        }
    };
    json!({
        "resourceType": "Provenance",
        "id": format!("{appointment}-{number}"),
        "target": [{ "reference": format!("Appointment/{appointment}") }],
        "recorded": time(&event.at),
        "activity": { "text": event.kind, "coding": [{
            "system": "http://terminology.hl7.org/CodeSystem/v3-DataOperation", "code": kind,
        }] },
        "reason": event.reason.iter().map(|reason| json!({ "text": reason })).collect::<Vec<_>>(),
        "occurredDateTime": time(&event.start),
        "agent": [{ "who": { "display": display(&event.who) } }],
    })
}

/// A referral.
pub fn service_request(member: &Member, referral: &Referral) -> Value {
    let Referral { id, to, valid_from, valid_until, visits, .. } = referral;
    let mut request = json!({
        "resourceType": "ServiceRequest",
        "id": id,
        "status": "active",
        "intent": "order",
        "subject": subject(member),
        "occurrencePeriod": { "start": valid_from, "end": valid_until },
    });
    match to {
        ReferredTo::Specialty(specialty) => request["performerType"] = json!({ "text": specialty }),
        ReferredTo::Clinician(id) => {
            request["performer"] = json!([{ "reference": format!("Practitioner/{id}") }]);
        }
    }
    if let Some(visits) = visits {
        request["quantityQuantity"] = json!({ "value": visits });
    }
    request
}

/// What lets somebody act for somebody.
pub fn consent(member: &Member, grant: &HeldGrant) -> Value {
    let HeldGrant { id, of_me, other, relation, scope, valid_from, valid_until, is_ended } = grant;
    let other = json!({ "display": other });
    let (patient, performer) = if *of_me { (other, subject(member)) } else { (subject(member), other) };
    let relation = match relation {
        Relation::Parent => "parent",
        Relation::Carer => "carer",
    };
    let action = match scope {
        Scope::View => "view",
        Scope::Book => "book",
    };
    json!({
        "resourceType": "Consent",
        "id": id,
        "status": if *is_ended { "inactive" } else { "active" },
        "scope": { "coding": [{
            "system": "http://terminology.hl7.org/CodeSystem/consentscope", "code": "patient-privacy",
        }] },
        "category": [{ "text": relation }],
        "patient": patient,
        "performer": [performer],
        "provision": {
            "type": "permit",
            "period": { "start": valid_from, "end": valid_until },
            "action": [{ "text": action }],
        },
    })
}

/// A letter.
pub fn communication(member: &Member, letter: &HeldLetter) -> Value {
    let HeldLetter { subject: topic, at, sent, about } = letter;
    let about = about.iter().map(|id| json!({ "reference": format!("Appointment/{id}") }));
    json!({
        "resourceType": "Communication",
        "status": if sent.is_some() { "completed" } else { "preparation" },
        "subject": subject(member),
        "topic": { "text": topic },
        "about": about.collect::<Vec<_>>(),
        "sent": sent.as_ref().map(time),
        "note": [{ "time": time(at), "text": "written" }],
    })
}

/// Somebody has seen or changed something.
pub fn audit_event(member: &Member, access: &HeldAccess) -> Value {
    let HeldAccess { at, who, action, kind, about, reason, refused } = access;
    let about = about.iter().map(|id| json!({ "what": { "reference": format!("Appointment/{id}") } }));
    let patient = json!({ "what": subject(member) });
    json!({
        "resourceType": "AuditEvent",
        "type": { "system": "http://terminology.hl7.org/CodeSystem/audit-event-type", "code": "rest" },
        "subtype": [{ "display": kind }],
        "action": action,
        "recorded": time(at),
        "purposeOfEvent": reason.iter().map(|reason| purpose(reason)).collect::<Vec<_>>(),
        "outcome": if *refused { "4" } else { "0" },
        "agent": [{ "who": { "display": display(who) }, "requestor": true }],
        "source": { "observer": { "display": "Bookwell" } },
        "entity": std::iter::once(patient).chain(about).collect::<Vec<_>>(),
    })
}

/// Why somebody has broken the glass.
fn purpose(reason: &str) -> Value {
    json!({
        "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code": "BTG" }],
        "text": reason,
    })
}

fn subject(member: &Member) -> Value {
    json!({ "reference": format!("Patient/{}", member.number), "display": member.name() })
}

fn display(who: &Who) -> String {
    match who {
        Who::You => "the member".to_owned(),
        Who::Proxy(name) => name.clone(),
        Who::Staff { name, offices } => format!("{name}, {}", offices.join(", ")),
        Who::Plan => "the plan".to_owned(),
        Who::Unknown => "not known".to_owned(),
    }
}

/// With the offset of the place, for example `2026-12-01T09:40:00-08:00`.
fn time(at: &LocalTime) -> String {
    at.instant.to_zoned_datetime(zone(&at.zone)).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}
