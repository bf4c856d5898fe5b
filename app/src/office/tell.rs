//! A member whose clinician is away is told, with another time where there is one.

use super::{Office, away::Telling, team::Team};
use crate::{
    domain::{
        absence::{Absence, Instead},
        appointment::Appointment,
        hold::Hold,
    },
    store::{self, absence::Told},
};

/// What is done with a suggestion.
pub(super) enum Step<'a> {
    /// Only looks.
    Look,
    /// Keeps it, and tells the member.
    Tell { reason: Option<&'a str> },
}

impl Office<'_> {
    /// What becomes of an appointment about which its member was told nothing, or nothing that holds;
    /// `None` where it was changed meanwhile. That one member cannot be told keeps nobody else from it.
    pub(super) async fn one(
        &self,
        team: &mut Team,
        appointment: &Appointment,
        before: Option<&Absence>,
        step: &Step<'_>,
    ) -> Result<Option<(Option<Instead>, Telling)>, store::Error> {
        match (self.suggest(team, appointment, before, step).await, step) {
            (Err(error), Step::Tell { .. }) => {
                tracing::error!(appointment = %appointment.id, %error, "a member is not told of an absence");
                Ok(Some((None, Telling::Failed)))
            }
            (outcome, _) => Ok(outcome?.map(|instead| (instead, Telling::Now))),
        }
    }

    /// The time that is suggested, where there is one. Who is not covered any more takes none: they
    /// cannot sign on.
    async fn suggest(
        &self,
        team: &mut Team,
        appointment: &Appointment,
        before: Option<&Absence>,
        step: &Step<'_>,
    ) -> Result<Option<Option<Instead>>, store::Error> {
        let member = store::member::find_covered(self.store, &appointment.member).await?;
        loop {
            let instead = match &member {
                Some(member) => team.suggest(self.store, self.plan, appointment, member, self.now).await?,
                None => None,
            };
            // Suggested to nobody else, and where somebody was quicker to nobody at all.
            instead.iter().for_each(|instead| team.set_aside(instead));
            if self.is_elsewhere(instead.as_ref()).await? {
                continue;
            }
            let told = match step {
                Step::Look => Told::New(Vec::new()),
                Step::Tell { reason } => self.tell(appointment, before, instead.clone(), *reason).await?,
            };
            match told {
                Told::New(_) => return Ok(Some(instead)),
                Told::Changed => return Ok(None),
                Told::Taken => {}
            }
        }
    }

    /// Whether whoever would see them sees somebody in another role then.
    async fn is_elsewhere(&self, instead: Option<&Instead>) -> Result<bool, store::Error> {
        let Some(Instead { role, claims, .. }) = instead else { return Ok(false) };
        Ok(!store::several::claimed_meanwhile(self.store, role, claims, None).await?.is_empty())
    }

    /// Keeps the time for the member, and tells them.
    async fn tell(
        &self,
        appointment: &Appointment,
        before: Option<&Absence>,
        instead: Option<Instead>,
        reason: Option<&str>,
    ) -> Result<Told, store::Error> {
        let Self { store, plan, now, portal, by } = *self;
        let hold = instead.as_ref().map(|instead| Hold::instead(appointment, instead, plan.holds, now));
        let (id, start) = (appointment.id.clone(), appointment.start.clone());
        let absence = Absence { appointment: id, start, instead, at: now };
        let told =
            store::absence::tell(store, appointment, (&absence, before), hold.as_ref(), (by, reason)).await?;
        if let (Some(portal), Told::New(released)) = (portal, &told) {
            portal.note_released(released.clone()).await;
        }
        if let (Some(portal), Some(hold)) = (portal, hold) {
            portal.note(&hold.role, &hold.claims, false).await;
        }
        Ok(told)
    }
}
