//! Somebody of the demonstration's offices.

use app::domain::id::LocationId;

use super::places::OFFICES;

/// Somebody whose account is set up already.
pub struct Colleague {
    /// What to sign on with.
    pub name: &'static str,
    /// And with what else; the authenticator's secret is made by chance at the first start.
    pub password: &'static str,
}

/// Who can sign on at once, as a manager of all the plan's own offices.
pub const DEMONSTRATION_STAFF: Colleague =
    Colleague { name: "Morgan Ellis", password: "correct horse demonstration desk" };

/// All the plan's own offices.
pub fn offices() -> Vec<LocationId> {
    OFFICES.iter().map(|office| office.id.into()).collect()
}
