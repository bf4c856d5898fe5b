//! The process is killed at any moment, while members book, move and cancel: what was answered is
//! there afterwards, and what was not is done as a whole or not at all.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use crate::{
    living::{Member, Unanswered, Work, places},
    member::Place,
    portal::Server,
    rounds::{Row, rounds},
    wire::Wire,
};

const MEMBERS: usize = 8;

#[test]
fn what_was_answered_outlives_any_kill_and_nothing_is_half_done() {
    let cycles = rounds(5, 500);
    let row = Row::begin("kill -9 at any moment", cycles);
    let mut server = Server::start("torture-killed", MEMBERS);
    let places = places(&server);
    let mut members = Member::some(MEMBERS);
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

/// Members work, and the server is killed meanwhile.
fn live(server: &mut Server, members: &mut [Member], places: &[Place], cycle: u64) {
    let killed = AtomicBool::new(false);
    let browsers: Vec<_> = (0..MEMBERS).map(|n| server.signed_on(n)).collect();
    thread::scope(|scope| {
        for (member, browser) in members.iter_mut().zip(&browsers) {
            let killed = &killed;
            scope.spawn(move || {
                let Ok(mut wire) = Wire::of(browser) else { return };
                let last = (0..).map(|_| member.work(&mut wire, places)).find(Work::is_over);
                assert_eq!(last, Some(Work::Lost));
                assert!(killed.load(Ordering::SeqCst), "a connection was closed before the kill");
            });
        }
        thread::sleep(Duration::from_micros(50_000 + cycle * 7_919 % 400_000));
        killed.store(true, Ordering::SeqCst);
        server.kill();
    });
}
