//! The controls of the search. Each shows what the address says, also after "back", and what
//! each choice would find.

use leptos::prelude::*;

use super::Found;
use crate::domain::{found::Counts, search::words};

/// A list to choose one of. `usual` is said of the choice that is none.
#[component]
pub(super) fn Choice(
    id: &'static str,
    label: &'static str,
    usual: String,
    chosen: Signal<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <select class="field__input" id=id name=id autocomplete="off" prop:value=chosen>
                <option value="">{usual}</option>
                {children()}
            </select>
        </div>
    }
}

/// What there is to choose, in the order given.
#[component]
pub(super) fn Options(of: Vec<(String, String)>, chosen: Signal<String>) -> impl IntoView {
    let chosen = chosen.get_untracked();
    let option = |(value, name): (String, String)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected prop:selected=selected>{name}</option> }
    };
    of.into_iter().map(option).collect_view()
}

/// What there is to choose, each with how many it would find. What nobody has now says 0 and
/// stays, and so does what is chosen.
#[component]
pub(super) fn CountedOptions(
    found: Found,
    chosen: Signal<String>,
    /// Values with their counts.
    of: fn(&Counts) -> Vec<(String, usize)>,
    /// What a value is called.
    name: fn(&str) -> String,
) -> impl IntoView {
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let counted = found.by_ref().await.as_ref().map(|results| of(&results.counts)).unwrap_or_default();
                view! { <Options of=named(counted, &chosen.get_untracked(), name) chosen /> }
            })}
        </Transition>
    }
}

/// In the order of the alphabet.
fn named(mut counted: Vec<(String, usize)>, chosen: &str, name: fn(&str) -> String) -> Vec<(String, String)> {
    if !chosen.is_empty() && counted.iter().all(|(value, _)| value != chosen) {
        counted.push((chosen.to_owned(), 0));
    }
    counted.sort_by_cached_key(|(value, _)| words(&name(value)));
    let named = |(value, count): (String, usize)| {
        let name = name(&value);
        (value, format!("{name} ({count})"))
    };
    counted.into_iter().map(named).collect()
}

/// A box to tick, with how many would be left.
#[component]
pub(super) fn Check(
    id: &'static str,
    label: &'static str,
    on: Signal<bool>,
    found: Found,
    of: fn(&Counts) -> usize,
) -> impl IntoView {
    view! {
        <div class="filters__check">
            <input type="checkbox" id=id name=id value="true" autocomplete="off" checked=on.get_untracked()
                prop:checked=on />
            <label for=id>
                {label}
                <Transition>
                    {move || Suspend::new(async move {
                        found.by_ref().await.as_ref().ok().map(|results| format!(" ({})", of(&results.counts)))
                    })}
                </Transition>
            </label>
        </div>
    }
}
