//! The index never differs from [`Offer`], whatever happened, and finds what a look at every
//! day of every role would find.

mod any;
mod world;

use jiff::{
    SignedDuration,
    civil::{Date, Time},
};
use proptest::prelude::*;

use super::*;
use crate::domain::schedule::Session;
use any::{any_time, any_world};
use days::PARTS;
use world::{Truth, World, plan};

/// What a search may add to a question: hours from now and their number, days, part.
type Wish = (i64, Option<i64>, u8, Option<(Time, Time)>);

fn any_wish() -> impl Strategy<Value = Wish> {
    let until = prop::option::of(1..400_i64);
    let days = prop_oneof![Just(0), Just(0x7f), 1..0x80_u8];
    let part = prop_oneof![
        Just(None),
        prop::sample::select(&PARTS[..]).prop_map(|part| Some(part.times())),
        (any_time(), any_time()).prop_map(|(a, b)| Some((a.min(b), a.max(b)))),
    ];
    (-30..200_i64, until, days, part)
}

fn question<'a>(world: &'a World, (from, until, weekdays, part): Wish) -> Question<'a> {
    let from = world.now + SignedDuration::from_hours(from);
    let until = until.map(|hours| from + SignedDuration::from_hours(hours));
    Question { now: world.now, visit_types: &world.plan, from, until, weekdays, part }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_asked_of_the_index_is_what_schedule_and_claims_offer(world in any_world()) {
        for truth in &world.roles {
            for visit in &world.plan {
                let found = world.index.ask(&truth.role, visit, world.now, |offer| {
                    offer.days(world.now).flat_map(|date| offer.starts_on(date)).collect::<Vec<_>>()
                });
                prop_assert_eq!(found, truth.starts(visit, world.now));
            }
            let view = world.index.view();
            prop_assert!(view.agrees(&truth.role, &truth.schedule, &truth.zone, &truth.claims, world.now));
        }
    }

    #[test]
    fn a_role_has_its_earliest_and_first_starts(world in any_world(), wish in any_wish(), visits in 0..16_u64) {
        let (question, view) = (question(&world, wish), world.index.view());
        for (ordinal, truth) in (0..).zip(&world.roles) {
            prop_assert_eq!(view.ordinal(&truth.role), Some(ordinal));
            let expected = truth.earliest(visits, &question).map(|(start, visit)| (visit, start));
            prop_assert_eq!(view.earliest(ordinal, visits, &question), expected);
            for (n, visit) in world.plan.iter().enumerate() {
                let mut starts = truth.wanted(visit, &question);
                starts.truncate(5);
                prop_assert_eq!(view.first(ordinal, n as u8, &question, 5), starts);
            }
        }
    }

    #[test]
    fn of_many_roles_the_soonest_come_first(
        world in any_world(),
        wish in any_wish(),
        visits in prop::collection::vec(0..8_u64, 5),
        count in 1..4_usize,
    ) {
        let (question, view) = (question(&world, wish), world.index.view());
        let visits_of = |ordinal: u32| visits[ordinal as usize];
        let mut all: Vec<_> = (0..).zip(&world.roles).filter_map(|(ordinal, truth)| {
            let (start, visit) = truth.earliest(visits_of(ordinal), &question)?;
            Some((start, ordinal, visit))
        }).collect();
        let candidates = (0..world.roles.len() as u32).collect();
        all.sort();
        all.truncate(count);
        prop_assert_eq!(view.soonest(&candidates, &visits_of, &question, count), all);
    }

    #[test]
    fn who_can_start_a_visit_is_who_has_a_start_that_fits(world in any_world(), wish in any_wish(), midnight: bool) {
        let mut question = question(&world, wish);
        if midnight {
            let zone = &world.roles[0].zone;
            let start = |at: Timestamp| at.to_zoned_datetime(zone.clone()).start_of_day().expect("a day").timestamp();
            (question.from, question.until) = (start(question.from), question.until.map(start));
        }
        let (view, candidates) = (world.index.view(), (0..world.roles.len() as u32).collect());
        for (visit, visit_type) in (0..).zip(&world.plan) {
            let wanted = |(_, truth): &(u32, &Truth)| !truth.wanted(visit_type, &question).is_empty();
            let expected: Vec<_> = (0..).zip(&world.roles).filter(wanted).map(|(ordinal, _)| ordinal).collect();
            let found = view.starting(visit, &candidates, &question);
            prop_assert_eq!(Vec::from_iter(found.iter()), expected);
        }
    }
}

/// All day, every day.
fn daily(role: &str) -> Schedule {
    let session = |weekday| Session { weekday, start: Time::MIN, end: Time::MAX, visit_types: Vec::new() };
    Schedule {
        role: role.into(),
        valid_from: Date::MIN,
        slot_minutes: 20,
        sessions: (1..=7).map(session).collect(),
        exceptions: Vec::new(),
    }
}

#[test]
fn a_visit_type_or_a_role_that_is_not_there_has_no_times() {
    let index = Availability::new(&plan(), Timestamp::UNIX_EPOCH, [], []);
    let (plan, now) = (plan(), Timestamp::UNIX_EPOCH);
    let question = Question { now, visit_types: &plan, from: now, until: None, weekdays: 0, part: None };
    assert_eq!(index.view().earliest(7, u64::MAX, &question), None);
    assert_eq!(index.view().first(0, 63, &question, 3), []);
    assert_eq!(index.ask(&"none".into(), &plan[0], now, |offer| offer.first(now, 3)), []);
}

#[test]
fn a_change_is_told_once_and_only_if_there_is_one() {
    let now: Timestamp = "2026-11-24T12:00:00Z".parse().expect("an instant");
    let index = Availability::new(&plan(), now, [("role".into(), TimeZone::UTC, Some(daily("role")))], []);
    let mut changes = index.changes();
    let (step, off_the_grid) = (now + SignedDuration::from_mins(40), now + SignedDuration::from_mins(5));
    index.note(&"role".into(), [step, step, off_the_grid], false);
    let change = changes.try_recv().expect("a change");
    assert_eq!((change.start, change.free), (step, false));
    assert!(changes.try_recv().is_err());
}

#[test]
fn what_is_noted_while_another_index_is_read_is_in_that_one_too() {
    let (now, plan) = ("2026-11-24T12:00:00Z".parse::<Timestamp>().expect("an instant"), plan());
    let role = || (RoleId::from("role"), TimeZone::UTC, Some(daily("role")));
    let old = Availability::new(&plan, now, [role()], []);
    let [before, meanwhile, after] = [20, 40, 60].map(|minutes| now + SignedDuration::from_mins(minutes));
    old.note(&"role".into(), [before], false);
    old.expect_successor();
    let (role_id, zone, schedule) = role();
    let mut builder = Builder::new(
        &plan,
        now,
        [Given { role: role_id, zone, schedule, visits: u64::MAX, others: Vec::new() }],
    );
    builder.take(&"role".into(), &[before]);
    old.note(&"role".into(), [meanwhile], false);
    old.note(&"role".into(), [before], true);
    let new = Arc::new(builder.build_after(&old));
    old.hand_over(&new);
    old.note(&"role".into(), [after], false);
    let claims = new.ask(&"role".into(), &plan[0], now, |offer| offer.claims.clone());
    assert_eq!(claims, [meanwhile, after].into());
}
