//! The audit: who has seen or changed what of whose record. Never what stood in it.

mod keeping;
mod kind;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    actor::Actor,
    appointment::EventKind,
    id::{AppointmentId, EmergencyId, MemberId},
    ledger::Entry,
};

pub use keeping::Keeping;
pub use kind::Kind;

/// Somebody has seen or changed something of a member's record, or has tried to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Access {
    /// When.
    pub at: Timestamp,
    /// Who; `None` where that is not known: a sign-on that has failed.
    pub by: Option<Actor>,
    /// Whose record; `None` where it is nobody's in particular: a backup, an office that signs on.
    pub member: Option<MemberId>,
    /// What was done to it.
    pub action: Action,
    /// To what of it.
    pub kind: Kind,
    /// About which appointment, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<AppointmentId>,
    /// In which emergency, where it was one: the reason is kept with that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency: Option<EmergencyId>,
    /// What came of it.
    pub outcome: Outcome,
}

/// What was done, as FHIR's AuditEvent has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Action {
    /// Something is there that was not.
    #[serde(rename = "C")]
    Create,
    /// It was seen.
    #[serde(rename = "R")]
    Read,
    /// It is another one now.
    #[serde(rename = "U")]
    Update,
    /// It is gone.
    #[serde(rename = "D")]
    Delete,
    /// Something was done that is none of these, for example signing on.
    #[serde(rename = "E")]
    Execute,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was refused, or what was asked for is not theirs.
    Refused,
}

/// Who has done something, as the member is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Who {
    /// They themself.
    You,
    /// Another member who acts for them, by name.
    Proxy(String),
    /// Somebody of an office: their name, and where they work.
    Staff {
        /// What they are called.
        name: String,
        /// Their offices.
        offices: Vec<String>,
    },
    /// The plan.
    Plan,
    /// It is not known: somebody has tried to sign on.
    Unknown,
}

impl Action {
    /// The letter that FHIR has for it.
    pub fn letter(self) -> char {
        match self {
            Self::Create => 'C',
            Self::Read => 'R',
            Self::Update => 'U',
            Self::Delete => 'D',
            Self::Execute => 'E',
        }
    }
}

impl Access {
    /// Somebody has seen something of a member.
    pub fn read(at: Timestamp, by: Actor, member: MemberId, kind: Kind) -> Self {
        let action = if kind.is_deed() { Action::Execute } else { Action::Read };
        Self::new(at, by, member, (action, kind))
    }

    /// Somebody has done something to a member's record.
    pub fn new(at: Timestamp, by: Actor, member: MemberId, (action, kind): (Action, Kind)) -> Self {
        let (by, member) = (Some(by), Some(member));
        Self { at, by, member, action, kind, about: None, emergency: None, outcome: Outcome::Done }
    }

    /// Something that is nobody's record in particular: a backup, an office that signs on. Who tries
    /// to sign on and cannot is not known.
    pub fn deed(at: Timestamp, by: Option<Actor>, member: Option<MemberId>, kind: Kind) -> Self {
        Self {
            action: Action::Execute,
            about: None,
            emergency: None,
            outcome: Outcome::Done,
            at,
            by,
            member,
            kind,
        }
    }

    /// The same about an appointment.
    #[must_use]
    pub fn about(self, appointment: &AppointmentId) -> Self {
        Self { about: Some(appointment.clone()), ..self }
    }

    /// The same in an emergency.
    #[must_use]
    pub fn in_emergency(self, emergency: &EmergencyId) -> Self {
        Self { emergency: Some(emergency.clone()), ..self }
    }

    /// The same, refused.
    #[must_use]
    pub fn refused(self) -> Self {
        Self { outcome: Outcome::Refused, ..self }
    }

    /// Whether the member did it themself.
    pub fn is_own(&self) -> bool {
        self.by == Some(Actor::Member)
    }

    /// The same but for the second within its minute: a page asks several times at once.
    #[must_use]
    pub fn of_its_minute(&self) -> Self {
        let minute = self.at.as_second().div_euclid(60) * 60;
        Self { at: Timestamp::from_second(minute).unwrap_or(self.at), ..self.clone() }
    }
}

/// What the ledger says of an appointment's change is said nowhere twice: it is an access too.
impl From<Entry> for Access {
    fn from(Entry { kind, at, by, appointment, member, .. }: Entry) -> Self {
        let action = match kind {
            EventKind::Booked => Action::Create,
            EventKind::Cancelled => Action::Delete,
            _ => Action::Update,
        };
        Self::new(at, by, member, (action, Kind::Appointment)).about(&appointment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("an instant")
    }

    #[test]
    fn each_action_is_kept_by_its_letter() {
        for action in [Action::Create, Action::Read, Action::Update, Action::Delete, Action::Execute] {
            assert_eq!(serde_json::to_value(action).expect("a letter"), action.letter().to_string());
        }
    }

    #[test]
    fn two_looks_of_a_minute_are_one_and_those_of_two_are_two() {
        let look = |text| Access::read(at(text), Actor::Member, "m".into(), Kind::Details).of_its_minute();
        assert_eq!(look("2026-11-24T12:00:00.1Z"), look("2026-11-24T12:00:59.9Z"));
        assert_ne!(look("2026-11-24T12:00:59.9Z"), look("2026-11-24T12:01:00Z"));
    }

    #[test]
    fn a_file_goes_out_of_the_portal() {
        let action = |kind| Access::read(at("2026-11-24T12:00:00Z"), Actor::Member, "m".into(), kind).action;
        assert_eq!((action(Kind::Appointment), action(Kind::Calendar)), (Action::Read, Action::Execute));
    }
}
