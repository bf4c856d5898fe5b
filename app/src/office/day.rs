//! The day's list: who comes when, what for, and what is due.

use std::collections::HashMap;

use jiff::{Timestamp, ToSpan, civil::Date};

use super::{Error, Named, Office};
use crate::{
    domain::{
        absence::Absence,
        appointment::Appointment,
        audit::Kind,
        day::midnight,
        id::{AppointmentId, LocationId, RoleId},
        member::Member,
        standing::Standing,
    },
    portal::zone,
    store,
};

/// The appointments of a day, by clinician.
#[derive(Debug)]
pub struct Listed {
    /// The day at the place.
    pub date: Date,
    /// Who sees whom.
    pub desks: Vec<Desk>,
}

/// One clinician's day.
#[derive(Debug)]
pub struct Desk {
    /// Who, and where.
    pub named: Named,
    /// By start.
    pub visits: Vec<Visit>,
}

/// An appointment as an office sees it.
#[derive(Debug)]
pub struct Visit {
    /// What was agreed.
    pub appointment: Appointment,
    /// With whom, where they are on the roll.
    pub member: Option<Member>,
    /// What they were told whose clinician is away, as long as it waits for an answer; without a
    /// suggestion they are called.
    pub absence: Option<Absence>,
    /// How it stands.
    pub standing: Standing,
}

impl Office<'_> {
    /// One role's day; today where none is named.
    ///
    /// # Errors
    /// Where the role is not in the directory.
    pub async fn day_of(&self, role: &RoleId, date: Option<Date>) -> Result<Listed, Error> {
        self.day(vec![Named::find(self.store, role).await?], date).await
    }

    /// The day of all roles at a place; today where none is named.
    ///
    /// # Errors
    /// Where nobody works there.
    pub async fn day_at(&self, location: &LocationId, date: Option<Date>) -> Result<Listed, Error> {
        self.day(Named::at(self.store, location).await?, date).await
    }

    /// `all` are at one place.
    async fn day(&self, all: Vec<Named>, date: Option<Date>) -> Result<Listed, Error> {
        let place = all.first().map_or("UTC", Named::zone);
        let date = date.unwrap_or_else(|| today(self.now, place));
        let zone = zone(place);
        let [from, until] = [date, date.saturating_add(1.day())].map(|day| midnight(day, &zone));
        let roles: Vec<_> = all.iter().map(|named| &named.role.id).collect();
        let booked = store::office::booked(self.store, &roles, from, until).await?;
        self.note(Kind::Day, &booked).await?;
        let mut visits: HashMap<RoleId, Vec<Visit>> = HashMap::new();
        for visit in self.visits(booked).await? {
            visits.entry(visit.appointment.role.clone()).or_default().push(visit);
        }
        let desk = |named: Named| Desk { visits: visits.remove(&named.role.id).unwrap_or_default(), named };
        Ok(Listed { date, desks: all.into_iter().map(desk).collect() })
    }

    /// Those of a place whose members are to be called because a clinician is away, whatever the
    /// day, by start: no other time was found, or they did not answer in time, or nobody reads letters.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn calls(&self, location: &LocationId) -> Result<Vec<(Named, Visit)>, Error> {
        let named = Named::at(self.store, location).await?;
        let told = store::absence::to_come(self.store, self.now).await?;
        let mut booked = store::office::of(self.store, told.iter().map(AppointmentId::as_str)).await?;
        booked.retain(|booked| named.iter().any(|named| named.role.id == booked.role));
        let here = |visit: Visit| {
            let own = named.iter().find(|named| named.role.id == visit.appointment.role)?;
            Some((own.clone(), visit))
        };
        let visits = self.visits(booked).await?.into_iter();
        let calls: Vec<_> =
            visits.filter(|visit| visit.standing == Standing::ToCall).filter_map(here).collect();
        self.note(Kind::Day, calls.iter().map(|(_, visit)| &visit.appointment)).await?;
        Ok(calls)
    }

    async fn visits(&self, booked: Vec<Appointment>) -> Result<Vec<Visit>, store::Error> {
        let members = store::office::members(self.store, &booked).await?;
        let told = store::absence::of(self.store, &booked).await?;
        let mut absences = self.waiting(&booked, &told).await?;
        let visit = |appointment: Appointment| {
            let absence = absences.remove(&appointment.id);
            let standing = Standing::of(&appointment, absence.as_ref(), self.now);
            Visit { member: members.get(&appointment.member).cloned(), appointment, absence, standing }
        };
        Ok(booked.into_iter().map(visit).collect())
    }
}

/// The day at a place.
pub fn today(now: Timestamp, place: &str) -> Date {
    now.to_zoned_datetime(zone(place)).date()
}
