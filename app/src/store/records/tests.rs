use serde_json::json;
use surrealdb::types::{Object, RecordId};

use super::*;

async fn store() -> Result<Store, Error> {
    let store = Store::open("mem://", None).await?;
    let text = "CREATE session:one SET member = 'm'; CREATE draft:two SET member = 'n'; \
        CREATE type::record('claim', ['role', 'start']) SET appointment = 'a'";
    store.run(text, json!({})).await?;
    Ok(store)
}

#[tokio::test]
async fn each_is_in_the_place_in_which_it_was_wanted() -> Result<(), Error> {
    let store = store().await?;
    let claim = || ("claim", json!(["role", "start"]));
    let ids = [
        ("draft", json!("two")),
        ("session", json!("")),
        ("session", json!("two")),
        claim(),
        ("session", json!("one")),
    ];
    let found = store.records(ids.into()).await?;
    let draft = json!({ "id": "two", "member": "n" });
    let claimed = json!({ "id": ["role", "start"], "appointment": "a" });
    let session = json!({ "id": "one", "member": "m" });
    assert_eq!(found, [Some(draft), None, None, Some(claimed.clone()), Some(session)]);
    assert_eq!(store.records(vec![claim(), claim()]).await?, [Some(claimed.clone()), Some(claimed)]);
    assert_eq!(store.records(vec![]).await?, []);
    Ok(())
}

#[test]
fn nobody_is_given_what_somebody_else_has_asked_for() {
    let found = |id: &str, table: &str| {
        let mut record = Object::default();
        record.insert("id", RecordId::new(table, "one"));
        fields(&("draft", json!(id)), Typed::Object(record))
    };
    assert!(matches!(found("one", "draft"), Ok(Some(_))));
    assert!(matches!(found("two", "draft"), Err(Error::Mixed)));
    assert!(matches!(found("one", "session"), Err(Error::Mixed)));
    assert!(matches!(of_ids(&[("draft", json!("one"))], Vec::new()), Err(Error::Mixed)));
}

#[tokio::test]
async fn another_members_is_like_one_that_is_not_there() -> Result<(), Error> {
    let store = store().await?;
    let own = async |id, member: &str| store.record_of::<Value>("draft", id, &member.into()).await;
    assert!(own("two", "n").await?.is_some());
    assert_eq!((own("two", "m").await?, own("three", "n").await?, own("", "n").await?), (None, None, None));
    Ok(())
}
