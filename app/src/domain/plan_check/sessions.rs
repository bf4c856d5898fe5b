//! When sessions end: within what NIST SP 800-63B-4 asks of the second level, and with time to warn.

use std::ops::RangeInclusive;

use super::faults::Faults;
use crate::domain::{plan::Plan, session::Sessions};

/// Minutes without use. Fewer leave no time to warn, more are not safe.
pub(in crate::domain) const IDLE_MINUTES: RangeInclusive<u16> = 5..=60;

impl Plan {
    pub(super) fn check_sessions(&self, faults: &mut Faults) {
        let Sessions { idle_minutes, shared_minutes, absolute_hours, staff_minutes } = self.sessions;
        let idle = [("idle", idle_minutes), ("shared", shared_minutes), ("staff", staff_minutes)];
        for (name, minutes) in idle {
            let path = format!("sessions.{name}_minutes");
            faults.unless(IDLE_MINUTES.contains(&minutes), path, minutes, "must be from 5 to 60");
        }
        let hours = (1..=24).contains(&absolute_hours);
        faults.unless(hours, "sessions.absolute_hours", absolute_hours, "must be from 1 to 24");
        let shorter = shared_minutes <= idle_minutes;
        let most = "must be at most `idle_minutes`";
        faults.unless(shorter, "sessions.shared_minutes", shared_minutes, most);
    }
}
