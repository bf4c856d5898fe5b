//! Where it is decided what a member can have: with all that counts, as it is at one moment.

use jiff::Timestamp;

use super::caller::Caller;
use crate::{
    domain::{
        actor::Actor,
        appointment::{self, Appointment, Grounds, Refusal},
        audit::{Action, Kind},
        directory::Listing,
        hold::{self, Hold},
        id::{AppointmentId, RoleId, VisitTypeId},
        on_file::OnFile,
        right::Changeable,
        slot::Offer,
        visit_type::VisitType,
    },
    error::AppError,
    session::SignedOn,
    store::{self, Decided, appointment::Booked, hold::Kept, own::Own},
};

/// What stays the same while a booking, a move or a hold is decided.
pub(super) struct Desk<'a> {
    caller: &'a Caller,
    who: SignedOn,
    member: &'a Changeable,
    listing: Listing,
    visit_type: &'a VisitType,
    on_file: OnFile,
    own: Own,
    /// Those of their appointments that whoever asks does not see.
    hidden: Vec<AppointmentId>,
    /// What is kept for the member with the role.
    holds: Vec<Hold>,
    /// The steps that are kept for them: free for them.
    kept: Vec<Timestamp>,
}

impl<'a> Desk<'a> {
    /// For a member who wants such a visit.
    pub async fn open(
        caller: &'a Caller,
        member: &'a Changeable,
        role: &RoleId,
        visit_type: &VisitTypeId,
    ) -> Result<Self, AppError> {
        Self::open_for(caller, caller.acting(Kind::Details).await?, member, (role, visit_type)).await
    }

    /// The same by whoever acts for the member.
    pub async fn open_for(
        caller: &'a Caller,
        who: &SignedOn,
        member: &'a Changeable,
        (role, visit_type): (&RoleId, &VisitTypeId),
    ) -> Result<Self, AppError> {
        let (listing, visit_type) = (caller.listing(role)?, caller.visit_type(visit_type)?);
        let own = store::own::of_member(&caller.portal.store, member).await?;
        // Asked after that was read: what ends from now on keeps the decision from being written.
        let who = who.as_it_is_now(&caller.portal).await?;
        who.changes()?;
        if !who.sees_visits(&caller.portal, &listing.role, &visit_type.id) {
            return Err(AppError::NotFound);
        }
        let hidden = own.appointments.iter().filter(|own| !who.sees(&caller.portal, own));
        let hidden = hidden.map(|hidden| hidden.id.clone()).collect();
        let kept = own.holds.iter().filter(|hold| hold.role == *role && hold.is_kept(caller.now));
        let holds: Vec<_> = kept.cloned().collect();
        Ok(Self {
            caller,
            who,
            member,
            listing,
            visit_type,
            hidden,
            on_file: OnFile { physician: member.physician.clone(), referrals: own.referrals.clone() },
            kept: hold::steps(&holds),
            holds,
            own,
        })
    }

    /// Asks about what the role offers, beside what the member keeps and what `moving` gives up.
    pub fn ask<T>(&self, moving: Option<&Appointment>, question: impl FnOnce(Grounds) -> T) -> T {
        let Self { caller: Caller { portal, now, .. }, visit_type, listing, .. } = self;
        let role = &listing.role.id;
        let given_up = moving.filter(|moving| moving.role == *role).map(|moving| moving.claims.as_slice());
        let own = [&self.kept, given_up.unwrap_or_default()].concat();
        let chosen = hold::chosen(&self.holds, moving.map(|moving| &moving.id));
        let answer = |offer: &Offer| question(self.grounds(offer));
        portal.availability().ask_beside((&own, &chosen), role, visit_type, *now, answer)
    }

