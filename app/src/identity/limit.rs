//! How often something may be tried before it must wait.

use jiff::{SignedDuration, Timestamp};

use super::secret;
use crate::{
    error::AppError,
    store::{self, Store, attempt::Window},
};

/// So many attempts in each window of time.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    kind: &'static str,
    most: u32,
    minutes: u32,
}

/// Registrations for one member number: each sends a letter.
pub const REGISTRATIONS: Limit = Limit { kind: "registration", most: 5, minutes: 60 };
/// Registrations for all numbers together. What counts for all is 20 times what one network may send, or
/// more (`--limit`): none keeps all others out by itself.
pub const ALL_REGISTRATIONS: Limit = Limit { kind: "registrations", most: 40_000, minutes: 60 };
/// Sign-ons in a row for one member number that were wrong.
pub const SIGN_ONS: Limit = Limit { kind: "sign-on", most: 10, minutes: 15 };
/// Sign-ons for all numbers together that were wrong.
pub const ALL_SIGN_ONS: Limit = Limit { kind: "sign-ons", most: 20_000, minutes: 15 };

/// Second steps in a row of one member that were wrong.
pub const SECOND_STEPS: Limit = Limit { kind: "second step", most: 10, minutes: 15 };
/// Codes by e-mail in place of an authenticator's, for one member: each sends a letter.
pub const STEP_MAILS: Limit = Limit { kind: "step mail", most: 5, minutes: 60 };
/// Wrong codes while one member sets up an authenticator.
pub const AUTHENTICATORS: Limit = Limit { kind: "authenticator", most: 10, minutes: 15 };

/// Sign-ons in a row for one name of an office that were wrong.
pub const STAFF_SIGN_ONS: Limit = Limit { kind: "staff sign-on", most: 10, minutes: 15 };
/// Sign-ons for all names of offices together that were wrong.
pub const ALL_STAFF_SIGN_ONS: Limit = Limit { kind: "staff sign-ons", most: 20_000, minutes: 15 };
/// Wrong codes to enrol, whosever.
pub const ENROLMENTS: Limit = Limit { kind: "enrolments", most: 10_000, minutes: 15 };
/// Wrong codes of an authenticator while one person enrols.
pub const ENROLLING: Limit = Limit { kind: "enrolling", most: 10, minutes: 15 };

/// Emergencies that one person of an office asks for, right or wrong: nobody finds members by trying.
pub const EMERGENCIES: Limit = Limit { kind: "emergency", most: 10, minutes: 60 };

/// New e-mails of one member: each sends a letter.
pub const EMAIL_CHANGES: Limit = Limit { kind: "email change", most: 5, minutes: 60 };

impl Limit {
    /// Counts an attempt at `subject`, which is kept as a hash: it may be anything typed. How many more
    /// may follow.
    ///
    /// # Errors
    /// `TooMany` when it is one too many.
    pub async fn count(&self, store: &Store, subject: &str, now: Timestamp) -> Result<u32, AppError> {
        let key = secret::hash(&[subject]);
        let window = self.window(&key, now);
        let counted = store::attempt::count(store, window).await?;
        self.judge(counted > self.most, window, now)?;
        Ok(self.most - counted)
    }

    /// Whether one more may be tried.
    ///
    /// # Errors
    /// `TooMany` when not.
    pub async fn check(&self, store: &Store, subject: &str, now: Timestamp) -> Result<(), AppError> {
        let key = secret::hash(&[subject]);
        let window = self.window(&key, now);
        self.judge(store::attempt::counted(store, window).await? >= self.most, window, now)
    }

    /// Starts anew: the right one has come.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn forget(&self, store: &Store, subject: &str, now: Timestamp) -> Result<(), AppError> {
        let key = secret::hash(&[subject]);
        Ok(store::attempt::forget(store, self.window(&key, now)).await?)
    }

    fn judge(&self, reached: bool, window: Window, now: Timestamp) -> Result<(), AppError> {
        let left = now.duration_until(window.until).as_secs().max(0).unsigned_abs();
        let minutes = u32::try_from(left.div_ceil(60)).unwrap_or(self.minutes).max(1);
        if reached { Err(AppError::TooMany { minutes }) } else { Ok(()) }
    }

    fn window<'a>(&self, key: &'a str, now: Timestamp) -> Window<'a> {
        let length = i64::from(self.minutes) * 60;
        let into = SignedDuration::from_secs(now.as_second().rem_euclid(length));
        let began = Timestamp::from_second(now.as_second()).unwrap_or(now) - into;
        Window { kind: self.kind, key, began, until: began + SignedDuration::from_secs(length) }
    }
}
