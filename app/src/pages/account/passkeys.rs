//! The member's passkeys: listed, removed, and added where the browser has them.

mod adding;

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

use self::adding::Adding;
use super::{
    super::instead::{SignOnFirst, for_member},
    prove::ProveForm,
};
use crate::{
    api::{
        passkey::{AddPasskey, PasskeyView, RemovePasskey, list_passkeys},
        second_factor::ProveAgain,
    },
    domain::time::LocalTime,
    error::AppError,
    i18n::*,
    ui::{
        error::{ErrorNotice, ErrorSummary, error_of},
        me::{ask_again_after, use_me},
        notice::{Notice, NoticeKind},
        page::Page,
        when::when_year,
    },
};

/// Where they are.
pub(super) const PATH: &str = "/account/passkeys";

/// `/account/passkeys`
#[component]
pub fn PasskeysPage() -> impl IntoView {
    let i18n = use_i18n();
    let me = use_me();
    let (prove, add) = (ServerAction::<ProveAgain>::new(), ServerAction::<AddPasskey>::new());
    let error = error_of(prove);
    ask_again_after(prove);
    ask_again_after(add);
    let changed = move || (prove.version().get(), add.version().get());
    let passkeys = Resource::new_blocking(changed, move |_| for_member(me, list_passkeys()));
    let wrong = Signal::derive(move || error.get().is_some());
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, passkey.title).to_owned()) error=wrong>
            <ErrorSummary error />
            <h1>{t!(i18n, passkey.title)}</h1>
            <Done />
            <p>{t!(i18n, passkey.intro)}</p>
            <Transition>
                {move || Suspend::new(async move {
                    match passkeys.await {
                        Ok(view) => {
                            let change = match view.is_fresh {
                                true => view! { <Adding add /> }.into_any(),
                                false => view! { <ProveForm action=prove error next=PATH /> }.into_any(),
                            };
                            view! { <List list=view.list may_remove=view.is_fresh /> {change} }.into_any()
                        }
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
        Some("added") => Some(t_string!(i18n, passkey.done_added)),
        Some("removed") => Some(t_string!(i18n, passkey.done_removed)),
        _ => None,
    };
    move || done().map(|title| view! { <Notice kind=NoticeKind::Success title /> })
}

#[component]
fn List(list: Vec<PasskeyView>, may_remove: bool) -> impl IntoView {
    let i18n = use_i18n();
    if list.is_empty() {
        return view! { <p><strong>{t!(i18n, passkey.none)}</strong></p> }.into_any();
    }
    let item = move |passkey: PasskeyView| view! { <li><Item passkey may_remove /></li> };
    view! {
        <section aria-labelledby="passkeys">
            <h2 id="passkeys">{t!(i18n, passkey.list)}</h2>
            <ul>{list.into_iter().map(item).collect_view()}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn Item(passkey: PasskeyView, may_remove: bool) -> impl IntoView {
    let i18n = use_i18n();
    let PasskeyView { id, name, added, used } = passkey;
    let (added, used) = since_and_used(&added, used.as_ref());
    let of = name.clone();
    let remove = may_remove.then(|| {
        view! {
            <form method="post" action=RemovePasskey::url()>
                <input type="hidden" name="id" value=id />
                <button class="button button--secondary" type="submit">
                    {t!(i18n, passkey.remove)} <span class="visually-hidden">" " {of}</span>
                </button>
            </form>
        }
    });
    view! { <strong>{name}</strong> <br /> {added} <br /> {used} {remove} }
}

/// Since when a passkey is there, and when it was last used.
pub(in crate::pages) fn since_and_used(added: &LocalTime, used: Option<&LocalTime>) -> (String, String) {
    let i18n = use_i18n();
    let used = match used {
        Some(used) => t_string!(i18n, passkey.used, when = when_year(used)).to_string(),
        None => t_string!(i18n, passkey.unused).to_owned(),
    };
    (t_string!(i18n, passkey.added, when = when_year(added)).to_string(), used)
}
