//! Clients who book, move and cancel by chance, each after its answer again. Several are one
//! member's; some go away before they are answered, and what they have asked for goes on.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use app::{
    api::{
        absence::take_suggestion,
        appointment::{book, cancel_appointment, move_appointment},
        draft::start_draft,
        hold::keep_time,
    },
    domain::{
        absence::{Absence, Instead},
        actor::Actor,
        appointment::Refusal,
        id::{AppointmentId, IdempotencyKey},
        need::Need,
        time::LocalTime,
    },
    error::AppError,
    portal::{Portal, zone},
    store::{self, absence::Told},
};
use jiff::{Timestamp, ToSpan, civil::date};
use tokio::task::JoinHandle;

use super::record::{Asked, Done, Outcome, Span};
use crate::{
    support::{Answer, Browser, now},
    world::{STEP, instant},
};

/// Members, each with two clients.
pub const MEMBERS: usize = 8;
const CLIENTS: usize = 2 * MEMBERS;
const ROLES: [&str; 3] = ["role", "colleague", "branch"];

/// Whoever asks, and what they know of.
pub struct Clients {
    portal: Portal,
    browsers: Vec<Browser>,
    known: Mutex<Vec<(AppointmentId, usize)>>,
    keys: Mutex<Vec<(IdempotencyKey, usize, &'static str, Timestamp)>>,
}

/// Numbers that look like chance.
pub struct Dice(u64);

impl Dice {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    /// One of few starts, so that many want the same.
    fn start(&mut self) -> Timestamp {
        let day = date(2026, 11, 30).saturating_add((self.below(4) as i32).days());
        instant(day, 8, 0) + STEP * self.below(11) as i32
    }
}

impl Clients {
    pub async fn new(portal: &Portal) -> Self {
        let mut browsers = Vec::new();
        for member in 0..MEMBERS {
            browsers.push(Browser::of(portal, member).await);
        }
        Self { portal: portal.clone(), browsers, known: Mutex::default(), keys: Mutex::default() }
    }

    /// Does so many operations; returns when the last one has ended, asked for or not.
    pub async fn run(self: Arc<Self>, seed: u64, operations: usize) -> Vec<Done> {
        let clients = (0..CLIENTS).map(|n| {
            let (clients, dice) = (self.clone(), Dice(seed * 1_000 + n as u64));
            tokio::spawn(clients.one(n % MEMBERS, dice, operations / CLIENTS))
        });
        let mut record = Vec::new();
        for client in clients.collect::<Vec<_>>() {
            let (done, left) = client.await.unwrap();
            record.extend(done);
            for operation in left {
                operation.await.unwrap();
            }
        }
        record
    }

    async fn one(
        self: Arc<Self>,
        member: usize,
        mut dice: Dice,
        operations: usize,
    ) -> (Vec<Done>, Vec<JoinHandle<Outcome>>) {
        let (mut record, mut left) = (Vec::new(), Vec::new());
        for _ in 0..operations {
            let (member, asked) = self.choose(member, &mut dice, &mut record).await;
            let from = Instant::now();
            let mut operation = tokio::spawn(self.clone().ask(member, asked.clone()));
            let patience = if dice.below(10) == 0 { dice.below(4_000) as u64 } else { 60_000_000 };
            let outcome = tokio::time::timeout(Duration::from_micros(patience), &mut operation).await;
            let outcome = outcome.map_or(Outcome::Unknown, Result::unwrap);
            let until = (outcome != Outcome::Unknown).then(Instant::now);
            left.extend(until.is_none().then_some(operation));
            record.push(Done { member, asked, outcome, span: Span { from, until } });
        }
        // What has ended is not waited for again.
        left.retain(|operation| !operation.is_finished());
        (record, left)
    }

    /// What to ask for next, and for whom.
    async fn choose(&self, member: usize, dice: &mut Dice, record: &mut Vec<Done>) -> (usize, Asked) {
        let known = self.known.lock().unwrap().clone();
        let what = if known.is_empty() { 0 } else { dice.below(23) };
        // Mostly what is new: old ones are cancelled.
        let recent = known.len().saturating_sub(12);
        let (id, whose) = match known.is_empty() {
            true => (AppointmentId(String::new()), 0),
            false => known[recent + dice.below(known.len() - recent)].clone(),
        };
        match what {
            0..=8 => {
                let (form, filled) = self.form(member, ROLES[dice.below(3)], dice.start()).await;
                record.push(filled);
                (member, form)
            }
            9 => self.sent_before(dice),
            10..=13 => (whose, Asked::Move { id, start: dice.start() }),
            14..=16 => (whose, Asked::Cancel { id }),
            17 => (whose, Asked::Tell { id }),
            18 | 19 => (whose, Asked::Take { id }),
            _ => (member, Asked::Keep { role: ROLES[dice.below(3)], start: dice.start() }),
        }
    }

