//! Changing an appointment: another start, or none.

use jiff::Timestamp;

use super::{caller::Caller, desk::Desk};
use crate::{
    domain::{
        appointment::{self, Appointment, EventKind, Grounds, Refusal},
        audit::Kind,
        id::{AppointmentId, RoleId},
        right::Changeable,
    },
    error::AppError,
    store,
};

/// What a member wants of an appointment.
pub(super) enum Change {
    /// Another start that they have chosen.
    Move(Timestamp),
    /// The time that was suggested because the clinician is away, perhaps a colleague's.
    TakeSuggestion,
    /// An earlier start that was proposed. Who comes too late moves there, where nobody else has it.
    TakeEarlier(Timestamp),
    /// No visit (Brief B7).
    Cancel,
}

/// Changes the member's appointment. What is sent twice is done once, and answered twice as it was the
/// first time: that answer may be lost.
pub(super) async fn change(caller: &Caller, id: &AppointmentId, change: &Change) -> Result<(), AppError> {
    caller.portal.store.is_well()?;
    let outcome = try_to_change(caller, id, change).await;
    if outcome.is_err() && was_done(caller, id, change).await.unwrap_or(false) {
        return Ok(());
    }
    outcome
}

/// Whether it is the last thing that has happened to the appointment, and by whoever asks.
async fn was_done(caller: &Caller, id: &AppointmentId, change: &Change) -> Result<bool, AppError> {
    let (_, appointment) = caller.changes_appointment(id).await?;
    let store = &caller.portal.store;
    let (kind, is_there) = match change {
        Change::Move(start) | Change::TakeEarlier(start) => {
            (EventKind::Moved, appointment.start.instant == *start)
        }
        Change::TakeSuggestion => {
            let absence = store::absence::find(store, &appointment).await?;
            (EventKind::Moved, absence.is_some_and(|absence| absence.is_taken(&appointment)))
        }
        Change::Cancel => (EventKind::Cancelled, true),
    };
    if !is_there {
        return Ok(false);
    }
    let (by, history) = (caller.actor().await?, store::appointment::history(store, &appointment).await?);
    Ok(history.last().is_some_and(|last| last.kind == kind && last.by == by))
}

/// Where something else has happened to the appointment since it was read, in another window or by the
/// office, it is decided anew by how it is then.
async fn try_to_change(caller: &Caller, id: &AppointmentId, change: &Change) -> Result<(), AppError> {
    for attempt in 0..store::ATTEMPTS {
        let (member, old) = caller.changes_appointment(id).await?;
        let done = match change {
            Change::Move(start) => {
                to_start(caller, &member, &old, (&old.role, *start), appointment::move_to).await?
            }
            Change::TakeSuggestion => take_suggestion(caller, &member, &old).await?,
            Change::TakeEarlier(start) => take_earlier(caller, &member, &old, *start).await?,
            Change::Cancel => cancel(caller, &member, &old).await?,
        };
        if done {
            return Ok(());
        }
        store::give_way(attempt).await;
        caller.still_signed_on().await?;
    }
    Err(store::Error::Conflict.into())
}

/// Why an appointment may not be changed online; `None` when it may. A kind of visit that the
/// plan has no more is changed by phone.
pub(super) fn why_not_change(caller: &Caller, appointment: &Appointment) -> Option<Refusal> {
    match caller.portal.plan.visit_type(&appointment.visit_type) {
        Some(visit_type) => appointment.may_change(visit_type, caller.now).err(),
        None => Some(Refusal::CancelByPhone),
    }
}

async fn take_suggestion(caller: &Caller, member: &Changeable, old: &Appointment) -> Result<bool, AppError> {
    let absence = store::absence::find(&caller.portal.store, old).await?;
    let open = absence.filter(|absence| absence.is_open(old, caller.now));
    let instead = open.and_then(|absence| absence.instead).ok_or(AppError::NotFound)?;
    to_start(caller, member, old, (&instead.role, instead.start.instant), appointment::take).await
}

async fn take_earlier(
    caller: &Caller,
    member: &Changeable,
    old: &Appointment,
    start: Timestamp,
) -> Result<bool, AppError> {
    let wish = store::earlier::find(&caller.portal.store, old).await?.ok_or(AppError::NotFound)?;
    let is_proposed = wish.proposal.is_some_and(|proposal| proposal.start.instant == start);
    let rule: Rule = if is_proposed { appointment::take } else { appointment::move_to };
    to_start(caller, member, old, (&old.role, start), rule).await
}

/// By which rule an appointment gets another start.
type Rule = fn(&Appointment, Timestamp, Grounds) -> Result<Appointment, Refusal>;

async fn to_start(
    caller: &Caller,
    member: &Changeable,
    old: &Appointment,
    (role, start): (&RoleId, Timestamp),
    rule: Rule,
) -> Result<bool, AppError> {
    let mut desk = Desk::open(caller, member, role, &old.visit_type).await?;
    let moved = desk.decide(start, Some(old), |grounds| rule(old, start, grounds)).await?;
    desk.carry_out(old, &moved).await
}

#[expect(clippy::disallowed_methods, reason = "`change` has asked for a right to change")]
async fn cancel(caller: &Caller, member: &Changeable, old: &Appointment) -> Result<bool, AppError> {
    let Caller { portal, now, .. } = caller;
    if let Some(refusal) = why_not_change(caller, old) {
        return Err(refusal.into());
    }
    let own = store::own::of_member(&portal.store, member).await?;
    // Asked after that was read, as in [`Desk::open_for`].
    let who = caller.acting(Kind::Appointment).await?.as_it_is_now(portal).await?;
    who.changes()?;
    let (by, own) = (who.actor(), Some(&own));
    let Some(released) = store::appointment::cancel(&portal.store, old, &by, None, own, *now).await? else {
        return Ok(false);
    };
    portal.note_released(released).await;
    portal.note(&old.role, &old.claims, true).await;
    Ok(true)
}
