//! From a draft to an appointment.

use std::time::Duration;

use jiff::Timestamp;

use super::{caller::Caller, desk::Desk};
use crate::{
    domain::{
        appointment,
        audit::{Action, Kind},
        draft::{Draft, Flaw},
        id::{AppointmentId, IdempotencyKey, RoleId, VisitTypeId, Whom},
        need::Need,
        right::Changeable,
    },
    error::{AppError, Fault, Field, FieldError},
    portal::Portal,
    store::{self, appointment::Booked},
};

/// So many characters of a field are kept: more than fit, so that they can be corrected.
const TYPED_MOST: usize = 2_000;

/// Pauses between looking whether a form has booked, while the database fails.
const LOOK_AGAIN: [Duration; 3] =
    [Duration::from_millis(100), Duration::from_millis(400), Duration::from_millis(1_500)];

/// The key of the form that is filled in: the one it has, where it is the member's draft.
pub(super) async fn key(
    caller: &Caller,
    member: &Changeable,
    key: Option<IdempotencyKey>,
) -> Result<IdempotencyKey, AppError> {
    let found = match &key {
        Some(key) => store::draft::find(&caller.portal.store, member, key).await?,
        None => None,
    };
    Ok(found.map_or_else(|| IdempotencyKey(uuid::Uuid::now_v7().to_string()), |draft| draft.id))
}

/// What was typed, without blanks around it. What is far too long is cut: nobody reads it.
pub(super) fn typed(text: &str) -> String {
    text.trim().chars().take(TYPED_MOST).collect()
}

/// Keeps a draft, then says what stands in its way.
pub(super) async fn keep(caller: &Caller, member: &Changeable, draft: &Draft) -> Result<(), AppError> {
    let mut desk = Desk::open(caller, member, &draft.role, &draft.visit_type).await?;
    save(caller, member, draft).await?;
    desk.ask(None, |grounds| appointment::may_book(draft, grounds))?;
    // Where somebody else has the time, the next page says so.
    let _ = desk.keep(draft.start).await;
    check_fields(draft)
}

/// What a form of details says, for whom it says.
pub(super) struct Entered {
    pub draft: Option<IdempotencyKey>,
    pub role: RoleId,
    pub visit_type: VisitTypeId,
    pub start: Timestamp,
    pub need: Need,
    pub reason: String,
    pub contact: String,
    pub whom: Option<Whom>,
}

/// The member for whom a form is, and the draft that it makes.
pub(super) async fn entered(caller: &Caller, form: Entered) -> Result<(Changeable, Draft), AppError> {
    let Entered { draft, role, visit_type, start, need, reason, contact, whom } = form;
    let member = caller.changes_for(whom, Kind::Draft).await?;
    let id = key(caller, &member, draft).await?;
    let (reason, contact, at) = (typed(&reason), typed(&contact), caller.now);
    let draft = Draft { id, member: member.id.clone(), role, visit_type, start, need, reason, contact, at };
    Ok((member, draft))
}

/// Keeps what was typed so far and says nothing of it.
pub(super) async fn keep_silently(
    caller: &Caller,
    member: &Changeable,
    draft: &Draft,
) -> Result<(), AppError> {
    Desk::open(caller, member, &draft.role, &draft.visit_type).await?;
    save(caller, member, draft).await
}

async fn save(caller: &Caller, member: &Changeable, draft: &Draft) -> Result<(), AppError> {
    let store = caller.writes(member, (Action::Update, Kind::Draft)).await?;
    Ok(store::draft::save(&store, draft).await?)
}

/// Another start for a draft, which is kept from now on.
pub(super) async fn change_start(
    caller: &Caller,
    member: &Changeable,
    draft: &Draft,
) -> Result<(), AppError> {
    save(caller, member, draft).await?;
    // As in [`keep`].
    let _ = Desk::open(caller, member, &draft.role, &draft.visit_type).await?.keep(draft.start).await;
    Ok(())
}

