//! Members who are on the roll and have registered.

use std::path::Path;

use app::{
    domain::{
        browser::Browser,
        member::Member,
        session::{Session, Sessions},
    },
    identity::{password::Passwords, secret},
    store::{self, Store},
};
use jiff::Timestamp;
use serde_json::json;
use tokio::runtime::{Builder, Runtime};

use super::program::database;

/// What all members of these tests sign on with.
pub const PASSWORD: &str = "cedar river walking stone";

/// The number on a member's card.
pub fn number(n: usize) -> String {
    format!("9{n:07}")
}

/// What a browser keeps of a member who is signed on.
pub(super) fn token(n: usize) -> String {
    format!("token-{n}")
}

/// Puts members on the roll, as if they had registered before. The engine gives its folder
/// back in the background: what runs it must live on.
pub(super) fn enrol(folder: &Path, members: &[Member]) -> Runtime {
    let runtime =
        Builder::new_multi_thread().enable_all().thread_stack_size(10 * 1024 * 1024).build().unwrap();
    runtime.block_on(async {
        let (url, root) = database(folder);
        let store = Store::open(&url, root).await.unwrap();
        store::member::save_all(&store, members).await.unwrap();
        let hash = Passwords::default().hash(PASSWORD.to_owned()).await.unwrap();
        for member in members {
            store::credential::save(&store, &member.id, &hash).await.unwrap();
        }
        for (n, member) in members.iter().enumerate() {
            let (hash, now) = (secret::hash(&[&token(n)]), Timestamp::now());
            let session =
                Session::begin(member.id.clone(), (Browser::default(), false), Sessions::default(), now);
            store::session::start(&store, &hash, &session, None).await.unwrap();
        }
    });
    runtime
}

/// A member of the roll.
pub fn member(n: usize) -> Member {
    let member = json!({ "id": format!("test-{n}"), "number": number(n), "given": "Ana", "family": "Núñez",
        "born": "1958-04-15", "email": format!("m{n}@example.org"), "phone": "206-555-0100",
        "physician": null, "spanish": false });
    serde_json::from_value(member).unwrap()
}
