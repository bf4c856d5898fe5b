//! What an office is shown, from what it has.

use jiff::{Timestamp, civil::Date};

use super::{
    emergencies,
    office::{CallView, DayView, DeskView, MemberView, VisitView},
    staff_caller::{StaffCaller, refused},
    staff_identity, to,
};
use crate::{
    domain::{
        appointment::Appointment, attendance::Unattended, id::LocationId, member::Member, plan::Tender,
        standing::Counts,
    },
    error::AppError,
    office::{Desk, Listed, Named, Visit, today},
};

/// A day at a place.
pub(super) async fn day(
    caller: StaffCaller,
    office: LocationId,
    date: Option<Date>,
) -> Result<DayView, AppError> {
    let Listed { date, desks } = caller.office().day_at(&office, date).await.map_err(refused)?;
    let calls = caller.office().calls(&office).await.map_err(refused)?;
    let emergencies = emergencies::open_of(&caller).await?;
    let StaffCaller { caller, staff, .. } = caller;
    let now = caller.now;
    let zone = desks.first().map_or("UTC", |desk| desk.named.zone()).to_owned();
    let counts = Counts::of(desks.iter().flat_map(|desk| &desk.visits).map(|visit| visit.standing));
    let desk = |Desk { named, visits }: Desk| DeskView {
        clinician: clinician(&named),
        visits: visits.into_iter().map(|it| visit(it, now)).collect(),
    };
    Ok(DayView {
        staff: staff_identity::view(&caller, staff).await?,
        office,
        date,
        today: today(now, &zone),
        counts,
        desks: desks.into_iter().map(desk).collect(),
        calls: calls
            .into_iter()
            .map(|(named, it)| CallView { clinician: clinician(&named), visit: visit(it, now) })
            .collect(),
        emergencies,
    })
}

fn visit(visit: Visit, now: Timestamp) -> VisitView {
    let Visit { appointment, member: of, absence, standing } = visit;
    VisitView {
        can_check_in: appointment.check_in(today(now, &appointment.start.zone)).is_ok(),
        can_miss: appointment.no_show(now).is_ok(),
        can_pay: appointment.pay().is_ok(),
        instead: absence.and_then(|absence| absence.instead).map(|instead| instead.start),
        id: appointment.id,
        start: appointment.start,
        minutes: appointment.minutes,
        visit_type: appointment.visit_type,
        modality: appointment.modality,
        copay_cents: appointment.copay_cents,
        tender: appointment.tender,
        member: of.map(member),
        standing,
    }
}

/// A member as an office needs them.
pub(super) fn member(member: Member) -> MemberView {
    let Member { given, family, number, phone, .. } = member;
    MemberView { name: format!("{given} {family}"), number: number.to_string(), phone }
}

/// The clinician's name.
pub(super) fn clinician(named: &Named) -> Option<String> {
    named.clinician.as_ref().map(|clinician| clinician.name.clone())
}

/// How somebody says that they have paid; nothing where they have not. Cash is no tender (Brief B10).
pub(super) fn tender_of(typed: &str) -> Result<Option<Tender>, AppError> {
    if typed.is_empty() {
        return Ok(None);
    }
    let read = serde_json::from_value(typed.into());
    read.map(Some).map_err(|_| AppError::Unattended(Unattended::NotAccepted))
}

/// Leads back to the day of an appointment.
pub(super) fn lead_to(place: &LocationId, appointment: &Appointment, done: &str) {
    let date = appointment.start.date().to_string();
    to::page("/staff", &[("office", place.as_str()), ("date", &date), ("done", done)]);
}
