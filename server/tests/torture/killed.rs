//! The process is killed at any moment, while members book, move and cancel: what was answered is
//! there afterwards, and what was not is done as a whole or not at all.

use std::{
    collections::BTreeMap,
    io,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use crate::{
    member::{Place, book, cancel, draft, move_to, own},
    portal::Server,
    rounds::{Row, rounds},
    times,
    wire::{Answer, Wire},
};

const MEMBERS: usize = 8;

/// Somebody who knows what they were answered.
#[derive(Default)]
struct Member {
    known: BTreeMap<String, (Place, bool)>,
    /// What was asked and not answered.
    pending: Option<Pending>,
    acknowledged: usize,
    dice: u64,
}

#[derive(Clone, Debug)]
enum Pending {
    Book { draft: String, place: Place },
    Move { id: String, start: String },
    Cancel { id: String },
}

/// How unanswered requests turned out.
#[derive(Default)]
struct Unanswered {
    done: usize,
    not_done: usize,
}

#[test]
fn what_was_answered_outlives_any_kill_and_nothing_is_half_done() {
    let cycles = rounds(5, 500);
    let row = Row::begin("kill -9 at any moment", cycles);
    let mut server = Server::start("torture-killed", MEMBERS);
    let places = places(&server);
    let mut members: Vec<Member> =
        (0..MEMBERS).map(|n| Member { dice: n as u64 + 1, ..Member::default() }).collect();
    let mut unanswered = Unanswered::default();
    for cycle in 0..cycles {
        live(&mut server, &mut members, &places, cycle as u64);
        if cycle % 8 == 7 {
            server.start_and_kill(Duration::from_millis(cycle as u64 * 41 % 500));
        }
        server.start_at_once().unwrap_or_else(|told| panic!("cycle {cycle}: it does not start: {told}"));
        for (n, member) in members.iter_mut().enumerate() {
            member.compare(&mut Wire::of(&server.signed_on(n)).unwrap(), &mut unanswered);
        }
        let told = server.told(&["verify"]);
        assert!(told.code == Some(0) && told.answer.contains("\n0 faults"), "cycle {cycle}: {told:?}");
    }
    let acknowledged: usize = members.iter().map(|member| member.acknowledged).sum();
    let Unanswered { done, not_done } = unanswered;
    row.end(format!(
        "0 of {acknowledged} acknowledged lost; of {} unanswered {done} done, {not_done} not, 0 half",
        done + not_done
    ));
}

fn places(server: &Server) -> Vec<Place> {
    let days = times::days(&server.browser(), 4, 6);
    days.into_iter()
        .flat_map(|day| day.starts.into_iter().map(move |start| (day.role.clone(), start)))
        .collect()
}

/// Members work, and the server is killed meanwhile.
fn live(server: &mut Server, members: &mut [Member], places: &[Place], cycle: u64) {
    let killed = AtomicBool::new(false);
    let browsers: Vec<_> = (0..MEMBERS).map(|n| server.signed_on(n)).collect();
    thread::scope(|scope| {
        for (member, browser) in members.iter_mut().zip(&browsers) {
            let killed = &killed;
            scope.spawn(move || {
                let Ok(mut wire) = Wire::of(browser) else { return };
                while member.work(&mut wire, places).is_ok() {}
                assert!(killed.load(Ordering::SeqCst), "a connection was closed before the kill");
            });
        }
        thread::sleep(Duration::from_micros(50_000 + cycle * 7_919 % 400_000));
        killed.store(true, Ordering::SeqCst);
        server.kill();
    });
}

impl Member {
    fn below(&mut self, n: usize) -> usize {
        self.dice = self.dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.dice >> 33) as usize % n
    }

    /// Asks for something; an error where no answer came.
    fn work(&mut self, wire: &mut Wire, places: &[Place]) -> io::Result<()> {
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
        self.pending = None;
        match answer.status {
            200 => self.note(&asked, answer.booked()),
            status => assert_eq!(status, 409, "{asked:?}: {answer:?}"),
        }
        Ok(())
    }

    fn note(&mut self, asked: &Pending, booked: Option<String>) {
        self.acknowledged += 1;
        self.known = with(&self.known, asked, booked.as_deref().unwrap_or_default());
    }

    /// What is there now is what was answered, with or without what was not.
    fn compare(&mut self, wire: &mut Wire, unanswered: &mut Unanswered) {
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
                self.ask_again(wire, &asked, done.then_some(new).flatten());
            }
        }
    }

    /// A form that is sent again leads to what it has booked, or books now.
    fn ask_again(&mut self, wire: &mut Wire, asked: &Pending, before: Option<String>) {
        let Pending::Book { .. } = asked else { return };
        let answer = ask(wire, asked).unwrap();
        match before {
            Some(id) => assert_eq!(answer.booked(), Some(id), "{answer:?}"),
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
