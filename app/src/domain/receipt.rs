//! What a member keeps of something that happened to an appointment: who did what, and when.

use serde::{Deserialize, Serialize};

use super::{
    actor::Actor,
    appointment::{Appointment, Event, EventKind},
    id::AppointmentId,
    time::LocalTime,
};

/// A receipt. It says all by itself, so that it can be read when nothing else is there any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The name of the plan that gives it.
    pub plan: String,
    /// Whose appointment it is, by name.
    pub member: String,
    /// Which appointment.
    pub appointment: AppointmentId,
    /// What happened, counted from 1 within the appointment.
    pub number: u32,
    /// What happened.
    pub kind: EventKind,
    /// Who did it.
    pub by: By,
    /// Who that was, by name, where somebody acted for the member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proxy: Option<String>,
    /// When, on the clock of the place.
    pub at: LocalTime,
    /// The start that was agreed by it, or that was given up.
    pub start: LocalTime,
    /// The kind of visit by its name.
    pub visit: String,
    /// With whom, by name.
    pub clinician: String,
    /// Where, on one line.
    pub place: String,
}

/// Who did it, as far as a receipt says: nobody of an office is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// The member.
    Member,
    /// Somebody who acts for the member.
    Proxy,
    /// The office.
    Office,
    /// The plan, by itself.
    Plan,
}

impl From<&Actor> for By {
    fn from(actor: &Actor) -> Self {
        match actor {
            Actor::Member => Self::Member,
            Actor::Proxy(_) => Self::Proxy,
            Actor::Staff(_) | Actor::Operator(_) => Self::Office,
            Actor::Plan => Self::Plan,
        }
    }
}

impl Appointment {
    /// The appointment as the event left it: what came after it is not on its receipt.
    pub fn after(&self, event: &Event) -> Self {
        let role = event.role.clone().unwrap_or_else(|| self.role.clone());
        // Where another role's was is not kept.
        let location = self.location.clone().filter(|_| role == self.role);
        Self { role, location, start: event.start.clone(), ..self.clone() }
    }
}

impl Event {
    /// Whether a receipt is given for it: it has changed what was agreed (Brief B7).
    pub fn has_receipt(&self) -> bool {
        matches!(self.kind, EventKind::Booked | EventKind::Moved | EventKind::Cancelled)
    }
}
