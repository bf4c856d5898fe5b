use app::{search::places::Places, store::Store};
use jiff::Timestamp;

use super::*;
use crate::{fixture, mail::listener::Listener};

fn now() -> Timestamp {
    "2026-11-24T12:00:00Z".parse().expect("an instant")
}

async fn postman(server: &Listener) -> Postman {
    let store = Store::open("mem://", None).await.expect("a store");
    store::member::save_all(&store, &[fixture::member()]).await.expect("a member");
    Postman {
        portal: Portal::open(store, fixture::plan(), Places::default(), false, now).await.expect("a portal"),
        address: "http://127.0.0.1:3000".into(),
        transport: Transport::new(&server.address.parse().expect("a setting")).expect("a transport"),
        from: "Bookwell <no-reply@bookwell.example>".parse().expect("a sender"),
    }
}

async fn write_code(postman: &Postman) {
    let member = fixture::member().id;
    store::outbox::write_code(&postman.portal.store, &member, "482913", now()).await.expect("written");
}

async fn due(postman: &Postman, at: Timestamp) -> usize {
    store::outbox::due(&postman.portal.store, at, 10).await.expect("the outbox").len()
}

#[tokio::test]
async fn what_waits_is_sent_once() {
    let server = Listener::start(&[]).await;
    let postman = postman(&server).await;
    write_code(&postman).await;
    postman.empty(&Stop::never()).await;
    postman.empty(&Stop::never()).await;
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    assert!(mails[0].data.contains("482913") && mails[0].data.contains("Hello Rosa,"), "{mails:?}");
    assert_eq!(due(&postman, now() + SignedDuration::from_hours(24)).await, 0);
}

#[tokio::test]
async fn what_is_refused_for_now_waits_and_is_sent_then() {
    let server = Listener::start(&["451 later"]).await;
    let postman = postman(&server).await;
    write_code(&postman).await;
    postman.empty(&Stop::never()).await;
    assert_eq!(server.mails().len(), 0);
    assert_eq!(due(&postman, now() + SignedDuration::from_secs(4)).await, 0);
    assert_eq!(due(&postman, now() + SignedDuration::from_secs(5)).await, 1);
}

#[tokio::test]
async fn what_is_refused_for_good_is_given_up() {
    let server = Listener::start(&["550 no"]).await;
    let postman = postman(&server).await;
    write_code(&postman).await;
    postman.empty(&Stop::never()).await;
    assert_eq!(due(&postman, now() + SignedDuration::from_hours(24)).await, 0);
}

#[test]
fn pauses_double_up_to_an_hour() {
    let seconds: Vec<_> = [1, 2, 3, 10, 11, 30].map(|n| pause(n).as_secs()).into();
    assert_eq!(seconds, [5, 10, 20, 2560, 3600, 3600]);
}
