//! The server's events about a role.

use futures::{StreamExt, stream::select_all};
use gloo_net::eventsource::futures::EventSource;
use leptos::{
    prelude::{StoredValue, provide_context},
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

/// Without a connection the page stays as it is: the server has the last word anyway.
fn listen(role: &RoleId, changed: Box<dyn Fn()>) {
    let address = format!("/events/roles/{}", Url::escape(role.as_str()));
    let Ok(mut source) = EventSource::new(&address) else { return };
    let events = EVENTS.map(|event| source.subscribe(event));
    let Ok(events) = events.into_iter().collect::<Result<Vec<_>, _>>() else { return };
    // Lives as long as the part of the page that listens; its end ends the loop below.
    StoredValue::new_local(source);
    spawn_local(async move {
        let mut events = select_all(events).ready_chunks(AT_ONCE);
        while let Some(events) = events.next().await {
            if events.iter().any(Result::is_err) {
                return;
            }
            changed();
        }
    });
}
