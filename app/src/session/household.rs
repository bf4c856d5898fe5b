//! For whom somebody may act.

use std::collections::BTreeSet;

use super::SignedOn;
use crate::{
    domain::{
        grant::{Power, power},
        right::Readable,
    },
    error::AppError,
    portal::Portal,
    store,
};

impl SignedOn {
    /// Whom they may act for today, each once, by name, and how far that reaches.
    ///
    /// # Errors
    /// What it is when the store fails.
    pub async fn may_act_for(&self, portal: &Portal) -> Result<Vec<(Readable, Power)>, AppError> {
        let grants = store::grant::of_proxy(&portal.store, &self.member).await?;
        let others: BTreeSet<_> = grants.iter().map(|grant| &grant.member).cloned().collect();
        let others = store::member::find_all(&portal.store, &Vec::from_iter(others)).await?;
        let mut found = Vec::with_capacity(others.len());
        for member in others {
            let own: Vec<_> = grants.iter().filter(|grant| grant.member == member.id).cloned().collect();
            if let Ok(power) = power(&own, member.born, portal.today(), &portal.plan.household) {
                found.push((Readable::granted(member), power));
            }
        }
        found.sort_by_key(|(member, _)| member.name());
        Ok(found)
    }
}
