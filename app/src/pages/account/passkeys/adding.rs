//! Adding a passkey: a name, then what the browser asks.

use leptos::{html, prelude::*};

use crate::{
    api::passkey::{AddPasskey, begin_passkey},
    i18n::*,
    ui::passkey::{NoPasskey, in_words, is_open, use_door},
};

/// The form. Without JavaScript, and in a browser without passkeys, it says so instead.
#[component]
pub fn Adding(add: ServerAction<AddPasskey>) -> impl IntoView {
    let i18n = use_i18n();
    let open = is_open();
    let lacking = move || (open.get() == Some(false)).then(|| view! { <p>{t!(i18n, passkey.not_here)}</p> });
    view! {
        <section aria-labelledby="add">
            <h2 id="add">{t!(i18n, passkey.add_title)}</h2>
            <p class="needs-script">{t!(i18n, passkey.needs_script)}</p>
            {lacking}
            <Form add />
        </section>
    }
}

#[component]
fn Form(add: ServerAction<AddPasskey>) -> impl IntoView {
    let i18n = use_i18n();
    let (door, open) = (use_door(), is_open());
    let (name, why) = (NodeRef::<html::Input>::new(), RwSignal::new(None));
    let begin = Action::new(|name: &String| begin_passkey(name.clone()));
    Effect::new(move || match (door, begin.value().get()) {
        (Some(door), Some(Ok(options))) => door.create(options, move |answer| match answer {
            Ok(passkey) => drop(add.dispatch(AddPasskey { passkey })),
            Err(error) => why.set(Some(error)),
        }),
        (_, Some(Err(error))) => why.set(Some(NoPasskey::Refused(error))),
        _ => {}
    });
    Effect::new(move || {
        if let Some(Err(error)) = add.value().get() {
            why.set(Some(NoPasskey::Refused(error)));
        }
    });
    let start = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        why.set(None);
        begin.dispatch(name.get_untracked().map(|name| name.value()).unwrap_or_default());
    };
    let shown = move || open.get() == Some(true);
    let said = move || why.read().as_ref().map(in_words);
    let busy = move || (begin.pending().get() || add.pending().get()).then_some("true");
    view! {
        <form class="passkey" class:passkey--open=shown on:submit=start>
            <div class="field" class:field--error=move || why.read().is_some()>
                <label class="field__label" for="passkey_name">{t!(i18n, passkey.name)}</label>
                <p class="field__hint" id="passkey_name-hint">{t!(i18n, passkey.name_hint)}</p>
                <p class="field__error" id="passkey_name-error" role="alert">{said}</p>
                <input class="field__input" id="passkey_name" name="passkey_name" node_ref=name maxlength="60"
                    autocomplete="off" aria-describedby="passkey_name-hint passkey_name-error" />
            </div>
            <button class="button" type="submit" aria-busy=busy>{t!(i18n, passkey.add)}</button>
        </form>
    }
}
