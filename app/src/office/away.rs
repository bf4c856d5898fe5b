//! Days of a clinician are closed, and nobody who is booked in them is left alone. Each member
//! gets another time suggested, or the office calls.

use std::slice::from_ref;

use jiff::{ToSpan, civil::Date};
use tokio::sync::MutexGuard;

use super::{Error, Named, Office, team::Team, tell::Step};
use crate::{
    domain::{
        absence::{Closing, Instead, may_be_away},
        appointment::Appointment,
        audit::Kind,
        day::midnight,
        id::RoleId,
        member::Member,
    },
    portal::zone,
    store::{self, schedule::Scheduled},
};

/// Who is away, and what becomes of the appointments in the days.
#[derive(Debug)]
pub struct Away {
    /// Who, and where.
    pub named: Named,
    /// The first day and the last one.
    pub days: (Date, Date),
    /// By start.
    pub affected: Vec<Affected>,
}

/// An appointment in the days.
#[derive(Debug)]
pub struct Affected {
    /// What was agreed.
    pub appointment: Appointment,
    /// With whom, where they are on the roll.
    pub member: Option<Member>,
    /// The time that is suggested; `None` where the member is to be called.
    pub instead: Option<Instead>,
    /// Who that is with.
    pub clinician: Option<String>,
    /// Whether they know.
    pub telling: Telling,
}

/// Whether a member knows that the clinician is away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// They are told by this, or would be.
    Now,
    /// They were told before.
    Before,
    /// It could not be written: they know nothing yet.
    Failed,
}

impl Office<'_> {
    /// What would become of the appointments. Nothing is changed.
    ///
    /// # Errors
    /// For a role that is not there, days that cannot be, and those of the store.
    pub async fn look_away(&self, role: &RoleId, days: (Date, Date)) -> Result<Away, Error> {
        let named = self.who_is_away(role, days).await?;
        self.each(named, days, &Step::Look).await
    }

    /// Closes the days, then tells the members, each in a transaction of their own: where one fails the
    /// others are told all the same. For a while it is looked again, also for who was quicker than the
    /// closing; a second time it goes on where it was interrupted.
    ///
    /// # Errors
    /// Those of [`Office::look_away`].
    pub async fn away(&self, role: &RoleId, days: (Date, Date), reason: Option<&str>) -> Result<Away, Error> {
        let _alone = self.alone().await;
        let named = self.who_is_away(role, days).await?;
        store::schedule::close(self.store, role, days).await?;
        let ((first, last), role, by) = (days, role.clone(), self.by.clone());
        let closing = Closing { role, first, last, by, reason: reason.map(ToOwned::to_owned), at: self.now };
        store::closing::save(self.store, &closing).await?;
        if let Some(portal) = self.portal {
            portal.catch_up().await?;
        }
        self.each(named, days, &Step::Tell { reason }).await
    }

    /// Tells those in closed days who know nothing yet: whose booking was decided on before, or whom it
    /// could not be told. Whether all know now.
    ///
    /// # Errors
    /// For a role that is gone, and those of the store.
    pub(super) async fn look_again(&self, closing: &Closing) -> Result<bool, Error> {
        let _alone = self.alone().await;
        let (named, days) = (Named::find(self.store, &closing.role).await?, (closing.first, closing.last));
        let mut booked = self.booked_in(&named, days).await?;
        let scheduled = store::schedule::of_roles(self.store, from_ref(&closing.role)).await?;
        let schedule = scheduled.get(&closing.role).map(Scheduled::in_force);
        // On a day that was opened again the clinician is there.
        let is_closed = |day| schedule.as_ref().is_none_or(|it| it.sessions_on(day).next().is_none());
        booked.retain(|visit| is_closed(visit.start.date()));
        let told = store::absence::of(self.store, &booked).await?;
        booked.retain(|it| !told.get(&it.id).is_some_and(|absence| absence.is_open(it, self.now)));
        if booked.is_empty() {
            return Ok(true);
        }
        let step = Step::Tell { reason: closing.reason.as_deref() };
        let affected = self.go_through(&named, days, booked, &step).await?;
        Ok(affected.iter().all(|one| one.telling != Telling::Failed))
    }

    /// Two at once would each write the schedule as they have read it.
    async fn alone(&self) -> Option<MutexGuard<'_, ()>> {
        match self.portal {
            Some(portal) => Some(portal.scheduling.lock().await),
            None => None,
        }
    }

    async fn who_is_away(&self, role: &RoleId, days: (Date, Date)) -> Result<Named, Error> {
        if !may_be_away(days) {
            return Err(Error::Days);
        }
        Named::find(self.store, role).await
    }

    async fn each(&self, named: Named, days: (Date, Date), step: &Step<'_>) -> Result<Away, Error> {
        let booked = self.booked_in(&named, days).await?;
        self.note(Kind::Appointment, &booked).await?;
        let affected = self.go_through(&named, days, booked, step).await?;
        Ok(Away { named, days, affected })
    }

    /// The appointments that somebody would come to.
    async fn booked_in(&self, named: &Named, days: (Date, Date)) -> Result<Vec<Appointment>, store::Error> {
        let zone = zone(named.zone());
        let [from, until] = [days.0, days.1.saturating_add(1.day())].map(|day| midnight(day, &zone));
        let mut booked = store::office::booked(self.store, &[&named.role.id], from, until).await?;
        booked.retain(|appointment| appointment.may_cancel_by_phone(self.now).is_ok());
        Ok(booked)
    }

    async fn go_through(
        &self,
        named: &Named,
        days: (Date, Date),
        booked: Vec<Appointment>,
        step: &Step<'_>,
    ) -> Result<Vec<Affected>, Error> {
        let told = store::absence::of(self.store, &booked).await?;
        let mut waiting = self.waiting(&booked, &told).await?;
        let members = store::office::members(self.store, &booked).await?;
        let mut team = Team::around(self.store, named, days, self.now).await?;
        let mut affected = Vec::with_capacity(booked.len());
        for appointment in booked {
            let outcome = match waiting.remove(&appointment.id) {
                Some(absence) => Some((absence.instead, Telling::Before)),
                None => self.one(&mut team, &appointment, told.get(&appointment.id), step).await?,
            };
            let Some((instead, telling)) = outcome else { continue };
            let clinician = instead.as_ref().map(|instead| team.clinician(&instead.role));
            let member = members.get(&appointment.member).cloned();
            affected.push(Affected { appointment, member, instead, clinician, telling });
        }
        Ok(affected)
    }
}

impl Away {
    /// Those who know nothing yet because it could not be written.
    pub fn untold(&self) -> usize {
        self.affected.iter().filter(|one| one.telling == Telling::Failed).count()
    }
}
