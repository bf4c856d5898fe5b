//! Errors in words: for a whole page, above a form, and beside a field.

mod fields;
mod staff;

use leptos::{html, prelude::*, server_fn::ServerFn};

use self::{
    fields::{anchor, fault},
    staff::StaffSignOnNotice,
};
use super::{
    back::this_page,
    household::BackToOwn,
    notice::{Notice, NoticeKind},
    phone::PhoneLineLink,
    refusal::RefusalNotice,
};
use crate::{
    domain::plan::PhoneLineId,
    error::{AppError, Field, FieldError},
    i18n::*,
};

/// An error that takes the place of a page's content.
#[component]
pub fn ErrorNotice(
    /// The error.
    error: AppError,
    /// The phone of the office, where the error is about one.
    #[prop(optional_no_strip, into)]
    phone: Option<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    match error {
        AppError::Refused(refusal) => view! { <RefusalNotice refusal phone /> }.into_any(),
        AppError::SignOn => view! { <SignOnNotice /> }.into_any(),
        AppError::StaffSignOn => view! { <StaffSignOnNotice /> }.into_any(),
        AppError::Booked { ref appointment } | AppError::BookedOtherwise { ref appointment } => {
            let href = format!("/appointments/{appointment}");
            view! { <BookedNotice error=sentences(&error) href /> }.into_any()
        }
        AppError::BookedTogether { .. } => {
            view! { <BookedNotice error=sentences(&error) href="/appointments".to_owned() /> }.into_any()
        }
        AppError::BookedTogetherOtherwise { ref form } => {
            let href = format!("/together/{form}/check?done=booked");
            view! { <BookedNotice error=sentences(&error) href /> }.into_any()
        }
        error => {
            let (title, advice) = sentences(&error);
            let acts = matches!(error, AppError::ActingEnded | AppError::OwnOnly);
            view! {
                <Notice kind=NoticeKind::Warning title>
                    <p>{advice}</p>
                    <p>{t!(i18n, common.call_us)} " " <PhoneLineLink id=PhoneLineId::MemberServices /></p>
                    {acts.then(|| view! { <BackToOwn /> })}
                </Notice>
            }
            .into_any()
        }
    }
}

/// The way to sign on that leads back here.
#[component]
fn SignOnNotice() -> impl IntoView {
    let i18n = use_i18n();
    let here = this_page();
    let href = move || {
        let mut query = leptos_router::params::ParamsMap::new();
        query.insert("next", here());
        format!("/sign-on{}", query.to_query_string())
    };
    view! {
        <Notice kind=NoticeKind::Info title=t_string!(i18n, common.sign_on_title)>
            <p>{t!(i18n, common.sign_on_first)}</p>
            <p><a href=href>{t!(i18n, common.sign_on)}</a></p>
        </Notice>
    }
}

/// The form has booked already: the way to what it booked.
#[component]
fn BookedNotice(
    /// Title and advice.
    error: (&'static str, String),
    /// Where it is shown.
    href: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let (title, advice) = error;
    view! {
        <Notice kind=NoticeKind::Info title>
            <p>{advice}</p>
            <p><a href=href>{t!(i18n, common.booked_otherwise_see)}</a></p>
        </Notice>
    }
}

/// What is wrong with a form, at the top of its page. It gets the focus when it appears.
#[component]
pub fn ErrorSummary(
    /// What the server answered.
    #[prop(into)]
    error: Signal<Option<AppError>>,
    /// The phone of the office, where the form is about one.
    #[prop(optional_no_strip, into)]
    phone: Option<String>,
) -> impl IntoView {
    let summary = NodeRef::<html::Div>::new();
    Effect::new(move || {
        if let (Some(_), Some(summary)) = (error.get(), summary.get()) {
            let _ = summary.focus();
        }
    });
    let content = move || {
        error.get().map(|error| match error {
            AppError::Invalid(errors) => view! { <FieldErrors errors /> }.into_any(),
            error => view! { <ErrorNotice error phone=phone.clone() /> }.into_any(),
        })
    };
    view! { <div class="error-summary" role="alert" tabindex="-1" node_ref=summary>{content}</div> }
}

#[component]
fn FieldErrors(errors: Vec<FieldError>) -> impl IntoView {
    let i18n = use_i18n();
    let line = |error: FieldError| {
        view! { <li><a href=format!("#{}", anchor(error.field)) rel="external">{fault(error)}</a></li> }
    };
    view! {
        <Notice kind=NoticeKind::Warning title=t_string!(i18n, common.problem)>
            <ul class="error-summary__list">{errors.into_iter().map(line).collect_view()}</ul>
        </Notice>
    }
}

/// What is wrong with a field, and what to do; `None` when nothing is.
pub fn field_error(error: &AppError, field: Field) -> Option<String> {
    let AppError::Invalid(errors) = error else { return None };
    errors.iter().find(|error| error.field == field).map(|error| fault(*error))
}

/// What the server answered last when it did not do what was asked.
pub fn error_of<S>(action: ServerAction<S>) -> Signal<Option<AppError>>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let value = action.value();
    Signal::derive(move || {
        value.with(|answer| answer.as_ref().and_then(|answer| answer.as_ref().err().cloned()))
    })
}

