//! `server office cancel`: for a member who calls.

use app::{
    domain::{actor::Actor, id::AppointmentId},
    store,
};

use super::{
    attend::{find, words},
    error::OfficeError,
};
use crate::command::AtHand;

/// Cancels for the member, whatever the cut-off is online. The member gets the letter.
///
/// # Errors
/// Where it is canceled already, or has begun.
pub async fn cancel(
    at_hand: &AtHand,
    id: &AppointmentId,
    reason: &str,
    by: &Actor,
) -> Result<String, OfficeError> {
    let AtHand { store, now, portal, .. } = at_hand;
    let appointment = find(at_hand, id).await?;
    appointment.may_cancel_by_phone(*now).map_err(|_| OfficeError::NotOpen)?;
    let cancelled = store::appointment::cancel(store, &appointment, by, Some(reason), *now).await?;
    let released = cancelled.ok_or(OfficeError::Changed)?;
    if let Some(portal) = portal {
        portal.note_released(released).await;
        portal.note(&appointment.role, &appointment.claims, true).await;
    }
    Ok(format!("canceled: {}\nthe member is told by e-mail\n", words(at_hand, &appointment).await?))
}
