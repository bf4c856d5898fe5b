//! What can be done. Numbers choose among what is there when it is done.

use jiff::{Timestamp, ToSpan, civil::date};
use proptest::prelude::*;

use super::drive::MEMBERS;
use crate::world::{ROLES, instant};

/// A step.
#[derive(Clone, Debug)]
pub enum Op {
    /// A member fills in a form and sends it.
    Book { member: usize, role: usize, call: bool, start: Timestamp },
    /// A member keeps a start, or lets go of what they keep with the role.
    Keep { member: usize, role: usize, start: Timestamp, let_go: bool },
    /// A member moves an appointment; a stranger tries to.
    Move { which: usize, start: Timestamp, stranger: bool },
    /// A member cancels.
    Cancel { which: usize, stranger: bool },
    /// A member takes what was suggested.
    Take { which: usize, stranger: bool },
    /// The office cancels for a member who calls.
    Phone { which: usize },
    /// A clinician is away on the day of a start; this is suggested to all of that day.
    Away { role: usize, start: Timestamp, instead: Option<(usize, Timestamp)> },
    /// A member is here.
    Come { which: usize },
    /// A member chooses a start of the next hours at the last moment or some minutes before, and books
    /// it after so many more.
    Slow { member: usize, role: usize, call: bool, step: u8, early: u16, minutes: u16 },
    /// What a member has sent last about a visit is sent once more.
    Again { which: usize },
    /// Time goes by, in minutes.
    Pass { minutes: u16 },
    /// The process ends and starts again.
    Restart,
}

/// Any step.
pub fn any_op() -> impl Strategy<Value = Op> {
    let stranger = || prop::bool::weighted(0.05);
    let instead = prop::option::weighted(0.9, (0..ROLES.len(), start()));
    prop_oneof![
        10 => (0..MEMBERS, role(), any::<bool>(), start())
            .prop_map(|(member, role, call, start)| Op::Book { member, role, call, start }),
        4 => (0..MEMBERS, role(), start(), prop::bool::weighted(0.3))
            .prop_map(|(member, role, start, let_go)| Op::Keep { member, role, start, let_go }),
        6 => (any::<usize>(), start(), stranger())
            .prop_map(|(which, start, stranger)| Op::Move { which, start, stranger }),
        3 => (any::<usize>(), stranger()).prop_map(|(which, stranger)| Op::Cancel { which, stranger }),
        3 => (any::<usize>(), stranger()).prop_map(|(which, stranger)| Op::Take { which, stranger }),
        1 => any::<usize>().prop_map(|which| Op::Phone { which }),
        1 => (role(), start(), instead).prop_map(|(role, start, instead)| Op::Away { role, start, instead }),
        1 => any::<usize>().prop_map(|which| Op::Come { which }),
        1 => (0..MEMBERS, role(), any::<bool>(), 0..10_u8, 0..15_u16, 0..15_u16).prop_map(
            |(member, role, call, step, early, minutes)| Op::Slow { member, role, call, step, early, minutes }
        ),
        1 => any::<usize>().prop_map(|which| Op::Again { which }),
        1 => (0..1_200_u16).prop_map(|minutes| Op::Pass { minutes }),
        1 => (0..15_u16).prop_map(|minutes| Op::Pass { minutes }),
        1 => Just(Op::Restart),
    ]
}

/// The one who takes no new patients seldom.
fn role() -> impl Strategy<Value = usize> {
    prop_oneof![20 => 0..ROLES.len() - 1, 1 => Just(ROLES.len() - 1)]
}

/// A start within two weeks: on the grid mostly, and within the hours mostly.
fn start() -> impl Strategy<Value = Timestamp> {
    let grid = prop_oneof![12 => Just(0), 1 => Just(10)];
    (0..12_i32, 0..14_i8, grid).prop_map(|(day, step, off)| {
        let minutes = 7 * 60 + 40 + i32::from(step) * 20 + off;
        let day = date(2026, 11, 25).saturating_add(day.days());
        instant(day, (minutes / 60) as i8, (minutes % 60) as i8)
    })
}
