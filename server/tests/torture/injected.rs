//! The disk fails, or the process is killed in the moment in which the disk is asked to keep what was
//! written: by `strace`, which answers in the kernel's place.

use std::{
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
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
        disk.work(&format!("fsync:signal=SIGKILL:when={at}"));
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
        let (fault, from) = (faults[cycle % faults.len()], 2 + cycle * 7 % 40);
        disk.work(&format!("{fault}:when={from}..{}", from + 3));
        disk.wait();
        disk.restart(cycle);
    }
    let failed = disk.failed.load(Ordering::Relaxed);
    row.end(format!(
        "{}; {failed} members read on, and {} times it ended to start again",
        disk.tell(),
        disk.ended
    ));
}

/// A server that fails, and its members.
struct Disk {
    server: Server,
    members: Vec<Member>,
    places: Vec<Place>,
    unanswered: Unanswered,
    /// Members who were told that something is wrong, and could read.
    failed: AtomicUsize,
    /// Whether that was so since the last start.
    failed_now: AtomicBool,
    /// How often it has ended by itself.
    ended: usize,
}

impl Disk {
    fn new(name: &str) -> Self {
        let server = Server::start(name, MEMBERS);
        let (places, members) = (places(&server), Member::some(MEMBERS));
        let (unanswered, failed) = (Unanswered::default(), AtomicUsize::new(0));
        Self { server, members, places, unanswered, failed, failed_now: AtomicBool::new(false), ended: 0 }
    }

    /// Members work until they are not answered, or told that something is wrong: then they read.
    fn work(&mut self, fault: &str) {
        self.server.end_or_kill();
        if !self.server.start_failing(fault) {
            return;
        }
        let (server, places) = (&self.server, &self.places);
        let (failed, failed_now) = (&self.failed, &self.failed_now);
        let browsers: Vec<_> = (0..MEMBERS).map(|n| server.signed_on(n)).collect();
        thread::scope(|scope| {
            for (member, browser) in self.members.iter_mut().zip(&browsers) {
                scope.spawn(move || {
                    let Ok(mut wire) = Wire::of(browser) else { return };
                    let over = (0..60).map(|_| member.work(&mut wire, places)).find(Work::is_over);
                    if over == Some(Work::Failed) {
                        failed_now.store(true, Ordering::Relaxed);
                        // It may have ended already. What is a member's is shown no more: that cannot
                        // be written down.
                        let read = wire.read("destinations", &[]).is_ok();
                        failed.fetch_add(read.into(), Ordering::Relaxed);
                    }
                });
            }
        });
    }

    /// The disk beside the log is well: a server that has failed ends by itself, to be started again.
    fn wait(&mut self) {
        if self.failed_now.swap(false, Ordering::Relaxed) {
            assert_eq!(self.server.wait(), Some(1));
            self.ended += 1;
        }
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
