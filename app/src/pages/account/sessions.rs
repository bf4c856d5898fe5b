//! Where the member is signed on, and signing off there.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::{
        session::{EndOtherSessions, EndSession, SessionView, list_sessions},
        sign_on::SignOff,
    },
    i18n::*,
    ui::{error::ErrorNotice, when::when},
    wording,
};

/// A section of the account.
#[component]
pub fn Sessions() -> impl IntoView {
    let i18n = use_i18n();
    let sessions = Resource::new_blocking(|| (), |()| list_sessions());
    view! {
        <section aria-labelledby="sessions">
            <h2 id="sessions">{t!(i18n, account.sessions)}</h2>
            <p>{t!(i18n, account.sessions_intro)}</p>
            <Suspense>
                {move || Suspend::new(async move {
                    match sessions.await {
                        Ok(sessions) => view! { <List sessions /> }.into_any(),
                        Err(error) => view! { <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Suspense>
            <form method="post" action=SignOff::url()>
                <button class="button button--secondary" type="submit">{t!(i18n, account.sign_off)}</button>
            </form>
        </section>
    }
}

#[component]
fn List(sessions: Vec<SessionView>) -> impl IntoView {
    let i18n = use_i18n();
    let others = sessions.len() > 1;
    let item = |session: SessionView| view! { <li><Item session /></li> };
    view! {
        <ul>{sessions.into_iter().map(item).collect_view()}</ul>
        {others.then(|| {
            view! {
                <form method="post" action=EndOtherSessions::url()>
                    <button class="button button--secondary" type="submit">{t!(i18n, account.end_others)}</button>
                </form>
            }
        })}
    }
}

#[component]
fn Item(session: SessionView) -> impl IntoView {
    let i18n = use_i18n();
    let SessionView { id, browser, started, seen, shared, current } = session;
    let browser = wording::browser(i18n.get_locale(), browser);
    let began = when(&started);
    let of =
        t_string!(i18n, account.end_session_of, browser = browser.clone(), when = began.clone()).to_string();
    let end = (!current).then(|| {
        view! {
            <form method="post" action=EndSession::url()>
                <input type="hidden" name="id" value=id.to_string() />
                <button class="button button--secondary" type="submit">
                    {t!(i18n, account.end_session)} <span class="visually-hidden">" " {of}</span>
                </button>
            </form>
        }
    });
    let this = current.then(|| view! { " (" {t!(i18n, account.this_session)} ")" });
    let shared = shared.then(|| view! { <br /> {t!(i18n, account.session_shared)} });
    view! {
        <strong>{browser}</strong> {this} {shared} <br />
        {t_string!(i18n, account.session_began, when = began).to_string()} <br />
        {t_string!(i18n, account.session_used, when = when(&seen)).to_string()} {end}
    }
}
