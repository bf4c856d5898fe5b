//! What the server tells an open page: times of a role were taken or became free.

#[cfg(feature = "hydrate")]
pub mod events;

use leptos::prelude::use_context;

use crate::domain::id::RoleId;

/// How to listen. Only a browser can: a page that the server writes is written once.
#[derive(Clone, Copy)]
struct Ear(fn(&RoleId, Box<dyn Fn()>));

/// Calls `changed` after changes of the role's times, until the part of the page is left that
/// asked for it.
pub fn on_change(role: &RoleId, changed: impl Fn() + 'static) {
    if let Some(Ear(listen)) = use_context() {
        listen(role, Box::new(changed));
    }
}
