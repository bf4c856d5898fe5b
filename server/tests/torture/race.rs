//! Many members want one time at the same moment.

use std::{
    sync::{Barrier, Mutex},
    thread,
};

use crate::{
    engine::Engine,
    member::{Place, book, cancel, draft},
    portal::{Server, member},
    rounds::{Row, rounds},
    times,
    wire::{Answer, Wire},
};

const MEMBERS: usize = 200;

/// The same time again and again: whoever has it gives it back.
#[test]
fn two_hundred_members_want_one_time_and_one_has_it_each_round() {
    let rounds = rounds(3, 1_000);
    let row = Row::begin("200 members, one time, over HTTP", rounds);
    compete(&[&Server::start("torture-race", MEMBERS)], rounds);
    row.end(won(rounds));
}

#[test]
#[ignore = "wants a database server, which `make torture` builds"]
fn so_it_is_where_two_portals_have_one_database() {
    let rounds = rounds(3, 1_000);
    let row = Row::begin("200 members, one time, two portals on a database server", rounds);
    let engine = Engine::start("torture-race-engine");
    let members: Vec<_> = (0..MEMBERS).map(member).collect();
    let one = Server::start_with("torture-race-two", &members, &engine.settings());
    compete(&[&one, &one.beside()], rounds);
    row.end(won(rounds));
}

fn won(rounds: usize) -> String {
    format!("exactly one each; {} refusals with alternatives; no 5xx", rounds * (MEMBERS - 1))
}

/// Members who ask one of these each, in turn.
fn compete(servers: &[&Server], rounds: usize) {
    let day = times::days(&servers[0].browser(), 1, 1).remove(0);
    let place = (day.role.clone(), day.starts[0].clone());
    let (barrier, answers) = (Barrier::new(MEMBERS + 1), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for n in 0..MEMBERS {
            let (server, place, barrier, answers) = (servers[n % servers.len()], &place, &barrier, &answers);
            scope.spawn(move || race(server, n, place, rounds, barrier, answers));
        }
        let mut faults = Vec::new();
        for round in 0..rounds {
            barrier.wait();
            barrier.wait();
            // Looked at when all is over: whoever stopped here would leave the others waiting.
            let answers = std::mem::take(&mut *answers.lock().unwrap());
            faults.extend(fault(&answers).map(|fault| format!("round {round}: {fault}")));
            barrier.wait();
        }
        assert!(faults.is_empty(), "{faults:?}");
    });
    let told = servers[0].told(&["verify"]);
    assert_eq!(told.code, Some(0), "{told:?}");
}

fn race(
    server: &Server,
    n: usize,
    place: &Place,
    rounds: usize,
    barrier: &Barrier,
    answers: &Mutex<Vec<Answer>>,
) {
    let mut wire = Wire::of(&server.signed_on(n)).unwrap();
    for _ in 0..rounds {
        barrier.wait();
        // Whoever fills the form in first keeps the time.
        let form = draft(&mut wire, place).unwrap();
        let answer = book(&mut wire, &form).unwrap();
        let won = answer.booked();
        answers.lock().unwrap().push(answer);
        barrier.wait();
        if let Some(id) = won {
            assert_eq!(cancel(&mut wire, &id).unwrap().status, 200);
        }
        barrier.wait();
    }
}

/// What is wrong with the answers to all.
fn fault(answers: &[Answer]) -> Option<String> {
    let won = answers.iter().filter(|answer| answer.booked().is_some()).count();
    let told = |answer: &&Answer| {
        let others = &answer.error()["refused"]["slot-taken"]["others"];
        answer.status == 409 && others.as_array().is_some_and(|others| !others.is_empty())
    };
    let lost = answers.iter().filter(told).count();
    let odd = answers.iter().find(|answer| answer.booked().is_none() && answer.status != 409);
    ((won, lost) != (1, answers.len() - 1)).then(|| format!("{won} won, {lost} lost; {odd:?}"))
}
