//! Members who act for others.

use app::{
    api::{grant::act_for, member::me},
    domain::{
        actor::Actor,
        grant::{Grant, Relation, Scope},
    },
    portal::Portal,
    store,
};
use jiff::civil::date;

use super::Browser;

/// What lets one member act for another, without an end.
pub fn grant(proxy: usize, member: usize, relation: Relation, scope: Scope) -> Grant {
    Grant {
        id: format!("g{proxy}-{member}").as_str().into(),
        proxy: format!("m{proxy}").as_str().into(),
        member: format!("m{member}").as_str().into(),
        relation,
        scope,
        valid_from: date(2026, 1, 1),
        valid_until: None,
        given_by: Actor::Plan,
        is_ended: false,
    }
}

pub async fn give(portal: &Portal, grant: Grant) {
    store::grant::save_all(&super::hand(&portal.store), &[grant]).await.unwrap();
}

/// `m1`, who acts for `m0` from now on.
pub async fn acting(portal: &Portal) -> Browser {
    let mut proxy = Browser::of(portal, 1).await;
    let whom = proxy.ask(me()).await.outcome.unwrap().unwrap().household.others[0].whom.clone();
    proxy.ask(act_for(Some(whom), "/".into())).await.outcome.unwrap();
    proxy
}
