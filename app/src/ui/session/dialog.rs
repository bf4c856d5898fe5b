//! The warning: how much time is left, and one button to stay.

use leptos::{ev, html, prelude::*, server_fn::ServerFn};

use super::watch::Watch;
use crate::{
    api::{sign_on::SignOff, staff::StaffSignOff},
    domain::session::Left,
    i18n::*,
};

/// The time is said aloud when so many seconds are left.
const SAID_AT: [u32; 5] = [150, 120, 60, 30, 10];

/// Stands in front of the page while there is something to warn of. The browser itself moves the focus
/// into it and back, and leaves nothing else to be reached meanwhile.
#[component]
pub(super) fn Warning(watch: Watch) -> impl IntoView {
    let is_open = Memo::new(move |_| watch.warned.read().is_some());
    move || is_open.get().then(|| view! { <Dialog watch /> })
}

#[component]
fn Dialog(watch: Watch) -> impl IntoView {
    let i18n = use_i18n();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        if let Some(dialog) = dialog.get() {
            // Open already: nothing to do.
            let _ = dialog.show_modal();
        }
    });
    // Whatever takes it away gives the focus back first.
    on_cleanup(move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    });
    let cancel = move |event: ev::Event| {
        event.prevent_default();
        watch.stay();
    };
    let extends = Memo::new(move |_| watch.warned.get().is_none_or(|left| left.extends));
    let advice = move || match extends.get() {
        true => t_string!(i18n, session.advice),
        false => t_string!(i18n, session.advice_last),
    };
    view! {
        <dialog class="dialog" role="alertdialog" aria-labelledby="session-title" aria-describedby="session-advice"
            node_ref=dialog on:cancel=cancel>
            <h2 id="session-title">{t!(i18n, session.title)}</h2>
            <p id="session-advice">{advice}</p>
            <TimeLeft watch />
            <div class="button-row">
                {move || extends.get().then(|| view! {
                    <button class="button" type="button" autofocus=true on:click=move |_| watch.stay()>
                        {t!(i18n, session.stay)}
                    </button>
                })}
                <SignOffNow watch />
            </div>
        </dialog>
    }
}

/// The clock, which changes each second, and the same said aloud now and then, politely.
#[component]
fn TimeLeft(watch: Watch) -> impl IntoView {
    let i18n = use_i18n();
    let seconds = move || watch.warned.get().map_or(0, |Left { seconds, .. }| seconds);
    let clock = move || {
        let (minutes, rest) = (seconds() / 60, seconds() % 60);
        t_string!(i18n, session.clock, time = format!("{minutes}:{rest:02}")).to_string()
    };
    let step = Memo::new(move |_| SAID_AT.into_iter().rfind(|step| seconds() <= *step));
    let said = move || match step.get() {
        Some(seconds @ ..60) => t_string!(i18n, session.seconds, seconds = seconds).to_string(),
        Some(60) => t_string!(i18n, session.minute).to_owned(),
        Some(_) => t_string!(i18n, session.minutes).to_owned(),
        None => String::new(),
    };
    view! {
        <p class="dialog__clock" role="timer" aria-live="off">{clock}</p>
        <p class="visually-hidden" role="status">{said}</p>
    }
}

/// A plain form: the whole page comes back without what was personal.
#[component]
fn SignOffNow(watch: Watch) -> impl IntoView {
    let i18n = use_i18n();
    let action = if watch.at_office.get_untracked() { StaffSignOff::url() } else { SignOff::url() };
    view! {
        <form method="post" action=action>
            <button class="button button--secondary" type="submit">{t!(i18n, session.sign_off)}</button>
        </form>
    }
}