    /// A form that is filled in, and that it was.
    async fn form(&self, member: usize, role: &'static str, start: Timestamp) -> (Asked, Done) {
        let from = Instant::now();
        let contact = "206-555-0100".to_owned();
        let form = start_draft(
            None,
            role.into(),
            "visit".into(),
            start,
            Need::Routine,
            String::new(),
            contact,
            None,
        );
        let answer = self.browsers[member].clone().ask(form).await;
        let key: IdempotencyKey = answer.location.unwrap().rsplit('/').next().unwrap().into();
        self.keys.lock().unwrap().push((key.clone(), member, role, start));
        let span = Span { from, until: Some(Instant::now()) };
        let filled = Done { member, asked: Asked::Fill { role, start }, outcome: Outcome::Done(None), span };
        (Asked::Book { key, role, start }, filled)
    }

    fn sent_before(&self, dice: &mut Dice) -> (usize, Asked) {
        let keys = self.keys.lock().unwrap();
        let (key, member, role, start) = keys[dice.below(keys.len())].clone();
        (member, Asked::Book { key, role, start })
    }

    async fn ask(self: Arc<Self>, member: usize, asked: Asked) -> Outcome {
        let mut browser = self.browsers[member].clone();
        let answer = match asked {
            Asked::Book { key, .. } => browser.ask(book(key)).await,
            Asked::Move { id, start } => browser.ask(move_appointment(id, Some(start))).await,
            Asked::Cancel { id } => browser.ask(cancel_appointment(id)).await,
            Asked::Take { id } => browser.ask(take_suggestion(id)).await,
            Asked::Tell { id } => return self.tell(&id).await,
            Asked::Keep { role, start } => {
                let answer = browser.ask(keep_time(role.into(), "visit".into(), start, None)).await;
                return outcome(&answer);
            }
            Asked::Fill { .. } => return Outcome::Failed,
        };
        let outcome = outcome(&answer);
        if let Outcome::Done(Some(id)) = &outcome {
            let mut known = self.known.lock().unwrap();
            if !known.iter().any(|(other, _)| other == id) {
                known.push((id.clone(), member));
            }
        }
        outcome
    }

    /// The clinician is away; the colleague is there at the same moment.
    async fn tell(&self, id: &AppointmentId) -> Outcome {
        let store = &self.portal.store;
        let appointment = store::office::find(store, id).await.unwrap().unwrap();
        if appointment.may_cancel_by_phone(now()).is_err() {
            return Outcome::Changed;
        }
        let role = if appointment.role.as_str() == "colleague" { "role" } else { "colleague" };
        let start = appointment.start.clone();
        let start = LocalTime::at(start.instant, &zone("America/Los_Angeles"));
        let instead = Instead { role: role.into(), start, claims: appointment.claims.clone() };
        let absence = Absence {
            appointment: id.clone(),
            start: appointment.start.clone(),
            instead: Some(instead),
            at: now(),
        };
        let before = match store::absence::find(store, &appointment).await {
            Ok(before) => before,
            Err(_) => return Outcome::Failed,
        };
        let told = (&absence, before.as_ref());
        match store::absence::tell(store, &appointment, told, None, (&Actor::Plan, None)).await {
            Ok(Told::New(_)) => Outcome::Done(None),
            Ok(Told::Changed | Told::Taken) => Outcome::Changed,
            Err(_) => Outcome::Failed,
        }
    }
}

fn outcome<T>(answer: &Answer<T>) -> Outcome {
    match &answer.outcome {
        Ok(_) => {
            let id = answer.location.as_deref().and_then(|to| to.strip_prefix("/appointments/"));
            let id = id.and_then(|to| to.strip_suffix("?done=booked"));
            Outcome::Done(id.map(Into::into))
        }
        Err(AppError::Refused(Refusal::SlotTaken { .. })) => Outcome::Taken,
        Err(AppError::Refused(Refusal::Overlap | Refusal::TooNear { .. })) => Outcome::Elsewhere,
        Err(AppError::Refused(Refusal::NotOpen) | AppError::NotFound) => Outcome::Changed,
        Err(AppError::NotKnown) => Outcome::Unknown,
        Err(AppError::Busy | AppError::Unexpected { .. }) => Outcome::Failed,
        Err(error) => panic!("{error:?}"),
    }
}
