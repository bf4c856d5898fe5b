//! Many members want different times of one clinician at the same moment: as when a clinic opens.

use std::{sync::Barrier, thread};

use crate::{
    member::{Place, book, cancel, draft},
    portal::Server,
    rounds::{Row, rounds},
    times,
    wire::{Answer, Wire},
};

/// Members, and times of a clinician at most.
const MEMBERS: usize = 120;

#[test]
fn everybody_of_a_crowd_has_the_time_that_they_want() {
    let rounds = rounds(2, 100);
    let server = Server::start("torture-crowd", MEMBERS);
    let places = week(&server);
    let mut row = Row::begin("a crowd, each another time of one clinician", 0);
    for round in 0..rounds {
        let barrier = Barrier::new(places.len());
        let answers: Vec<_> = thread::scope(|scope| {
            let members = places.iter().enumerate().map(|(n, place)| {
                let (server, barrier) = (&server, &barrier);
                scope.spawn(move || once(server, n, place, barrier))
            });
            members.collect::<Vec<_>>().into_iter().map(|member| member.join().unwrap()).collect()
        });
        for (booked, cancelled) in answers {
            assert!(booked.booked().is_some(), "round {round}: {booked:?}");
            assert!(cancelled.is_some_and(|answer| answer.status == 200), "round {round}");
        }
    }
    row.count(format!("{rounds} of {}", places.len()));
    row.end("all booked and cancelled; no 5xx");
}

/// Books when all are ready, and cancels at once: what came of both.
fn once(server: &Server, n: usize, place: &Place, barrier: &Barrier) -> (Answer, Option<Answer>) {
    let mut wire = Wire::of(&server.signed_on(n)).unwrap();
    let form = draft(&mut wire, place).unwrap();
    barrier.wait();
    let booked = book(&mut wire, &form).unwrap();
    let cancelled = booked.booked().map(|id| cancel(&mut wire, &id).unwrap());
    (booked, cancelled)
}

/// The free times of the clinician who has most of them in the next two weeks.
fn week(server: &Server) -> Vec<Place> {
    let mut most: Vec<Place> = Vec::new();
    for role in times::roles(&server.browser()).into_iter().take(25) {
        let days = times::of_role(&server.browser(), &role, 8);
        let starts = days.into_iter().flat_map(|day| day.starts);
        let places: Vec<_> = starts.map(|start| (role.clone(), start)).take(MEMBERS).collect();
        if places.len() > most.len() {
            most = places;
        }
    }
    most
}
