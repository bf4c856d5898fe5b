//! A member cancels in one window, moves in another one and takes an earlier time in a third one while
//! the office says that the clinician is away.

use std::{thread, time::Duration};

use app::domain::search::Weekdays;
use jiff::{Timestamp, tz::TimeZone};
use serde_json::Value;

use crate::{
    member::{book, cancel, draft, move_to},
    portal::{Browser, Server},
    rounds::{Row, rounds},
    times::{self, Day, text},
    wire::Wire,
};

/// What was answered, and how the appointment is since.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    cancelled: bool,
    moved: bool,
    taken: bool,
    told: bool,
    booked: bool,
    start: String,
    /// What was proposed.
    earlier: String,
    history: Vec<&'static str>,
}

#[derive(Clone, Copy)]
enum Act {
    Cancel,
    Move,
    Take,
    Away,
}

#[test]
fn some_order_explains_a_cancellation_a_move_an_earlier_time_and_an_absence_at_once() {
    let rounds = rounds(12, 350);
    let row = Row::begin("cancel ∥ move ∥ offer ∥ clinician away", rounds);
    // Each round has a member of its own: what they have from another one would be in the way.
    let server = Server::start("torture-away", rounds);
    let mut days = times::days(&server.browser(), 100, 40);
    days.retain(|day| !day.starts.is_empty());
    let places: Vec<_> = days.chunk_by(|one, next| one.role == next.role).flat_map(places).collect();
    assert!(places.len() >= rounds, "only {} days", places.len());
    let mut orders = std::collections::BTreeMap::new();
    for (round, (day, other)) in places.into_iter().take(rounds).enumerate() {
        let seen = self::round(&server, &server.signed_on(round), day, other, round as u64);
        let explained = explained(&day.starts[0], other, &seen.earlier);
        assert!(explained.contains(&seen), "nothing explains {seen:?}");
        *orders.entry(format!("{:?}", seen.history)).or_insert(0) += 1;
    }
    let told = server.told(&["verify"]);
    assert_eq!(told.code, Some(0), "{told:?}");
    row.end(format!("all explained, {} histories", orders.len()));
}

/// The days of a role, each with another start of its last day to move to.
fn places(days: &[Day]) -> Vec<(&Day, &str)> {
    let Some((last, before)) = days.split_last() else { return Vec::new() };
    before.iter().zip(last.starts.iter().map(String::as_str)).collect()
}

fn round(server: &Server, browser: &Browser, day: &Day, other: &str, round: u64) -> Seen {
    let mut wires = [(); 3].map(|()| Wire::of(browser).unwrap());
    let key = draft(&mut wires[0], &(day.role.clone(), day.starts[0].clone())).unwrap();
    let id = book(&mut wires[0], &key).unwrap().booked().unwrap();
    let earlier = proposed(&mut wires[0], &id);
    let [one, two, three] = &mut wires;
    // Each by a step of its own, so that they meet in another order each time.
    let pause = |step: u64| thread::sleep(Duration::from_millis(round * step % 160));
    let (cancelled, moved, taken, told) = thread::scope(|scope| {
        let cancelled = scope.spawn(|| {
            pause(37);
            cancel(one, &id).unwrap()
        });
        let moved = scope.spawn(|| {
            pause(53);
            move_to(two, &id, other).unwrap()
        });
        let taken = scope.spawn(|| {
            pause(71);
            three.post("take_earlier", &[("id", &id), ("start", &earlier)]).unwrap()
        });
        let line = ["office", "away", "--role", &day.role, "--from", &day.date, "--until", &day.date];
        pause(97);
        let told = server.told(&line);
        (cancelled.join().unwrap(), moved.join().unwrap(), taken.join().unwrap(), told)
    });
    assert_eq!(told.code, Some(0), "{told:?}");
    for answer in [&cancelled, &moved, &taken] {
        assert!([200, 404, 409].contains(&answer.status), "{answer:?}");
    }
    let view = one.read("find_appointment", &[("id", &id)]).unwrap();
    Seen {
        cancelled: cancelled.status == 200,
        moved: moved.status == 200,
        taken: taken.status == 200,
        told: told.answer.contains(&id),
        booked: view["appointment"]["state"] == "booked",
        start: text(&view["appointment"]["start"]["instant"]),
        earlier,
        history: view["history"].as_array().unwrap().iter().map(kind).collect(),
    }
}

/// What is proposed to a member who wants an earlier time.
fn proposed(wire: &mut Wire, id: &str) -> String {
    // Not so soon that it could not be changed any more.
    let today = Timestamp::now().to_zoned_datetime(TimeZone::UTC).date().weekday();
    let days = today.wrapping_add(2).cycle_forward().take(4).map(Weekdays::word);
    let days = days.map(|day| ("weekdays[]", day));
    let fields: Vec<_> = [("id", id)].into_iter().chain(days).collect();
    assert_eq!(wire.post("ask_for_earlier", &fields).unwrap().status, 200);
    let view = wire.read("find_appointment", &[("id", id)]).unwrap();
    text(&view["earlier"]["proposal"]["start"]["instant"])
}

fn kind(happening: &Value) -> &'static str {
    let kinds = ["booked", "moved", "cancelled", "away"];
    kinds.into_iter().find(|kind| happening["kind"] == *kind).unwrap()
}

/// What can be seen, for each order.
fn explained(start: &str, other: &str, earlier: &str) -> Vec<Seen> {
    let mut all = Vec::new();
    let acts = [Act::Cancel, Act::Move, Act::Take, Act::Away];
    for n in 0..24 {
        // Each number names an order: which of those that are left comes next.
        let (mut left, mut rest) = (acts.to_vec(), n);
        let order = (1..=4).rev().map(|size| {
            let act = left.remove(rest % size);
            rest /= size;
            act
        });
        all.push(after(order.collect(), start, other, earlier));
    }
    all
}

fn after(order: Vec<Act>, start: &str, other: &str, earlier: &str) -> Seen {
    let mut seen = Seen {
        cancelled: false,
        moved: false,
        taken: false,
        told: false,
        booked: true,
        start: start.to_owned(),
        earlier: earlier.to_owned(),
        history: vec!["booked"],
    };
    for act in order {
        match act {
            Act::Cancel if seen.booked => {
                (seen.cancelled, seen.booked) = (true, false);
                seen.history.push("cancelled");
            }
            Act::Move if seen.booked => {
                (seen.moved, seen.start) = (true, other.to_owned());
                seen.history.push("moved");
            }
            // A move ends the wish.
            Act::Take if seen.booked && !seen.moved => {
                (seen.taken, seen.start) = (true, earlier.to_owned());
                seen.history.push("moved");
            }
            Act::Away if seen.booked && seen.start == start => {
                seen.told = true;
                seen.history.push("away");
            }
            Act::Cancel | Act::Move | Act::Take | Act::Away => {}
        }
    }
    seen
}
