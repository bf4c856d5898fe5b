//! A page that the server writes is written once.

use crate::domain::id::RoleId;

/// Nothing changes.
pub fn listen(_role: &RoleId, _changed: impl Fn() + 'static) {}
