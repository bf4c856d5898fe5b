//! Who is asking, and how they are answered.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts};
use jiff::Timestamp;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

use crate::{
    domain::{
        appointment::Appointment,
        directory::Listing,
        draft::Draft,
        hold::Hold,
        id::{AppointmentId, ClinicianId, IdempotencyKey, RoleId, VisitTypeId},
        member::Member,
        on_file::OnFile,
        visit_type::VisitType,
    },
    error::AppError,
    identity::cookie::Cookie,
    portal::{Portal, unexpected},
    session, store,
};

/// Whoever asks, at the moment at which they ask.
pub(super) struct Caller {
    pub portal: Portal,
    pub now: Timestamp,
    pub headers: HeaderMap,
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
        Ok(Self { now: portal.now(), headers: parts.headers, portal })
    }

    /// The member who is signed on.
    pub async fn member(&self) -> Result<Member, AppError> {
        self.maybe_member().await?.ok_or(AppError::SignOn)
    }

    /// The member, where somebody is signed on.
    pub async fn maybe_member(&self) -> Result<Option<Member>, AppError> {
        session::member_of(&self.portal, &self.headers).await
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
    pub async fn appointment(&self, member: &Member, id: &AppointmentId) -> Result<Appointment, AppError> {
        store::appointment::find(&self.portal.store, &member.id, id).await?.ok_or(AppError::NotFound)
    }

    /// The member's draft with that id, or `NotFound`.
    pub async fn draft(&self, member: &Member, id: &IdempotencyKey) -> Result<Draft, AppError> {
        store::draft::find(&self.portal.store, &member.id, id).await?.ok_or(AppError::NotFound)
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
