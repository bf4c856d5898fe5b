//! Letters about visits.

use app::{
    domain::{
        appointment::Appointment, grant::reads_themself, hold::Hold, member::Member, right::Readable,
        time::LocalTime,
    },
    letter::{Between, Letter, Visit},
    store::{
        self,
        outbox::{Kind, Record},
    },
};

use super::{Error, Postman};
use crate::feeds::calendar::file;

impl Postman {
    /// Who acts for a member gets the letter as long as they may see the appointment. The member gets it
    /// who is of age, or for whom nobody gets it.
    async fn is_to_be_read(
        &self,
        record: &Record,
        between: Between<'_>,
        appointment: &Appointment,
    ) -> Result<bool, Error> {
        let Between { proxy, subject } = between;
        let portal = &self.portal;
        let by_proxy = portal.power_about(&proxy.id, subject, appointment).await?.is_some();
        Ok(match record.to_proxy {
            true => by_proxy,
            false => reads_themself(by_proxy, subject.born, portal.today(), &portal.plan.household),
        })
    }

    /// The letter about an appointment, and the appointment as it is now for the calendar.
    pub(super) async fn about_visit(
        &self,
        record: &Record,
        (reader, subject): (&Member, &Readable),
        between: Option<Between<'_>>,
    ) -> Result<(Letter, Option<String>), Error> {
        let store = &self.portal.store;
        let id = record.appointment.as_ref().ok_or(Error::Gone("appointment"))?;
        let found = store::appointment::find(store, subject, id).await?;
        let appointment = found.ok_or(Error::Gone("appointment"))?;
        if let Some(between) = between
            && !self.is_to_be_read(record, between, &appointment).await?
        {
            return Err(Error::Over);
        }
        let start = record.start.as_ref().unwrap_or(&appointment.start);
        if record.kind == Kind::Reminder && !self.is_expected(&appointment, start).await? {
            return Err(Error::Over);
        }
        let history = store::appointment::history(store, &appointment).await?;
        let visit = Visit::find(&self.portal, reader, &appointment, start, &self.address)
            .await?
            .ok_or(Error::Gone("visit type"))?;
        let visit = Visit { between, ..visit };
        match record.kind {
            Kind::Away => Ok((self.about_absence(&visit, subject).await?, None)),
            Kind::Earlier => Ok((self.about_proposal(&visit, start).await?, None)),
            kind => Ok((visit.letter(kind), Some(file::write(&visit, &history)?))),
        }
    }

    /// Whether the member is to come at that start: not while they are told that the clinician is away.
    async fn is_expected(&self, appointment: &Appointment, start: &LocalTime) -> Result<bool, Error> {
        let now = self.portal.now();
        if !appointment.is_to_come(start.instant, now) {
            return Ok(false);
        }
        let absence = store::absence::find(&self.portal.store, appointment).await?;
        Ok(!absence.is_some_and(|absence| absence.is_open(appointment, now)))
    }

    /// The letter about an earlier time, as long as that is kept.
    async fn about_proposal(&self, visit: &Visit<'_>, start: &LocalTime) -> Result<Letter, Error> {
        let wish = store::earlier::find(&self.portal.store, visit.appointment).await?;
        let open = wish.as_ref().and_then(|wish| wish.open(self.portal.now()));
        let proposal = open.filter(|proposal| proposal.start == *start).ok_or(Error::Over)?;
        Ok(visit.earlier(start, proposal.until))
    }

    /// The letter about a clinician who is away, with what was suggested.
    async fn about_absence(&self, visit: &Visit<'_>, subject: &Readable) -> Result<Letter, Error> {
        let found = store::absence::find(&self.portal.store, visit.appointment).await?;
        let instead = found.and_then(|absence| absence.instead).and_then(|instead| {
            self.portal.directory().role(&instead.role).map(|listing| (listing, instead.start))
        });
        let holds = store::hold::of_member(&self.portal.store, subject).await?;
        let is_of_it =
            |hold: &&Hold| hold.appointment.as_ref() == Some(&visit.appointment.id) && !hold.earlier;
        let kept_until = holds.iter().find(is_of_it).map(|hold| hold.until);
        Ok(visit.away(instead.as_ref().map(|(listing, start)| (listing, start)), kept_until))
    }
}
