//! Who is asking, and how they are answered.

use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts};
use jiff::Timestamp;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use tokio::sync::OnceCell;

use crate::{
    domain::{
        actor::Actor,
        appointment::Appointment,
        browser::Browser,
        directory::Listing,
        draft::Draft,
        hold::Hold,
        id::{AppointmentId, ClinicianId, IdempotencyKey, RoleId, VisitTypeId, Whom},
        member::Member,
        on_file::OnFile,
        session::Left,
        visit_type::VisitType,
    },
    error::AppError,
    identity::cookie::Cookie,
    portal::{Portal, unexpected},
    session::{self, Acting, SignedOn},
    store,
};

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

    /// Who is signed on, where somebody is.
    pub async fn maybe_signed_on(&self) -> Result<Option<&SignedOn>, AppError> {
        let found =
            self.signed_on.get_or_try_init(|| session::signed_on(&self.portal, &self.headers, self.is_use));
        Ok(found.await?.as_ref())
    }

    /// Who is signed on.
    pub async fn signed_on(&self) -> Result<&SignedOn, AppError> {
        self.maybe_signed_on().await?.ok_or(AppError::SignOn)
    }

    /// How long whoever is signed on stays so, on the pages of offices first of all their people.
    pub async fn session_left(&self, at_office: bool) -> Result<Option<Left>, AppError> {
        session::span::left(&self.portal, &self.headers, at_office, self.is_use).await
    }

    /// Whether they have said that others use the computer too.
    pub async fn is_shared(&self) -> Result<bool, AppError> {
        Ok(self.maybe_signed_on().await?.is_some_and(|signed_on| signed_on.shared))
    }

    /// The member whose things are asked for: who is signed on, or for whom they act.
    pub async fn member(&self) -> Result<Member, AppError> {
        self.signed_on().await?.subject().cloned()
    }

    /// The same, where it can be told.
    pub async fn maybe_member(&self) -> Result<Option<Member>, AppError> {
        Ok(self.maybe_signed_on().await?.and_then(|signed_on| signed_on.subject().ok()).cloned())
    }

    /// Who does what is asked for.
    pub async fn actor(&self) -> Result<Actor, AppError> {
        Ok(self.signed_on().await?.actor())
    }

    /// The member for whom something is changed, where that is allowed.
    pub async fn changes(&self) -> Result<Member, AppError> {
        self.signed_on().await?.may_change()?;
        self.member().await
    }

    /// The same by a form that says for whom it was made: not for anybody else by now.
    pub async fn changes_for(&self, whom: Option<Whom>) -> Result<Member, AppError> {
        let whom = whom.filter(|whom| !whom.as_str().is_empty());
        let member = self.changes().await?;
        if whom == self.signed_on().await?.whom() { Ok(member) } else { Err(AppError::NotFound) }
    }

    /// Who is signed on, for what nobody does for somebody else.
    pub async fn own(&self) -> Result<Member, AppError> {
        let SignedOn { member, acting, .. } = self.signed_on().await?;
        if matches!(acting, Acting::Own) { Ok(member.clone()) } else { Err(AppError::OwnOnly) }
    }

    /// Whether such visits with a role are shown to whoever asks, and arranged by them.
    pub async fn sees_visits(&self, listing: &Listing, visit_type: &VisitTypeId) -> Result<bool, AppError> {
        let signed_on = self.maybe_signed_on().await?;
        Ok(signed_on.is_none_or(|it| it.sees_visits(&self.portal, &listing.role, visit_type)))
    }

    /// What is on file of whoever asks: nothing where nobody is signed on.
    pub async fn on_file(&self) -> Result<OnFile, AppError> {
        match self.maybe_member().await? {
            Some(member) => self.on_file_of(&member).await,
            None => Ok(OnFile::default()),
        }
    }

    /// What is on file of a member.
    pub async fn on_file_of(&self, member: &Member) -> Result<OnFile, AppError> {
        let referrals = store::referral::of_member(&self.portal.store, &member.id).await?;
        Ok(OnFile { physician: member.physician.clone(), referrals })
    }

    /// The member's appointment with that id, or `NotFound`.
    pub async fn appointment(&self, id: &AppointmentId) -> Result<Appointment, AppError> {
        self.signed_on().await?.appointment(&self.portal, id).await
    }

    /// The member's draft with that id, or `NotFound`.
    pub async fn draft(&self, member: &Member, id: &IdempotencyKey) -> Result<Draft, AppError> {
        let found = store::draft::find(&self.portal.store, &member.id, id).await?;
        let draft = found.ok_or(AppError::NotFound)?;
        let seen = self.sees_visits(&self.listing(&draft.role)?, &draft.visit_type).await?;
        if seen { Ok(draft) } else { Err(AppError::NotFound) }
    }

    /// What is kept for the member with a role.
    pub async fn holds(&self, member: &Member, role: &RoleId) -> Result<Vec<Hold>, AppError> {
        let mut holds = store::hold::of_member(&self.portal.store, &member.id).await?;
        holds.retain(|hold| hold.role == *role && hold.is_kept(self.now));
        Ok(holds)
    }

    /// The places of a clinician, in order of their names.
    pub fn places_of(&self, clinician: Option<&ClinicianId>) -> Vec<Listing> {
        clinician.map(|id| self.portal.directory().clinician(id)).unwrap_or_default()
    }

    /// The listing of a role, or `NotFound`.
    pub fn listing(&self, role: &RoleId) -> Result<Listing, AppError> {
        self.portal.directory().role(role).ok_or(AppError::NotFound)
    }

    /// The visit type with that id, or `NotFound`.
    pub fn visit_type(&self, id: &VisitTypeId) -> Result<&VisitType, AppError> {
        self.portal.plan.visit_type(id).ok_or(AppError::NotFound)
    }

    /// The browser that is used, as far as it says.
    pub fn browser(&self) -> Browser {
        let line = self.headers.get(header::USER_AGENT).and_then(|line| line.to_str().ok());
        line.map(Browser::read).unwrap_or_default()
    }

    /// The value of a cookie of the request.
    pub fn cookie(&self, cookie: Cookie) -> Option<&str> {
        cookie.read(&self.headers, self.portal.secure_cookies).filter(|value| !value.is_empty())
    }

    /// Gives the browser a cookie.
    pub fn set_cookie(&self, cookie: Cookie, value: &str) {
        append_cookie(&cookie.set(value, self.portal.secure_cookies));
    }

    /// Makes the browser forget a cookie.
    pub fn clear_cookie(&self, cookie: Cookie) {
        append_cookie(&cookie.clear(self.portal.secure_cookies));
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

/// Adds a `Set-Cookie` line to the answer.
pub(super) fn append_cookie(line: &str) {
    let (Some(response), Ok(line)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(line)) else {
        return;
    };
    response.append_header(header::SET_COOKIE, line);
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
