//! Time goes by while a member fills in a form.

use jiff::{SignedDuration, Timestamp, ToSpan};

use super::{
    drive::Driver,
    pass,
    rules::{Place, Said},
};
use crate::world::{LEAD, STEP, civil, instant};

impl Driver {
    pub(super) async fn pass(&mut self, time: SignedDuration) {
        self.model.now = pass(self.lane, time);
        self.model.end_holds();
        self.portal.end_holds(self.model.now).await.unwrap();
        self.sign_on().await;
    }

    /// Waits until a start of a morning can be chosen for so many minutes still.
    pub(super) async fn wait_for(&mut self, step: u8, early: u16) -> Timestamp {
        let before = LEAD + SignedDuration::from_mins(i64::from(early));
        let today = civil(self.model.now).date();
        let starts =
            [0, 1].map(|days| instant(today.saturating_add(days.days()), 8, 0) + STEP * i32::from(step));
        let start = starts.into_iter().find(|start| *start - before >= self.model.now).unwrap();
        self.pass((start - before).duration_since(self.model.now)).await;
        start
    }

    /// Keeps it, does nothing for so many minutes, and books it.
    pub(super) async fn slow(
        &mut self,
        member: usize,
        place: Place,
        call: bool,
        minutes: u16,
    ) -> (Said, Said) {
        let (expected, said) = self.keep(member, place, false).await;
        assert_eq!(said, expected, "keeping {place:?} at {}", self.model.now);
        self.pass(SignedDuration::from_mins(i64::from(minutes))).await;
        self.book(member, place, call).await
    }
}
