//! The server's events about a role.

use std::rc::Rc;

use futures::{StreamExt, stream::select_all};
use gloo_net::eventsource::futures::EventSource;
use leptos::{
    prelude::{SetValue, StoredValue, document, on_cleanup, provide_context, window_event_listener_untyped},
    task::spawn_local,
};
use leptos_router::location::Url;

use super::Ear;
use crate::domain::id::RoleId;

/// What calls for asking again: a connection that opens (something may have been missed before),
/// a time that was taken or became free, and the advice to reload.
const EVENTS: [&str; 3] = ["open", "message", "reload"];

/// Changes that arrive together are answered together: a long visit takes many steps.
const AT_ONCE: usize = 64;

/// Makes pages listen.
pub fn provide_ear() {
    provide_context(Ear(listen));
}

/// Listens while the page is in sight: a browser has few connections for all pages of a site.
fn listen(role: &RoleId, changed: Box<dyn Fn()>) {
    let address = format!("/events/roles/{}", Url::escape(role.as_str()));
    let changed: Rc<dyn Fn()> = changed.into();
    let connection = move || match document().hidden() {
        true => None,
        false => connect(&address, changed.clone()),
    };
    // Lives as long as the part of the page that listens; its end ends the loop of `connect`.
    let source = StoredValue::new_local(connection());
    let sight = window_event_listener_untyped("visibilitychange", move |_| source.set_value(connection()));
    on_cleanup(move || sight.remove());
}

/// Without a connection the page stays as it is: the server has the last word anyway.
fn connect(address: &str, changed: Rc<dyn Fn()>) -> Option<EventSource> {
    let mut source = EventSource::new(address).ok()?;
    let events = EVENTS.map(|event| source.subscribe(event));
    let events = events.into_iter().collect::<Result<Vec<_>, _>>().ok()?;
    spawn_local(async move {
        let mut events = select_all(events).ready_chunks(AT_ONCE);
        while let Some(events) = events.next().await {
            if events.iter().any(Result::is_err) {
                return;
            }
            changed();
        }
    });
    Some(source)
}
