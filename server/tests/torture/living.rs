//! Members who book, move and cancel while something happens to the server, and know what they were
//! answered.

use std::{collections::BTreeMap, io};

use crate::{
    member::{Place, book, cancel, draft, move_to, own},
    portal::Server,
    times,
    wire::{Answer, Wire},
};

/// Somebody who knows what they were answered.
#[derive(Default)]
pub struct Member {
    known: BTreeMap<String, (Place, bool)>,
    /// What was asked and not answered.
    pending: Option<Pending>,
    pub acknowledged: usize,
    dice: u64,
}

#[derive(Clone, Debug)]
pub enum Pending {
    Book { draft: String, place: Place },
    Move { id: String, start: String },
    Cancel { id: String },
}

/// How asking for something has ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Work {
    /// It is done, or it is not for a reason.
    Answered,
    /// The server says that something is wrong with it.
    Failed,
    /// There was no answer.
    Lost,
}

impl Work {
    /// Whether nobody knows what has become of what was asked for.
    pub fn is_over(&self) -> bool {
        *self != Self::Answered
    }
}

/// How unanswered requests turned out.
#[derive(Default)]
pub struct Unanswered {
    pub done: usize,
    pub not_done: usize,
}

/// Some times of some roles.
pub fn places(server: &Server) -> Vec<Place> {
    let days = times::days(&server.browser(), 4, 6);
    days.into_iter()
        .flat_map(|day| day.starts.into_iter().map(move |start| (day.role.clone(), start)))
        .collect()
}

impl Member {
    /// So many members.
    pub fn some(count: usize) -> Vec<Self> {
        (0..count).map(|n| Self { dice: n as u64 + 1, ..Self::default() }).collect()
    }

    fn below(&mut self, n: usize) -> usize {
        self.dice = self.dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.dice >> 33) as usize % n
    }

    /// Asks for something. Where that fails, or no answer comes, nobody knows what has become of it.
    pub fn work(&mut self, wire: &mut Wire, places: &[Place]) -> Work {
        match self.try_to_work(wire, places) {
            Ok(status) if status < 500 => Work::Answered,
            Ok(_) => Work::Failed,
            Err(_) => Work::Lost,
        }
    }

    fn try_to_work(&mut self, wire: &mut Wire, places: &[Place]) -> io::Result<u16> {
        let booked: Vec<_> =
            self.known.iter().filter(|(_, (_, booked))| *booked).map(|(id, _)| id.clone()).collect();
        let place = places[self.below(places.len())].clone();
        let asked = match (booked.len(), self.below(4)) {
            (0, _) | (1..4, 0..2) => Pending::Book { draft: draft(wire, &place)?, place },
            (n, 2) => {
                let id = booked[self.below(n)].clone();
                let role = &self.known[&id].0.0;
                let starts: Vec<_> = places.iter().filter(|place| place.0 == *role).collect();
                let start = starts[self.below(starts.len())].1.clone();
                Pending::Move { id, start }
            }
            (n, _) => Pending::Cancel { id: booked[self.below(n)].clone() },
        };
        self.pending = Some(asked.clone());
        let answer = ask(wire, &asked)?;
        if answer.status < 500 {
            self.pending = None;
        }
        match answer.status {
            200 => self.note(&asked, answer.booked()),
            status => assert!([409, 500, 503].contains(&status), "{asked:?}: {answer:?}"),
        }
        Ok(answer.status)
    }

    fn note(&mut self, asked: &Pending, booked: Option<String>) {
        self.acknowledged += 1;
        self.known = with(&self.known, asked, booked.as_deref().unwrap_or_default());
    }

    /// What is there now is what was answered, with or without what was not.
    pub fn compare(&mut self, wire: &mut Wire, unanswered: &mut Unanswered) {
        let own = own(wire).unwrap();
        match self.pending.take() {
            None => assert_eq!(own, self.known),
            Some(asked) => {
                let new = own.keys().find(|id| !self.known.contains_key(*id)).cloned();
                let done = own != self.known;
                let with = with(&self.known, &asked, new.as_deref().unwrap_or_default());
                assert!(!done || own == with, "{asked:?}: {own:?} of {:?}", self.known);
                *(if done { &mut unanswered.done } else { &mut unanswered.not_done }) += 1;
                self.known = own;
                self.ask_again(wire, &asked, done.then_some(new));
            }
        }
    }

    /// What is sent again leads to what it has done `before`, or is done now.
    fn ask_again(&mut self, wire: &mut Wire, asked: &Pending, before: Option<Option<String>>) {
        let answer = ask(wire, asked).unwrap();
        match before {
            Some(id) => assert_eq!((answer.status, answer.booked()), (200, id), "{answer:?}"),
            None if answer.status == 200 => self.note(asked, answer.booked()),
            None => assert_eq!(answer.status, 409, "{answer:?}"),
        }
    }
}

fn ask(wire: &mut Wire, asked: &Pending) -> io::Result<Answer> {
    match asked {
        Pending::Book { draft, .. } => book(wire, draft),
        Pending::Move { id, start } => move_to(wire, id, start),
        Pending::Cancel { id } => cancel(wire, id),
    }
}

fn with(
    known: &BTreeMap<String, (Place, bool)>,
    asked: &Pending,
    new: &str,
) -> BTreeMap<String, (Place, bool)> {
    let mut known = known.clone();
    let (id, after) = match asked {
        Pending::Book { place, .. } => (new, (place.clone(), true)),
        Pending::Move { id, start } => (id.as_str(), ((known[id].0.0.clone(), start.clone()), true)),
        Pending::Cancel { id } => (id.as_str(), (known[id].0.clone(), false)),
    };
    known.insert(id.to_owned(), after);
    known
}
