//! What somebody of an office typed to open a record in an emergency, and what they are shown of it.

use jiff::civil::Date;

use super::{
    caller::Caller,
    emergency::{EmergencyView, OpenedRecord, SeenVisit},
    identity::{all_right, born, number_fault, remember},
    sign_on::Typed,
    staff_caller::StaffCaller,
    staff_identity,
};
use crate::{
    domain::{
        appointment::Appointment,
        audit::{Access, Action, Kind},
        emergency::{self, Emergencies, EmergencyAccess, Flaw, Refusal},
        id::{EmergencyId, MemberId, MemberNumber},
        member::Member,
        registrant,
        right::Readable,
        time::LocalTime,
    },
    error::{AppError, Fault, Field},
    identity::{cookie::TYPED, limit::EMERGENCIES},
    portal::{Portal, zone},
    record,
    store::{self, emergency::Opened},
};

/// What was typed, once it can be read.
struct Wanted {
    number: MemberNumber,
    born: Date,
    reason: String,
}

/// Opens the record of the member who has that number and that date of birth. Each attempt counts.
#[expect(clippy::disallowed_methods, reason = "a row of the audit is what opening it consists of")]
pub(super) async fn open(staff: &StaffCaller, typed: &Typed) -> Result<EmergencyId, AppError> {
    let StaffCaller { caller, by, .. } = staff;
    let Caller { portal, now, .. } = caller;
    let plan = offered(portal)?;
    remember(caller, typed);
    let Wanted { number, born, reason } = wanted(typed)?;
    EMERGENCIES.count(&portal.store, staff.staff.id.as_str(), *now).await?;
    let member = meant(staff, &number, born).await?;
    let id = EmergencyId(uuid::Uuid::now_v7().to_string());
    let access = plan.begin(id.clone(), staff.staff.id.clone(), member.id, reason, *now);
    let what = (Action::Execute, Kind::Emergency);
    let opens = Access::new(*now, by.clone(), access.member.clone(), what).in_emergency(&id);
    match store::emergency::open(&portal.store.audited(opens), &access, plan.most_a_day).await? {
        Opened::New => caller.clear_cookie(TYPED),
        Opened::TooMany => return Err(AppError::Emergency(Refusal::MostADay)),
        Opened::Ended => return Err(AppError::StaffSignOn),
    }
    Ok(id)
}

/// The member with both; the answer is the same whatever of them is wrong. Who has tried is written
/// down each time, with the member where the number is one's.
#[expect(clippy::disallowed_methods, reason = "only with the date of birth besides, and each attempt counts")]
async fn meant(staff: &StaffCaller, number: &MemberNumber, born: Date) -> Result<Member, AppError> {
    let store = &staff.caller.portal.store;
    let found = store::member::find_by_number(store, number).await?;
    let whose = found.as_ref().map(|member| member.id.clone());
    if let Some(member) = found.filter(|member| member.born == born) {
        return Ok(member);
    }
    let tried = Access::deed(staff.caller.now, Some(staff.by.clone()), whose, Kind::Emergency);
    store::audit::write(store, &[tried.refused()]).await?;
    Err(AppError::field(Field::TheirNumber, Fault::Wrong))
}

/// The record, as long as it is open for whoever asks. That they look is written down before.
#[expect(clippy::disallowed_methods, reason = "they have an emergency access to this record that lasts")]
pub(super) async fn find(staff: StaffCaller, id: &EmergencyId) -> Result<EmergencyView, AppError> {
    let access = own(&staff, id).await?;
    let Caller { portal, now, .. } = &staff.caller;
    note(&staff, &access.member, id).await?;
    let found = store::member::find(&portal.store, &access.member).await?;
    let member = found.map(Readable::granted).ok_or(AppError::NotFound)?;
    let all = store::appointment::of_member(&portal.store, &member).await?;
    let (upcoming, past) = emergency::shown(all, *now);
    let seen = |all: Vec<Appointment>| all.into_iter().map(|it| seen(portal, it)).collect();
    let (upcoming, past) = (seen(upcoming), seen(past));
    let seconds = now.duration_until(access.until).as_secs().max(0);
    let (physician, name) = (record::physician(portal, &member), member.name());
    let Member { number, born, phone, email, .. } = member.into_member();
    Ok(EmergencyView {
        staff: staff_identity::view(&staff.caller, staff.staff.clone()).await?,
        open: view(portal, access),
        seconds_left: u32::try_from(seconds).unwrap_or(u32::MAX),
        name,
        number: number.to_string(),
        born,
        phone,
        email,
        physician,
        upcoming,
        past,
    })
}

