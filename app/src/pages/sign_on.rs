//! Signing on (Brief B8). Where the member was going is kept.

use leptos::{html::Input, prelude::*};
use leptos_router::hooks::use_query_map;

use crate::{
    api::sign_on::{SignOn, Typed, typed},
    error::{AppError, Field},
    i18n::*,
    ui::{
        error::{ErrorSummary, error_of, field_fault},
        field::TextField,
        language::follow_language_of,
        me::ask_again_after,
        notice::{Notice, NoticeKind},
        page::Page,
        passkey::PasskeyButton,
        session::WhySignedOff,
    },
};

/// `/sign-on?next=…`
#[component]
pub fn SignOnPage() -> impl IntoView {
    let i18n = use_i18n();
    let action = ServerAction::<SignOn>::new();
    let error = error_of(action);
    let (next, shared) = (next_page(), NodeRef::new());
    ask_again_after(action);
    follow_language_of(action);
    let kept = move || (!next().is_empty()).then(|| t_string!(i18n, sign_on.kept).to_owned());
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, sign_on.title).to_owned()) error=Signal::derive(move || error.get().is_some())>
            <ErrorSummary error />
            <h1>{t!(i18n, sign_on.title)}</h1>
            <WhySignedOff />
            {move || kept().map(|kept| view! { <Notice kind=NoticeKind::Info title=kept /> })}
            <p>{t!(i18n, sign_on.intro)}</p>
            <SignOnForm action error next shared />
            <PasskeyButton next=Signal::derive(next) shared />
            <p>
                {t!(i18n, sign_on.new_here)} " "
                <a href=move || with_next("/register", &next())>{t!(i18n, sign_on.register_link)}</a>
            </p>
        </Page>
    }
}

#[component]
fn SignOnForm(
    action: ServerAction<SignOn>,
    error: Signal<Option<AppError>>,
    next: impl Fn() -> String + Copy + Send + Sync + 'static,
    shared: NodeRef<Input>,
) -> impl IntoView {
    let i18n = use_i18n();
    let before = Resource::new_blocking(|| (), |()| typed());
    let fault = move |field| field_fault(error, field);
    let form = move |typed: Typed| {
        view! {
            <ActionForm action>
                <input type="hidden" name="next" value=next />
                <TextField id="number" label=t_string!(i18n, sign_on.number).to_owned()
                    hint=t_string!(i18n, sign_on.number_hint).to_owned() value=typed.number
                    error=fault(Field::Number) inputmode="numeric" autocomplete="username" />
                <TextField id="password" label=t_string!(i18n, sign_on.password).to_owned() value=String::new()
                    error=fault(Field::Password) input_type="password" autocomplete="current-password" />
                <SharedComputer checked=typed.shared node=shared />
                <button class="button" type="submit" aria-busy=move || action.pending().get().to_string()>
                    {t!(i18n, sign_on.button)}
                </button>
            </ActionForm>
        }
    };
    view! {
        <Suspense>
            {move || Suspend::new(async move { form(before.await.unwrap_or_default()) })}
        </Suspense>
    }
}

/// Says that others use the computer too: the session ends sooner, and nothing is remembered.
#[component]
pub(super) fn SharedComputer(
    #[prop(optional)] checked: bool,
    #[prop(optional)] node: NodeRef<Input>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="choice">
            <input node_ref=node type="checkbox" id="shared" name="shared" value="true" checked=checked aria-describedby="shared-hint" />
            <label for="shared">{t!(i18n, session.shared)}</label>
            <p class="field__hint" id="shared-hint">{t!(i18n, session.shared_hint)}</p>
        </div>
    }
}

/// The page to go to after signing on; empty when there is none.
pub(super) fn next_page() -> impl Fn() -> String + Copy + Send + Sync + 'static {
    let query = use_query_map();
    move || query.read().get("next").unwrap_or_default()
}

/// The address with the page to go to after it.
pub(super) fn with_next(path: &str, next: &str) -> String {
    if next.is_empty() {
        return path.to_owned();
    }
    let mut query = leptos_router::params::ParamsMap::new();
    query.insert("next", next.to_owned());
    format!("{path}{}", query.to_query_string())
}
