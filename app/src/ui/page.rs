//! What every page has: a title, and where attention goes when it comes up.

use std::sync::atomic::{AtomicUsize, Ordering};

use leptos::{html, prelude::*, tachys::view::keyed::keyed, web_sys};
use leptos_meta::Title;

use super::{live::use_announcer, plan::use_plan};
use crate::i18n::*;

/// A page. It begins with its own `<h1>`. With `error`, the title says so first.
#[component]
pub fn Page(
    /// What the page is, without the name of the plan.
    #[prop(into)]
    title: Signal<String>,
    /// Something on it must be corrected.
    #[prop(optional, into)]
    error: Signal<bool>,
    /// The page.
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let plan = use_plan();
    // A memo belongs to the page: whoever reads the title, it is worked out in the page's language.
    let title = Signal::from(Memo::new(move |_| title.get()));
    let full = ArcMemo::new(move |_| {
        let here = match error.get() {
            true => t_string!(i18n, common.error_title, title = title.get()).to_string(),
            false => title.get(),
        };
        format!("{here} – {}", plan.name)
    });
    // The server writes the head last, when the page's signals may be gone: it is worked out now.
    full.get_untracked();
    let page = NodeRef::<html::Div>::new();
    move_attention(page, title);
    view! {
        <Title text=move || full.get() />
        {of_its_own(view! { <div class="page" node_ref=page>{children()}</div> }.into_any())}
    }
}

/// A page does not grow out of the elements of the one before it: those would move, and keep what
/// was typed into them. Each has a number of its own, so that nothing of another one passes for it.
fn of_its_own(page: AnyView) -> impl IntoView {
    static PAGES: AtomicUsize = AtomicUsize::new(0);
    let number = PAGES.fetch_add(1, Ordering::Relaxed);
    keyed(std::iter::once((number, page)), |(number, _)| *number, |_, (_, page)| (|_| {}, page))
}

/// Whether a page has been shown already: the browser itself attends to the first one.
#[derive(Clone, Copy)]
struct Shown(StoredValue<bool>);

/// Remembers across pages that one has been shown.
pub fn provide_shown() {
    provide_context(Shown(StoredValue::new(false)));
}

/// After a link was followed without a reload: the heading gets the focus, and the title is
/// read aloud, as after a reload. An address that names a part of the page goes there instead.
fn move_attention(page: NodeRef<html::Div>, title: Signal<String>) {
    let announcer = use_announcer();
    let shown = use_context::<Shown>();
    Effect::new(move || {
        let (Some(page), Some(Shown(shown))) = (page.get(), shown) else { return };
        if !shown.get_value() {
            shown.set_value(true);
            return;
        }
        announcer.say(title.get_untracked());
        if window().location().hash().unwrap_or_default().is_empty() {
            focus_heading(&page);
        }
    });
}

fn focus_heading(page: &web_sys::HtmlElement) {
    let Ok(Some(heading)) = page.query_selector("h1") else { return };
    let _ = heading.set_attribute("tabindex", "-1");
    focus(&heading);
}

/// Gives an element the focus without moving the page: the router has scrolled already.
fn focus(element: &web_sys::Element) {
    use leptos::wasm_bindgen::JsCast;
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        let _ = element.focus();
    }
}