    /// Decides about a start. Where that is taken as far as the free times in memory know, the
    /// store is asked: what was just given up is free already, and what was just kept may be the
    /// member's own, in another window.
    pub async fn decide<T>(
        &mut self,
        start: Timestamp,
        moving: Option<&Appointment>,
        question: impl Fn(Grounds) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let answer = self.ask(moving, &question).map_err(|refusal| self.veiled(refusal));
        if !matches!(answer, Err(Refusal::SlotTaken { .. })) {
            return answer;
        }
        let steps: Vec<_> = self.ask(None, |grounds| grounds.offer.steps(start).collect());
        let Caller { portal, now, .. } = self.caller;
        let role = &self.listing.role.id;
        let others = match portal.look_again(role, &steps, *now).await {
            Ok(()) => store::hold::claimed_by_others(&portal.store, &self.member.id, role, &steps).await,
            Err(error) => Err(error),
        };
        let Ok(others) = others else { return answer };
        self.kept.extend(steps.into_iter().filter(|step| !others.contains(step)));
        self.ask(moving, question).map_err(|refusal| self.veiled(refusal))
    }

    /// A refusal that names an appointment which is private says only that there is one.
    fn veiled(&self, refusal: Refusal) -> Refusal {
        match &refusal {
            Refusal::TooNear { appointment, .. } | Refusal::MostOpen { appointment, .. }
                if self.hidden.contains(appointment) =>
            {
                Refusal::Overlap
            }
            _ => refusal,
        }
    }

    /// Keeps a start for the member, as long as the plan says.
    pub async fn keep(&mut self, start: Timestamp) -> Result<Hold, AppError> {
        let Caller { portal, now, .. } = self.caller;
        let member = self.member.id.clone();
        let hold = self.decide(start, None, |grounds| appointment::hold(&member, start, grounds)).await?;
        let store = self.caller.writes(self.member, (Action::Create, Kind::Hold)).await?;
        match store::hold::keep(&store, &hold, usize::from(portal.plan.holds.most) - 1, *now).await? {
            Kept::New(released) => {
                portal.note_released(released).await;
                portal.note(&hold.role, &hold.claims, false).await;
                Ok(hold)
            }
            Kept::Taken => Err(self.taken(start, &hold.claims).await.into()),
        }
    }

    /// Moves, and notes what is free and what is not. `false` where something else has happened to
    /// the appointment, or to what the member has on file: then it is decided anew.
    pub async fn carry_out(&self, old: &Appointment, moved: &Appointment) -> Result<bool, AppError> {
        let Caller { portal, now, .. } = self.caller;
        let by = self.who.actor();
        let moved = moved.clone().arranged_by(&by);
        let reminders = appointment::reminders(&moved, &portal.plan, *now);
        let decided = self.decided(&by, &reminders);
        match store::appointment::move_to(&portal.store, old, &moved, decided, *now).await? {
            Booked::New(released) => {
                portal.note_released(released).await;
                portal.note(&old.role, &old.claims, true).await;
                portal.note(&moved.role, &moved.claims, false).await;
                Ok(true)
            }
            Booked::Changed | Booked::NotOpen => Ok(false),
            Booked::Taken | Booked::Before(_) | Booked::Otherwise(_) => {
                Err(self.taken(moved.start.instant, &moved.claims).await.into())
            }
        }
    }

    /// How it was decided here.
    pub fn decided<'b>(&'b self, by: &'b Actor, reminders: &'b [Timestamp]) -> Decided<'b> {
        Decided { by, own: &self.own, reminders }
    }

    /// Somebody was quicker, perhaps through another process: what is claimed is noted, and the
    /// nearest other starts are told.
    async fn taken(&self, start: Timestamp, claims: &[Timestamp]) -> Refusal {
        let Caller { portal, now, .. } = self.caller;
        let role = &self.listing.role.id;
        if portal.look_again(role, claims, *now).await.is_err() {
            portal.note(role, claims, false).await;
        }
        self.ask(None, |grounds| appointment::taken(grounds.offer, start))
    }

    /// What it was decided on.
    pub fn into_own(self) -> Own {
        self.own
    }

    fn grounds<'b>(&'b self, offer: &'b Offer<'b>) -> Grounds<'b> {
        let Self { caller, listing, on_file, own, .. } = self;
        Grounds { listing, on_file, own: &own.appointments, offer, plan: &caller.portal.plan }
    }
}
