//! The time that is kept for whoever is about to book it. It is let go of when they leave the pages
//! of booking, and when they leave the portal.

#[cfg(feature = "hydrate")]
pub mod beacon;

use jiff::Timestamp;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{api::hold::LetGoOfTime, domain::id::RoleId};

/// How a browser that leaves tells the server what to let go of. Only a browser can.
#[derive(Clone, Copy)]
struct Farewell(fn(RwSignal<Option<LetGoOfTime>>));

/// What is kept, as far as this page knows.
#[derive(Clone, Copy)]
pub struct Keeping(RwSignal<Option<LetGoOfTime>>);

/// Gives it to all pages.
pub fn provide_keeping() {
    let kept = RwSignal::new(None);
    provide_context(Keeping(kept));
    if let Some(Farewell(tell_when_leaving)) = use_context() {
        tell_when_leaving(kept);
    }
    let (path, let_go) = (use_location().pathname, ServerAction::<LetGoOfTime>::new());
    Effect::new(move || {
        if path.read().starts_with("/book/") {
            return;
        }
        if let Some(kept) = kept.write_untracked().take() {
            let_go.dispatch(kept);
        }
    });
}

/// What is kept.
pub fn use_keeping() -> Keeping {
    expect_context::<Keeping>()
}

impl Keeping {
    /// A start with a role is kept from now on, and no other.
    pub fn note(self, role: RoleId, start: Timestamp) {
        self.0.set(Some(LetGoOfTime { role, start }));
    }

    /// It is booked, or somebody else has it.
    pub fn forget(self) {
        self.0.set(None);
    }
}
