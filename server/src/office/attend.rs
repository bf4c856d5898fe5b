//! `server office check-in`, `paid`, `no-show` and `cancel`: what has become of a visit.

use app::{
    domain::{appointment::Appointment, id::AppointmentId, plan::Tender},
    office::{Error, Named},
    store,
};

use super::{error::OfficeError, names};
use crate::command::AtHand;

/// Writes down that the member is here. Tells what is due, and how it is paid (Brief B10).
///
/// # Errors
/// Where that cannot be.
pub async fn check_in(
    at_hand: &AtHand,
    id: &AppointmentId,
    tender: Option<Tender>,
) -> Result<String, OfficeError> {
    let appointment = at_hand.office().check_in(id, tender).await?;
    let due = names::copay(&appointment);
    let how = match appointment.copay_cents {
        0 => String::new(),
        _ => format!(": {}", names::tender(&at_hand.plan)),
    };
    Ok(format!("checked in: {}\n{due}{how}\n", words(at_hand, &appointment).await?))
}

/// Writes down how the copay was paid (Brief B10).
///
/// # Errors
/// Where that cannot be.
pub async fn paid(at_hand: &AtHand, id: &AppointmentId, tender: Tender) -> Result<String, OfficeError> {
    let appointment = at_hand.office().pay(id, tender).await?;
    let due = names::copay(&appointment);
    Ok(format!("paid: {}\n{due}\n", words(at_hand, &appointment).await?))
}

/// Writes down that the member did not come.
///
/// # Errors
/// Where that cannot be said, or not yet.
pub async fn no_show(at_hand: &AtHand, id: &AppointmentId) -> Result<String, OfficeError> {
    let appointment = at_hand.office().no_show(id).await?;
    Ok(format!("did not come: {}\n", words(at_hand, &appointment).await?))
}

/// Cancels for a member who calls.
///
/// # Errors
/// Where it is canceled already, or has begun.
pub async fn cancel(at_hand: &AtHand, id: &AppointmentId, reason: &str) -> Result<String, OfficeError> {
    let appointment = at_hand.office().cancel(id, reason).await?;
    Ok(format!("canceled: {}\nthe member is told by e-mail\n", words(at_hand, &appointment).await?))
}

/// Who, when, what for, and with whom.
async fn words(at_hand: &AtHand, appointment: &Appointment) -> Result<String, OfficeError> {
    let AtHand { store, plan, .. } = at_hand;
    let member = store::member::find(store, &appointment.member).await.map_err(Error::from)?;
    let who = names::member(member.as_ref(), &appointment.member);
    let when = appointment.start.civil.strftime("%a %Y-%m-%d %H:%M");
    let with = match Named::find(store, &appointment.role).await {
        Ok(named) => names::clinician(&named).to_owned(),
        Err(Error::NoRole(_)) => "somebody who is not in the directory".to_owned(),
        Err(error) => return Err(error.into()),
    };
    Ok(format!("{who}; {when}, {} with {with}", names::visit(plan, appointment)))
}
