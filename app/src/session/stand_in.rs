//! What stands for members and sessions in the pages of a session: by it no other one can tell
//! anything.

use super::{Acting, SignedOn};
use crate::{
    domain::id::{MemberId, SessionId, Whom},
    identity::secret,
};

/// Letters of a hash that tell the members of a household apart, or the sessions of one.
const LETTERS: usize = 32;

impl SignedOn {
    /// What forms carry that are for the member they act for; `None` of those for themselves.
    pub fn whom(&self) -> Option<Whom> {
        if let Acting::For(other, _) = &self.acting { Some(self.whom_of(&other.id)) } else { None }
    }

    /// What stands for one of the member's sessions.
    pub fn session_id(&self, hash: &str) -> SessionId {
        SessionId(secret::hash(&[&self.hash, "session", hash])[..LETTERS].to_owned())
    }

    /// What stands for a member.
    pub fn whom_of(&self, member: &MemberId) -> Whom {
        Whom(secret::hash(&[&self.hash, member.as_str()])[..LETTERS].to_owned())
    }
}
