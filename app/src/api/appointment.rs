//! Booking, looking at, moving and cancelling appointments (Brief B5 to B9).

use jiff::Timestamp;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use super::{absence::AbsenceView, earlier::EarlierView};
use crate::{
    domain::{
        appointment::{Appointment, EventKind, Refusal},
        directory::Listing,
        id::{AppointmentId, IdempotencyKey},
        time::LocalTime,
    },
    error::AppError,
};

/// An appointment as its member sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AppointmentView {
    /// What was agreed.
    pub appointment: Appointment,
    /// Who and where, while the directory has it.
    pub listing: Option<Listing>,
    /// Why it may not be changed online; `None` when it may (Brief B7).
    pub refusal: Option<Refusal>,
    /// Until when it may be, on the clock of the place; `None` when it may not.
    pub until: Option<LocalTime>,
    /// Booked and not over.
    pub open: bool,
    /// What was said because the clinician is away then, while the member has not answered.
    pub absence: Option<AbsenceView>,
    /// The member wants an earlier time.
    pub earlier: Option<EarlierView>,
    /// What happened to it; only where one appointment was asked for.
    pub history: Vec<Happening>,
}

/// Something that happened to an appointment, on the clock of its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Happening {
    /// Counted from 1.
    pub number: u32,
    /// What.
    pub kind: EventKind,
    /// When.
    pub at: LocalTime,
    /// The start that was agreed by it.
    pub start: LocalTime,
    /// An office or the plan did it, not the member.
    pub by_office: bool,
    /// Somebody did it for the member.
    pub for_another: Option<ForAnother>,
    /// Why, in the words of an office.
    pub reason: Option<String>,
    /// There is a receipt to keep.
    pub has_receipt: bool,
}

/// Who did something for whom, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForAnother {
    /// Who did it.
    pub proxy: String,
    /// Whose appointment it is.
    pub member: String,
}

/// Books what the draft says, once. Then goes to the appointment.
#[server(prefix = "/api", endpoint = "book")]
pub async fn book(draft: IdempotencyKey) -> Result<(), AppError> {
    use super::{
        booking,
        caller::{Caller, answer},
        to,
    };
    use crate::domain::audit::Kind;
    answer(async {
        let caller = Caller::here()?;
        let member = caller.changes(Kind::Draft).await?;
        let id = booking::book(&caller, &member, &draft).await?;
        to::page(&format!("/appointments/{id}"), &[("done", "booked")]);
        Ok(())
    })
    .await
}

/// The member's appointments: upcoming ones by start, then all others, the newest first.
#[server(prefix = "/api", endpoint = "list_appointments", input = GetUrl)]
pub async fn list_appointments() -> Result<Vec<AppointmentView>, AppError> {
    use super::{
        appointment_views,
        caller::{Caller, answer},
    };
    use crate::domain::audit::Kind;
    answer(async {
        let caller = Caller::here()?;
        let member = caller.member(Kind::Appointments).await?;
        let mut own = crate::store::appointment::of_member(&caller.portal.store, &member).await?;
        let signed_on = caller.acting(Kind::Appointments).await?;
        own.retain(|own| signed_on.sees(&caller.portal, own));
        let absences = crate::store::absence::of(&caller.portal.store, &own).await?;
        let wishes = crate::store::earlier::of(&caller.portal.store, &own).await?;
        Ok(appointment_views::appointments(&caller, own, absences, wishes))
    })
    .await
}

/// The member's appointment with that id, with its history.
#[server(prefix = "/api", endpoint = "find_appointment", input = GetUrl)]
pub async fn find_appointment(id: AppointmentId) -> Result<AppointmentView, AppError> {
    use super::{
        appointment_views,
        caller::{Caller, answer},
        history,
    };
    answer(async {
        let caller = Caller::here()?;
        let (member, appointment) = caller.appointment(&id).await?;
        let events = crate::store::appointment::history(&caller.portal.store, &appointment).await?;
        let absence = crate::store::absence::find(&caller.portal.store, &appointment).await?;
        let holds = crate::store::hold::of_member(&caller.portal.store, &member).await?;
        let wish = crate::store::earlier::find(&caller.portal.store, &appointment).await?;
        Ok(AppointmentView {
            earlier: appointment_views::earlier(&caller, &appointment, wish),
            absence: appointment_views::absence(&caller, &appointment, absence, &holds),
            history: history::of_appointment(&caller, &member, events).await?,
            ..appointment_views::appointment(&caller, appointment)
        })
    })
    .await
}

/// Cancels, where the rule of the visit type allows it (Brief B7).
#[server(prefix = "/api", endpoint = "cancel_appointment")]
pub async fn cancel_appointment(id: AppointmentId) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        changing::{Change, change},
        to,
    };
    answer(async {
        let caller = Caller::here()?;
        change(&caller, &id, &Change::Cancel).await?;
        to::page(&format!("/appointments/{id}"), &[("done", "cancelled")]);
        Ok(())
    })
    .await
}

/// Moves to another start. The old time is kept until the new one is certain.
#[server(prefix = "/api", endpoint = "move_appointment")]
pub async fn move_appointment(
    id: AppointmentId,
    #[server(default)] start: Option<Timestamp>,
) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        changing::{Change, change},
        to,
    };
    use crate::error::{Fault, Field};
    answer(async {
        let caller = Caller::here()?;
        let start = start.ok_or_else(|| AppError::field(Field::Start, Fault::Missing))?;
        change(&caller, &id, &Change::Move(start)).await?;
        to::page(&format!("/appointments/{id}"), &[("done", "moved")]);
        Ok(())
    })
    .await
}
