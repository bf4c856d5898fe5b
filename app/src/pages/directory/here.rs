//! "Use my location": fills in the ZIP of where somebody is. The position goes to the server in
//! the body of a request and is never in an address.

use leptos::{html, prelude::*};

use crate::{
    api::directory::nearest_place,
    domain::found::KnownPlace,
    error::AppError,
    i18n::*,
    ui::position::{NoPosition, Position, use_finder},
};

/// How far the asking is.
#[derive(Clone, Debug, PartialEq)]
enum Asking {
    /// Nobody has asked.
    No,
    /// The browser or the server is at it.
    Now,
    /// The place stands in the field.
    Done(KnownPlace),
    /// The browser may not tell.
    Refused,
    /// Nobody knows a place there.
    NotFound,
}

/// The button, and how far it is. Its room is there from the beginning: nothing moves.
#[component]
pub(super) fn UsePosition(place: NodeRef<html::Input>) -> impl IntoView {
    let i18n = use_i18n();
    let asking = RwSignal::new(Asking::No);
    // The page can be left while the browser still looks.
    let ask = ArcAction::new(|at: &Position| nearest_place(at.latitude, at.longitude));
    let answer = ask.value();
    Effect::new(move || {
        if let Some(answer) = answer.get() {
            asking.set(fill(place, answer));
        }
    });
    let finder = use_finder();
    let offered = RwSignal::new(false);
    Effect::new(move || offered.set(finder.is_some()));
    let start = move |_| {
        let Some(finder) = finder else { return };
        asking.set(Asking::Now);
        let ask = ask.clone();
        finder.find(move |found| match found {
            Ok(position) => drop(ask.dispatch(position)),
            Err(NoPosition::Refused) => asking.set(Asking::Refused),
            Err(NoPosition::NotFound) => asking.set(Asking::NotFound),
        });
    };
    let busy = move || (asking.get() == Asking::Now).then_some("true");
    view! {
        <div class="here" class:here--offered=offered>
            <button class="here__button" type="button" aria-busy=busy on:click=start>
                {t!(i18n, directory.use_position)}
            </button>
            <p class="here__state" role="status">{move || in_words(&asking.read())}</p>
        </div>
    }
}

/// Puts the place into the field: its ZIP, else its name.
fn fill(place: NodeRef<html::Input>, answer: Result<KnownPlace, AppError>) -> Asking {
    let Ok(known) = answer else { return Asking::NotFound };
    if let Some(field) = place.get_untracked() {
        field.set_value(known.zip.as_ref().unwrap_or(&known.name));
    }
    Asking::Done(known)
}

/// What happens, and what to do where it fails.
fn in_words(asking: &Asking) -> String {
    let i18n = use_i18n();
    match asking {
        Asking::No => String::new(),
        Asking::Now => t_string!(i18n, directory.position_asking).to_owned(),
        Asking::Done(KnownPlace { name, .. }) => {
            t_string!(i18n, directory.position_found, place = name.clone()).to_string()
        }
        Asking::Refused => t_string!(i18n, directory.position_refused).to_owned(),
        Asking::NotFound => t_string!(i18n, directory.position_not_found).to_owned(),
    }
}
