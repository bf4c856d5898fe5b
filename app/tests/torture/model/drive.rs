//! Carries steps out on the portal, and asks the model what they must answer.

use app::{
    api::{
        absence::take_suggestion,
        appointment::{book, cancel_appointment, move_appointment},
        draft::start_draft,
        hold::{keep_time, let_go_of_time},
    },
    domain::{
        absence::{Absence, Instead},
        actor::Actor,
        amendment::Amendment,
        appointment::{Appointment, Refusal},
        id::{IdempotencyKey, RoleId, StaffId},
        need::Need,
        time::LocalTime,
    },
    error::AppError,
    portal::{Portal, zone},
    store::{self, absence::Told},
};
use jiff::{SignedDuration, Timestamp};

use super::{
    CLOCKS, compare,
    op::Op,
    rules::{Last, Model, Place, Said, Visit},
};
use crate::{
    support::{Answer, Browser},
    world::{ROLES, STEP, civil, start},
};

/// Members of the roll: the first three have referrals.
pub const MEMBERS: usize = 5;

/// The portal, its members and the model.
pub struct Driver {
    pub portal: Portal,
    pub browsers: Vec<Browser>,
    pub model: Model,
    /// Whose clock is theirs.
    pub(super) lane: usize,
}

impl Driver {
    pub async fn new(portal: Portal, lane: usize) -> Self {
        let model = Model { now: CLOCKS[lane](), ..Model::default() };
        let mut driver = Self { portal, browsers: Vec::new(), model, lane };
        driver.sign_on().await;
        driver
    }

    /// Nobody stays signed on for days.
    pub(super) async fn sign_on(&mut self) {
        self.browsers.clear();
        for member in 0..MEMBERS {
            self.browsers.push(Browser::of(&self.portal, member).await);
        }
    }

    /// One step; stops where it is not answered as the model says.
    pub async fn step(&mut self, op: &Op) {
        let (expected, said) = match *op {
            Op::Book { member, role, call, start } => self.book(member, (ROLES[role], start), call).await,
            Op::Keep { member, role, start, let_go } => self.keep(member, (ROLES[role], start), let_go).await,
            Op::Slow { member, role, call, step, early, minutes } => {
                let start = self.wait_for(step, early).await;
                self.slow(member, (ROLES[role], start), call, minutes).await
            }
            Op::Pass { minutes } => {
                self.pass(SignedDuration::from_mins(i64::from(minutes))).await;
                (Said::Done, Said::Done)
            }
            Op::Restart => self.restart().await,
            Op::Away { role, start, instead } => {
                self.away((ROLES[role], start), instead.map(|(role, start)| (ROLES[role], start))).await
            }
            Op::Move { which, start, stranger } => match self.pick(which) {
                Some(which) => self.move_to(which, start, stranger).await,
                None => return,
            },
            Op::Cancel { which, stranger } => match self.pick(which) {
                Some(which) => self.cancel(which, stranger).await,
                None => return,
            },
            Op::Take { which, stranger } => match self.pick_told(which) {
                Some(which) => self.take(which, stranger).await,
                None => return,
            },
            Op::Phone { which } => match self.pick(which) {
                Some(which) => self.phone(which).await,
                None => return,
            },
            Op::Come { which } => match self.pick(which) {
                Some(which) => self.come(which).await,
                None => return,
            },
            Op::Again { which } => match self.pick(which) {
                Some(which) => self.again(which).await,
                None => return,
            },
        };
        assert_eq!(said, expected, "{op:?} at {} of {:#?}", self.model.now, self.model.visits);
        compare::after(self, op).await;
    }

    /// Any visit sometimes, mostly one that is booked.
    fn pick(&self, which: usize) -> Option<usize> {
        let all: Vec<_> = (0..self.model.visits.len()).collect();
        let booked: Vec<_> = all.iter().copied().filter(|n| self.model.visits[*n].booked).collect();
        let among = if which.is_multiple_of(5) || booked.is_empty() { all } else { booked };
        among.get(which / 5 % among.len().max(1)).copied()
    }

    fn pick_told(&self, which: usize) -> Option<usize> {
        let told = (0..self.model.visits.len()).filter(|n| self.model.visits[*n].told.is_some());
        let told: Vec<_> = told.collect();
        if told.is_empty() { self.pick(which) } else { Some(told[which % told.len()]) }
    }

    /// Whoever asks about a visit: its member, or the next one.
    fn browser(&mut self, which: usize, stranger: bool) -> &mut Browser {
        let member = self.model.visits[which].member;
        &mut self.browsers[(member + usize::from(stranger)) % MEMBERS]
    }

