//! A field for words that suggests while somebody types: the editable combobox with a list of
//! the ARIA Authoring Practices. Without JavaScript it is a plain field.

mod asking;
mod list;
mod options;

use leptos::{ev::KeyboardEvent, html, prelude::*};

use self::{
    asking::Suggesting,
    list::Press,
    options::{SuggestionList, option_id},
};
use crate::{domain::found::Suggestion, ui::field::follow};

/// The field with its suggestions. Its label and its hint stand around it.
#[component]
pub fn Combobox(
    /// Its id and its name.
    id: &'static str,
    /// The id of its hint.
    hint_id: &'static str,
    /// What the address says.
    value: Signal<String>,
    /// What happens with the chosen suggestion. What was typed for it is gone by then.
    #[prop(into)]
    choose: Callback<Suggestion>,
    /// What it suggests before anything is typed.
    #[prop(optional)]
    suggestions: Vec<Suggestion>,
) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let suggesting = Suggesting::new(suggestions);
    follow(field, value);
    let list_id = format!("{id}-suggestions");
    let take = Callback::new(move |n| take(suggesting, n, field, choose));
    // Only where scripts run is this more than a field.
    let runs = RwSignal::new(false);
    Effect::new(move || runs.set(true));
    let only_then = move |value: &'static str| move || runs.get().then_some(value);
    let controls = list_id.clone();
    let controls = move || runs.get().then(|| controls.clone());
    let expanded = move || runs.get().then(|| suggesting.list.read().open.to_string());
    let active = move || suggesting.list.read().active.map(|n| option_id(id, n));
    view! {
        <div class="combobox">
            <input class="field__input combobox__input" id=id name=id type="text" inputmode="search"
                autocomplete="off" enterkeyhint="search" aria-describedby=hint_id value=value.get_untracked()
                node_ref=field role=only_then("combobox") aria-autocomplete=only_then("list")
                aria-controls=controls aria-expanded=expanded aria-activedescendant=active
                on:input=move |event| suggesting.typed(event_target_value(&event))
                on:compositionstart=move |_| suggesting.compose(true)
                on:compositionend=move |event| {
                    suggesting.compose(false);
                    suggesting.typed(event_target_value(&event));
                }
                on:keydown=move |event| press(&event, suggesting, take)
                on:blur=move |_| suggesting.close() />
            <SuggestionList id list_id suggesting take />
        </div>
    }
}

/// Gives the suggestion away that was chosen. What was typed for it goes.
fn take(suggesting: Suggesting, n: usize, field: NodeRef<html::Input>, choose: Callback<Suggestion>) {
    let Some(suggestion) = suggesting.take(n) else { return };
    if let Some(field) = field.get_untracked() {
        field.set_value("");
    }
    choose.run(suggestion);
}

/// A key while words are composed belongs to the keyboard, not to the list.
fn press(event: &KeyboardEvent, suggesting: Suggesting, take: Callback<usize>) {
    if event.is_composing() {
        return;
    }
    match suggesting.press(&event.key()) {
        Press::Native => {}
        Press::Moved => event.prevent_default(),
        Press::Chose(n) => {
            event.prevent_default();
            take.run(n);
        }
    }
}
