//! `/events/roles/{role}`: tells the open pages of a role which times were taken or became
//! free, the moment it happens. Nothing in it says by whom.

use std::{convert::Infallible, sync::Arc, time::Duration};

use app::{domain::id::RoleId, search::availability::Change};
use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures::{Stream, StreamExt};
use serde_json::json;
use tokio::sync::Semaphore;
use tokio_stream::wrappers::{BroadcastStream, errors::BroadcastStreamRecvError};

use crate::site::Site;

/// Pages that can listen at the same time.
const LISTENERS: usize = 10_000;

/// A sign of life this often keeps connections open that have nothing to say.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// Places for listeners.
pub fn places() -> Arc<Semaphore> {
    Arc::new(Semaphore::new(LISTENERS))
}

/// Streams the changes of one role, until the page is closed or the server stops.
pub async fn answer(State(site): State<Site>, Path(role): Path<String>) -> Response {
    let role = RoleId(role);
    if site.portal.directory().role(&role).is_none() {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Ok(place) = site.listeners.clone().try_acquire_owned() else {
        return (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "60")]).into_response();
    };
    let changes = BroadcastStream::new(site.portal.availability().changes());
    let stopped = site.stop.clone();
    let events = events(changes, role).take_until(async move { stopped.requested().await });
    let held = events.map(move |event| {
        let _place = &place;
        event
    });
    Sse::new(held).keep_alive(KeepAlive::new().interval(SIGN_OF_LIFE)).into_response()
}

fn events(
    changes: impl Stream<Item = Result<Change, BroadcastStreamRecvError>>,
    role: RoleId,
) -> impl Stream<Item = Result<Event, Infallible>> {
    changes.filter_map(move |change| std::future::ready(event(&role, change).map(Ok)))
}

/// A change of this role; or, for a page that is too far behind, the advice to reload.
fn event(role: &RoleId, change: Result<Change, BroadcastStreamRecvError>) -> Option<Event> {
    match change {
        Ok(change) if change.role == *role => {
            let data = json!({ "start": change.start, "free": change.free });
            Some(Event::default().data(data.to_string()))
        }
        Ok(_) => None,
        Err(BroadcastStreamRecvError::Lagged(_)) => Some(Event::default().event("reload").data("{}")),
    }
}
