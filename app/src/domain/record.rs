//! All that is held about a member, for themself: others are named in it, and no id of theirs is.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    appointment::{Appointment, EventKind},
    audit::{Action, Kind, Who},
    grant::{Relation, Scope},
    id::{AppointmentId, GrantId, VisitTypeId},
    member::Member,
    referral::Referral,
    search::{PartOfDay, Weekdays},
    time::LocalTime,
};

/// All that is held about a member, as it was at one moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Held {
    /// When it was read, on the plan's clock.
    pub at: LocalTime,
    /// What is on file.
    pub member: Member,
    /// What their personal physician is called, where the directory has them.
    pub physician: Option<String>,
    /// What the member signs on with.
    pub signing_on: HeldSigningOn,
    /// By start, also those that are over or cancelled.
    pub appointments: Vec<HeldAppointment>,
    /// Also those that are over.
    pub referrals: Vec<Referral>,
    /// What lets the member act for others, and others for them.
    pub grants: Vec<HeldGrant>,
    /// Times that are kept.
    pub holds: Vec<HeldHold>,
    /// Wishes for earlier times.
    pub wishes: Vec<HeldWish>,
    /// What was entered on the way to bookings.
    pub drafts: Vec<HeldDraft>,
    /// What was entered for several people.
    pub gatherings: Vec<HeldGathering>,
    /// Letters, the newest first.
    pub letters: Vec<HeldLetter>,
    /// Since when the member is signed on, and where that holds still.
    pub sessions: Vec<LocalTime>,
    /// Who has seen or changed the record, the newest first.
    pub accesses: Vec<HeldAccess>,
    /// There are older ones, more than fit in a file.
    pub has_older_accesses: bool,
}

/// What a member signs on with: that it is there, for it is nothing to read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeldSigningOn {
    /// There is a password; it is kept as a hash.
    pub has_password: bool,
    /// An authenticator is asked for beside it.
    pub has_authenticator: bool,
    /// How many recovery codes are left; they are kept as hashes.
    pub recovery_left: usize,
    /// The oldest first.
    pub passkeys: Vec<HeldPasskey>,
}

/// A passkey: its public half is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeldPasskey {
    /// What the member calls it.
    pub name: String,
    /// Since when.
    pub added: LocalTime,
    /// When it was last used.
    pub used: Option<LocalTime>,
}

/// An appointment and what happened to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeldAppointment {
    /// What was agreed.
    pub appointment: Appointment,
    /// Who has arranged it for the member, by name.
    pub arranged_by: Option<String>,
    /// With whom, while the directory has them.
    pub clinician: Option<String>,
    /// Where, while the directory has it.
    pub place: Option<String>,
    /// First things first.
    pub history: Vec<HeldEvent>,
    /// When the member was told that the clinician is away, where they were.
    pub told_away: Option<LocalTime>,
}

/// Something that happened to an appointment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeldEvent {
    /// What.
    pub kind: EventKind,
    /// When, on the clock of the place.
    pub at: LocalTime,
    /// The start that was agreed by it.
    pub start: LocalTime,
    /// Who did it.
    pub who: Who,
    /// Why, in the words of an office.
    pub reason: Option<String>,
}

/// What lets somebody act for somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldGrant {
    /// The plan's own.
    pub id: GrantId,
    /// The member acts; else the other one does.
    pub of_me: bool,
    /// The other one, by name.
    pub other: String,
    /// What the one is to the other.
    pub relation: Relation,
    /// How far it goes.
    pub scope: Scope,
    /// The first day.
    pub valid_from: Date,
    /// The last day, where there is one.
    pub valid_until: Option<Date>,
    /// It was ended.
    pub is_ended: bool,
}

/// A time that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldHold {
    /// With whom and where.
    pub with: String,
    /// When.
    pub start: LocalTime,
    /// Until when it is kept.
    pub until: LocalTime,
    /// The appointment that it is proposed for.
    pub about: Option<AppointmentId>,
}

/// The wish for an earlier time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeldWish {
    /// For which appointment.
    pub about: AppointmentId,
    /// With whom and where.
    pub with: String,
    /// Since when.
    pub since: LocalTime,
    /// On these days of the week; none means any.
    pub weekdays: Weekdays,
    /// In these parts of the day; none means any.
    pub parts: Vec<PartOfDay>,
}

/// What was entered on the way to a booking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldDraft {
    /// With whom and where.
    pub with: String,
    /// What for.
    pub visit_type: VisitTypeId,
    /// The chosen start.
    pub start: LocalTime,
    /// In the member's words; may be empty.
    pub reason: String,
    /// Where to reach the member.
    pub contact: String,
    /// When it was last written.
    pub at: LocalTime,
}

/// What was entered for several people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldGathering {
    /// When it was last written, on the plan's clock.
    pub at: LocalTime,
    /// On which day, as it was typed.
    pub day: String,
    /// Where they are reached.
    pub contact: String,
    /// Who, by name, and what for.
    pub people: Vec<(String, VisitTypeId)>,
}

/// A letter: its text is not kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldLetter {
    /// What it was called.
    pub subject: String,
    /// When it was written, or is to be sent.
    pub at: LocalTime,
    /// When it was sent; `None` where it was not, or not yet.
    pub sent: Option<LocalTime>,
    /// About which appointment.
    pub about: Option<AppointmentId>,
}

/// Somebody has seen or changed something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldAccess {
    /// When, on the plan's clock.
    pub at: LocalTime,
    /// Who.
    pub who: Who,
    /// What was done.
    pub action: Action,
    /// To what.
    pub kind: Kind,
    /// About which appointment.
    pub about: Option<AppointmentId>,
    /// Why, where it was an emergency: in the words of who has seen it.
    pub reason: Option<String>,
    /// It was refused.
    pub refused: bool,
}
