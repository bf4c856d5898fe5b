//! The plan's roll of members.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::{Error, Store, audit::Audited, batch, content};
use crate::domain::{
    id::{ClinicianId, MemberId, MemberNumber},
    member::Member,
};

/// Puts the members on the roll; those who are there already are overwritten, but for what the roll
/// does not say and they have chosen: the personal physician and the language.
///
/// # Errors
/// Those of the engine.
pub async fn save_all(store: &Store, members: &[Member]) -> Result<(), Error> {
    let rows = members.iter().map(row).collect::<Result<Vec<_>, _>>()?;
    let text = "FOR $row IN $rows { UPSERT type::record('member', $row.id) MERGE $row.content RETURN NONE }";
    store.transact(text, json!({ "rows": rows })).await.map(drop)
}

fn row(member: &Member) -> Result<Value, Error> {
    let mut content = content(member)?;
    if let Some(fields) = content.as_object_mut() {
        fields.retain(|name, value| !(value.is_null() && ["physician", "spanish"].contains(&name.as_str())));
    }
    Ok(json!({ "id": member.id, "content": content }))
}

/// The member with that id.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, id: &MemberId) -> Result<Option<Member>, Error> {
    let text = "SELECT *, record::id(id) AS id FROM type::record('member', $id)";
    store.row(text, json!({ "id": id })).await
}

/// The member with the number on the card.
///
/// # Errors
/// Those of the engine.
pub async fn find_by_number(store: &Store, number: &MemberNumber) -> Result<Option<Member>, Error> {
    let text = "SELECT *, record::id(id) AS id FROM member WHERE number = $number LIMIT 1";
    store.row(text, json!({ "number": number })).await
}

/// The names of members, as far as they are on the roll.
///
/// # Errors
/// Those of the engine.
pub async fn names(store: &Store, ids: &[MemberId]) -> Result<HashMap<MemberId, String>, Error> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let members = find_all(store, ids).await?;
    Ok(members.into_iter().map(|member| (member.id.clone(), member.name())).collect())
}

/// The members with those ids, as far as they are on the roll.
///
/// # Errors
/// Those of the engine.
pub async fn find_all(store: &Store, ids: &[MemberId]) -> Result<Vec<Member>, Error> {
    let keys: Vec<_> = ids.iter().map(MemberId::as_str).collect();
    batch::find(store, "member", &keys).await
}

/// The members with those numbers on their cards, as far as they are on the roll.
///
/// # Errors
/// Those of the engine.
pub async fn ids_by_number(
    store: &Store,
    numbers: &[MemberNumber],
) -> Result<HashMap<MemberNumber, MemberId>, Error> {
    let text = "SELECT VALUE [number, record::id(id)] FROM member WHERE number IN $numbers";
    let found: Vec<(MemberNumber, MemberId)> = store.rows(text, json!({ "numbers": numbers })).await?;
    Ok(found.into_iter().collect())
}

/// Chooses the personal physician (Brief B1).
///
/// # Errors
/// Those of the engine.
pub async fn choose_physician(store: &Audited, id: &MemberId, physician: &ClinicianId) -> Result<(), Error> {
    let text = "UPDATE type::record('member', $id) SET physician = $physician";
    store.transact(text, json!({ "id": id, "physician": physician })).await.map(drop)
}

/// Keeps the language in which the member reads.
///
/// # Errors
/// Those of the engine.
pub async fn choose_language(store: &Audited, id: &MemberId, spanish: bool) -> Result<(), Error> {
    let text = "UPDATE type::record('member', $id) SET spanish = $spanish";
    store.transact(text, json!({ "id": id, "spanish": spanish })).await.map(drop)
}
