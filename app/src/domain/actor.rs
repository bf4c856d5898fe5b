//! Who does something to what is kept of a member.

use serde::{Deserialize, Serialize};

use super::id::{MemberId, StaffId};

/// Who did it. It is written down with every change, so that who cancelled is never confused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Actor {
    /// The member.
    #[default]
    Member,
    /// Another member, who acts for this one.
    Proxy(MemberId),
    /// Somebody of an office.
    Staff(StaffId),
    /// Whoever runs the server, by a command: as they call themselves, or as the system does.
    Operator(String),
    /// The plan by itself, for example because a clinician is away.
    Plan,
}

impl Actor {
    /// Who acts for the member, where somebody does.
    pub fn proxy(&self) -> Option<&MemberId> {
        if let Self::Proxy(proxy) = self { Some(proxy) } else { None }
    }

    /// Who of an office it was, where it was somebody of one.
    pub fn staff(&self) -> Option<&StaffId> {
        if let Self::Staff(staff) = self { Some(staff) } else { None }
    }
}
