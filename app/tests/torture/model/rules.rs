//! The model: what must be answered, from nothing but a list of visits. It is slow and simple.

use std::collections::BTreeSet;

use app::domain::id::{AppointmentId, IdempotencyKey};
use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};

use super::holds::Held;
use crate::world::{HEART, LEAD, LENGTH, MOST_CALLS, REFERRALS, STEP, TRAVEL, civil, clinician, instant};

/// An answer without its details.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Done,
    NotFound,
    Taken,
    Overlap,
    TooNear,
    MostOpen,
    NotOnline,
    NotOpen,
    TooLate,
}

/// What has happened to a visit last, and by whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Last {
    /// Its member has moved it.
    Moved,
    /// Its member has cancelled it.
    Cancelled,
    /// Anything else.
    Other,
}

/// A role and a start.
pub type Place = (&'static str, Timestamp);

/// A visit that was booked once.
#[derive(Clone, Debug)]
pub struct Visit {
    pub id: AppointmentId,
    pub key: IdempotencyKey,
    pub member: usize,
    pub place: Place,
    pub call: bool,
    pub booked: bool,
    pub came: bool,
    pub last: Last,
    pub referral: Option<&'static str>,
    /// Where it was when its member was told that the clinician is away, and what was suggested.
    pub told: Option<(Place, Option<Place>)>,
}

/// All there is.
#[derive(Default)]
pub struct Model {
    pub now: Timestamp,
    pub visits: Vec<Visit>,
    pub holds: Vec<Held>,
    pub closed: BTreeSet<(&'static str, Date)>,
}

/// A referral that is used up by it, or none.
type Referral = Option<&'static str>;

impl Model {
    pub fn book(&self, member: usize, (role, start): Place, call: bool) -> Result<Referral, Said> {
        let referral = self.verdict(member, (role, start), None)?;
        self.is_offered(member, (role, start), None).then_some(()).ok_or(Said::Taken)?;
        self.fits(member, (role, start), call, None)?;
        let calls = self.own(member, None).filter(|own| own.call && own.place.1 + LENGTH > self.now);
        if call && calls.count() >= usize::from(MOST_CALLS) { Err(Said::MostOpen) } else { Ok(referral) }
    }

    pub fn change(&self, which: usize) -> Result<(), Said> {
        self.phone(which)?;
        let latest = self.visits[which].place.1 - SignedDuration::from_hours(24);
        if self.now > latest { Err(Said::TooLate) } else { Ok(()) }
    }

    pub fn phone(&self, which: usize) -> Result<(), Said> {
        let Visit { booked, came, place, .. } = &self.visits[which];
        if *booked && !*came && place.1 > self.now { Ok(()) } else { Err(Said::NotOpen) }
    }

    /// To another place, whether that was asked for or suggested.
    pub fn goes(&self, which: usize, to: Place) -> Result<Referral, Said> {
        let Visit { member, place, call, .. } = self.visits[which];
        let referral = self.verdict(member, to, Some(which))?;
        // The own time is given up; it is no other one.
        let own = (place.0 == to.0).then_some(which);
        (place != to && self.is_offered(member, to, own)).then_some(()).ok_or(Said::Taken)?;
        self.fits(member, to, call, Some(which)).map(|()| referral)
    }

    /// Whether its member has just moved it there: then it is moved, however often that is sent.
    pub fn was_moved(&self, which: usize, to: Place) -> bool {
        self.visits[which].last == Last::Moved && self.visits[which].place == to
    }

    /// Whether its member has just taken what was suggested.
    pub fn was_taken(&self, which: usize) -> bool {
        let suggested = self.visits[which].told.and_then(|(_, instead)| instead);
        suggested.is_some_and(|instead| self.was_moved(which, instead))
    }

    /// Its member moves it.
    pub fn moves(&mut self, which: usize, to: Place, referral: Referral) {
        let visit = &mut self.visits[which];
        (visit.place, visit.referral, visit.last) = (to, referral, Last::Moved);
        let member = visit.member;
        self.let_go(member, to);
    }

    /// What was suggested, while it was not answered.
    pub fn suggestion(&self, which: usize) -> Option<Option<Place>> {
        let Visit { booked, place, told, .. } = &self.visits[which];
        let (there, instead) = (*told)?;
        let waits = *booked && place.1 + LENGTH > self.now && place.1 == there.1 && instead != Some(*place);
        waits.then_some(instead)
    }

    /// Whether the member can book it online on that day, and with which referral.
    pub fn verdict(&self, member: usize, place: Place, moving: Option<usize>) -> Result<Referral, Said> {
        match place.0 {
            "full" => Err(Said::NotOnline),
            HEART => self.referral(member, place, moving).map(Some).ok_or(Said::NotOnline),
            _ => Ok(None),
        }
    }

    fn referral(&self, member: usize, (_, start): Place, moving: Option<usize>) -> Referral {
        let date = civil(start).date();
        let is_left = |id: &str, visits: u32| {
            let others = self.visits.iter().enumerate().filter(|(n, _)| Some(*n) != moving);
            (others.filter(|(_, one)| one.booked && one.referral == Some(id)).count() as u32) < visits
        };
        let fit = REFERRALS.iter().filter(|(id, whose, from, until, visits)| {
            *whose == member && (*from..=*until).contains(&date) && is_left(id, *visits)
        });
        let kept = moving.and_then(|which| self.visits[which].referral);
        let mut fit: Vec<_> = fit.collect();
        fit.sort_by_key(|(id, _, _, until, _)| (kept != Some(id), *until, *id));
        fit.first().map(|(id, ..)| *id)
    }

    /// Whether the place has such a start which nobody else has or keeps.
    pub fn is_offered(&self, member: usize, (role, start): Place, own: Option<usize>) -> bool {
        let (at, today) = (civil(start), civil(self.now).date());
        let minutes = i32::from(at.hour()) * 60 + i32::from(at.minute());
        let exists = at.weekday().to_monday_one_offset() <= 5
            && (480..=680).contains(&minutes)
            && minutes % 20 == 0
            && !self.closed.contains(&(role, at.date()))
            && at.date() <= today.saturating_add(30.days());
        let held = |(n, one): (usize, &Visit)| {
            let there = one.booked && clinician(one.place.0) == clinician(role) && Some(n) != own;
            there && one.place.1.duration_since(start).abs() < LENGTH
        };
        exists
            && (start >= self.now + LEAD || self.has_chosen(member, (role, start)))
            && !self.visits.iter().enumerate().any(held)
            && !self.is_kept(member, (role, start))
    }

    /// The starts that a member sees on a day.
    pub fn starts(
        &self,
        member: usize,
        role: &'static str,
        day: Date,
        moving: Option<usize>,
    ) -> Vec<Timestamp> {
        let first = instant(day, 8, 0);
        let all = (0..12).map(|n| first + STEP * n);
        let sees = |start: &Timestamp| {
            let place = (role, *start);
            let own = moving.is_some_and(|which| self.visits[which].place == place);
            !own && self.verdict(member, place, moving).is_ok()
                && self.is_offered(member, place, moving)
                && !self.keeps_beside(member, place)
        };
        all.filter(sees).collect()
    }

    fn own(&self, member: usize, moving: Option<usize>) -> impl Iterator<Item = &Visit> {
        let others = self.visits.iter().enumerate().filter(move |(n, _)| Some(*n) != moving);
        others.map(|(_, one)| one).filter(move |one| one.booked && one.member == member)
    }

    fn fits(&self, member: usize, to: Place, call: bool, moving: Option<usize>) -> Result<(), Said> {
        let apart = |one: &Visit| one.place.1.duration_since(to.1).abs();
        let branch = |place: Place| place.0 == "branch";
        let far = |one: &Visit| !call && !one.call && branch(one.place) != branch(to);
        if self.own(member, moving).any(|one| apart(one) < LENGTH) {
            return Err(Said::Overlap);
        }
        let near = self.own(member, moving).any(|one| far(one) && apart(one) < LENGTH + TRAVEL);
        if near { Err(Said::TooNear) } else { Ok(()) }
    }
}
