//! Signing on, second step: a code of the authenticator, once the password was right (Brief B8).

use leptos::prelude::*;

use super::sign_on::{next_page, with_next};
use crate::{
    api::second_step::{MailSecondStep, SecondStepView, TakeSecondStep, second_step},
    domain::plan::PhoneLineId,
    error::{AppError, Field},
    i18n::*,
    ui::{
        error::{ErrorNotice, ErrorSummary, error_of, field_fault},
        field::TextField,
        language::follow_language_of,
        me::ask_again_after,
        notice::{Notice, NoticeKind},
        page::Page,
        phone::PhoneLineLink,
    },
};

/// `/sign-on/code?next=…`
#[component]
pub fn SecondStepPage() -> impl IntoView {
    let i18n = use_i18n();
    let (take, mail) = (ServerAction::<TakeSecondStep>::new(), ServerAction::<MailSecondStep>::new());
    let (error, unsent) = (error_of(take), error_of(mail));
    ask_again_after(take);
    follow_language_of(take);
    let waiting = Resource::new_blocking(move || mail.version().get(), |_| second_step());
    let wrong = Signal::derive(move || error.get().is_some() || unsent.get().is_some());
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, second_step.code_title).to_owned()) error=wrong>
            <ErrorSummary error />
            <ErrorSummary error=unsent />
            <h1>{t!(i18n, second_step.code_title)}</h1>
            <Transition>
                {move || Suspend::new(async move {
                    match waiting.await {
                        Ok(Some(view)) => view! { <CodeForm view take error /> <Neither view mail /> }.into_any(),
                        Ok(None) => view! { <Ended /> }.into_any(),
                        Err(error) => view! { <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Transition>
        </Page>
    }
}

#[component]
fn CodeForm(
    view: SecondStepView,
    take: ServerAction<TakeSecondStep>,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let next = next_page();
    let by_mail = view.by_mail;
    let intro = move || match by_mail {
        true => t_string!(i18n, second_step.code_intro),
        false => t_string!(i18n, second_step.code_intro_new),
    };
    let mailed = view.mailed.then(|| {
        view! { <Notice kind=NoticeKind::Success title=t_string!(i18n, second_step.code_mailed) /> }
    });
    view! {
        <p>{intro}</p>
        {mailed}
        <ActionForm action=take>
            <input type="hidden" name="next" value=next />
            <TextField id="one_time" label=t_string!(i18n, second_step.code) hint=t_string!(i18n, second_step.code_hint)
                value=String::new() error=field_fault(error, Field::OneTime) autocomplete="one-time-code" />
            <button class="button" type="submit" aria-busy=move || take.pending().get().to_string()>
                {t!(i18n, second_step.code_button)}
            </button>
        </ActionForm>
    }
}

/// The last resort. Who has come by a code from their e-mail has no second one.
#[component]
fn Neither(view: SecondStepView, mail: ServerAction<MailSecondStep>) -> impl IntoView {
    let i18n = use_i18n();
    let next = next_page();
    let way = match view.by_mail {
        true => view! {
            <p>{t!(i18n, second_step.neither_mail)}</p>
            <ActionForm action=mail>
                <input type="hidden" name="next" value=next />
                <button class="button button--secondary" type="submit">{t!(i18n, second_step.neither_button)}</button>
            </ActionForm>
        }
        .into_any(),
        false => view! {
            <p>{t!(i18n, second_step.neither_call)} " " <PhoneLineLink id=PhoneLineId::MemberServices /></p>
        }
        .into_any(),
    };
    view! {
        <details>
            <summary>{t!(i18n, second_step.neither)}</summary>
            {way}
        </details>
    }
}

#[component]
fn Ended() -> impl IntoView {
    let i18n = use_i18n();
    let next = next_page();
    view! {
        <p>
            {t!(i18n, second_step.ended)} " "
            <a href=move || with_next("/sign-on", &next())>{t!(i18n, second_step.again)}</a>
        </p>
    }
}
