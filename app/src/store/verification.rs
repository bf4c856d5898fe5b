//! The database as it is at one moment, as far as the ledger is checked against it. Bookings that
//! go on meanwhile are not seen.

use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::Timestamp;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};
use surrealdb::{engine::any::Any, method::Transaction};

use super::{
    Error, Store,
    audit::{CHAINS, Sought},
    decoded,
    ledger::{HEADS, Head, seal},
    written::claim_ids,
};
use crate::domain::{
    appointment::Appointment,
    audit::Access,
    id::{AppointmentId, ClinicianId, MemberId, RoleId},
    ledger::Entry,
};

/// An entry in its chain.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Link {
    /// Counted from 1.
    pub number: u64,
    /// The entry, as it was sealed.
    pub text: String,
    /// Its seal.
    pub seal: String,
    /// What it is looked up by, where that stands beside it.
    pub sought: Option<Sought>,
}

impl Link {
    /// Whether it was sealed after `before`, the seal of the entry before it; empty at the first.
    pub fn follows(&self, before: &str) -> bool {
        self.seal == seal(before, &self.text)
    }

    /// What it says.
    ///
    /// # Errors
    /// `Shape` where it is none of ours.
    pub fn entry(&self) -> Result<Entry, Error> {
        Ok(serde_json::from_str(&self.text)?)
    }

    /// Whether it is a row of the audit, and is looked up by what it says.
    pub fn is_access(&self) -> bool {
        let access = serde_json::from_str::<Access>(&self.text);
        access.is_ok_and(|access| self.sought.as_ref() == Some(&Sought::of(&access)))
    }
}

impl Head {
    /// Whether it is the end of a chain of the audit.
    pub fn is_of_audit(&self) -> bool {
        self.chain.starts_with(CHAINS)
    }
}

/// The database at one moment: a transaction that only reads.
pub struct Snapshot(Transaction<Any>);

impl Snapshot {
    /// As it is now.
    ///
    /// # Errors
    /// Those of the engine.
    pub async fn take(store: &Store) -> Result<Self, Error> {
        Ok(Self(surrealdb::Surreal::clone(&store.db).begin().await?))
    }

    /// Where the chains end, by name.
    ///
    /// # Errors
    /// Those of the engine.
    pub async fn heads(&self) -> Result<Vec<Head>, Error> {
        self.rows(HEADS, json!({})).await
    }

    /// The entries of a chain after number `after`, in order, at most `limit`.
    ///
    /// # Errors
    /// Those of the engine.
    pub async fn after(&self, chain: &str, after: u64, limit: usize) -> Result<Vec<Link>, Error> {
        let (table, sought) = match chain.starts_with(CHAINS) {
            true => ("audit", "{ member: member, who: who, at: at }"),
            false => ("ledger", "NULL"),
        };
        let text = format!(
            "SELECT text, seal, record::id(id)[1] AS number, {sought} AS sought \
             FROM {table}:[$chain, $after]>..[$chain, {}] LIMIT {limit}",
            i64::MAX
        );
        self.rows(&text, json!({ "chain": chain, "after": after })).await
    }

    /// The last row of a chain that was kept long enough and is gone: its number and its seal.
    ///
    /// # Errors
    /// Those of the engine.
    pub async fn start(&self, chain: &str) -> Result<(u64, String), Error> {
        let text = "SELECT VALUE [number, seal] FROM type::record('audit_start', $chain)";
        Ok(self.rows(text, json!({ "chain": chain })).await?.pop().unwrap_or_default())
    }

    /// All appointments of members.
    ///
    /// # Errors
    /// Those of the engine.
    pub async fn of_members(&self, members: &BTreeSet<MemberId>) -> Result<Vec<Appointment>, Error> {
        let text = "SELECT *, record::id(id) AS id FROM appointment WHERE member IN $members";
        self.rows(text, json!({ "members": members })).await
    }

    /// Those of the appointments' steps that are claimed for them.
    ///
    /// # Errors
    /// Those of the engine.
    pub async fn claims_of(
        &self,
        appointments: &[Appointment],
    ) -> Result<HashSet<(AppointmentId, RoleId, Timestamp)>, Error> {
        let ids: Vec<_> = appointments.iter().flat_map(|one| claim_ids(&one.role, &one.claims)).collect();
        let text = "SELECT VALUE [appointment, record::id(id)[0], start] \
            FROM $ids.map(|$id| type::record('claim', $id)) WHERE appointment != NONE";
        Ok(self.rows(text, json!({ "ids": ids })).await?.into_iter().collect())
    }

    /// Whose the roles of the directory are.
    ///
    /// # Errors
    /// Those of the engine.
    pub async fn clinicians(&self) -> Result<HashMap<RoleId, ClinicianId>, Error> {
        let former = "SELECT VALUE [record::id(id), role.clinician] FROM former_role";
        let mut clinicians: HashMap<_, _> = self.rows(former, json!({})).await?.into_iter().collect();
        let listed: Vec<(RoleId, ClinicianId)> =
            self.rows("SELECT VALUE [record::id(id), clinician] FROM role", json!({})).await?;
        clinicians.extend(listed);
        Ok(clinicians)
    }

    /// How many appointments there are, and how many steps of grids are claimed for one.
    ///
    /// # Errors
    /// Those of the engine.
    pub async fn count(&self) -> Result<(u64, u64), Error> {
        let text = "RETURN [[(SELECT count() FROM appointment GROUP ALL)[0].count ?? 0, \
            (SELECT count() FROM claim WHERE appointment != NONE GROUP ALL)[0].count ?? 0]]";
        Ok(self.rows(text, json!({})).await?.into_iter().next().unwrap_or_default())
    }

    /// Gives it up.
    ///
    /// # Errors
    /// Those of the engine.
    pub async fn end(self) -> Result<(), Error> {
        Ok(self.0.cancel().await.map(drop)?)
    }

    async fn rows<T: DeserializeOwned>(&self, text: &str, vars: Value) -> Result<Vec<T>, Error> {
        decoded(&mut self.0.query(text).bind(vars).await?.check()?, 0)
    }
}