/// Books the member's draft. A form that was sent twice has booked once: the second gets what
/// the first one booked, and so does one whose first answer was lost.
pub(super) async fn book(
    caller: &Caller,
    member: &Changeable,
    key: &IdempotencyKey,
) -> Result<AppointmentId, AppError> {
    let Portal { store, .. } = &caller.portal;
    store.is_well()?;
    let Some(draft) = store::draft::find(store, member, key).await? else {
        let earlier = store::appointment::find_by_key(store, member, key).await?;
        return earlier.map(|earlier| earlier.id).ok_or(AppError::NotFound);
    };
    match book_draft(caller, member, &draft).await {
        Err(error) => booked_before(caller, &draft, error).await,
        booked => booked,
    }
}

/// What the form has booked after all, where it was answered with an error. Where the database has
/// failed its key says what has happened; nothing is guessed.
async fn booked_before(caller: &Caller, draft: &Draft, error: AppError) -> Result<AppointmentId, AppError> {
    caller.portal.store.is_well()?;
    match look_before(caller, draft).await {
        Ok(Some(Booked::Before(earlier))) => Ok(earlier.id),
        Ok(Some(Booked::Otherwise(appointment))) => Err(AppError::BookedOtherwise { appointment }),
        Err(_) if matches!(error, AppError::Unexpected { .. }) => Err(AppError::NotKnown),
        Ok(_) | Err(_) => Err(error),
    }
}

/// Asked again for a while where the database fails.
async fn look_before(caller: &Caller, draft: &Draft) -> Result<Option<Booked>, store::Error> {
    for pause in LOOK_AGAIN {
        let found = store::form::booked_before(&caller.portal.store, draft).await;
        if found.is_ok() {
            return found;
        }
        tokio::time::sleep(pause).await;
    }
    store::form::booked_before(&caller.portal.store, draft).await
}

async fn book_draft(caller: &Caller, member: &Changeable, draft: &Draft) -> Result<AppointmentId, AppError> {
    check_fields(draft)?;
    for attempt in 0..store::ATTEMPTS {
        if let Some(id) = decide(caller, member, draft).await? {
            return Ok(id);
        }
        store::give_way(attempt).await;
        caller.still_signed_on().await?;
    }
    Err(store::Error::Conflict.into())
}

/// Decides and books. `None` where another form of the member's came in between, with the last
/// visit of a referral for example: what is on file then decides anew, and there may be another
/// referral.
async fn decide(
    caller: &Caller,
    member: &Changeable,
    draft: &Draft,
) -> Result<Option<AppointmentId>, AppError> {
    let Portal { store, plan, .. } = &caller.portal;
    let mut desk = Desk::open(caller, member, &draft.role, &draft.visit_type).await?;
    let appointment =
        desk.decide(draft.start, None, |grounds| appointment::book(draft, grounds, new_id())).await?;
    let by = caller.actor().await?;
    let appointment = appointment.arranged_by(&by);
    let reminders = appointment::reminders(&appointment, plan, caller.now);
    match store::appointment::book(store, &appointment, desk.decided(&by, &reminders)).await? {
        Booked::New(released) => {
            caller.portal.note_released(released).await;
            caller.portal.note(&appointment.role, &appointment.claims, false).await;
            Ok(Some(appointment.id))
        }
        Booked::Before(earlier) => Ok(Some(earlier.id)),
        Booked::Otherwise(appointment) => Err(AppError::BookedOtherwise { appointment }),
        // Perhaps it was kept for somebody whose time has ended.
        Booked::Taken => {
            caller.portal.look_again(&appointment.role, &appointment.claims, caller.now).await?;
            Ok(None)
        }
        Booked::Changed | Booked::NotOpen => Ok(None),
    }
}

fn check_fields(draft: &Draft) -> Result<(), AppError> {
    let errors: Vec<_> = draft.flaws().into_iter().map(field_error).collect();
    if errors.is_empty() { Ok(()) } else { Err(AppError::Invalid(errors)) }
}

pub(super) fn field_error(flaw: Flaw) -> FieldError {
    let (field, fault) = match flaw {
        Flaw::ContactMissing => (Field::Contact, Fault::Missing),
        Flaw::ContactTooLong => (Field::Contact, Fault::TooLong),
        Flaw::ReasonTooLong => (Field::Reason, Fault::TooLong),
    };
    FieldError { field, fault }
}

pub(super) fn new_id() -> AppointmentId {
    AppointmentId(uuid::Uuid::now_v7().to_string())
}
