//! A field of a form with its label, its hint and what is wrong with it.

use leptos::{either::Either, html, prelude::*};

use crate::i18n::*;

/// A field for text. Its id is also its name and the anchor of the error summary.
#[component]
pub fn TextField(
    /// Its id and its name.
    id: &'static str,
    /// What is asked for.
    #[prop(into)]
    label: String,
    /// How to answer.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What stands in it at first.
    #[prop(optional, into)]
    value: String,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// `text` when left out.
    #[prop(optional)]
    input_type: Option<&'static str>,
    /// What a browser may fill in.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// Which keyboard a phone shows.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// The longest text that can be typed, in characters.
    #[prop(optional)]
    maxlength: Option<usize>,
    /// It cannot be left empty.
    #[prop(optional)]
    required: bool,
    /// It can be left empty: said beside the label.
    #[prop(optional)]
    optional: bool,
    /// More than one line: how many are seen.
    #[prop(optional)]
    rows: Option<u32>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described = described_by(hint.is_some().then(|| hint_id.clone()), error_id.clone(), error);
    let invalid = move || error.get().map(|_| "true");
    let required = required.then_some("true");
    let input = match rows {
        Some(rows) => Either::Left(view! {
            <textarea class="field__input" id=id name=id rows=rows maxlength=maxlength autocomplete=autocomplete
                aria-required=required aria-invalid=invalid aria-describedby=described>{value}</textarea>
        }),
        None => Either::Right(view! {
            <input class="field__input" id=id name=id value=value type=input_type.unwrap_or("text")
                autocomplete=autocomplete inputmode=inputmode maxlength=maxlength aria-required=required
                aria-invalid=invalid aria-describedby=described />
        }),
    };
    view! {
        <div class="field" class:field--error=move || error.get().is_some()>
            <label class="field__label" for=id>
                {label} {optional.then(|| view! { " " <span class="field__optional">{t!(i18n, common.optional)}</span> })}
            </label>
            {hint.map(|hint| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
            <p class="field__error" id=error_id>{error}</p>
            {input}
        </div>
    }
}

/// Shows `value` in the field whenever it changes. What somebody typed before this program ran
/// stays: the first value stands in the page already.
pub fn follow(field: NodeRef<html::Input>, value: Signal<String>) {
    Effect::new(move |before: Option<String>| {
        let now = value.get();
        let changed = before.is_some_and(|before| before != now);
        if let Some(field) = field.get_untracked().filter(|_| changed) {
            field.set_value(&now);
        }
        now
    });
}

/// The ids of what is read aloud after the label.
fn described_by(
    hint: Option<String>,
    error_id: String,
    error: Signal<Option<String>>,
) -> impl Fn() -> Option<String> + Clone + Send + Sync + 'static {
    move || {
        let error = error.get().map(|_| error_id.clone());
        let ids: Vec<_> = hint.clone().into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}
