//! The letter about a record that was opened in an emergency.

use app::{
    domain::{actor::Actor, id::EmergencyId, member::Member},
    letter::{Letter, with_emergency},
    record::Names,
    store,
};

use super::{Error, Postman};

impl Postman {
    /// Who has opened it, and why: that stands in no letter that waits.
    pub(super) async fn about_emergency(&self, id: &EmergencyId, member: &Member) -> Result<Letter, Error> {
        let store = &self.portal.store;
        let access = store::emergency::find(store, id).await?.ok_or(Error::Gone("emergency"))?;
        let by = Actor::Staff(access.staff.clone());
        let who = Names::of(store, std::iter::once(&by)).await?.who(Some(&by));
        Ok(with_emergency(member, &self.portal.plan, &self.address, &access, &who))
    }
}
