//! Any roles, and anything that happens to them.

use jiff::{
    ToSpan,
    civil::{Date, Time, time},
    tz::TimeZone,
};
use proptest::{prelude::*, sample::Index as Pick};

use super::world::{Event, Truth, World};
use crate::domain::{
    id::{RoleId, VisitTypeId},
    schedule::{Schedule, Session},
    slot::Claims,
};

pub fn any_time() -> impl Strategy<Value = Time> {
    (0..24_i8, prop::sample::select(vec![0_i8, 10, 30])).prop_map(|(hour, minute)| time(hour, minute, 0, 0))
}

fn any_session() -> impl Strategy<Value = Session> {
    let types = prop::sample::select(vec![vec![], vec!["short"], vec!["long", "unknown"], vec!["unknown"]]);
    (1..=7_i8, any_time(), 1..20_i32, types).prop_map(|(weekday, start, hours, types)| {
        let end = start.saturating_add(hours.hours());
        Session { weekday, start, end, visit_types: types.into_iter().map(VisitTypeId::from).collect() }
    })
}

fn any_event() -> impl Strategy<Value = Event> {
    let (pick, days) = (any::<Pick>, 0..12_i32);
    prop_oneof![
        4 => (pick(), pick()).prop_map(|(visit, start)| Event::Book { visit, start }),
        1 => pick().prop_map(|step| Event::Cancel { step }),
        1 => (pick(), pick()).prop_map(|(step, start)| Event::Move { step, start }),
        1 => days.clone().prop_map(|day| Event::Close { day }),
        1 => (days, any_session()).prop_map(|(day, session)| Event::Open { day, session }),
        1 => any_session().prop_map(|session| Event::Change { session }),
        1 => (0..12_i32).prop_map(|day| Event::Begin { day }),
        1 => (1..100_i64).prop_map(|hours| Event::Later { hours }),
        1 => Just(Event::Restart),
    ]
}

const ZONES: [&str; 6] = [
    "America/Los_Angeles",
    "America/New_York",
    "America/Havana",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "UTC",
];

/// Shortly before clocks change in some of the zones.
const MOMENTS: [&str; 4] =
    ["2026-09-30T05:07:00Z", "2026-10-28T16:30:30Z", "2027-03-09T23:59:59Z", "2027-03-31T12:00:00Z"];

fn any_role() -> impl Strategy<Value = Truth> {
    let steps = prop::sample::select(vec![10_u16, 15, 20, 45]);
    let sessions = prop::collection::vec(any_session(), 1..9);
    (prop::sample::select(&ZONES[..]), steps, sessions).prop_map(|(zone, slot_minutes, sessions)| Truth {
        role: RoleId::from(""),
        zone: TimeZone::get(zone).expect("a zone"),
        schedule: Schedule {
            role: RoleId::from(""),
            valid_from: Date::MIN,
            slot_minutes,
            sessions,
            exceptions: Vec::new(),
        },
        claims: Claims::new(),
        taken: Claims::new(),
    })
}

prop_compose! {
    pub fn any_world()(
        now in prop::sample::select(&MOMENTS[..]),
        mut roles in prop::collection::vec(any_role(), 1..5),
        one_clinician in any::<bool>(),
        events in prop::collection::vec((any::<Pick>(), any_event()), 0..30),
    ) -> World {
        for (n, truth) in roles.iter_mut().enumerate() {
            truth.role = RoleId(format!("role-{n}"));
            truth.schedule.role = truth.role.clone();
        }
        let mut world = World::new(now.parse().expect("an instant"), roles, one_clinician);
        for (of, event) in events {
            world.happen(of.index(world.roles.len()), event);
        }
        world
    }
}
