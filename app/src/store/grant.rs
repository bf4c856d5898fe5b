//! Who may act for whom.

use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use serde_json::json;

use super::{
    Error, Saved, Store,
    audit::{Audited, Hand},
    batch::of_members,
    outbox,
};
use crate::domain::{
    actor::Actor,
    audit::Kind,
    grant::{Grant, Relation, Scope},
    id::{GrantId, MemberId},
    right::Personal,
};

/// Reads grants; whether one was ended is kept apart from it.
const READ: &str = "SELECT *, record::id(id) AS id, \
    record::exists(type::record('grant_end', record::id(id))) AS is_ended FROM ";

/// What is kept of a grant: an import of it does not undo what its member has ended.
#[derive(Serialize)]
struct Kept<'a> {
    id: &'a GrantId,
    proxy: &'a MemberId,
    member: &'a MemberId,
    relation: Relation,
    scope: Scope,
    valid_from: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_until: Option<Date>,
    given_by: &'a Actor,
}

/// Writes grants, over what is there with the same id; their `is_ended` is not looked at.
///
/// # Errors
/// Those of the engine.
pub async fn save_all(hand: &Hand, grants: &[Grant]) -> Result<Saved, Error> {
    let kept: Vec<_> = grants.iter().map(Kept::from).collect();
    let outcomes =
        of_members::save(hand, "grant", Kind::Grant, &kept, |it| it.id.as_str(), |it| it.member).await?;
    Ok(outcomes.into_iter().collect())
}

/// Takes grants back; says how many of them were there.
///
/// # Errors
/// Those of the engine.
pub async fn remove(hand: &Hand, ids: &[GrantId]) -> Result<usize, Error> {
    let keys: Vec<_> = ids.iter().map(GrantId::as_str).collect();
    of_members::remove(hand, "grant", Kind::Grant, &keys).await
}

/// What lets somebody act for the member, by its id.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, member: &Personal, id: &GrantId) -> Result<Option<Grant>, Error> {
    // The engine takes an empty id for a fault.
    if id.as_str().is_empty() {
        return Ok(None);
    }
    let text = format!("{READ} type::record('grant', $id) WHERE member = $member");
    store.row(&text, json!({ "id": id, "member": member.id })).await
}

/// All that lets somebody act for others, what holds no more included: the domain decides.
///
/// # Errors
/// Those of the engine.
pub async fn of_proxy(store: &Store, proxy: &Personal) -> Result<Vec<Grant>, Error> {
    let text = format!("{READ} grant WHERE proxy = $proxy ORDER BY id");
    store.rows(&text, json!({ "proxy": proxy.id })).await
}

/// All that lets others act for a member, as [`of_proxy`].
///
/// # Errors
/// Those of the engine.
pub async fn of_member(store: &Store, member: &Personal) -> Result<Vec<Grant>, Error> {
    let text = format!("{READ} grant WHERE member = $member ORDER BY id");
    store.rows(&text, json!({ "member": member.id })).await
}

/// All that lets one act for the other, as [`of_proxy`].
///
/// # Errors
/// Those of the engine.
pub async fn between(store: &Store, proxy: &MemberId, member: &MemberId) -> Result<Vec<Grant>, Error> {
    let text = format!("{READ} grant WHERE proxy = $proxy AND member = $member ORDER BY id");
    store.rows(&text, json!({ "proxy": proxy, "member": member })).await
}

/// The member ends a grant at once, and both get a letter; what was decided by it is not booked any more.
/// `false` where that was done before.
///
/// # Errors
/// Those of the engine.
pub async fn end(store: &Audited, grant: &Grant, now: Timestamp) -> Result<bool, Error> {
    let Grant { id, proxy, member, .. } = grant;
    let letter =
        json!({ "kind": outbox::Kind::Ended, "member": member, "grant": id, "at": now, "sent": null });
    let vars =
        json!({ "id": id, "member": member, "now": now, "mails": outbox::letters(&letter, Some(proxy)) });
    let text = "BEGIN; CREATE type::record('grant_end', $id) SET at = $now RETURN NONE; \
        UPSERT type::record('member_guard', $member) SET changes += 1 RETURN NONE; \
        FOR $mail IN $mails { CREATE outbox CONTENT $mail RETURN NONE }; COMMIT;";
    match store.transact(text, vars).await {
        Err(Error::Exists(table)) if table == "grant_end" => Ok(false),
        outcome => outcome.map(|_| true),
    }
}

impl<'a> From<&'a Grant> for Kept<'a> {
    fn from(grant: &'a Grant) -> Self {
        let Grant { id, proxy, member, relation, scope, valid_from, valid_until, given_by, is_ended: _ } =
            grant;
        Self {
            id,
            proxy,
            member,
            relation: *relation,
            scope: *scope,
            valid_from: *valid_from,
            valid_until: *valid_until,
            given_by,
        }
    }
}
