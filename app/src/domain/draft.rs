//! What a member has entered on the way to a booking. It is kept by the server: the reason
//! for a visit belongs in no address.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    id::{IdempotencyKey, MemberId, RoleId, VisitTypeId},
    need::Need,
};

/// The longest reason, in characters.
pub const REASON_MOST: usize = 500;
/// The longest contact, in characters.
pub const CONTACT_MOST: usize = 100;

/// A booking that is not confirmed yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Also the idempotency key of the booking: the same form books once.
    pub id: IdempotencyKey,
    /// Whose.
    pub member: MemberId,
    /// With whom and where.
    pub role: RoleId,
    /// What for.
    pub visit_type: VisitTypeId,
    /// The chosen start.
    pub start: Timestamp,
    /// How soon care is needed (Brief B6).
    pub need: Need,
    /// In the member's words; may be empty.
    pub reason: String,
    /// Where to reach the member.
    pub contact: String,
    /// When it was last written.
    pub at: Timestamp,
}

/// What is wrong with what was entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Nobody could be reached.
    ContactMissing,
    /// Longer than [`CONTACT_MOST`].
    ContactTooLong,
    /// Longer than [`REASON_MOST`].
    ReasonTooLong,
}

/// What is wrong with where somebody is to be reached.
pub fn contact_flaw(contact: &str) -> Option<Flaw> {
    match contact.chars().count() {
        0 => Some(Flaw::ContactMissing),
        length => (length > CONTACT_MOST).then_some(Flaw::ContactTooLong),
    }
}

impl Draft {
    /// Everything that must be corrected before it can be booked.
    pub fn flaws(&self) -> Vec<Flaw> {
        let contact = contact_flaw(&self.contact);
        let reason = (self.reason.chars().count() > REASON_MOST).then_some(Flaw::ReasonTooLong);
        contact.into_iter().chain(reason).collect()
    }
}
