//! Who is asking, and how they are answered.

mod browser;
mod things;

use axum::http::{HeaderMap, Method, StatusCode, header, request::Parts};
use jiff::Timestamp;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use tokio::sync::OnceCell;

use crate::{
    domain::{
        actor::Actor,
        appointment::Appointment,
        audit::{Access, Action, Kind},
        directory::Listing,
        id::{AppointmentId, VisitTypeId, Whom},
        right::{Changeable, Personal, Readable},
        session::Left,
    },
    error::AppError,
    portal::{Portal, unexpected},
    session::{self, SignedOn},
    store::audit::Audited,
};

pub(super) use browser::append_cookie;

/// Whoever asks, at the moment at which they ask. Here alone it is known for whom.
pub(super) struct Caller {
    pub portal: Portal,
    pub now: Timestamp,
    pub headers: HeaderMap,
    /// By it a session lasts longer.
    pub is_use: bool,
    signed_on: OnceCell<Option<SignedOn>>,
}

/// Answers a request: an error gives the answer its status.
pub(super) async fn answer<T>(body: impl Future<Output = Result<T, AppError>> + Send) -> Result<T, AppError> {
    let outcome = body.await;
    if let Err(error) = &outcome {
        set_status(error.status());
    }
    outcome
}

impl Caller {
    /// Whoever sent the request that is being answered.
    pub fn here() -> Result<Self, AppError> {
        let portal = Portal::here()?;
        let parts = use_context::<Parts>().ok_or_else(|| unexpected(&"no request in the context"))?;
        let is_use = is_use(&parts.method, parts.uri.path());
        Ok(Self { now: portal.now(), headers: parts.headers, is_use, portal, signed_on: OnceCell::new() })
    }

    /// Who is signed on. It stays in here: whoever wants a member's record says what they see of it.
    async fn known(&self) -> Result<Option<&SignedOn>, AppError> {
        let found =
            self.signed_on.get_or_try_init(|| session::signed_on(&self.portal, &self.headers, self.is_use));
        Ok(found.await?.as_ref())
    }

    async fn who(&self) -> Result<&SignedOn, AppError> {
        self.known().await?.ok_or(AppError::SignOn)
    }

    /// Asked again where something has come in between: what lets them in may have ended by it.
    pub async fn still_signed_on(&self) -> Result<(), AppError> {
        let found = session::signed_on(&self.portal, &self.headers, false).await?;
        found.map(drop).ok_or(AppError::SignOn)
    }

    /// How long whoever is signed on stays so, on the pages of offices first of all their people.
    pub async fn session_left(&self, at_office: bool) -> Result<Option<Left>, AppError> {
        session::span::left(&self.portal, &self.headers, at_office, self.is_use).await
    }

    /// Whether they have said that others use the computer too.
    pub async fn is_shared(&self) -> Result<bool, AppError> {
        Ok(self.known().await?.is_some_and(|signed_on| signed_on.shared))
    }

    /// Who is signed on, where somebody is. It is written down that they see this of their own.
    pub async fn maybe_signed_on(&self, kind: Kind) -> Result<Option<&SignedOn>, AppError> {
        let known = self.known().await?;
        if let Some(SignedOn { member, .. }) = known {
            self.portal
                .store
                .note_access(Access::read(self.now, Actor::Member, member.id.clone(), kind))
                .await?;
        }
        Ok(known)
    }

    /// Who is signed on, for what is their own, whomever they act for.
    pub async fn signed_on(&self, kind: Kind) -> Result<&SignedOn, AppError> {
        self.maybe_signed_on(kind).await?.ok_or(AppError::SignOn)
    }

    /// Who is signed on, where somebody is. It is written down that they see this of the member for
    /// whom they act.
    pub async fn maybe_acting(&self, kind: Kind) -> Result<Option<&SignedOn>, AppError> {
        let known = self.known().await?;
        if let Some(who) = known.filter(|who| who.subject().is_ok()) {
            who.note(&self.portal, kind).await?;
        }
        Ok(known)
    }

    /// The same, where it must be somebody.
    pub async fn acting(&self, kind: Kind) -> Result<&SignedOn, AppError> {
        self.maybe_acting(kind).await?.ok_or(AppError::SignOn)
    }

    /// The member of whose record this is asked for: who is signed on, or for whom they act.
    pub async fn member(&self, kind: Kind) -> Result<Readable, AppError> {
        self.acting(kind).await?.subject().cloned()
    }

