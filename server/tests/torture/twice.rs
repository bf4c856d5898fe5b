//! One member is not at two visits at once, whatever their windows ask for at the same moment.

use std::thread;

use crate::{
    engine::Engine,
    member::{Place, book, cancel, draft, history, move_to, own},
    portal::{Server, member},
    rounds::{Row, rounds},
    times,
    wire::{Answer, Wire},
};

const MEMBERS: usize = 25;

#[test]
fn one_member_asks_for_two_visits_at_one_time_and_never_has_both() {
    let rounds = rounds(40, 1_000);
    let row = Row::begin("one member, two visits at one time", rounds);
    let server = Server::start("torture-twice", MEMBERS);
    ask_for_both([&server, &server], rounds);
    row.end("never both");
}

#[test]
#[ignore = "wants a database server, which `make torture` builds"]
fn so_it_is_where_each_window_asks_another_portal() {
    let rounds = rounds(40, 1_000);
    let row = Row::begin("one member, two visits at one time, two portals on a database server", rounds);
    let engine = Engine::start("torture-twice-engine");
    let members: Vec<_> = (0..MEMBERS).map(member).collect();
    let one = Server::start_with("torture-twice-two", &members, &engine.settings());
    ask_for_both([&one, &one.beside()], rounds);
    row.end("never both");
}

/// Each of two windows asks its server.
fn ask_for_both(servers: [&Server; 2], rounds: usize) {
    let (one, other, before) = places(servers[0]);
    for round in 0..rounds {
        let mut wires = servers.map(|server| Wire::of(&server.signed_on(round % MEMBERS)).unwrap());
        let answers = match round % 2 {
            0 => forms(&mut wires, &one, &other),
            _ => form_and_move(&mut wires, &one, &other, &before),
        };
        let done = answers.iter().filter(|answer| answer.status == 200).count();
        let refused = answers.iter().filter(|answer| answer.status == 409).count();
        assert_eq!((done, refused), (1, 1), "round {round}: {answers:?}");
        for (id, (_, booked)) in own(&mut wires[0]).unwrap() {
            if booked {
                assert_eq!(cancel(&mut wires[0], &id).unwrap().status, 200);
            }
        }
    }
    let told = servers[0].told(&["verify"]);
    assert_eq!(told.code, Some(0), "{told:?}");
}

/// A start that two roles have, and a start of the second one on another day.
fn places(server: &Server) -> (Place, Place, Place) {
    let days = times::days(&server.browser(), 12, 12);
    for one in &days {
        for other in days.iter().filter(|other| other.role != one.role && other.date == one.date) {
            let shared = one.starts.iter().find(|start| other.starts.contains(start));
            let before = days.iter().find(|day| day.role == other.role && day.date != other.date);
            if let (Some(start), Some(before)) = (shared, before.filter(|day| !day.starts.is_empty())) {
                let before = (before.role.clone(), before.starts[0].clone());
                return ((one.role.clone(), start.clone()), (other.role.clone(), start.clone()), before);
            }
        }
    }
    panic!("no two roles have one start");
}

/// Two forms.
fn forms([one, other]: &mut [Wire; 2], first: &Place, second: &Place) -> [Answer; 2] {
    let keys = (draft(one, first).unwrap(), draft(other, second).unwrap());
    at_once(|| book(one, &keys.0).unwrap(), || book(other, &keys.1).unwrap())
}

/// A form, and a visit of another day that is moved there.
fn form_and_move([one, other]: &mut [Wire; 2], first: &Place, to: &Place, from: &Place) -> [Answer; 2] {
    let key = draft(other, from).unwrap();
    let id = book(other, &key).unwrap().booked().unwrap();
    let key = draft(one, first).unwrap();
    at_once(|| book(one, &key).unwrap(), || move_to(other, &id, &to.1).unwrap())
}

fn at_once<T: Send>(one: impl FnOnce() -> T + Send, other: impl FnOnce() -> T + Send) -> [T; 2] {
    thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        [one.join().unwrap(), other]
    })
}

/// Two taps, or two windows: one form is filled in, changed and sent at the same moment.
#[test]
fn a_form_that_is_changed_twice_at_once_is_changed() {
    let rounds = rounds(40, 1_000);
    let row = Row::begin("one form, changed and sent twice at once", rounds);
    let server = Server::start("torture-form", MEMBERS);
    let (one, other, _) = places(&server);
    for round in 0..rounds {
        let browser = server.signed_on(round % MEMBERS);
        let mut wires = [Wire::of(&browser).unwrap(), Wire::of(&browser).unwrap()];
        let key = draft(&mut wires[0], &one).unwrap();
        let [first, second] = &mut wires;
        let changed = at_once(|| change(first, &key, &one.1), || change(second, &key, &other.1));
        assert!(changed.iter().all(|answer| answer.status == 200), "round {round}: {changed:?}");
        let [first, second] = &mut wires;
        let booked = at_once(|| book(first, &key).unwrap(), || book(second, &key).unwrap());
        let ids: Vec<_> = booked.iter().map(Answer::booked).collect();
        assert!(ids[0].is_some() && ids[0] == ids[1], "round {round}: {booked:?}");
        let id = ids[0].as_deref().unwrap();
        let [first, second] = &mut wires;
        let cancelled = at_once(|| cancel(first, id).unwrap(), || cancel(second, id).unwrap());
        // Both are told that it is done, and it is done once.
        assert!(cancelled.iter().all(|answer| answer.status == 200), "round {round}: {cancelled:?}");
        assert_eq!(history(&mut wires[0], id).unwrap(), ["booked", "cancelled"], "round {round}");
    }
    row.end("once each; no 5xx");
}

fn change(wire: &mut Wire, key: &str, start: &str) -> Answer {
    wire.post("change_start", &[("draft", key), ("start", start)]).unwrap()
}