/// What is wrong with `field` at the moment: for the field's own line.
pub fn field_fault(error: Signal<Option<AppError>>, field: Field) -> Signal<Option<String>> {
    Signal::derive(move || error.read().as_ref().and_then(|error| field_error(error, field)))
}

/// What happened, and what to do.
pub(super) fn sentences(error: &AppError) -> (&'static str, String) {
    let i18n = use_i18n();
    match error {
        AppError::SignOn => {
            (t_string!(i18n, common.sign_on_title), t_string!(i18n, common.sign_on_first).to_owned())
        }
        AppError::ActingEnded => {
            (t_string!(i18n, common.acting_ended_title), t_string!(i18n, common.acting_ended).to_owned())
        }
        AppError::ViewOnly => {
            (t_string!(i18n, common.view_only_title), t_string!(i18n, common.view_only).to_owned())
        }
        AppError::OwnOnly => {
            (t_string!(i18n, common.own_only_title), t_string!(i18n, common.own_only).to_owned())
        }
        AppError::ProveAgain => {
            (t_string!(i18n, second_step.prove_title), t_string!(i18n, second_step.prove_again).to_owned())
        }
        AppError::StaffSignOn => {
            (t_string!(i18n, staff.first), t_string!(i18n, staff.first_advice).to_owned())
        }
        AppError::Unattended(why) => (t_string!(i18n, staff.unattended), staff::unattended(*why).to_owned()),
        AppError::Emergency(why) => staff::emergency(*why),
        AppError::NotFound => {
            (t_string!(i18n, common.not_here_title), t_string!(i18n, common.not_here).to_owned())
        }
        AppError::TooMany { minutes: ..=1 } => {
            (t_string!(i18n, common.too_many_title), t_string!(i18n, common.too_many_one).to_owned())
        }
        AppError::TooMany { minutes } => {
            let advice = t_string!(i18n, common.too_many, minutes = *minutes).to_string();
            (t_string!(i18n, common.too_many_title), advice)
        }
        AppError::NotKnown => {
            (t_string!(i18n, common.not_known_title), t_string!(i18n, common.not_known).to_owned())
        }
        AppError::Busy => (t_string!(i18n, common.busy_title), t_string!(i18n, common.busy).to_owned()),
        AppError::Booked { .. } => {
            (t_string!(i18n, common.booked_before_title), t_string!(i18n, common.booked_before).to_owned())
        }
        AppError::BookedOtherwise { .. } => (
            t_string!(i18n, common.booked_otherwise_title),
            t_string!(i18n, common.booked_otherwise).to_owned(),
        ),
        AppError::BookedTogether { .. } => (
            t_string!(i18n, common.booked_together_title),
            t_string!(i18n, common.booked_together).to_owned(),
        ),
        AppError::BookedTogetherOtherwise { .. } => (
            t_string!(i18n, common.booked_together_otherwise_title),
            t_string!(i18n, common.booked_otherwise).to_owned(),
        ),
        AppError::Malformed | AppError::Refused(_) => {
            (t_string!(i18n, common.malformed_title), t_string!(i18n, common.malformed).to_owned())
        }
        AppError::Invalid(errors) => {
            let faults: Vec<_> = errors.iter().map(|error| fault(*error)).collect();
            (t_string!(i18n, common.problem), faults.join(" "))
        }
        AppError::Unexpected { id } if id == "network" => {
            (t_string!(i18n, common.network_title), t_string!(i18n, common.network).to_owned())
        }
        AppError::Unexpected { id } => {
            let advice = t_string!(i18n, common.unexpected, id = id.clone()).to_string();
            (t_string!(i18n, common.unexpected_title), advice)
        }
    }
}
