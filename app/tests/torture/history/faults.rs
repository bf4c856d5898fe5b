//! A database that fails: for moments nothing can be claimed.

use std::time::Duration;

use app::store::{
    Store,
    backup::{Line, bring_back},
};

/// Until it is stopped: well for some time, failing for a tenth of that.
pub async fn come_and_go(store: Store, well: Duration) {
    loop {
        tokio::time::sleep(well).await;
        let fault = "DEFINE EVENT OVERWRITE full ON claim WHEN true THEN { THROW 'the disk is full' }";
        let _ = bring_back(&store, Line::Definition(fault)).await;
        tokio::time::sleep(well / 10).await;
        end(&store).await;
    }
}

/// Well again.
pub async fn end(store: &Store) {
    while bring_back(store, Line::Definition("REMOVE EVENT IF EXISTS full ON claim")).await.is_err() {}
}
