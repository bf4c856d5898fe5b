//! Whether the index is as a look at schedule and claims would have it.

use jiff::{Timestamp, ToSpan, tz::TimeZone};

use super::View;
use crate::domain::{day::Day, id::RoleId, schedule::Schedule, slot::Claims};

impl View<'_> {
    /// Whether the index has those of a role's steps from `now` on free that the schedule has
    /// and nobody has claimed. `false` for a role that it does not know.
    pub fn agrees(
        &self,
        role: &RoleId,
        schedule: &Schedule,
        zone: &TimeZone,
        claims: &Claims,
        now: Timestamp,
    ) -> bool {
        let Some(ordinal) = self.ordinal(role) else { return false };
        let (grid, shapes) = (&self.0.grids[ordinal as usize], &self.0.shapes);
        let mut expected = self.existing(schedule, zone, now);
        expected
            .retain(|step| *step >= now && !claims.contains(step) && !self.0.is_elsewhere(ordinal, *step));
        let found: Claims = grid.free(shapes).into_iter().filter(|step| *step >= now).collect();
        let noted =
            self.0.quarters.of(ordinal).all(|(quarter, free)| free == grid.is_free_in(quarter, shapes));
        let knows = self.0.knows(ordinal, claims, now);
        expected == found && noted && knows && self.0.has_noted_days(ordinal)
    }

    /// What there is from the day of `now` to the index's last one.
    fn existing(&self, schedule: &Schedule, zone: &TimeZone, now: Timestamp) -> Claims {
        let today = now.to_zoned_datetime(zone.clone()).date();
        let dates = today.series(1.day()).take_while(|date| *date < self.0.zones.until());
        let days = dates.map(|date| Day::new(date, zone));
        let mut steps = Claims::new();
        for day in days {
            steps.extend(schedule.stretches_on(&day).flat_map(|stretch| stretch.steps().collect::<Vec<_>>()));
        }
        steps
    }
}
