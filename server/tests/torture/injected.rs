//! The process is killed in the moment in which the disk is asked to keep what was written: by
//! `strace`, which answers in the kernel's place.

use std::thread;

use crate::{
    living::{Member, Unanswered, Work, places},
    member::Place,
    portal::Server,
    rounds::{Row, rounds},
    wire::Wire,
};

const MEMBERS: usize = 4;

#[test]
fn what_was_answered_outlives_a_kill_at_any_call_that_keeps_it() {
    let cycles = rounds(3, 250);
    let row = Row::begin("kill -9 at the n-th fsync", cycles);
    let mut disk = Disk::new("torture-fsync");
    for cycle in 0..cycles {
        // Some while it starts, most while members work.
        let at = 1 + cycle * 17 % 120;
        disk.work(&format!("fsync:signal=SIGKILL:when={at}"));
        disk.restart(cycle);
    }
    row.end(disk.tell());
}

/// A server that is killed, and its members.
struct Disk {
    server: Server,
    members: Vec<Member>,
    places: Vec<Place>,
    unanswered: Unanswered,
}

impl Disk {
    fn new(name: &str) -> Self {
        let server = Server::start(name, MEMBERS);
        let (places, members) = (places(&server), Member::some(MEMBERS));
        Self { server, members, places, unanswered: Unanswered::default() }
    }

    /// Members work until they are not answered.
    fn work(&mut self, fault: &str) {
        self.server.end_or_kill();
        if !self.server.start_failing(fault) {
            return;
        }
        let (server, places) = (&self.server, &self.places);
        let browsers: Vec<_> = (0..MEMBERS).map(|n| server.signed_on(n)).collect();
        thread::scope(|scope| {
            for (member, browser) in self.members.iter_mut().zip(&browsers) {
                scope.spawn(move || {
                    let Ok(mut wire) = Wire::of(browser) else { return };
                    (0..60).map(|_| member.work(&mut wire, places)).find(Work::is_over);
                });
            }
        });
    }

    /// Starts again: all is there.
    fn restart(&mut self, cycle: usize) {
        self.server.kill();
        self.server.start_at_once().unwrap_or_else(|told| panic!("cycle {cycle}: it does not start: {told}"));
        for (n, member) in self.members.iter_mut().enumerate() {
            member.compare(&mut Wire::of(&self.server.signed_on(n)).unwrap(), &mut self.unanswered);
        }
        let told = self.server.told(&["verify"]);
        assert!(told.code == Some(0) && told.answer.contains("\n0 faults"), "cycle {cycle}: {told:?}");
    }

    fn tell(&self) -> String {
        let acknowledged: usize = self.members.iter().map(|member| member.acknowledged).sum();
        let Unanswered { done, not_done } = self.unanswered;
        format!(
            "0 of {acknowledged} acknowledged lost; of {} unanswered {done} done, {not_done} not, 0 half",
            done + not_done
        )
    }
}
