//! A member cancels in one window and moves in another one while the office says that the
//! clinician is away.

use std::{thread, time::Duration};

use serde_json::Value;

use crate::{
    member::{book, cancel, draft, move_to},
    portal::{Browser, Server},
    rounds::{Row, rounds},
    times::{self, Day, text},
    wire::Wire,
};

const MEMBERS: usize = 25;

/// What was answered, and how the appointment is since.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    cancelled: bool,
    moved: bool,
    told: bool,
    booked: bool,
    start: String,
    history: Vec<&'static str>,
}

#[derive(Clone, Copy)]
enum Act {
    Cancel,
    Move,
    Away,
}

#[test]
fn some_order_explains_a_cancellation_a_move_and_an_absence_at_once() {
    let rounds = rounds(12, 400);
    let row = Row::begin("cancel ∥ move ∥ clinician away", rounds);
    let server = Server::start("torture-away", MEMBERS);
    let mut days = times::days(&server.browser(), 40, 40);
    days.retain(|day| !day.starts.is_empty());
    let pairs: Vec<_> =
        days.chunks(2).filter(|pair| pair.len() == 2 && pair[0].role == pair[1].role).collect();
    assert!(pairs.len() >= rounds, "only {} days", pairs.len());
    let mut orders = std::collections::BTreeMap::new();
    for (round, pair) in pairs.into_iter().take(rounds).enumerate() {
        let [day, other] = pair else { unreachable!() };
        let seen = self::round(&server, &server.signed_on(round % MEMBERS), day, other, round as u64);
        let explained = explained(&day.starts[0], &other.starts[0]);
        assert!(explained.contains(&seen), "nothing explains {seen:?}");
        *orders.entry(format!("{:?}", seen.history)).or_insert(0) += 1;
    }
    let told = server.told(&["verify"]);
    assert_eq!(told.code, Some(0), "{told:?}");
    row.end(format!("all explained, {} histories", orders.len()));
}

fn round(server: &Server, browser: &Browser, day: &Day, other: &Day, round: u64) -> Seen {
    let mut wires = [Wire::of(browser).unwrap(), Wire::of(browser).unwrap()];
    let key = draft(&mut wires[0], &(day.role.clone(), day.starts[0].clone())).unwrap();
    let id = book(&mut wires[0], &key).unwrap().booked().unwrap();
    let [one, two] = &mut wires;
    let pause = |n: u64| thread::sleep(Duration::from_millis((round * 37 + n * 53) % 160));
    let (cancelled, moved, told) = thread::scope(|scope| {
        let cancelled = scope.spawn(|| {
            pause(1);
            cancel(one, &id).unwrap()
        });
        let moved = scope.spawn(|| {
            pause(2);
            move_to(two, &id, &other.starts[0]).unwrap()
        });
        let line = ["office", "away", "--role", &day.role, "--from", &day.date, "--until", &day.date];
        let told = server.told(&line);
        (cancelled.join().unwrap(), moved.join().unwrap(), told)
    });
    assert_eq!(told.code, Some(0), "{told:?}");
    for answer in [&cancelled, &moved] {
        assert!([200, 409].contains(&answer.status), "{answer:?}");
    }
    let view = one.read("find_appointment", &[("id", &id)]).unwrap();
    Seen {
        cancelled: cancelled.status == 200,
        moved: moved.status == 200,
        told: told.answer.contains(&id),
        booked: view["appointment"]["state"] == "booked",
        start: text(&view["appointment"]["start"]["instant"]),
        history: view["history"].as_array().unwrap().iter().map(kind).collect(),
    }
}

fn kind(happening: &Value) -> &'static str {
    let kinds = ["booked", "moved", "cancelled", "away"];
    kinds.into_iter().find(|kind| happening["kind"] == *kind).unwrap()
}

/// What can be seen, for each order.
fn explained(start: &str, other: &str) -> Vec<Seen> {
    use Act::{Away, Cancel, Move};
    let orders = [
        [Cancel, Move, Away],
        [Cancel, Away, Move],
        [Move, Cancel, Away],
        [Move, Away, Cancel],
        [Away, Cancel, Move],
        [Away, Move, Cancel],
    ];
    orders.into_iter().map(|order| after(order, start, other)).collect()
}

fn after(order: [Act; 3], start: &str, other: &str) -> Seen {
    let mut seen = Seen {
        cancelled: false,
        moved: false,
        told: false,
        booked: true,
        start: start.to_owned(),
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
            Act::Away if seen.booked && seen.start == start => {
                seen.told = true;
                seen.history.push("away");
            }
            Act::Cancel | Act::Move | Act::Away => {}
        }
    }
    seen
}
