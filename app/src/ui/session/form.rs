//! Forms and the end of a session: what was typed is kept by the server before, and who has no scripts
//! is told how much time there is.

use leptos::{form::FromFormData, html, prelude::*, server_fn::ServerFn, web_sys::FormData};
use serde::de::DeserializeOwned;

use super::{super::me::use_me, watch::Watch};
use crate::{error::AppError, i18n::*};

/// Has what stands in a form kept once the page warns. It is not sent: nobody has said so.
pub fn keep_before_the_end<S>(form: NodeRef<html::Form>, keep: ServerAction<S>)
where
    S: ServerFn<Error = AppError> + DeserializeOwned + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let watch = expect_context::<Watch>();
    let is_warned = Memo::new(move |_| watch.warned.read().is_some());
    Effect::new(move || {
        let Some(form) = form.get_untracked().filter(|_| is_warned.get()) else { return };
        let fields = FormData::new_with_form(&form).ok();
        if let Some(fields) = fields.and_then(|fields| S::from_form_data(&fields).ok()) {
            keep.dispatch(fields);
        }
    });
}

/// Where no script can warn, a form says beforehand how much time there is.
#[component]
pub fn TimeHint() -> impl IntoView {
    let i18n = use_i18n();
    let me = use_me();
    // Text alone: with scripts a browser makes no elements of what stands there.
    let hint = move |minutes: u16| {
        let words = t_string!(i18n, session.hint, minutes = minutes).to_string();
        view! { <noscript class="hint">{words}</noscript> }
    };
    view! {
        <Suspense>
            {move || Suspend::new(async move { me.await.ok().flatten().map(|me| hint(me.idle_minutes)) })}
        </Suspense>
    }
}