    pub(super) async fn book(&mut self, member: usize, place: Place, call: bool) -> (Said, Said) {
        // Whatever becomes of the form: its time is kept where it can be.
        let _ = self.model.keep(member, place);
        let expected = self.model.book(member, place, call);
        let visit = if call { "call" } else { "visit" };
        let contact = "206-555-0100".to_owned();
        let form = start_draft(
            None,
            place.0.into(),
            visit.into(),
            place.1,
            Need::Routine,
            String::new(),
            contact,
            None,
        );
        let answer = self.browsers[member].ask(form).await;
        if answer.outcome.is_err() {
            return (said_of(expected.map(drop)), said(answer));
        }
        let key: IdempotencyKey = answer.location.unwrap().rsplit('/').next().unwrap().into();
        let answer = self.browsers[member].ask(book(key.clone())).await;
        if let (Ok(referral), Ok(())) = (expected, &answer.outcome) {
            let location = answer.location.as_deref().unwrap();
            let id = location.strip_prefix("/appointments/").unwrap().strip_suffix("?done=booked").unwrap();
            let (id, told) = (id.into(), None);
            let (booked, came, last) = (true, false, Last::Other);
            self.model.let_go(member, place);
            self.model.visits.push(Visit {
                id,
                key,
                member,
                place,
                call,
                booked,
                came,
                last,
                referral,
                told,
            });
        }
        (said_of(expected.map(drop)), said(answer))
    }

    pub(super) async fn keep(&mut self, member: usize, (role, start): Place, let_go: bool) -> (Said, Said) {
        if let_go {
            let kept = self.model.holds.iter().find(|held| held.member == member && held.place.0 == role);
            let start = kept.map_or(start, |held| held.place.1);
            self.model.let_go_of(member, role);
            return (Said::Done, said(self.browsers[member].ask(let_go_of_time(role.into(), start)).await));
        }
        let expected = self.model.keep(member, (role, start));
        let answer = self.browsers[member].ask(keep_time(role.into(), "visit".into(), start, None)).await;
        (said_of(expected), said(answer))
    }

    async fn move_to(&mut self, which: usize, start: Timestamp, stranger: bool) -> (Said, Said) {
        let to = (self.model.visits[which].place.0, start);
        if self.model.was_moved(which, to) && !stranger {
            return self.move_again(which).await;
        }
        let expected = match stranger {
            true => Err(Said::NotFound),
            false => self.model.change(which).and_then(|()| self.model.goes(which, to)),
        };
        let id = self.model.visits[which].id.clone();
        let answer = self.browser(which, stranger).ask(move_appointment(id, Some(start))).await;
        if let Ok(referral) = expected {
            self.model.moves(which, to, referral);
        }
        (said_of(expected.map(drop)), said(answer))
    }

    async fn move_again(&mut self, which: usize) -> (Said, Said) {
        let Visit { id, place, .. } = self.model.visits[which].clone();
        (Said::Done, said(self.browser(which, false).ask(move_appointment(id, Some(place.1))).await))
    }

    async fn cancel(&mut self, which: usize, stranger: bool) -> (Said, Said) {
        let expected = match self.model.visits[which].last {
            _ if stranger => Err(Said::NotFound),
            Last::Cancelled => Ok(()),
            Last::Moved | Last::Other => self.model.change(which),
        };
        let id = self.model.visits[which].id.clone();
        let answer = self.browser(which, stranger).ask(cancel_appointment(id)).await;
        if expected.is_ok() {
            let visit = &mut self.model.visits[which];
            (visit.booked, visit.last) = (false, Last::Cancelled);
        }
        (said_of(expected), said(answer))
    }

    async fn take(&mut self, which: usize, stranger: bool) -> (Said, Said) {
        let suggestion = self.model.suggestion(which).flatten().filter(|_| !stranger);
        let taken = self.model.was_taken(which) && !stranger;
        let expected = match suggestion {
            None if taken => Ok(self.model.visits[which].referral),
            None => Err(Said::NotFound),
            Some(to) => self.model.phone(which).and_then(|()| self.model.goes(which, to)),
        };
        let id = self.model.visits[which].id.clone();
        let answer = self.browser(which, stranger).ask(take_suggestion(id)).await;
        if let (Some(to), Ok(referral)) = (suggestion, expected) {
            self.model.moves(which, to, referral);
        }
        (said_of(expected.map(drop)), said(answer))
    }

    async fn phone(&mut self, which: usize) -> (Said, Said) {
        let expected = self.model.phone(which);
        let (portal, now) = (&self.portal, self.model.now);
        let appointment = self.stored(which).await;
        if appointment.may_cancel_by_phone(now).is_err() {
            return (said_of(expected), Said::NotOpen);
        }
        let reason = Some("Called");
        let done = store::appointment::cancel(&portal.store, &appointment, &staff(), reason, None, now).await;
        portal.availability().note(&appointment.role, appointment.claims, true);
        let visit = &mut self.model.visits[which];
        (visit.booked, visit.last) = (false, Last::Other);
        (said_of(expected), if done.unwrap().is_some() { Said::Done } else { Said::NotOpen })
    }

