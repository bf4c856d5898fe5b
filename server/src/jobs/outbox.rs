//! Sends the letters that wait, each at least once.
//!
//! A reminder is looked at once more before it is sent: its appointment must be booked for the
//! start that it names, that must be to come, and the clinician must be there. A cancellation takes the reminders of its
//! appointment out of the outbox in its own transaction, so that after it none is begun. One that
//! was on its way to the mail server at that moment may still arrive, never later than the mail
//! server takes to accept it; the letter about the cancellation comes after it.

mod account;
mod emergency;
mod visit;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use app::{
    domain::{id::MemberId, member::Member, right::Readable},
    letter::Between,
    portal::Portal,
    store::{self, outbox::Record},
};
use jiff::SignedDuration;
use lettre::message::Mailbox;

use super::ticks::Ticks;
use crate::{
    mail::{
        message::{self, Envelope},
        transport::{self, Transport},
    },
    stop::Stop,
};

/// The outbox is looked into this often.
const EVERY: Duration = Duration::from_secs(1);
/// Letters at a time.
const BATCH: usize = 32;
/// So long one process sends what it has taken: well before others take it to be left behind.
const IN_HAND: Duration = Duration::from_secs(40);
/// After letters were sent it rests for so many times as long as that took, at most for so long.
const REST: u32 = 3;
const LONGEST_REST: Duration = Duration::from_millis(250);
/// A letter that was tried this often is given up: after about a day.
const ATTEMPTS: u32 = 30;
/// The pause after the first attempt; it doubles up to the longest.
const PAUSE: SignedDuration = SignedDuration::from_secs(5);
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(1);

/// Sends letters until the server stops.
pub struct Postman {
    /// The portal.
    pub portal: Portal,
    /// Where people reach it, without a slash at its end.
    pub address: Arc<str>,
    /// How mails leave.
    pub transport: Transport,
    /// The sender.
    pub from: Mailbox,
}

/// Why a letter was not sent.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    Transport(#[from] transport::Error),
    #[error(transparent)]
    Message(#[from] message::Error),
    #[error("the calendar file cannot be written")]
    Calendar(#[from] std::fmt::Error),
    #[error("its {0} is not there any more")]
    Gone(&'static str),
    #[error("what it says does not hold any more")]
    Over,
}

impl Postman {
    /// Looks each second, until stopping is requested. A letter that is under way is finished.
    pub async fn work(self, stop: Stop) {
        let mut ticks = Ticks::every(EVERY, &stop);
        while ticks.next().await {
            self.empty(&stop).await;
        }
    }

    /// Sends what is due.
    async fn empty(&self, stop: &Stop) {
        while !stop.is_requested() {
            let begun = Instant::now();
            match store::outbox::due(&self.portal.store, self.portal.now(), BATCH).await {
                Ok(letters) if letters.is_empty() => return,
                Ok(letters) => self.deliver_all(&letters, stop).await,
                Err(error) => {
                    tracing::error!(%error, "the outbox cannot be read");
                    return;
                }
            }
            // In a rush of bookings the letters wait, not the members.
            tokio::time::sleep((begun.elapsed() * REST).min(LONGEST_REST)).await;
        }
    }

    /// Sends letters and notes how it went. What takes too long is left for another time.
    async fn deliver_all(&self, letters: &[Record], stop: &Stop) {
        let begun = Instant::now();
        let (mut sent, mut left) = (Vec::new(), Vec::new());
        for letter in letters {
            if stop.is_requested() || begun.elapsed() > IN_HAND {
                left.push(letter.id.as_str());
            } else if self.deliver(letter).await {
                sent.push(letter.id.as_str());
            }
        }
        let (store, now) = (&self.portal.store, self.portal.now());
        if !sent.is_empty() {
            noted(store::outbox::sent(store, &sent, now).await);
        }
        if !left.is_empty() {
            noted(store::outbox::give_back(store, &left, now).await);
        }
    }

    /// Sends one letter: whether that is done. Notes what is to be done where it is not.
    async fn deliver(&self, record: &Record) -> bool {
        let store = &self.portal.store;
        match self.send(record).await {
            Ok(()) => return true,
            Err(Error::Over) => {
                tracing::info!(letter = record.id, "a letter is not needed any more");
                noted(store::outbox::give_up(store, &record.id).await);
            }
            Err(error) if error.is_final() || record.attempts >= ATTEMPTS => {
                tracing::error!(letter = record.id, kind = ?record.kind, %error, "a letter is given up");
                noted(store::outbox::give_up(store, &record.id).await);
            }
            Err(error) => {
                tracing::warn!(letter = record.id, attempts = record.attempts, %error, "a letter waits");
                let again = self.portal.now() + pause(record.attempts);
                noted(store::outbox::failed(store, &record.id, again).await);
            }
        }
        false
    }

    async fn send(&self, record: &Record) -> Result<(), Error> {
        let subject = Readable::granted(self.member(&record.member).await?);
        let proxy = match &record.proxy {
            Some(proxy) => Some(self.member(proxy).await?),
            None => None,
        };
        let between = proxy.as_ref().map(|proxy| Between { proxy, subject: &subject });
        let reader = proxy.as_ref().filter(|_| record.to_proxy).unwrap_or(&subject);
        if record.email.is_none() && reader.email.is_empty() {
            return Err(Error::Over);
        }
        let (letter, calendar) =
            match (&record.emergency, self.about_account(record, (reader, &subject), between)) {
                (Some(id), _) => (self.about_emergency(id, &subject).await?, None),
                (None, Some(letter)) => (letter, None),
                (None, None) => self.about_visit(record, (reader, &subject), between).await?,
            };
        let to = record.email.as_deref().unwrap_or(&reader.email);
        let envelope = Envelope { id: &record.id, from: &self.from, to, member: reader, at: record.at };
        Ok(self.transport.send(&record.id, envelope.mail(letter, calendar)?).await?)
    }

    async fn member(&self, id: &MemberId) -> Result<Member, Error> {
        let found = store::member::find(&self.portal.store, id).await?;
        found.ok_or(Error::Gone("member"))
    }
}

impl Error {
    /// Whether trying again is of no use.
    fn is_final(&self) -> bool {
        match self {
            Self::Store(_) | Self::Calendar(_) => false,
            Self::Transport(error) => error.is_final(),
            Self::Message(_) | Self::Gone(_) | Self::Over => true,
        }
    }
}

fn noted(outcome: Result<(), store::Error>) {
    if let Err(error) = outcome {
        tracing::error!(%error, "how letters went cannot be noted");
    }
}

/// Doubles with each attempt.
fn pause(attempts: u32) -> SignedDuration {
    PAUSE.saturating_mul(1 << attempts.saturating_sub(1).min(12)).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests;
