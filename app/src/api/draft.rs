//! From a chosen time to the page where answers are checked.
#![expect(
    clippy::too_many_arguments,
    reason = "the arguments of a server function are the fields of its form"
)]

use jiff::Timestamp;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use super::hold::Held;
use crate::{
    domain::{
        directory::Listing,
        draft::Draft,
        id::{IdempotencyKey, RoleId, VisitTypeId, Whom},
        need::Need,
        time::LocalTime,
        visit_type::Modality,
    },
    error::AppError,
};

/// What the member checks before the booking is made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// What was entered.
    pub draft: Draft,
    /// Who and where.
    pub listing: Listing,
    /// The chosen start on the clock of the place.
    pub start: LocalTime,
    /// Length in minutes.
    pub minutes: u16,
    /// In person, by phone or by video.
    pub modality: Modality,
    /// In cents of a US dollar (Brief B10).
    pub copay_cents: u32,
    /// Whether the start is still offered.
    pub free: bool,
    /// When it is not: the nearest that are.
    pub others: Vec<LocalTime>,
    /// For whom it is, by name, where that is not who is signed on.
    pub for_whom: Option<String>,
    /// The same as forms carry it.
    pub whom: Option<Whom>,
    /// How long it is kept for the member, where it is.
    pub held: Option<Held>,
}

/// Keeps what was entered, then goes to the page where it is checked. What must be corrected
/// is kept too: nothing that was typed is lost.
#[server(prefix = "/api", endpoint = "start_draft")]
pub async fn start_draft(
    #[server(default)] draft: Option<IdempotencyKey>,
    role: RoleId,
    visit_type: VisitTypeId,
    start: Timestamp,
    need: Need,
    #[server(default)] reason: String,
    #[server(default)] contact: String,
    #[server(default)] whom: Option<Whom>,
) -> Result<(), AppError> {
    use super::{
        booking::{self, Entered},
        caller::{Caller, answer},
        to,
    };
    answer(async {
        let caller = Caller::here()?;
        let form = Entered { draft, role, visit_type, start, need, reason, contact, whom };
        let (member, draft) = booking::entered(&caller, form).await?;
        booking::keep(&caller, &member, &draft).await?;
        to::page(&format!("/book/check/{}", draft.id), &[]);
        Ok(())
    })
    .await
}

/// Keeps what was typed so far, before whoever types is signed off for doing nothing. It leads nowhere
/// and says nothing of it: the form is not sent. Answers with what it is kept as.
#[server(prefix = "/api", endpoint = "keep_draft")]
pub async fn keep_draft(
    #[server(default)] draft: Option<IdempotencyKey>,
    role: RoleId,
    visit_type: VisitTypeId,
    start: Timestamp,
    need: Need,
    #[server(default)] reason: String,
    #[server(default)] contact: String,
    #[server(default)] whom: Option<Whom>,
) -> Result<IdempotencyKey, AppError> {
    use super::{
        booking::{self, Entered},
        caller::{Caller, answer},
    };
    answer(async {
        let caller = Caller::here()?;
        let form = Entered { draft, role, visit_type, start, need, reason, contact, whom };
        let (member, draft) = booking::entered(&caller, form).await?;
        booking::keep_silently(&caller, &member, &draft).await?;
        Ok(draft.id)
    })
    .await
}

/// Takes another start, after the first was taken by somebody else.
#[server(prefix = "/api", endpoint = "change_start")]
pub async fn change_start(
    draft: IdempotencyKey,
    #[server(default)] start: Option<Timestamp>,
) -> Result<(), AppError> {
    use super::{
        booking,
        caller::{Caller, answer},
        to,
    };
    use crate::domain::audit::Kind;
    use crate::error::{Fault, Field};
    answer(async {
        let caller = Caller::here()?;
        let member = caller.changes(Kind::Draft).await?;
        let draft = caller.draft(&member, &draft).await?;
        let start = start.ok_or_else(|| AppError::field(Field::Start, Fault::Missing))?;
        let changed = Draft { start, at: caller.now, ..draft };
        booking::change_start(&caller, &member, &changed).await?;
        to::page(&format!("/book/check/{}", changed.id), &[]);
        Ok(())
    })
    .await
}

/// What the member entered last for this role and visit type, within the last hour.
#[server(prefix = "/api", endpoint = "latest_draft", input = GetUrl)]
pub async fn latest_draft(role: RoleId, visit_type: VisitTypeId) -> Result<Option<Draft>, AppError> {
    use super::caller::{Caller, answer};
    use crate::domain::audit::Kind;
    use jiff::SignedDuration;
    answer(async {
        let caller = Caller::here()?;
        let member = caller.member(Kind::Draft).await?;
        if !caller.sees_visits(&caller.listing(&role)?, &visit_type).await? {
            return Err(AppError::NotFound);
        }
        let since = caller.now - SignedDuration::from_hours(1);
        let store = &caller.portal.store;
        Ok(crate::store::draft::latest(store, &member, &role, &visit_type, since).await?)
    })
    .await
}

/// The member's draft with what stands to be booked.
#[server(prefix = "/api", endpoint = "find_draft", input = GetUrl)]
pub async fn find_draft(id: IdempotencyKey) -> Result<Check, AppError> {
    use super::{
        caller::{Caller, answer},
        views,
    };
    use crate::domain::audit::Kind;
    answer(async {
        let caller = Caller::here()?;
        let member = caller.member(Kind::Draft).await?;
        let draft = caller.draft(&member, &id).await?;
        let holds = caller.holds(&member, &draft.role).await?;
        let (listing, visit_type) = (caller.listing(&draft.role)?, caller.visit_type(&draft.visit_type)?);
        let signed_on = caller.acting(Kind::Draft).await?;
        Ok(views::check(&caller, signed_on, draft, (listing, visit_type), &holds))
    })
    .await
}
