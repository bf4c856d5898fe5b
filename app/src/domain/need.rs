//! How soon care is needed: asked before a time is chosen (Brief B6).

use serde::{Deserialize, Serialize};

/// What the member says about the need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// Life or limb: 911.
    Emergency,
    /// Cannot wait for an appointment: the Consulting Nurse Service.
    Urgent,
    /// Can wait: the only need that is booked online.
    Routine,
}
