//! Announcements for people who do not see the page change.

use leptos::prelude::*;

/// Says things aloud, politely.
#[derive(Clone, Copy)]
pub struct Announcer(RwSignal<String>);

impl Announcer {
    /// Has `sentence` read aloud, also when it is the same as before.
    pub fn say(self, sentence: String) {
        self.0.update(|said| {
            let again = *said == sentence;
            *said = sentence;
            if again {
                said.push('\u{a0}');
            }
        });
    }
}

/// Gives the announcer to all pages.
pub fn provide_announcer() {
    provide_context(Announcer(RwSignal::new(String::new())));
}

/// The announcer.
pub fn use_announcer() -> Announcer {
    expect_context::<Announcer>()
}

/// Where announcements stand; once, in the layout.
#[component]
pub fn Live() -> impl IntoView {
    let Announcer(said) = use_announcer();
    view! { <p class="visually-hidden" role="status" aria-live="polite" aria-atomic="true">{said}</p> }
}
