//! Wishes for earlier times, and the answers to what is proposed.

use jiff::Timestamp;

use super::{caller::Caller, changing::why_not_change};
use crate::{
    domain::{
        appointment::Appointment,
        audit::{Action, Kind},
        earlier::Wish,
        id::AppointmentId,
        search::{PartOfDay, Weekdays},
    },
    error::AppError,
    store::{self, audit::Audited},
};

/// What it is in the audit.
const CHANGES: (Action, Kind) = (Action::Update, Kind::Wish);

/// Keeps a wish, where the appointment may be changed. Something may be free already.
pub(super) async fn ask(
    caller: &Caller,
    id: &AppointmentId,
    weekdays: Weekdays,
    parts: Vec<PartOfDay>,
) -> Result<(), AppError> {
    let Caller { portal, now, .. } = caller;
    let (member, appointment) = caller.changes_appointment(id).await?;
    let store = caller.writes_about(&member, CHANGES, id).await?;
    if let Some(refusal) = why_not_change(caller, &appointment) {
        return Err(refusal.into());
    }
    let before = store::earlier::find(&portal.store, &appointment).await?;
    let Appointment { id, role, .. } = appointment;
    let wish = Wish {
        appointment: id,
        member: member.id.clone(),
        proxy: caller.actor().await?.proxy().cloned(),
        weekdays,
        parts,
        since: before.as_ref().map_or(*now, |before| before.since),
        proposal: None,
        passed: before.map(|before| before.passed).unwrap_or_default(),
        role,
    };
    portal.note_released(store::earlier::save(&store, &wish).await?).await;
    Ok(portal.propose_earlier(&wish.role, *now).await?)
}

/// Ends the wish.
pub(super) async fn stop(caller: &Caller, id: &AppointmentId) -> Result<(), AppError> {
    let (wish, store) = own(caller, id).await?;
    caller.portal.note_released(store::earlier::remove(&store, &wish).await?).await;
    Ok(caller.portal.propose_earlier(&wish.role, caller.now).await?)
}

/// Lets what is proposed pass.
pub(super) async fn pass(caller: &Caller, id: &AppointmentId, start: Timestamp) -> Result<(), AppError> {
    let (wish, store) = own(caller, id).await?;
    caller.portal.note_released(store::earlier::pass(&store, &wish, start).await?).await;
    Ok(caller.portal.propose_earlier(&wish.role, caller.now).await?)
}

/// What the member wishes for their appointment, and the store for changing it; or `NotFound`.
async fn own(caller: &Caller, id: &AppointmentId) -> Result<(Wish, Audited), AppError> {
    let (member, appointment) = caller.changes_appointment(id).await?;
    let wish = store::earlier::find(&caller.portal.store, &appointment).await?;
    Ok((wish.ok_or(AppError::NotFound)?, caller.writes_about(&member, CHANGES, id).await?))
}
