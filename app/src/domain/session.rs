//! How long somebody stays signed on: the plan says so, and the server's clock decides.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{browser::Browser, id::MemberId};

/// A page warns so many seconds before the end: two minutes, and what a slow browser takes.
pub const WARNING: u32 = 150;

/// How exactly it is known when a session was last used: not every use is written down.
const NOTED: SignedDuration = SignedDuration::from_mins(1);

/// When sessions end by themselves. NIST SP 800-63B-4 wants an hour without use and a day at the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sessions {
    /// Minutes in which a member asks for nothing.
    pub idle_minutes: u16,
    /// The same on a computer that others use too.
    pub shared_minutes: u16,
    /// Hours after signing on, whatever a member does.
    pub absolute_hours: u16,
    /// Minutes in which somebody of an office asks for nothing.
    pub staff_minutes: u16,
}

impl Default for Sessions {
    fn default() -> Self {
        Self { idle_minutes: 30, shared_minutes: 10, absolute_hours: 12, staff_minutes: 15 }
    }
}

impl Sessions {
    /// Without use it ends after this time.
    pub fn idle(self, shared: bool) -> SignedDuration {
        minutes(if shared { self.shared_minutes } else { self.idle_minutes })
    }

    /// The same for somebody of an office.
    pub fn idle_at_desk(self) -> SignedDuration {
        minutes(self.staff_minutes)
    }

    /// It ends after this time, whatever happens.
    pub fn absolute(self) -> SignedDuration {
        SignedDuration::from_hours(self.absolute_hours.into())
    }
}

fn minutes(minutes: u16) -> SignedDuration {
    SignedDuration::from_mins(minutes.into())
}

/// Where a member is signed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Who.
    pub member: MemberId,
    /// For whom they act; `None` where that is themselves.
    pub acts_for: Option<MemberId>,
    /// Since when.
    pub started: Timestamp,
    /// When it was last used, to a minute or so.
    pub seen: Timestamp,
    /// It ends then, whatever happens.
    pub until: Timestamp,
    /// Others use the computer too.
    pub shared: bool,
    /// In which browser, as far as it is known.
    #[serde(default)]
    pub browser: Browser,
}

impl Session {
    /// One that begins.
    pub fn begin(
        member: MemberId,
        (browser, shared): (Browser, bool),
        plan: Sessions,
        now: Timestamp,
    ) -> Self {
        let until = now + plan.absolute();
        Self { member, acts_for: None, started: now, seen: now, until, shared, browser }
    }

    /// When it ends.
    pub fn span(&self, plan: Sessions) -> Span {
        Span { seen: self.seen, until: self.until, idle: plan.idle(self.shared) }
    }
}

/// What the end of a session follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// When it was last used.
    pub seen: Timestamp,
    /// It ends then, whatever happens.
    pub until: Timestamp,
    /// Without use it ends after this time.
    pub idle: SignedDuration,
}

/// How long a session lasts still, as a page tells it: no clock of a browser has to be right for that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// Seconds from now.
    pub seconds: u32,
    /// Longer, where it is used.
    pub extends: bool,
}

/// Why somebody who was signed on is so no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ended {
    /// They did nothing for too long.
    Idle,
    /// The longest time was over.
    Over,
    /// It was ended elsewhere, or with a new password.
    Elsewhere,
}

impl Span {
    /// Why it has ended at `now`; `None` where it goes on.
    pub fn ended(self, now: Timestamp) -> Option<Ended> {
        if self.until <= now {
            return Some(Ended::Over);
        }
        (self.seen + self.idle <= now).then_some(Ended::Idle)
    }

    /// Whether a use at `now` is to be written down.
    pub fn is_to_be_noted(self, now: Timestamp) -> bool {
        self.seen + NOTED <= now
    }

    /// How long it lasts from `now` on.
    pub fn left(self, now: Timestamp) -> Left {
        let idle = self.seen + self.idle;
        let seconds = now.duration_until(idle.min(self.until)).as_secs().max(0);
        Left { seconds: u32::try_from(seconds).unwrap_or(u32::MAX), extends: idle < self.until }
    }
}

#[cfg(test)]
mod tests;
