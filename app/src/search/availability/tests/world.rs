//! Roles to which all kinds of things happen, in the index and as they should be.

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date, tz::TimeZone};
use proptest::sample::Index as Pick;

use super::super::{Availability, Builder, Given, Question};
use crate::domain::{
    day::Day,
    id::{RoleId, VisitTypeId},
    plan::example,
    schedule::{Exception, Schedule, Session},
    slot::{Claims, Offer},
    visit_type::VisitType,
};

/// What happens to a role.
#[derive(Clone, Debug)]
pub enum Event {
    Book { visit: Pick, start: Pick },
    Cancel { step: Pick },
    Move { step: Pick, start: Pick },
    Close { day: i32 },
    Open { day: i32, session: Session },
    Change { session: Session },
    Begin { day: i32 },
    Later { hours: i64 },
    Restart,
}

/// A role, and how it should be.
#[derive(Clone, Debug)]
pub struct Truth {
    pub role: RoleId,
    pub zone: TimeZone,
    pub schedule: Schedule,
    /// What is claimed of it.
    pub claims: Claims,
    /// The same with what is claimed of its clinician's other roles.
    pub taken: Claims,
}

pub struct World {
    pub plan: Vec<VisitType>,
    pub now: Timestamp,
    pub roles: Vec<Truth>,
    pub index: Availability,
    /// All roles are one clinician's.
    one_clinician: bool,
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

/// The index as a process has it that starts now.
fn build(now: Timestamp, roles: &[Truth], one_clinician: bool) -> Availability {
    let count = roles.len() as u32;
    let given = (0..).zip(roles).map(|(ordinal, truth)| Given {
        role: truth.role.clone(),
        zone: truth.zone.clone(),
        schedule: Some(truth.schedule.clone()),
        visits: u64::MAX,
        others: (0..count).filter(|other| one_clinician && *other != ordinal).collect(),
    });
    let mut builder = Builder::new(&plan(), now, given);
    for Truth { role, claims, .. } in roles {
        builder.take(role, &Vec::from_iter(claims.range(builder.span()).copied()));
    }
    builder.build()
}

impl World {
    pub fn new(now: Timestamp, roles: Vec<Truth>, one_clinician: bool) -> Self {
        let (plan, index) = (plan(), build(now, &roles, one_clinician));
        Self { plan, now, roles, index, one_clinician }
    }

    pub fn happen(&mut self, of: usize, event: Event) {
        self.happen_to(of, event);
        self.take_of_others();
    }

    /// While the clinician is with somebody in one role, no step of another is free.
    fn take_of_others(&mut self) {
        let all = self.roles.clone();
        for (n, truth) in self.roles.iter_mut().enumerate() {
            let others = all.iter().enumerate().filter(|(other, _)| self.one_clinician && *other != n);
            let others: Vec<_> = others.map(|(_, other)| other).collect();
            let mut taken = truth.steps(self.now);
            taken.retain(|step| others.iter().any(|other| other.is_busy(*step, truth.step())));
            taken.extend(&truth.claims);
            truth.taken = taken;
        }
    }

    fn happen_to(&mut self, of: usize, event: Event) {
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
            Event::Begin { day } => self.change(of, |schedule, today| {
                schedule.valid_from = today.saturating_add(day.days());
            }),
            Event::Later { hours } => self.go_on(hours),
            Event::Restart => self.index = build(self.now, &self.roles, self.one_clinician),
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
        let Self { schedule, zone, taken: claims, .. } = self;
        Offer { schedule, zone, visit_type, claims, chosen: &[], now }
    }

    fn step(&self) -> SignedDuration {
        SignedDuration::from_mins(i64::from(self.schedule.slot_minutes))
    }

    /// The steps that there are in the next weeks.
    fn steps(&self, now: Timestamp) -> Claims {
        let today = now.to_zoned_datetime(self.zone.clone()).date();
        let days: Vec<_> = today.series(1.day()).take(30).map(|date| Day::new(date, &self.zone)).collect();
        days.iter()
            .flat_map(|day| self.schedule.stretches_on(day))
            .flat_map(|it| Vec::from_iter(it.steps()))
            .collect()
    }

    /// Whether something is claimed of it in a step of another role.
    fn is_busy(&self, start: Timestamp, length: SignedDuration) -> bool {
        let end = |claim: Timestamp| {
            let date = claim.to_zoned_datetime(self.zone.clone()).date();
            claim + SignedDuration::from_mins(i64::from(self.schedule.step_minutes_on(date)))
        };
        self.claims.iter().any(|claim| *claim < start + length && start < end(*claim))
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

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("World").field("now", &self.now).field("roles", &self.roles).finish_non_exhaustive()
    }
}
