//! Proposes times that become free to members who want an earlier one.

use std::{collections::BTreeSet, time::Duration};

use app::{
    domain::id::RoleId,
    portal::Portal,
    search::availability::Change,
    store::{self, Error},
};
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::{MissedTickBehavior, interval, sleep},
};

use crate::stop::Stop;

/// How often is looked for proposals that nobody has answered.
const ENDS: Duration = Duration::from_secs(5);
/// How often all wishes are looked at: after a change of schedules, and in the morning.
const ALL: Duration = Duration::from_secs(5 * 60);
/// What becomes free within so long is looked at together: a visit has many steps.
const TOGETHER: Duration = Duration::from_millis(500);

/// Proposes, until stopping is requested.
pub async fn work(portal: Portal, stop: Stop) {
    let mut changes = portal.availability().changes();
    let [mut ends, mut all] = [ENDS, ALL].map(|period| {
        let mut ticks = interval(period);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        ticks
    });
    loop {
        let done = tokio::select! {
            () = stop.requested() => return,
            _ = ends.tick() => portal.end_proposals(portal.now()).await,
            _ = all.tick() => everybody(&portal).await,
            change = changes.recv() => match change {
                Ok(change) if !change.free => Ok(()),
                Ok(change) => after(&portal, change, &mut changes).await,
                // More than are kept: some were missed.
                Err(RecvError::Lagged(_)) => everybody(&portal).await,
                Err(RecvError::Closed) => return,
            },
        };
        if let Err(error) = done {
            tracing::error!(%error, "earlier times cannot be proposed");
        }
    }
}

/// Looks at the roles that have something free.
async fn after(portal: &Portal, first: Change, changes: &mut Receiver<Change>) -> Result<(), Error> {
    sleep(TOGETHER).await;
    let mut roles = BTreeSet::from([first.role]);
    while let Ok(change) = changes.try_recv() {
        if change.free {
            roles.insert(change.role);
        }
    }
    propose(portal, roles).await
}

async fn everybody(portal: &Portal) -> Result<(), Error> {
    propose(portal, store::earlier::roles(&portal.store).await?).await
}

async fn propose(portal: &Portal, roles: impl IntoIterator<Item = RoleId>) -> Result<(), Error> {
    for role in roles {
        portal.propose_earlier(&role, portal.now()).await?;
    }
    Ok(())
}
