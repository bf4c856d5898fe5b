//! Proposing earlier times to members who want one.

use std::collections::HashMap;

use jiff::Timestamp;

use super::{Portal, zone};
use crate::{
    domain::{
        actor::Actor,
        appointment::{Appointment, Grounds},
        audit::{Access, Action, Kind},
        directory::Listing,
        earlier::{Proposal, Wish},
        grant::{Scope, reads_themself},
        id::RoleId,
        member::Member,
        on_file::OnFile,
        right::{Changeable, Readable},
        slot::Offer,
    },
    store,
};

/// So many starts are tried where others are quicker.
const TRIES: usize = 3;

impl Portal {
    /// Proposes what is free with a role to members who want an earlier time there, in the order in
    /// which they have asked. At night nothing is proposed.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn propose_earlier(&self, role: &RoleId, now: Timestamp) -> Result<(), store::Error> {
        if !self.plan.earlier.is_awake(&zone(&self.plan.time_zone), now) {
            return Ok(());
        }
        let waiting = store::earlier::waiting(&self.store, role).await?;
        let listing = if waiting.is_empty() { None } else { self.directory().role(role) };
        let Some(listing) = listing else { return Ok(()) };
        let ids: Vec<_> = waiting.iter().map(|wish| wish.appointment.as_str()).collect();
        let appointments = store::office::of(&self.store, ids).await?;
        let appointments: HashMap<_, _> = appointments.into_iter().map(|it| (it.id.clone(), it)).collect();
        for wish in &waiting {
            let Some(appointment) = appointments.get(&wish.appointment) else { continue };
            self.propose_to((wish, appointment), &listing, now).await?;
        }
        Ok(())
    }

    /// Goes on to the next member where nobody has answered until `now`.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn end_proposals(&self, now: Timestamp) -> Result<(), store::Error> {
        for wish in store::earlier::unanswered(&self.store, now).await? {
            let Some(Proposal { start, .. }) = &wish.proposal else { continue };
            let access = Access::new(now, Actor::Plan, wish.member.clone(), (Action::Update, Kind::Wish));
            let store = self.store.audited(access.about(&wish.appointment));
            let released = store::earlier::pass(&store, &wish, start.instant).await?;
            self.note_released(released).await;
            self.propose_earlier(&wish.role, now).await?;
        }
        Ok(())
    }

    /// Nothing is looked up of a member for whom nothing is free, and they are most.
    async fn propose_to(
        &self,
        (wish, appointment): (&Wish, &Appointment),
        listing: &Listing,
        now: Timestamp,
    ) -> Result<(), store::Error> {
        let (store, minutes) = (&self.store, self.plan.earlier.minutes);
        let Some(visit_type) = self.plan.visit_type(&appointment.visit_type) else { return Ok(()) };
        let is_near = |offer: &Offer| wish.is_near(appointment, minutes, offer);
        if !self.availability().ask(&wish.role, visit_type, now, is_near) {
            return Ok(());
        }
        // Who has asked for it is shown nothing here: the plan looks for them.
        let member = store::member::find_covered(store, &wish.member).await?.map(Readable::granted);
        let Some(member) = member.map(Changeable::granted) else { return Ok(()) };
        if !self.is_answered(wish, &member, appointment).await? {
            return Ok(());
        }
        let own = store::own::of_member(store, &member).await?;
        let on_file = OnFile { physician: member.physician.clone(), referrals: own.referrals };
        let own = &own.appointments;
        for _ in 0..TRIES {
            let found = self.availability().ask(&wish.role, visit_type, now, |offer: &Offer| {
                let grounds = Grounds { listing, on_file: &on_file, own, offer, plan: &self.plan };
                let hold = wish.propose(appointment, minutes, grounds)?;
                Some((Proposal { start: offer.local(hold.start), until: hold.until }, hold))
            });
            let Some((proposal, hold)) = found else { return Ok(()) };
            let kept = store::earlier::propose(store, wish, appointment, (&proposal, &hold)).await?;
            self.note_released(kept.clone().unwrap_or_default()).await;
            if kept.is_some() {
                self.note(&wish.role, &hold.claims, false).await;
                return Ok(());
            }
            self.look_again(&wish.role, &hold.claims, now).await?;
        }
        Ok(())
    }

    /// Whether somebody reads what is proposed and may answer it: of the member and who has asked for
    /// them those to whom such letters go. For whom nobody does nothing is kept.
    async fn is_answered(
        &self,
        wish: &Wish,
        member: &Member,
        appointment: &Appointment,
    ) -> Result<bool, store::Error> {
        let by_member = !member.email.is_empty();
        let Some(proxy) = &wish.proxy else { return Ok(by_member) };
        let power = self.power_about(proxy, member, appointment).await?;
        if by_member && reads_themself(power.is_some(), member.born, self.today(), &self.plan.household) {
            return Ok(true);
        }
        if power.is_none_or(|power| power.scope < Scope::Book) {
            return Ok(false);
        }
        let proxy = store::member::find_covered(&self.store, proxy).await?;
        Ok(proxy.is_some_and(|proxy| !proxy.email.is_empty()))
    }
}