    async fn come(&mut self, which: usize) -> (Said, Said) {
        let Visit { booked, came, place, .. } = self.model.visits[which];
        let expected = booked && !came && civil(place.1).date() == civil(self.model.now).date();
        let appointment = self.stored(which).await;
        let Ok(here) = appointment.check_in(civil(self.model.now).date()) else {
            return (if expected { Said::Done } else { Said::NotOpen }, Said::NotOpen);
        };
        let (store, now) = (&self.portal.store, self.model.now);
        assert!(store::attendance::attend(store, &appointment, here, None, &staff(), now).await.unwrap());
        let visit = &mut self.model.visits[which];
        (visit.came, visit.last) = (true, Last::Other);
        (if expected { Said::Done } else { Said::NotOpen }, Said::Done)
    }

    /// What is sent once more is done already. A form leads to what it has booked, whatever has become
    /// of that.
    async fn again(&mut self, which: usize) -> (Said, Said) {
        let Visit { id, key, last, .. } = self.model.visits[which].clone();
        match last {
            Last::Moved => return self.move_again(which).await,
            Last::Cancelled => return self.cancel(which, false).await,
            Last::Other => {}
        }
        let answer = self.browser(which, false).ask(book(key)).await;
        assert_eq!(answer.location, Some(format!("/appointments/{id}?done=booked")));
        (Said::Done, said(answer))
    }

    async fn restart(&mut self) -> (Said, Said) {
        self.portal = start(self.portal.store.clone(), CLOCKS[self.lane]).await;
        self.browsers.iter_mut().for_each(|browser| browser.portal = self.portal.clone());
        (Said::Done, Said::Done)
    }

    /// As `server office away` does it.
    async fn away(&mut self, (role, start): Place, instead: Option<Place>) -> (Said, Said) {
        let day = civil(start).date();
        let (store, now, ids) = (self.portal.store.clone(), self.model.now, [RoleId::from(role)]);
        let scheduled = store::schedule::of_roles(&store, &ids).await.unwrap().remove(&ids[0]).unwrap();
        let mut amendment: Amendment = scheduled.amendment;
        amendment.close(day, day);
        store::schedule::amend(&store, &[amendment]).await.unwrap();
        self.portal.reload().await.unwrap();
        self.model.closed.insert((role, day));
        for which in 0..self.model.visits.len() {
            let Visit { place, .. } = self.model.visits[which];
            let there = place.0 == role && civil(place.1).date() == day;
            if there && self.model.phone(which).is_ok() && self.model.suggestion(which).is_none() {
                let appointment = self.stored(which).await;
                let absence = absence(&appointment, instead, now);
                let before = store::absence::find(&store, &appointment).await.unwrap();
                let told = (&absence, before.as_ref());
                let told = store::absence::tell(&store, &appointment, told, None, (&staff(), None)).await;
                assert!(matches!(told, Ok(Told::New(_))), "{told:?}");
                let visit = &mut self.model.visits[which];
                (visit.told, visit.last) = (Some((place, instead)), Last::Other);
            }
        }
        (Said::Done, Said::Done)
    }

    async fn stored(&self, which: usize) -> Appointment {
        store::office::find(&self.portal.store, &self.model.visits[which].id).await.unwrap().unwrap()
    }
}

fn absence(appointment: &Appointment, instead: Option<Place>, at: Timestamp) -> Absence {
    let instead = instead.map(|(role, start)| Instead {
        role: role.into(),
        start: LocalTime::at(start, &zone("America/Los_Angeles")),
        claims: vec![start, start + STEP],
    });
    Absence { appointment: appointment.id.clone(), start: appointment.start.clone(), instead, at }
}

fn staff() -> Actor {
    Actor::Staff(StaffId("Ana Ruiz".to_owned()))
}

fn said_of(expected: Result<(), Said>) -> Said {
    expected.err().unwrap_or(Said::Done)
}

fn said<T>(answer: Answer<T>) -> Said {
    match answer.outcome {
        Ok(_) => Said::Done,
        Err(AppError::NotFound) => Said::NotFound,
        Err(AppError::Refused(refusal)) => match refusal {
            Refusal::SlotTaken { .. } => Said::Taken,
            Refusal::Overlap => Said::Overlap,
            Refusal::TooNear { .. } => Said::TooNear,
            Refusal::MostOpen { .. } => Said::MostOpen,
            Refusal::NotOnline(_) => Said::NotOnline,
            Refusal::NotOpen => Said::NotOpen,
            Refusal::TooLate { .. } => Said::TooLate,
            Refusal::NotRoutine(_) | Refusal::CancelByPhone => panic!("{refusal:?}"),
        },
        Err(error) => panic!("{error:?}"),
    }
}
