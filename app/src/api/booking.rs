//! From a draft to an appointment, and from one start to another.

use std::time::Duration;

use jiff::Timestamp;

use super::caller::Caller;
use crate::{
    domain::{
        actor::Actor,
        appointment::{self, Appointment, Grounds, Refusal},
        directory::Listing,
        draft::{Draft, Flaw},
        id::{AppointmentId, IdempotencyKey, RoleId, VisitTypeId},
        member::Member,
        on_file::OnFile,
        slot::Offer,
        visit_type::VisitType,
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

/// What stays the same while a booking or a move is decided.
struct Desk<'a> {
    caller: &'a Caller,
    listing: Listing,
    visit_type: &'a VisitType,
    on_file: OnFile,
    own: Vec<Appointment>,
}

/// The key of the form that is filled in: the one it has, where it is the member's draft.
pub(super) async fn key(
    caller: &Caller,
    member: &Member,
    key: Option<IdempotencyKey>,
) -> Result<IdempotencyKey, AppError> {
    let found = match &key {
        Some(key) => store::draft::find(&caller.portal.store, &member.id, key).await?,
        None => None,
    };
    Ok(found.map_or_else(|| IdempotencyKey(uuid::Uuid::now_v7().to_string()), |draft| draft.id))
}

/// What was typed, without blanks around it. What is far too long is cut: nobody reads it.
pub(super) fn typed(text: &str) -> String {
    text.trim().chars().take(TYPED_MOST).collect()
}

/// Keeps a draft, then says what stands in its way.
pub(super) async fn keep(caller: &Caller, member: &Member, draft: &Draft) -> Result<(), AppError> {
    let desk = Desk::open(caller, member, &draft.role, &draft.visit_type).await?;
    store::draft::save(&caller.portal.store, draft).await?;
    desk.ask(|grounds| appointment::may_book(draft, grounds))?;
    check_fields(draft)
}

/// Books the member's draft. A form that was sent twice has booked once: the second gets what
/// the first one booked, and so does one whose first answer was lost. Where the database failed,
/// the form's key says whether it has booked; nothing is guessed.
pub(super) async fn book(
    caller: &Caller,
    member: &Member,
    key: &IdempotencyKey,
) -> Result<AppointmentId, AppError> {
    let error = match book_draft(caller, member, key).await {
        Err(error) if !matches!(error, AppError::BookedOtherwise { .. }) => error,
        outcome => return outcome,
    };
    match booked_with(caller, member, key).await {
        Ok(Some(earlier)) => Ok(earlier.id),
        Err(_) if matches!(error, AppError::Unexpected { .. }) => Err(AppError::NotKnown),
        Ok(None) | Err(_) => Err(error),
    }
}

/// What the form with that key has booked; asked again for a while where the database fails.
async fn booked_with(
    caller: &Caller,
    member: &Member,
    key: &IdempotencyKey,
) -> Result<Option<Appointment>, store::Error> {
    for pause in LOOK_AGAIN {
        let found = store::appointment::find_by_key(&caller.portal.store, &member.id, key).await;
        if found.is_ok() {
            return found;
        }
        tokio::time::sleep(pause).await;
    }
    store::appointment::find_by_key(&caller.portal.store, &member.id, key).await
}

async fn book_draft(
    caller: &Caller,
    member: &Member,
    key: &IdempotencyKey,
) -> Result<AppointmentId, AppError> {
    let Portal { store, .. } = &caller.portal;
    let draft = store::draft::find(store, &member.id, key).await?.ok_or(AppError::NotFound)?;
    check_fields(&draft)?;
    let desk = Desk::open(caller, member, &draft.role, &draft.visit_type).await?;
    let appointment = desk.ask(|grounds| appointment::book(&draft, grounds, new_id()))?;
    match store::appointment::book(store, &appointment, &Actor::Member).await? {
        Booked::New => {
            caller.portal.availability().note(&appointment.role, appointment.claims.iter().copied(), false)
        }
        Booked::Before(earlier) => return Ok(earlier.id),
        Booked::Otherwise(appointment) => return Err(AppError::BookedOtherwise { appointment }),
        other => return Err(desk.refusal(other, &appointment).await?.into()),
    }
    store::draft::remove(store, key).await?;
    Ok(appointment.id)
}

/// Moves the member's appointment to another start.
pub(super) async fn move_to(caller: &Caller, id: &AppointmentId, start: Timestamp) -> Result<(), AppError> {
    let Portal { store, .. } = &caller.portal;
    let member = caller.member().await?;
    let old = caller.appointment(&member, id).await?;
    let desk = Desk::open(caller, &member, &old.role, &old.visit_type).await?;
    let moved = desk.ask_moving(&old, |grounds| appointment::move_to(&old, start, grounds))?;
    match store::appointment::move_to(store, &old, &moved, &Actor::Member, caller.now).await? {
        Booked::New | Booked::Before(_) => {
            caller.portal.availability().note(&old.role, without(&old.claims, &moved.claims), true);
            caller.portal.availability().note(&old.role, without(&moved.claims, &old.claims), false);
            Ok(())
        }
        other => Err(desk.refusal(other, &moved).await?.into()),
    }
}

/// Takes the time that was suggested because the clinician is away, perhaps a colleague's.
pub(super) async fn take_suggestion(caller: &Caller, id: &AppointmentId) -> Result<(), AppError> {
    let Portal { store, .. } = &caller.portal;
    let member = caller.member().await?;
    let old = caller.appointment(&member, id).await?;
    let absence = store::absence::find(store, id).await?;
    let open = absence.filter(|absence| absence.is_open(&old, caller.now));
    let instead = open.and_then(|absence| absence.instead).ok_or(AppError::NotFound)?;
    let desk = Desk::open(caller, &member, &instead.role, &old.visit_type).await?;
    let taken = |grounds: Grounds| appointment::take(&old, instead.start.instant, grounds);
    let moved = if instead.role == old.role { desk.ask_moving(&old, taken)? } else { desk.ask(taken)? };
    match store::appointment::move_to(store, &old, &moved, &Actor::Member, caller.now).await? {
        Booked::New | Booked::Before(_) => {
            caller.portal.availability().note(&old.role, old.claims, true);
            caller.portal.availability().note(&moved.role, moved.claims, false);
            Ok(())
        }
        other => Err(desk.refusal(other, &moved).await?.into()),
    }
}

/// Cancels the member's appointment (Brief B7).
pub(super) async fn cancel(caller: &Caller, id: &AppointmentId) -> Result<(), AppError> {
    let Portal { store, .. } = &caller.portal;
    let member = caller.member().await?;
    let appointment = caller.appointment(&member, id).await?;
    if let Some(refusal) = why_not_change(caller, &appointment) {
        return Err(refusal.into());
    }
    if !store::appointment::cancel(store, &appointment, &Actor::Member, None, caller.now).await? {
        return Err(Refusal::NotOpen.into());
    }
    caller.portal.availability().note(&appointment.role, appointment.claims, true);
    Ok(())
}

/// Why an appointment may not be changed online; `None` when it may. A kind of visit that the
/// plan has no more is changed by phone.
pub(super) fn why_not_change(caller: &Caller, appointment: &Appointment) -> Option<Refusal> {
    match caller.portal.plan.visit_type(&appointment.visit_type) {
        Some(visit_type) => appointment.may_change(visit_type, caller.now).err(),
        None => Some(Refusal::CancelByPhone),
    }
}

fn check_fields(draft: &Draft) -> Result<(), AppError> {
    let errors: Vec<_> = draft.flaws().into_iter().map(field_error).collect();
    if errors.is_empty() { Ok(()) } else { Err(AppError::Invalid(errors)) }
}

fn field_error(flaw: Flaw) -> FieldError {
    let (field, fault) = match flaw {
        Flaw::ContactMissing => (Field::Contact, Fault::Missing),
        Flaw::ContactTooLong => (Field::Contact, Fault::TooLong),
        Flaw::ReasonTooLong => (Field::Reason, Fault::TooLong),
    };
    FieldError { field, fault }
}

impl<'a> Desk<'a> {
    async fn open(
        caller: &'a Caller,
        member: &Member,
        role: &RoleId,
        visit_type: &VisitTypeId,
    ) -> Result<Self, AppError> {
        Ok(Self {
            caller,
            listing: caller.listing(role)?,
            visit_type: caller.visit_type(visit_type)?,
            on_file: caller.on_file_of(member).await?,
            own: store::appointment::of_member(&caller.portal.store, &member.id).await?,
        })
    }

    fn ask<T>(&self, question: impl FnOnce(Grounds) -> T) -> T {
        let Caller { portal, now, .. } = self.caller;
        let answer = |offer: &Offer| question(self.grounds(offer));
        portal.availability().ask(&self.listing.role.id, self.visit_type, *now, answer)
    }

    fn ask_moving<T>(&self, old: &Appointment, question: impl FnOnce(Grounds) -> T) -> T {
        let Caller { portal, now, .. } = self.caller;
        let answer = |offer: &Offer| question(self.grounds(offer));
        portal.availability().ask_moving(old, self.visit_type, *now, answer)
    }

    fn grounds<'b>(&'b self, offer: &'b Offer<'b>) -> Grounds<'b> {
        let Self { caller, listing, on_file, own, .. } = self;
        Grounds { listing, on_file, own, offer, plan: &caller.portal.plan }
    }

    /// What the store's refusal means. When somebody was quicker, perhaps through another
    /// process, what is claimed is noted and the nearest other starts are told.
    async fn refusal(&self, outcome: Booked, lost: &Appointment) -> Result<Refusal, AppError> {
        match outcome {
            Booked::Overlap => return Ok(Refusal::Overlap),
            Booked::NotOpen => return Ok(Refusal::NotOpen),
            Booked::Taken | Booked::New | Booked::Before(_) | Booked::Otherwise(_) => {}
        }
        let Portal { store, .. } = &self.caller.portal;
        let claimed = store::appointment::claimed(store, &lost.role, &lost.claims).await?;
        self.caller.portal.availability().note(&lost.role, claimed, false);
        Ok(self.ask(|grounds| appointment::taken(grounds.offer, lost.start.instant)))
    }
}

fn without(steps: &[Timestamp], others: &[Timestamp]) -> Vec<Timestamp> {
    steps.iter().filter(|step| !others.contains(step)).copied().collect()
}

fn new_id() -> AppointmentId {
    AppointmentId(uuid::Uuid::now_v7().to_string())
}
