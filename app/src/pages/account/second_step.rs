//! The second step of signing on, turned on and off by the member themself.

mod set_up;

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

use self::set_up::{NewCodes, SetUp};
use super::{
    super::instead::{SignOnFirst, for_member},
    prove::ProveForm,
};
use crate::{
    api::second_factor::{
        BeginAuthenticator, BeginRecoveryCodes, ProveAgain, SecondFactorView, TurnOffSecondStep,
        TurnOnSecondStep, second_factor,
    },
    error::AppError,
    i18n::*,
    ui::{
        error::{ErrorNotice, ErrorSummary, error_of},
        me::{ask_again_after, use_me},
        notice::{Notice, NoticeKind},
        page::Page,
    },
};

/// Where it is.
pub(super) const PATH: &str = "/account/second-step";

/// `/account/second-step`
#[component]
pub fn AccountSecondStepPage() -> impl IntoView {
    let i18n = use_i18n();
    let me = use_me();
    let (prove, turn_on) = (ServerAction::<ProveAgain>::new(), ServerAction::<TurnOnSecondStep>::new());
    let (unproved, wrong) = (error_of(prove), error_of(turn_on));
    ask_again_after(prove);
    let changed = move || (prove.version().get(), turn_on.version().get());
    let view = Resource::new_blocking(changed, move |_| for_member(me, second_factor()));
    let error = Signal::derive(move || unproved.get().is_some() || wrong.get().is_some());
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, second_step.account_title).to_owned()) error>
            <ErrorSummary error=unproved />
            <ErrorSummary error=wrong />
            <h1>{t!(i18n, second_step.account_title)}</h1>
            <Done />
            <Transition>
                {move || Suspend::new(async move {
                    match view.await {
                        Ok(view) if view.is_fresh => view! { <Choices view turn_on error=wrong /> }.into_any(),
                        Ok(view) => view! {
                            <State is_on=view.is_on />
                            <ProveForm action=prove error=unproved next=PATH />
                        }.into_any(),
                        Err(AppError::SignOn) => view! { <SignOnFirst /> }.into_any(),
                        Err(error) => view! { <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Transition>
            <p><a href="/account">{t!(i18n, second_step.to_account)}</a></p>
        </Page>
    }
}

/// What was done a moment ago.
#[component]
fn Done() -> impl IntoView {
    let i18n = use_i18n();
    let query = use_query_map();
    let done = move || match query.read().get("done").as_deref() {
        Some("on") => Some(t_string!(i18n, second_step.done_on)),
        Some("off") => Some(t_string!(i18n, second_step.done_off)),
        Some("recovery") => Some(t_string!(i18n, second_step.done_recovery)),
        _ => None,
    };
    move || done().map(|title| view! { <Notice kind=NoticeKind::Success title /> })
}

#[component]
fn State(is_on: bool) -> impl IntoView {
    let i18n = use_i18n();
    let state = move || match is_on {
        true => t_string!(i18n, second_step.is_on),
        false => t_string!(i18n, second_step.is_off),
    };
    view! {
        <p>{t!(i18n, second_step.intro)}</p>
        <p><strong>{state}</strong></p>
    }
}

/// What can be done, or is being done.
#[component]
fn Choices(
    view: SecondFactorView,
    turn_on: ServerAction<TurnOnSecondStep>,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let SecondFactorView { is_on, is_short, recovery_left, offered, recovery, .. } = view;
    match (offered, recovery) {
        (Some(factor), _) => view! { <SetUp factor action=turn_on error /> }.into_any(),
        (None, Some(codes)) if is_on => view! { <NewCodes codes /> }.into_any(),
        _ if is_on => view! { <State is_on /> <WhileOn left=recovery_left is_short /> }.into_any(),
        _ => view! { <State is_on /> <Begin /> }.into_any(),
    }
}

#[component]
fn Begin() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <form method="post" action=BeginAuthenticator::url()>
            <button class="button" type="submit">{t!(i18n, second_step.begin)}</button>
        </form>
    }
}

#[component]
fn WhileOn(left: usize, is_short: bool) -> impl IntoView {
    let i18n = use_i18n();
    let form = |url: &'static str, label: AnyView| {
        view! {
            <form method="post" action=url>
                <button class="button button--secondary" type="submit">{label}</button>
            </form>
        }
    };
    view! {
        <p>{t_string!(i18n, second_step.left, left = left).to_string()}</p>
        <div class="button-row">
            {form(BeginRecoveryCodes::url(), t!(i18n, second_step.new_codes).into_any())}
            {form(BeginAuthenticator::url(), t!(i18n, second_step.begin_again).into_any())}
            {(!is_short).then(|| form(TurnOffSecondStep::url(), t!(i18n, second_step.turn_off).into_any()))}
        </div>
        {is_short.then(|| view! {
            <p>{t!(i18n, second_step.short)} " " <a href="/register">{t!(i18n, account.change_password_link)}</a></p>
        })}
    }
}
