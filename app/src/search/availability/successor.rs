//! The index that comes after one that is read anew, and what must be noted in both.

use std::sync::Arc;

use jiff::Timestamp;

use super::Availability;
use crate::domain::id::RoleId;

/// What was noted while the successor was read.
pub(super) struct Note {
    pub role: RoleId,
    pub steps: Vec<Timestamp>,
    pub free: bool,
}

/// Whether another index comes after this one.
#[derive(Default)]
pub(super) enum Successor {
    /// Not as far as anybody knows.
    #[default]
    None,
    /// It is being read: it gets these notes.
    Expected(Vec<Note>),
    /// It is there. Who still has this index notes in both.
    There(Arc<Availability>),
}

impl Successor {
    /// Keeps a note or passes it on; `true` where the successor has told the open pages.
    pub fn note(&mut self, role: &RoleId, steps: &[Timestamp], free: bool) -> bool {
        match self {
            Self::None => false,
            Self::Expected(notes) => {
                notes.push(Note { role: role.clone(), steps: steps.to_vec(), free });
                false
            }
            Self::There(successor) => {
                successor.note(role, steps.iter().copied(), free);
                true
            }
        }
    }
}
