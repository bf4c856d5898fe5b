//! Any steps, one after another: after each the portal has answered what a simple model says, and
//! has what the model has.

mod compare;
mod drive;
mod holds;
mod op;
mod rules;

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};
use proptest::{
    collection::vec,
    test_runner::{Config, TestRunner},
};
use tokio::runtime::Builder;

use crate::{
    support::{
        now,
        rounds::{Row, rounds},
    },
    world,
};
use drive::Driver;
use op::Op;

/// Steps of a case.
const STEPS: usize = 100;

/// Seconds since the epoch: cases come one after another.
static NOW: AtomicI64 = AtomicI64::new(0);

fn clock() -> Timestamp {
    Timestamp::from_second(NOW.load(Ordering::Relaxed)).unwrap()
}

fn pass(time: SignedDuration) -> Timestamp {
    NOW.fetch_add(time.as_secs(), Ordering::Relaxed);
    clock()
}

#[test]
fn each_step_is_answered_as_the_model_says_and_leaves_what_the_model_has() {
    let cases = rounds(6, 1_000);
    let row = Row::begin("model of a few rules, any steps", cases * STEPS);
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let config = Config {
        cases: cases as u32,
        failure_persistence: None,
        max_shrink_iters: 1_000,
        ..Config::default()
    };
    let run = |ops: Vec<Op>| {
        runtime.block_on(take(ops));
        Ok(())
    };
    TestRunner::new(config).run(&vec(op::any_op(), STEPS), run).unwrap();
    row.end("no step differs");
}

async fn take(ops: Vec<Op>) {
    NOW.store(now().as_second(), Ordering::Relaxed);
    let store = world::store(drive::MEMBERS).await;
    let mut driver = Driver::new(world::start(store, clock).await).await;
    for (n, op) in ops.into_iter().enumerate() {
        driver.step(&op).await;
        if n % 20 == 19 {
            compare::all(&mut driver, &op).await;
        }
    }
}
