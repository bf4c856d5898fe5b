//! From a draft to an appointment, and from one start to another.

use std::time::Duration;

use jiff::Timestamp;

use super::caller::Caller;
use crate::{
    domain::{
        actor::Actor,
        appointment::{self, Appointment, Grounds, Refusal, Terms},
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

/// So often at most is decided where other forms of the member's come in between.
const DECISIONS: usize = 5;

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
/// the first one booked, and so does one whose first answer was lost.
pub(super) async fn book(
    caller: &Caller,
    member: &Member,
    key: &IdempotencyKey,
) -> Result<AppointmentId, AppError> {
    let Portal { store, .. } = &caller.portal;
    let Some(draft) = store::draft::find(store, &member.id, key).await? else {
        let earlier = store::appointment::find_by_key(store, &member.id, key).await?;
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

async fn book_draft(caller: &Caller, member: &Member, draft: &Draft) -> Result<AppointmentId, AppError> {
    check_fields(draft)?;
    for _ in 0..DECISIONS {
        if let Some(id) = decide(caller, member, draft).await? {
            return Ok(id);
        }
    }
    Err(Refusal::Overlap.into())
}

/// Decides and books. `None` where another form of the member's came in between, with the last
/// visit of a referral for example: what is on file then decides anew, and there may be another
/// referral.
async fn decide(caller: &Caller, member: &Member, draft: &Draft) -> Result<Option<AppointmentId>, AppError> {
    let Portal { store, plan, .. } = &caller.portal;
    let desk = Desk::open(caller, member, &draft.role, &draft.visit_type).await?;
    let appointment = desk.ask(|grounds| appointment::book(draft, grounds, new_id()))?;
    let terms = Terms::of_booking(&appointment, plan);
    match store::appointment::book(store, &appointment, &Actor::Member, &terms).await? {
        Booked::New => {
            caller.portal.note(&appointment.role, &appointment.claims, false).await;
            store::draft::remove(store, &draft.id).await?;
            Ok(Some(appointment.id))
        }
        Booked::Before(earlier) => Ok(Some(earlier.id)),
        Booked::Otherwise(appointment) => Err(AppError::BookedOtherwise { appointment }),
        Booked::Terms => Ok(None),
        other => Err(desk.refusal(other, &appointment).await.into()),
    }
}

/// Moves the member's appointment to another start.
pub(super) async fn move_to(caller: &Caller, id: &AppointmentId, start: Timestamp) -> Result<(), AppError> {
    let member = caller.member().await?;
    let old = caller.appointment(&member, id).await?;
    for _ in 0..DECISIONS {
        let desk = Desk::open(caller, &member, &old.role, &old.visit_type).await?;
        let moved = desk.ask_moving(&old, |grounds| appointment::move_to(&old, start, grounds))?;
        if desk.carry_out(&old, &moved).await?.is_some() {
            return Ok(());
        }
    }
    Err(Refusal::Overlap.into())
}

/// Takes the time that was suggested because the clinician is away, perhaps a colleague's.
pub(super) async fn take_suggestion(caller: &Caller, id: &AppointmentId) -> Result<(), AppError> {
    let member = caller.member().await?;
    let old = caller.appointment(&member, id).await?;
    let absence = store::absence::find(&caller.portal.store, id).await?;
    let open = absence.filter(|absence| absence.is_open(&old, caller.now));
    let instead = open.and_then(|absence| absence.instead).ok_or(AppError::NotFound)?;
    for _ in 0..DECISIONS {
        let desk = Desk::open(caller, &member, &instead.role, &old.visit_type).await?;
        let taken = |grounds: Grounds| appointment::take(&old, instead.start.instant, grounds);
        let moved = if instead.role == old.role { desk.ask_moving(&old, taken)? } else { desk.ask(taken)? };
        if desk.carry_out(&old, &moved).await?.is_some() {
            return Ok(());
        }
    }
    Err(Refusal::Overlap.into())
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
    caller.portal.note(&appointment.role, &appointment.claims, true).await;
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

    /// Moves, and notes what is free and what is not. `None` as of [`decide`].
    async fn carry_out(&self, old: &Appointment, moved: &Appointment) -> Result<Option<()>, AppError> {
        let Caller { portal, now, .. } = self.caller;
        let terms = Terms::of_move(moved, &portal.plan, *now);
        match store::appointment::move_to(&portal.store, old, moved, &Actor::Member, &terms, *now).await? {
            Booked::New => {
                portal.note(&old.role, &old.claims, true).await;
                portal.note(&moved.role, &moved.claims, false).await;
                Ok(Some(()))
            }
            Booked::Terms => Ok(None),
            other => Err(self.refusal(other, moved).await.into()),
        }
    }

    /// What the store's refusal means. When somebody was quicker, perhaps through another
    /// process, what is claimed is noted and the nearest other starts are told.
    async fn refusal(&self, outcome: Booked, lost: &Appointment) -> Refusal {
        match outcome {
            Booked::Overlap => return Refusal::Overlap,
            Booked::NotOpen => return Refusal::NotOpen,
            Booked::Taken | Booked::New | Booked::Before(_) | Booked::Otherwise(_) | Booked::Terms => {}
        }
        self.caller.portal.note(&lost.role, &lost.claims, false).await;
        self.ask(|grounds| appointment::taken(grounds.offer, lost.start.instant))
    }
}

fn new_id() -> AppointmentId {
    AppointmentId(uuid::Uuid::now_v7().to_string())
}
