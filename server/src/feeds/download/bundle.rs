//! A record as a FHIR R4 Bundle of kind `collection`.

use app::domain::record::{Held, HeldAppointment};
use serde_json::{Value, json};

use super::resource;

/// The Bundle: the Patient first, then all that is theirs.
pub fn of(held: &Held) -> Value {
    let Held { member, appointments, referrals, grants, letters, accesses, .. } = held;
    let mut resources = vec![resource::patient(member)];
    for HeldAppointment { appointment, history, .. } in appointments {
        let events = history.iter().enumerate();
        let events = events.map(|(number, event)| resource::provenance(&appointment.id, number + 1, event));
        resources.extend(events);
    }
    resources.extend(appointments.iter().map(|it| resource::appointment(member, it)));
    resources.extend(referrals.iter().map(|it| resource::service_request(member, it)));
    resources.extend(grants.iter().map(|it| resource::consent(member, it)));
    resources.extend(letters.iter().map(|it| resource::communication(member, it)));
    resources.extend(accesses.iter().map(|it| resource::audit_event(member, it)));
    let entries: Vec<_> = resources.into_iter().map(|resource| json!({ "resource": resource })).collect();
    json!({
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": held.at.instant,
        "entry": entries,
    })
}
