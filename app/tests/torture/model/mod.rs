//! Any steps, one after another: after each the portal has answered what a simple model says, and
//! has what the model has.

mod compare;
mod drive;
mod holds;
mod op;
mod rules;
mod slow;

use std::{
    sync::atomic::{AtomicI64, Ordering},
    thread,
};

use jiff::{SignedDuration, Timestamp};
use proptest::{
    collection::vec,
    test_runner::{Config, TestRunner},
};
use tokio::runtime::Builder;

use crate::{
    support::{
        now,
        rounds::{Row, rounds_in_ci},
    },
    world,
};
use drive::Driver;
use op::Op;

/// Steps of a case.
const STEPS: usize = 100;
/// Cases are tried by so many threads, each with a portal and a clock of its own.
const LANES: usize = 2;

/// Seconds since the epoch: in each lane cases come one after another.
static NOW: [AtomicI64; LANES] = [const { AtomicI64::new(0) }; LANES];
/// A portal's clock is a function.
const CLOCKS: [fn() -> Timestamp; LANES] = [|| clock_of(0), || clock_of(1)];

fn clock_of(lane: usize) -> Timestamp {
    Timestamp::from_second(NOW[lane].load(Ordering::Relaxed)).unwrap()
}

fn pass(lane: usize, time: SignedDuration) -> Timestamp {
    NOW[lane].fetch_add(time.as_secs(), Ordering::Relaxed);
    clock_of(lane)
}

#[test]
fn each_step_is_answered_as_the_model_says_and_leaves_what_the_model_has() {
    let cases = rounds_in_ci(6, 1_000, 10_000);
    let row = Row::begin("model of a few rules, any steps", cases * STEPS);
    thread::scope(|scope| {
        for lane in 0..LANES {
            scope.spawn(move || try_cases(lane, cases.div_ceil(LANES)));
        }
    });
    row.end("no step differs");
}

fn try_cases(lane: usize, cases: usize) {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let config = Config {
        cases: cases as u32,
        failure_persistence: None,
        max_shrink_iters: 1_000,
        ..Config::default()
    };
    let run = |ops: Vec<Op>| {
        runtime.block_on(take(lane, ops));
        Ok(())
    };
    TestRunner::new(config).run(&vec(op::any_op(), STEPS), run).unwrap();
}

async fn take(lane: usize, ops: Vec<Op>) {
    NOW[lane].store(now().as_second(), Ordering::Relaxed);
    let store = world::store(drive::MEMBERS).await;
    let mut driver = Driver::new(world::start(store, CLOCKS[lane]).await, lane).await;
    for (n, op) in ops.into_iter().enumerate() {
        driver.step(&op).await;
        if n % 20 == 19 {
            compare::all(&mut driver, &op).await;
        }
    }
}
