//! The disk fails, or the process is killed in the moment in which the disk is asked to keep what was
//! written: by `strace`, which answers in the kernel's place.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
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

const MEMBERS: usize = 4;

#[test]
fn what_was_answered_outlives_a_kill_at_any_call_that_keeps_it() {
    let cycles = rounds(3, 250);
    let row = Row::begin("kill -9 at the n-th fsync", cycles);
    let mut disk = Disk::new("torture-fsync");
    for cycle in 0..cycles {
        // Some while it starts, most while members work.
        let at = 1 + cycle * 17 % 120;
        disk.work(&format!("fsync:signal=SIGKILL:when={at}"), cycle);
        disk.restart(cycle);
    }
    row.end(disk.tell());
}

#[test]
fn nothing_is_confirmed_that_the_disk_has_refused_and_reading_goes_on() {
    let cycles = rounds(4, 100);
    let row = Row::begin("ENOSPC and EIO at writes and fsyncs", cycles);
    let mut disk = Disk::new("torture-disk");
    let faults = ["fsync:error=EIO", "write:error=ENOSPC", "write:error=EIO", "fsync:error=ENOSPC"];
    for cycle in 0..cycles {
        let (fault, from) = (faults[cycle % faults.len()], 20 + cycle * 13 % 60);
        disk.work(&format!("{fault}:when={from}..{}", from + 10), cycle);
        disk.restart(cycle);
    }
    row.end(format!("{}; {} times reading went on", disk.tell(), disk.read));
}

/// A server whose disk fails, and its members.
struct Disk {
    server: Server,
    members: Vec<Member>,
    places: Vec<Place>,
    unanswered: Unanswered,
    read: usize,
}

impl Disk {
    fn new(name: &str) -> Self {
        let server = Server::start(name, MEMBERS);
        let (places, members) = (places(&server), Member::some(MEMBERS));
        Self { server, members, places, unanswered: Unanswered::default(), read: 0 }
    }

    /// Members work until they are not answered, or that something is wrong; then they read.
    fn work(&mut self, fault: &str, cycle: usize) {
        self.server.end_or_kill();
        if !self.server.start_failing(fault) {
            return;
        }
        let (server, places, read) = (&self.server, &self.places, AtomicUsize::new(0));
        let browsers: Vec<_> = (0..MEMBERS).map(|n| server.signed_on(n)).collect();
        thread::scope(|scope| {
            for (member, browser) in self.members.iter_mut().zip(&browsers) {
                let read = &read;
                scope.spawn(move || {
                    let Ok(mut wire) = Wire::of(browser) else { return };
                    let done = (0..60).map(|_| member.work(&mut wire, places)).find(|work| work.is_over());
                    if matches!(done, Some(Work::Failed)) {
                        wire.read("list_appointments", &[])
                            .unwrap_or_else(|error| panic!("{cycle}: {error}"));
                        read.fetch_add(1, Ordering::Relaxed);
                    }
                });
            }
        });
        thread::sleep(Duration::from_millis(20));
        self.read += read.into_inner();
    }

    /// Starts again on a disk that is well: all is there.
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
