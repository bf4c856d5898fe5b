//! Days of a clinician are closed, and nobody who is booked in them is left alone. Each member
//! gets another time suggested, or the office calls.

use jiff::{ToSpan, civil::Date};

use super::{Error, Named, Office, team::Team};
use crate::{
    domain::{
        absence::{Absence, Instead, may_be_away},
        appointment::Appointment,
        audit::Kind,
        day::midnight,
        hold::Hold,
        id::RoleId,
        member::Member,
    },
    portal::zone,
    store::{self, absence::Told},
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
    /// The member was told before.
    pub before: bool,
}

/// What is done with a suggestion.
enum Step<'a> {
    /// Only looks.
    Look,
    /// Keeps it, and tells the member.
    Tell { reason: Option<&'a str> },
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

    /// Closes the days, then tells the members, each in a transaction of their own. A second time it
    /// goes on where it was interrupted, and finds who was quicker than the closing.
    ///
    /// # Errors
    /// Those of [`Office::look_away`].
    pub async fn away(&self, role: &RoleId, days: (Date, Date), reason: Option<&str>) -> Result<Away, Error> {
        // Two at once would each write the schedule as they have read it, and tell members twice.
        let _alone = match self.portal {
            Some(portal) => Some(portal.scheduling.lock().await),
            None => None,
        };
        let named = self.who_is_away(role, days).await?;
        store::schedule::close(self.store, role, days).await?;
        if let Some(portal) = self.portal {
            portal.catch_up().await?;
        }
        self.each(named, days, &Step::Tell { reason }).await
    }

    async fn who_is_away(&self, role: &RoleId, days: (Date, Date)) -> Result<Named, Error> {
        if !may_be_away(days) {
            return Err(Error::Days);
        }
        Named::find(self.store, role).await
    }

    async fn each(&self, named: Named, days: (Date, Date), step: &Step<'_>) -> Result<Away, Error> {
        let zone = zone(named.zone());
        let [from, until] = [days.0, days.1.saturating_add(1.day())].map(|day| midnight(day, &zone));
        let mut booked = store::office::booked(self.store, &[&named.role.id], from, until).await?;
        booked.retain(|appointment| appointment.may_cancel_by_phone(self.now).is_ok());
        self.note(Kind::Appointment, &booked).await?;
        let mut team = Team::around(self.store, &named, days, self.now).await?;
        let mut affected = Vec::with_capacity(booked.len());
        for appointment in booked {
            affected.extend(self.one(&mut team, appointment, step).await?);
        }
        Ok(Away { named, days, affected })
    }

    /// One appointment; `None` where it was changed meanwhile.
    async fn one(
        &self,
        team: &mut Team,
        appointment: Appointment,
        step: &Step<'_>,
    ) -> Result<Option<Affected>, Error> {
        let member = store::member::find(self.store, &appointment.member).await?;
        let before = store::absence::find(self.store, &appointment).await?;
        if let Some(before) = before.filter(|before| before.is_open(&appointment, self.now)) {
            return Ok(Some(Affected::new(team, appointment, member, before.instead, true)));
        }
        loop {
            let instead = match &member {
                Some(member) => team.suggest(self.store, self.plan, &appointment, member, self.now).await?,
                None => None,
            };
            // Suggested to nobody else, and where somebody was quicker to nobody at all.
            instead.iter().for_each(|instead| team.set_aside(instead));
            let told = match step {
                Step::Look => Told::New(Vec::new()),
                Step::Tell { reason } => self.suggest(&appointment, instead.clone(), *reason).await?,
            };
            match told {
                Told::New(_) => return Ok(Some(Affected::new(team, appointment, member, instead, false))),
                Told::Changed => return Ok(None),
                Told::Taken => {}
            }
        }
    }

    /// Keeps the time for the member, and tells them.
    async fn suggest(
        &self,
        appointment: &Appointment,
        instead: Option<Instead>,
        reason: Option<&str>,
    ) -> Result<Told, Error> {
        let Self { store, plan, now, portal, by } = *self;
        let hold = instead.as_ref().map(|instead| Hold::instead(appointment, instead, plan.holds, now));
        let (id, start) = (appointment.id.clone(), appointment.start.clone());
        let absence = Absence { appointment: id, start, instead, at: now };
        let told =
            store::absence::tell(store, appointment, &absence, hold.as_ref(), (by, reason), now).await?;
        if let (Some(portal), Told::New(released)) = (portal, &told) {
            portal.note_released(released.clone()).await;
        }
        if let (Some(portal), Some(hold)) = (portal, hold) {
            portal.note(&hold.role, &hold.claims, false).await;
        }
        Ok(told)
    }
}

impl Affected {
    fn new(
        team: &Team,
        appointment: Appointment,
        member: Option<Member>,
        instead: Option<Instead>,
        before: bool,
    ) -> Self {
        let clinician = instead.as_ref().map(|instead| team.clinician(&instead.role));
        Self { appointment, member, instead, clinician, before }
    }
}