/// Ends it before its time.
#[expect(clippy::disallowed_methods, reason = "they end what they have opened themselves")]
pub(super) async fn end(staff: &StaffCaller, id: &EmergencyId) -> Result<(), AppError> {
    let access = own(staff, id).await?;
    let (Caller { portal, now, .. }, by) = (&staff.caller, staff.by.clone());
    let what = (Action::Delete, Kind::Emergency);
    let ends = portal.store.audited(Access::new(*now, by, access.member, what).in_emergency(id));
    match store::emergency::end(&ends, id, *now).await? {
        true => Ok(()),
        false => Err(AppError::Emergency(Refusal::Ended)),
    }
}

/// Those that whoever asks has open.
pub(super) async fn open_of(staff: &StaffCaller) -> Result<Vec<OpenedRecord>, AppError> {
    let Caller { portal, now, .. } = &staff.caller;
    let open = store::emergency::open_of(&portal.store, &staff.staff.id, *now).await?;
    Ok(open.into_iter().map(|access| view(portal, access)).collect())
}

/// One that whoever asks has opened and that lasts still. Somebody else's does not exist; that they
/// have tried is written down.
#[expect(clippy::disallowed_methods, reason = "somebody else's is not given on")]
async fn own(staff: &StaffCaller, id: &EmergencyId) -> Result<EmergencyAccess, AppError> {
    let Caller { portal, now, .. } = &staff.caller;
    offered(portal)?;
    let access = store::emergency::find(&portal.store, id).await?.ok_or(AppError::NotFound)?;
    if access.staff != staff.staff.id {
        let tried = Access::read(*now, staff.by.clone(), access.member, Kind::Emergency);
        portal.store.note_access(tried.refused()).await?;
        return Err(AppError::NotFound);
    }
    if access.is_open(*now) { Ok(access) } else { Err(AppError::Emergency(Refusal::Ended)) }
}

async fn note(staff: &StaffCaller, member: &MemberId, id: &EmergencyId) -> Result<(), AppError> {
    let looks = Access::read(staff.caller.now, staff.by.clone(), member.clone(), Kind::Emergency);
    Ok(staff.caller.portal.store.note_access(looks.in_emergency(id)).await?)
}

/// Emergency access, where the plan has it.
fn offered(portal: &Portal) -> Result<&Emergencies, AppError> {
    portal.plan.emergency.as_ref().ok_or(AppError::Emergency(Refusal::NotOffered))
}

/// Reads what was typed.
fn wanted(typed: &Typed) -> Result<Wanted, AppError> {
    let reason = emergency::reason(&typed.reason);
    let flaw = reason.as_ref().err().map(|flaw| match flaw {
        Flaw::Missing => Fault::Missing,
        Flaw::TooShort => Fault::TooShort,
        Flaw::TooLong => Fault::TooLong,
    });
    let ((born, born_fault), number_fault) = (born(typed), number_fault(&typed.number));
    all_right([(Field::TheirNumber, number_fault), (Field::TheirBorn, born_fault), (Field::Reason, flaw)])?;
    match (registrant::member_number(&typed.number), born, reason) {
        (Some(number), Some(born), Ok(reason)) => Ok(Wanted { number, born, reason }),
        _ => Err(AppError::Malformed),
    }
}

fn view(portal: &Portal, access: EmergencyAccess) -> OpenedRecord {
    let EmergencyAccess { id, reason, until, .. } = access;
    OpenedRecord { id, reason, until: LocalTime::at(until, &zone(&portal.plan.time_zone)) }
}

fn seen(portal: &Portal, appointment: Appointment) -> SeenVisit {
    let (clinician, place) = record::with_whom(portal, &appointment.role);
    let Appointment { start, minutes, visit_type, modality, state, attendance, reason, .. } = appointment;
    SeenVisit { start, minutes, visit_type, modality, state, attendance, reason, clinician, place }
}
