//! `server office check-in` and `server office no-show`: whether a member came.

use app::{
    domain::{
        actor::Actor,
        appointment::Appointment,
        attendance::{Attendance, Unattended},
        id::AppointmentId,
    },
    store,
};

use super::{
    day::today,
    error::OfficeError,
    names::{self, Named},
};
use crate::command::AtHand;

/// Writes down that the member is here. Tells what is due, and how it is paid (Brief B10).
///
/// # Errors
/// Where that cannot be.
pub async fn check_in(at_hand: &AtHand, id: &AppointmentId, by: &Actor) -> Result<String, OfficeError> {
    let decide = |it: &Appointment| it.check_in(today(at_hand.now, &it.start.zone));
    let appointment = attend(at_hand, id, by, decide).await?;
    let due = names::copay(&appointment);
    let how = match appointment.copay_cents {
        0 => String::new(),
        _ => format!(": {}", names::tender(&at_hand.plan)),
    };
    Ok(format!("checked in: {}\n{due}{how}\n", words(at_hand, &appointment).await?))
}

/// Writes down that the member did not come.
///
/// # Errors
/// Where that cannot be said, or not yet.
pub async fn no_show(at_hand: &AtHand, id: &AppointmentId, by: &Actor) -> Result<String, OfficeError> {
    let appointment = attend(at_hand, id, by, |it| it.no_show(at_hand.now)).await?;
    Ok(format!("did not come: {}\n", words(at_hand, &appointment).await?))
}

async fn attend(
    at_hand: &AtHand,
    id: &AppointmentId,
    by: &Actor,
    decide: impl FnOnce(&Appointment) -> Result<Attendance, Unattended>,
) -> Result<Appointment, OfficeError> {
    let appointment = find(at_hand, id).await?;
    let attendance = decide(&appointment)?;
    match store::attendance::attend(&at_hand.store, &appointment, attendance, by, at_hand.now).await? {
        true => Ok(appointment),
        false => Err(OfficeError::Changed),
    }
}

/// The appointment with that id.
///
/// # Errors
/// Where there is none.
pub async fn find(at_hand: &AtHand, id: &AppointmentId) -> Result<Appointment, OfficeError> {
    let found = store::office::find(&at_hand.store, id).await?;
    found.ok_or_else(|| OfficeError::NoAppointment(id.clone()))
}

/// Who, when, what for, and with whom.
///
/// # Errors
/// Those of the store.
pub async fn words(at_hand: &AtHand, appointment: &Appointment) -> Result<String, OfficeError> {
    let AtHand { store, plan, .. } = at_hand;
    let member = store::member::find(store, &appointment.member).await?;
    let who = names::member(member.as_ref(), &appointment.member);
    let when = appointment.start.civil.strftime("%a %Y-%m-%d %H:%M");
    let with = match Named::find(store, &appointment.role).await {
        Ok(named) => named.clinician().to_owned(),
        Err(OfficeError::NoRole(_)) => "somebody who is not in the directory".to_owned(),
        Err(error) => return Err(error),
    };
    Ok(format!("{who}; {when}, {} with {with}", names::visit(plan, appointment)))
}
