use std::sync::{Arc, Mutex};

use serde_json::json;

use super::*;
use crate::{
    domain::member::Member,
    store::{Store, member},
};

/// A store that seals with the keys of a list, which may change.
async fn store(keys: &Arc<Mutex<Vec<[u8; 32]>>>) -> Store {
    let keys = keys.clone();
    let keys = Keys::new(move || Ok(keys.lock().expect("a lock").clone())).expect("it");
    Store::open("mem://", None).await.expect("a store").sealing(keys)
}

fn list(keys: &[u8]) -> Arc<Mutex<Vec<[u8; 32]>>> {
    Arc::new(Mutex::new(keys.iter().map(|byte| [*byte; 32]).collect()))
}

fn ana() -> Member {
    let member = json!({ "id": "test-1", "number": "90000001", "given": "Ana", "family": "Ruiz",
        "born": "1958-04-15", "email": "ana@example.org", "phone": "206-555-0100", "physician": null,
        "spanish": null });
    serde_json::from_value(member).expect("a member")
}

/// The member's record as the database has it.
async fn on_disk(store: &Store) -> String {
    let rows: Vec<Value> =
        store.raw("SELECT * FROM member", json!({})).await.expect("an answer").take(0).expect("rows");
    json!(rows).to_string()
}

#[test]
fn a_text_opens_with_its_key_as_its_field_and_unchanged_only() {
    let (one, other) = (Key::new(&[1; 32]), Key::new(&[2; 32]));
    let sealed = one.seal("reason", "a private matter").expect("it");
    assert_eq!(one.open("reason", &sealed).as_deref(), Some("a private matter"));
    assert_eq!((one.open("contact", &sealed), other.open("reason", &sealed)), (None, None));
    assert_ne!(one.seal("reason", "a private matter").expect("it"), sealed, "each has a nonce of its own");
    let changed = sealed.replace(&sealed[sealed.len() - 4..], "AAAA");
    assert_eq!(one.open("reason", &changed), None);
    for odd in [
        "sealed:",
        "sealed:zz:AA",
        "sealed by me: nothing",
        &format!("{BEGIN}{}:", one.name, BEGIN = "sealed:"),
    ] {
        assert_eq!(one.open("reason", odd), None, "{odd}");
    }
}

#[tokio::test]
async fn the_database_has_no_word_of_what_the_portal_reads() {
    let store = store(&list(&[1])).await;
    member::save_all(&store, &[ana()]).await.expect("done");
    let disk = on_disk(&store).await;
    for word in ["1958", "ana@", "206-555"] {
        assert!(!disk.contains(word), "{word}: {disk}");
    }
    assert_eq!(member::find(&store, &ana().id).await.expect("done"), Some(ana()));
}

#[tokio::test]
async fn what_somebody_types_is_kept_as_it_is_even_if_it_looks_sealed() {
    let store = store(&list(&[1])).await;
    let odd = Member { email: "sealed:0123456789ab:AAAA".to_owned(), ..ana() };
    member::save_all(&store, std::slice::from_ref(&odd)).await.expect("done");
    assert_eq!(member::find(&store, &odd.id).await.expect("done"), Some(odd));
}

#[tokio::test]
async fn a_new_key_seals_everything_anew_and_the_old_one_is_not_needed_any_more() {
    let keys = list(&[]);
    keys.lock().expect("a lock").push([1; 32]);
    let store = store(&keys).await;
    let named = |n: u32| Member { id: format!("test-{n}").as_str().into(), ..ana() };
    let members: Vec<_> = (0..1_203).map(named).collect();
    member::save_all(&store, &members).await.expect("done");
    assert_eq!(seal_all(&store).await.expect("done"), Resealed { records: 1_203, changed: 0 });
    *keys.lock().expect("a lock") = vec![[2; 32], [1; 32]];
    store.keys().expect("keys").read_again().expect("read");
    assert_eq!(seal_all(&store).await.expect("done"), Resealed { records: 1_203, changed: 1_203 });
    *keys.lock().expect("a lock") = vec![[2; 32]];
    store.keys().expect("keys").read_again().expect("read");
    for member in &members {
        assert_eq!(member::find(&store, &member.id).await.expect("done").as_ref(), Some(member));
    }
}

#[tokio::test]
async fn what_was_written_before_there_were_keys_is_read_and_sealed() {
    let keys = list(&[1]);
    let plain = Store::open("mem://", None).await.expect("a store");
    member::save_all(&plain, &[ana()]).await.expect("done");
    let keys = keys.clone();
    let store = plain.sealing(Keys::new(move || Ok(keys.lock().expect("a lock").clone())).expect("it"));
    assert_eq!(member::find(&store, &ana().id).await.expect("done"), Some(ana()));
    assert_eq!(seal_all(&store).await.expect("done").changed, 1);
    assert!(!on_disk(&store).await.contains("1958"));
}

#[tokio::test]
async fn without_its_key_a_record_is_an_error_and_a_key_of_another_process_is_found() {
    let keys = list(&[1]);
    let store = store(&keys).await;
    member::save_all(&store, &[ana()]).await.expect("done");
    *keys.lock().expect("a lock") = vec![[2; 32]];
    store.keys().expect("keys").read_again().expect("read");
    assert!(matches!(member::find(&store, &ana().id).await, Err(Error::Sealing)));
    keys.lock().expect("a lock").push([1; 32]);
    assert_eq!(member::find(&store, &ana().id).await.expect("done"), Some(ana()));
}