    /// The same, where it can be told.
    pub async fn maybe_member(&self, kind: Kind) -> Result<Option<Readable>, AppError> {
        Ok(self.maybe_acting(kind).await?.and_then(|who| who.subject().ok()).cloned())
    }

    /// Who does what is asked for.
    pub async fn actor(&self) -> Result<Actor, AppError> {
        Ok(self.who().await?.actor())
    }

    /// The member for whom something is changed, where that is allowed.
    pub async fn changes(&self, kind: Kind) -> Result<Changeable, AppError> {
        let who = self.who().await?;
        let member = who.changes()?;
        who.note(&self.portal, kind).await?;
        Ok(member)
    }

    /// The same by a form that says for whom it was made: not for anybody else by now.
    pub async fn changes_for(&self, whom: Option<Whom>, kind: Kind) -> Result<Changeable, AppError> {
        let whom = whom.filter(|whom| !whom.as_str().is_empty());
        let who = self.who().await?;
        let member = who.changes()?;
        if whom != who.whom() {
            return Err(AppError::NotFound);
        }
        who.note(&self.portal, kind).await?;
        Ok(member)
    }

    /// Who is signed on, for what nobody does for somebody else.
    pub async fn own(&self, kind: Kind) -> Result<Personal, AppError> {
        let who = self.who().await?;
        let member = who.own()?;
        who.note(&self.portal, kind).await?;
        Ok(member)
    }

    /// The store for a change of a member's record: who makes it is written with it.
    pub async fn writes(&self, member: &Changeable, what: (Action, Kind)) -> Result<Audited, AppError> {
        let access = Access::new(self.now, self.actor().await?, member.id.clone(), what);
        Ok(self.audited(access))
    }

    /// The same for what is about an appointment.
    pub async fn writes_about(
        &self,
        member: &Changeable,
        what: (Action, Kind),
        id: &AppointmentId,
    ) -> Result<Audited, AppError> {
        let access = Access::new(self.now, self.actor().await?, member.id.clone(), what);
        Ok(self.audited(access.about(id)))
    }

    /// The same for what is the caller's own, whomever they act for.
    pub fn writes_own(&self, member: &Personal, what: (Action, Kind)) -> Audited {
        self.audited(Access::new(self.now, Actor::Member, member.id.clone(), what))
    }

    #[expect(clippy::disallowed_methods, reason = "for whoever has shown a right to change")]
    fn audited(&self, access: Access) -> Audited {
        self.portal.store.audited(access)
    }

    /// Whether such visits with a role are shown to whoever asks, and arranged by them.
    pub async fn sees_visits(&self, listing: &Listing, visit_type: &VisitTypeId) -> Result<bool, AppError> {
        let signed_on = self.known().await?;
        Ok(signed_on.is_none_or(|it| it.sees_visits(&self.portal, &listing.role, visit_type)))
    }

    /// The member's appointment with that id for changing it, where that is allowed, or `NotFound`.
    pub async fn changes_appointment(
        &self,
        id: &AppointmentId,
    ) -> Result<(Changeable, Appointment), AppError> {
        let who = self.who().await?;
        let member = who.changes()?;
        Ok((member, who.appointment(&self.portal, id, Kind::Appointment).await?))
    }

    /// The member's appointment with that id and whose it is, or `NotFound`.
    pub async fn appointment(&self, id: &AppointmentId) -> Result<(Readable, Appointment), AppError> {
        let who = self.who().await?;
        let found = who.appointment(&self.portal, id, Kind::Appointment).await?;
        Ok((who.subject()?.clone(), found))
    }
}

/// What pages send by themselves, while nobody does anything.
const BY_THEMSELVES: [&str; 3] = ["/api/keep_draft", "/api/keep_together", "/api/let_go_of_time"];

/// Whether somebody has done something: asked for a page, or sent a form. An open page that looks what
/// is new does not keep anybody signed on; it says so when somebody touches it (`/api/stay_signed_on`).
fn is_use(method: &Method, path: &str) -> bool {
    let looks = method == Method::GET && path.starts_with("/api/");
    !looks && !BY_THEMSELVES.contains(&path)
}

/// Without JavaScript a form's answer is a redirect back to its page: it keeps that status.
fn set_status(status: u16) {
    let (Some(response), Some(request)) = (use_context::<ResponseOptions>(), use_context::<Parts>()) else {
        return;
    };
    let html = request.headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    let form = request.uri.path().starts_with("/api/") && html.is_some_and(|html| html.contains("text/html"));
    if let (false, Ok(status)) = (form, StatusCode::from_u16(status)) {
        response.set_status(status);
    }
}
