//! How long an emergency access lasts: long enough to help, and no way to work every day.

use std::ops::RangeInclusive;

use super::faults::Faults;
use crate::domain::{emergency::Emergencies, plan::Plan};

const MINUTES: RangeInclusive<u16> = 5..=240;
/// No more than one person may ask for in an hour, right or wrong.
const MOST_A_DAY: RangeInclusive<u16> = 1..=10;

impl Plan {
    pub(super) fn check_emergency(&self, faults: &mut Faults) {
        let Some(Emergencies { minutes, most_a_day, source, .. }) = &self.emergency else { return };
        faults.unless(MINUTES.contains(minutes), "emergency.minutes", minutes, "must be from 5 to 240");
        let few = MOST_A_DAY.contains(most_a_day);
        faults.unless(few, "emergency.most_a_day", most_a_day, "must be from 1 to 10");
        if let Some(source) = source {
            faults.filled("emergency.source", source);
        }
    }
}
