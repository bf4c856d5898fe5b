//! Roles to which all kinds of things happen, in the index and as they should be.

use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Date, Time, time},
    tz::TimeZone,
};
use proptest::{prelude::*, sample::Index as Pick};

use super::super::{Availability, Question};
use crate::domain::{
    id::{RoleId, VisitTypeId},
    plan::example,
    schedule::{Exception, Schedule, Session},
    slot::{Claims, Offer},
    visit_type::VisitType,
};

/// What happens to a role.
#[derive(Clone, Debug)]
enum Event {
    Book { visit: Pick, start: Pick },
    Cancel { step: Pick },
    Move { step: Pick, start: Pick },
    Close { day: i32 },
    Open { day: i32, session: Session },
    Change { session: Session },
    Later { hours: i64 },
}

/// A role, and how it should be.
#[derive(Clone, Debug)]
pub struct Truth {
    pub role: RoleId,
    pub zone: TimeZone,
    pub schedule: Schedule,
    pub claims: Claims,
}

pub struct World {
    pub plan: Vec<VisitType>,
    pub now: Timestamp,
    pub roles: Vec<Truth>,
    pub index: Availability,
}

pub fn plan() -> Vec<VisitType> {
    let visit = |(id, minutes, lead_minutes, horizon_days)| VisitType {
        id: VisitTypeId::from(id),
        minutes,
        lead_minutes,
        horizon_days,
        ..example::plan().visit_types.remove(0)
    };
    [("short", 20, 0, 12), ("long", 50, 90, 9), ("very-long", 240, 1500, 12)].map(visit).to_vec()
}

impl World {
    fn new(now: Timestamp, roles: Vec<Truth>) -> Self {
        let plan = plan();
        let given = roles.iter().map(|r| (r.role.clone(), r.zone.clone(), Some(r.schedule.clone())));
        let index = Availability::new(&plan, now, given, []);
        Self { plan, now, roles, index }
    }

    fn happen(&mut self, of: usize, event: Event) {
        match event {
            Event::Book { visit, start } => self.book(of, &visit, &start),
            Event::Cancel { step } => self.cancel(of, &step),
            Event::Move { step, start } => {
                self.cancel(of, &step);
                self.book(of, &step, &start);
            }
            Event::Close { day } => self.change(of, |schedule, today| {
                schedule.exceptions.push(Exception::Closed { date: today.saturating_add(day.days()) });
            }),
            Event::Open { day, session } => self.change(of, |schedule, today| {
                schedule
                    .exceptions
                    .push(Exception::Extra { date: today.saturating_add(day.days()), session });
            }),
            Event::Change { session } => self.change(of, |schedule, _| {
                schedule.sessions.pop();
                schedule.sessions.push(session);
            }),
            Event::Later { hours } => self.go_on(hours),
        }
    }

    fn book(&mut self, of: usize, visit: &Pick, start: &Pick) {
        let (truth, visit) = (&mut self.roles[of], visit.get(&self.plan));
        let starts = truth.starts(visit, self.now);
        if starts.is_empty() {
            return;
        }
        let steps = truth.offer(visit, self.now).claims_for(*start.get(&starts)).expect("it is offered");
        truth.claims.extend(&steps);
        self.index.note(&truth.role, steps, false);
    }

    fn cancel(&mut self, of: usize, step: &Pick) {
        let truth = &mut self.roles[of];
        let claims = Vec::from_iter(truth.claims.iter().copied());
        if !claims.is_empty() {
            let step = *step.get(&claims);
            truth.claims.remove(&step);
            self.index.note(&truth.role, [step], true);
        }
    }

    fn change(&mut self, of: usize, change: impl FnOnce(&mut Schedule, Date)) {
        let truth = &mut self.roles[of];
        change(&mut truth.schedule, self.now.to_zoned_datetime(truth.zone.clone()).date());
        self.index.replace(&truth.role, truth.schedule.clone(), truth.zone.clone(), &truth.claims);
    }

    /// Another system books on the days that come into the index.
    fn go_on(&mut self, hours: i64) {
        self.now += SignedDuration::from_hours(hours);
        let Some(missing) = self.index.missing(self.now) else { return };
        let noon = missing.start + SignedDuration::from_hours(36);
        let claims = self.roles.iter_mut().map(|truth| {
            truth.claims.extend((0..30).map(|n| noon + SignedDuration::from_mins(n * 30)));
            (truth.role.clone(), truth.claims.range(missing.start..).copied().collect())
        });
        self.index.extend(self.now, &claims.collect());
    }
}

impl Truth {
    fn offer<'a>(&'a self, visit_type: &'a VisitType, now: Timestamp) -> Offer<'a> {
        let Self { schedule, zone, claims, .. } = self;
        Offer { schedule, zone, visit_type, claims, chosen: &[], now }
    }

    pub fn starts(&self, visit_type: &VisitType, now: Timestamp) -> Vec<Timestamp> {
        let offer = self.offer(visit_type, now);
        offer.days(now).flat_map(|date| offer.starts_on(date)).collect()
    }

    /// Those that a question wants.
    pub fn wanted(&self, visit_type: &VisitType, question: &Question) -> Vec<Timestamp> {
        let mut starts = self.starts(visit_type, question.now);
        starts.retain(|start| {
            let wall = start.to_zoned_datetime(self.zone.clone());
            let day = 1 << wall.weekday().to_monday_zero_offset();
            *start >= question.from
                && question.until.is_none_or(|until| *start < until)
                && (question.weekdays == 0 || question.weekdays & day != 0)
                && question.part.is_none_or(|(from, until)| from <= wall.time() && wall.time() < until)
        });
        starts
    }

    pub fn earliest(&self, visits: u64, question: &Question) -> Option<(Timestamp, u8)> {
        let types = question.visit_types.iter().enumerate().filter(|(n, _)| visits >> n & 1 == 1);
        types.filter_map(|(n, visit)| Some((*self.wanted(visit, question).first()?, n as u8))).min()
    }
}

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
        1 => (1..100_i64).prop_map(|hours| Event::Later { hours }),
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
    })
}

prop_compose! {
    pub fn any_world()(
        now in prop::sample::select(&MOMENTS[..]),
        mut roles in prop::collection::vec(any_role(), 1..5),
        events in prop::collection::vec((any::<Pick>(), any_event()), 0..30),
    ) -> World {
        for (n, truth) in roles.iter_mut().enumerate() {
            truth.role = RoleId(format!("role-{n}"));
            truth.schedule.role = truth.role.clone();
        }
        let mut world = World::new(now.parse().expect("an instant"), roles);
        for (of, event) in events {
            world.happen(of.index(world.roles.len()), event);
        }
        world
    }
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("World").field("now", &self.now).field("roles", &self.roles).finish_non_exhaustive()
    }
}
