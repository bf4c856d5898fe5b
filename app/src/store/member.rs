//! The plan's roll of members.

use std::collections::HashMap;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Error, Store,
    audit::{Audited, Hand},
    batch, content,
};
use crate::domain::{
    audit::{Action, Kind},
    id::{ClinicianId, MemberId, MemberNumber},
    member::Member,
    right::Personal,
};

/// Which statement of `end_members.surql` counts the appointments.
const OPEN: usize = 2;

/// How often a member may change their e-mail while the roll is written.
const ATTEMPTS: usize = 5;

/// What a member has changed themselves.
#[derive(Default, Deserialize)]
struct Own {
    /// How often.
    changes: u32,
    roll: Said,
}

/// What the roll had when the member gave something else.
#[derive(Default, Deserialize)]
struct Said {
    email: Option<String>,
    phone: Option<String>,
}

/// Puts the members on the roll, also those whose coverage had ended; those who are there already are
/// overwritten, but for what the roll does not say and they have chosen: the personal physician and the
/// language. An e-mail or a phone that they have changed themselves stays while the roll has the one of
/// before; a newer one of the roll wins.
///
/// # Errors
/// Those of the engine.
pub async fn save_all(store: &Store, members: &[Member]) -> Result<(), Error> {
    save(&store.unaudited(), members).await
}

/// As [`save_all`], in somebody's hand.
///
/// # Errors
/// Those of the engine.
pub async fn save_roll(hand: &Hand, members: &[Member]) -> Result<(), Error> {
    let does = |member: &Member| hand.does(&member.id, (Action::Update, Kind::Details));
    save(&hand.audited(members.iter().map(does).collect()), members).await
}

async fn save(store: &Audited, members: &[Member]) -> Result<(), Error> {
    if members.is_empty() {
        return Ok(());
    }
    for _ in 0..ATTEMPTS {
        let own = own(store, members).await?;
        let row = |member: &Member| row(store, member, own.get(&member.id));
        let rows = members.iter().map(row).collect::<Result<Vec<_>, _>>()?;
        match store.transact(include_str!("save_members.surql"), json!({ "rows": rows })).await {
            Err(Error::Refused(word)) if word == "changed" => {}
            outcome => return outcome.map(drop),
        }
    }
    Err(Error::Conflict)
}

/// What those of the members have changed who have changed something.
async fn own(store: &Store, members: &[Member]) -> Result<HashMap<MemberId, Own>, Error> {
    #[derive(Deserialize)]
    struct Row {
        id: MemberId,
        #[serde(flatten)]
        own: Own,
    }
    let text = "SELECT record::id(id) AS id, changes, roll FROM $ids.map(|$id| type::record('member', $id)) \
        WHERE changes > 0";
    let ids: Vec<_> = members.iter().map(|member| &member.id).collect();
    let rows: Vec<Row> = store.rows(text, json!({ "ids": ids })).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.own)).collect())
}

fn row(store: &Store, member: &Member, own: Option<&Own>) -> Result<Value, Error> {
    let mut content = content(member)?;
    let nothing = Own::default();
    let Own { changes, roll } = own.unwrap_or(&nothing);
    keep_own(&mut content, "email", roll.email.as_ref());
    keep_own(&mut content, "phone", roll.phone.as_ref());
    store.seal_phone(&mut content)?;
    if let Some(fields) = content.as_object_mut() {
        fields.retain(|name, value| !(value.is_null() && ["physician", "spanish"].contains(&name.as_str())));
    }
    Ok(json!({ "id": member.id, "changes": changes, "content": content }))
}

/// Leaves out what the roll says as it did when the member gave something else.
fn keep_own(content: &mut Value, field: &str, said: Option<&String>) {
    let (Some(said), Some(fields)) = (said, content.as_object_mut()) else { return };
    if fields.get(field).and_then(Value::as_str) == Some(said) {
        fields.remove(field);
    } else {
        let roll = fields.entry("roll").or_insert_with(|| json!({}));
        roll[field] = Value::Null;
    }
}

/// The member with that id.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, id: &MemberId) -> Result<Option<Member>, Error> {
    store.record("member", id.as_str()).await
}

/// The member with that id, as long as the plan covers them.
///
/// # Errors
/// Those of the engine.
pub async fn find_covered(store: &Store, id: &MemberId) -> Result<Option<Member>, Error> {
    let mut found = store.records(vec![("member_end", json!(id)), ("member", json!(id))]).await?;
    let member = found.pop().flatten().filter(|_| found.pop().flatten().is_none());
    member.map(|member| store.unsealed(member)).transpose()
}

/// The member with the number on the card, as long as the plan covers them.
///
/// # Errors
/// Those of the engine.
pub async fn find_by_number(store: &Store, number: &MemberNumber) -> Result<Option<Member>, Error> {
    let text = "SELECT *, record::id(id) AS id FROM member WHERE number = $number \
        AND !record::exists(type::record('member_end', record::id(id))) LIMIT 1";
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

/// The members with those numbers as the roll has them, and whether their coverage has ended.
///
/// # Errors
/// Those of the engine.
pub async fn by_number(
    store: &Store,
    numbers: &[MemberNumber],
) -> Result<HashMap<MemberNumber, (Member, bool)>, Error> {
    #[derive(Deserialize)]
    struct Row {
        #[serde(flatten)]
        member: Member,
        roll: Said,
        is_ended: bool,
    }
    let as_said = |Row { member, roll, is_ended }: Row| {
        let (email, phone) = (roll.email.unwrap_or(member.email), roll.phone.unwrap_or(member.phone));
        (member.number.clone(), (Member { email, phone, ..member }, is_ended))
    };
    let text = "SELECT *, record::id(id) AS id, roll ?? {} AS roll, \
        record::exists(type::record('member_end', record::id(id))) AS is_ended FROM member WHERE number IN $numbers";
    let rows: Vec<Row> = store.rows(text, json!({ "numbers": numbers })).await?;
    Ok(rows.into_iter().map(as_said).collect())
}

/// The plan does not cover these members any more: they are signed off, and do not sign on again. They
/// wish for no earlier time, and keep none.
/// Says how many appointments after `now` they have.
///
/// # Errors
/// Those of the engine.
pub async fn end(hand: &Hand, ids: &[MemberId], now: Timestamp) -> Result<usize, Error> {
    if ids.is_empty() {
        return Ok(0);
    }
    let ends = |id: &MemberId| hand.does(id, (Action::Delete, Kind::Account));
    let store = hand.audited(ids.iter().map(ends).collect());
    let text = include_str!("end_members.surql");
    let open = store.transact(text, json!({ "ids": ids, "now": now })).await?.take::<Option<usize>>(OPEN)?;
    Ok(open.unwrap_or_default())
}

/// Chooses the personal physician (Brief B1).
///
/// # Errors
/// Those of the engine.
pub async fn choose_physician(
    store: &Audited,
    member: &Personal,
    physician: &ClinicianId,
) -> Result<(), Error> {
    let text = "UPDATE type::record('member', $id) SET physician = $physician";
    store.transact(text, json!({ "id": member.id, "physician": physician })).await.map(drop)
}

/// Keeps the language in which the member reads.
///
/// # Errors
/// Those of the engine.
pub async fn choose_language(store: &Audited, member: &Personal, spanish: bool) -> Result<(), Error> {
    let text = "UPDATE type::record('member', $id) SET spanish = $spanish";
    store.transact(text, json!({ "id": member.id, "spanish": spanish })).await.map(drop)
}
