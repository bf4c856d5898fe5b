//! What a browser does with passkeys, and the button to sign on with one.

#[cfg(feature = "hydrate")]
pub mod browser;

use leptos::{html::Input, prelude::*};

use super::{
    error::{field_error, sentences},
    language::follow_language_of,
    me::ask_again_after,
};
use crate::{
    api::passkey::{PasskeySignOn, begin_passkey_sign_on},
    error::{AppError, Field},
    i18n::*,
};

/// Why there is no passkey.
#[derive(Clone, Debug, PartialEq)]
pub enum NoPasskey {
    /// Whoever sits there has said no, or has none.
    Cancelled,
    /// The device has one for this account already.
    Known,
    /// The browser has failed.
    Failed,
    /// The server has refused.
    Refused(AppError),
}

/// What is done with the answer.
type Tell = Box<dyn FnOnce(Result<String, NoPasskey>)>;

/// How a browser is asked. Only a browser can, and not every one.
#[derive(Clone, Copy)]
pub struct Door {
    create: fn(String, Tell),
    get: fn(String, Tell),
}

impl Door {
    /// Has a passkey made as the server has asked; tells what to send back.
    pub fn create(self, options: String, tell: impl FnOnce(Result<String, NoPasskey>) + 'static) {
        (self.create)(options, Box::new(tell));
    }

    /// Has a passkey used as the server has asked; tells what to send back.
    pub fn get(self, options: String, tell: impl FnOnce(Result<String, NoPasskey>) + 'static) {
        (self.get)(options, Box::new(tell));
    }
}

/// The way to ask, where there is one.
pub fn use_door() -> Option<Door> {
    use_context()
}

/// Whether there is one; `None` until the program runs in the browser.
pub fn is_open() -> ReadSignal<Option<bool>> {
    let door = use_door();
    let (open, set_open) = signal(None);
    Effect::new(move || set_open.set(Some(door.is_some())));
    open
}

/// What happened, and what to do.
pub fn in_words(why: &NoPasskey) -> String {
    let i18n = use_i18n();
    match why {
        NoPasskey::Cancelled => t_string!(i18n, passkey.cancelled).to_owned(),
        NoPasskey::Known => t_string!(i18n, passkey.known).to_owned(),
        NoPasskey::Failed => t_string!(i18n, passkey.failed).to_owned(),
        NoPasskey::Refused(error) => field_error(error, Field::Passkey)
            .or_else(|| field_error(error, Field::PasskeyName))
            .unwrap_or_else(|| sentences(error).1),
    }
}

/// Signs on with a passkey, then goes to `next`. Seen where the browser can; until then its room is kept.
#[component]
pub fn PasskeyButton(
    /// Where to.
    #[prop(into)]
    next: Signal<String>,
    /// The box that says that others use the computer too.
    #[prop(optional)]
    shared: NodeRef<Input>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (door, open) = (use_door(), is_open());
    let why = RwSignal::new(None);
    let finish = ServerAction::<PasskeySignOn>::new();
    ask_again_after(finish);
    follow_language_of(finish);
    let begin = Action::new(|(): &()| begin_passkey_sign_on());
    Effect::new(move || match (door, begin.value().get()) {
        (Some(door), Some(Ok(options))) => door.get(options, move |answer| match answer {
            Ok(passkey) => {
                let shared = shared.get_untracked().is_some_and(|ticked| ticked.checked());
                finish.dispatch(PasskeySignOn { passkey, next: Some(next.get_untracked()), shared });
            }
            Err(error) => why.set(Some(error)),
        }),
        (_, Some(Err(error))) => why.set(Some(NoPasskey::Refused(error))),
        _ => {}
    });
    Effect::new(move || {
        if let Some(Err(error)) = finish.value().get() {
            why.set(Some(NoPasskey::Refused(error)));
        }
    });
    let start = move |_| {
        why.set(None);
        begin.dispatch(());
    };
    let shown = move || open.get() == Some(true);
    let busy = move || (begin.pending().get() || finish.pending().get()).then_some("true");
    view! {
        <div class="passkey" class:passkey--open=shown id="passkey">
            <button class="button button--secondary" type="button" aria-busy=busy on:click=start>
                {t!(i18n, passkey.sign_on)}
            </button>
            <p class="passkey__state" role="status">{move || why.read().as_ref().map(in_words)}</p>
        </div>
    }
}
