//! Forgets what has ended.

use std::time::Duration;

use app::{
    portal::Portal,
    store::{self, Error},
};
use jiff::SignedDuration;

use super::ticks::Ticks;
use crate::stop::Stop;

/// How often.
const EVERY: Duration = Duration::from_secs(60 * 60);
/// A booking that was begun and left is kept for this long.
const DRAFTS: SignedDuration = SignedDuration::from_hours(24);
/// A device with which nobody signs on any more: browsers keep its cookie no longer.
const DEVICES: SignedDuration = SignedDuration::from_hours(400 * 24);

/// Prunes each hour, until stopping is requested.
pub async fn work(portal: Portal, stop: Stop) {
    let mut ticks = Ticks::every(EVERY, &stop);
    while ticks.next().await {
        if let Err(error) = prune(&portal).await {
            tracing::error!(%error, "what has ended cannot be forgotten");
        }
    }
}

async fn prune(portal: &Portal) -> Result<(), Error> {
    let now = portal.now();
    store::session::prune(&portal.store, now).await?;
    store::session::prune_devices(&portal.store, now - DEVICES).await?;
    store::staff_session::prune(&portal.store, now).await?;
    store::staff_enrolment::prune(&portal.store, now).await?;
    store::contact::prune(&portal.store, now).await?;
    store::registration::prune(&portal.store, now).await?;
    store::second_step::prune(&portal.store, now).await?;
    store::ceremony::prune(&portal.store, now).await?;
    store::attempt::prune(&portal.store, now).await?;
    store::audit::prune(&portal.store, portal.plan.audit.since(now)).await?;
    store::emergency::prune(&portal.store, portal.plan.audit.since(now)).await?;
    store::draft::prune(&portal.store, now - DRAFTS).await?;
    store::hold::prune(&portal.store).await?;
    store::together::prune(&portal.store, now - DRAFTS).await?;
    store::earlier::prune(&portal.store, now).await
}
