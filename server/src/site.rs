//! What the addresses beside the pages work with.

use std::{convert::Infallible, sync::Arc};

use app::portal::Portal;
use axum::{extract::Request, response::Response};
use tokio::sync::Semaphore;
use tower::util::BoxCloneSyncService;

use crate::stop::Stop;

/// Renders the page that says that there is no such page.
pub type NotFound = BoxCloneSyncService<Request, Response, Infallible>;

/// Cheap to clone.
#[derive(Clone)]
pub struct Site {
    /// The portal.
    pub portal: Portal,
    /// Where people reach it, without a slash at its end.
    pub address: Arc<str>,
    /// Places for pages that listen to events.
    pub listeners: Arc<Semaphore>,
    /// Ends streams when the server stops.
    pub stop: Stop,
    /// For what does not exist.
    pub not_found: NotFound,
}
