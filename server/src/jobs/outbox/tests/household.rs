//! Letters about what somebody has arranged for another member: who reads them.

use app::{
    domain::{
        grant::{Grant, Relation, Scope},
        member::Member,
        standing::Standing,
    },
    office::Office,
};
use jiff::civil::{Date, date};

use super::*;

fn proxy() -> Member {
    Member {
        id: "proxy".into(),
        number: "20000000".into(),
        given: "Paula".into(),
        email: "paula@example.org".into(),
        ..fixture::member()
    }
}

fn grant(relation: Relation) -> Grant {
    Grant {
        id: "g".into(),
        proxy: proxy().id,
        member: fixture::member().id,
        relation,
        scope: Scope::Book,
        valid_from: date(2026, 1, 1),
        valid_until: None,
        given_by: Actor::Plan,
        is_ended: false,
    }
}

/// A postman a day before the visit of a member who was born then; somebody has arranged it by that
/// grant. The letters about the booking were sent, its reminders wait.
async fn with_grant(server: &Listener, born: Date, grant: &Grant) -> Postman {
    let (postman, appointment) = with_visit(server).await;
    let store = &postman.portal.store;
    let member = Member { born, ..fixture::member() };
    store::member::save_all(store, &[member, proxy()]).await.expect("the roll");
    store::grant::save_all(&support::hand(store), std::slice::from_ref(grant)).await.expect("a grant");
    let by = Actor::Proxy(proxy().id);
    let moved = moved(&appointment, "2026-11-30T18:00:00Z").arranged_by(&by);
    let own = own(store, &appointment.member).await;
    let decided = Decided { by: &by, own: &own, reminders: &[day_before()] };
    store::appointment::move_to(store, &appointment, &moved, decided, now()).await.expect("a move");
    postman
}

/// Whom the mails are to that are sent now.
async fn readers(server: &Listener, postman: &Postman) -> Vec<&'static str> {
    let before = server.mails().len();
    postman.empty(&Stop::never()).await;
    let mails = server.mails().split_off(before);
    let known = |data: &str| if data.contains("Hello Paula,") { "proxy" } else { "member" };
    let mut readers: Vec<_> = mails.iter().map(|mail| known(&mail.data)).collect();
    readers.sort_unstable();
    readers
}

const ADULT: Date = date(1978, 5, 14);
const CHILD: Date = date(2018, 5, 14);

#[tokio::test]
async fn an_adult_reads_what_is_arranged_for_them_and_so_does_who_arranges_it() {
    let server = Listener::start(&[]).await;
    let postman = with_grant(&server, ADULT, &grant(Relation::Carer)).await;
    assert_eq!(readers(&server, &postman).await, ["member", "member", "proxy", "proxy"]);
    let mails = server.mails();
    let whom = "For: Rosa Vega (arranged by Paula Vega)";
    assert!(mails.iter().all(|mail| mail.data.replace("=\n", "").contains(whom)), "{mails:?}");
}

#[tokio::test]
async fn for_a_child_the_parent_reads_it() {
    let server = Listener::start(&[]).await;
    let postman = with_grant(&server, CHILD, &grant(Relation::Parent)).await;
    assert_eq!(readers(&server, &postman).await, ["proxy", "proxy"]);
}

#[tokio::test]
async fn whose_grant_has_ended_reads_nothing_more_and_the_member_does() {
    let server = Listener::start(&[]).await;
    let grant = Grant { valid_until: Some(date(2026, 11, 28)), ..grant(Relation::Parent) };
    let postman = with_grant(&server, CHILD, &grant).await;
    assert_eq!(readers(&server, &postman).await, ["member", "member"]);
}

#[tokio::test]
async fn both_are_told_that_it_was_ended() {
    let server = Listener::start(&[]).await;
    let grant = grant(Relation::Carer);
    let postman = with_grant(&server, ADULT, &grant).await;
    readers(&server, &postman).await;
    store::grant::end(&support::audited(&postman.portal.store), &grant, day_before()).await.expect("an end");
    assert_eq!(readers(&server, &postman).await, ["member", "proxy"]);
    let told = server.mails().split_off(4);
    let says = |text: &str| told.iter().any(|mail| mail.data.replace("=\n", "").contains(text));
    assert!(says("You have ended the permission of Paula Vega to act for you."), "{told:?}");
    assert!(says("Rosa Vega has ended your permission to act for them."), "{told:?}");
}

/// How the visit stands on the list of its office.
async fn standing(postman: &Postman) -> Standing {
    let office = Office::of(&postman.portal, day_before(), &Actor::Plan);
    let listed = office.day_at(&"l1".into(), Some(date(2026, 11, 30))).await.expect("a day");
    listed.desks[0].visits[0].standing
}

#[tokio::test]
async fn whose_letter_about_an_absence_nobody_reads_is_called() {
    let server = Listener::start(&[]).await;
    for (valid_until, expected) in [(None, Standing::Suggested), (Some(date(2026, 11, 28)), Standing::ToCall)]
    {
        let grant = Grant { valid_until, ..grant(Relation::Parent) };
        let postman = with_grant(&server, CHILD, &grant).await;
        let store = &postman.portal.store;
        let child = Member { born: CHILD, email: String::new(), ..fixture::member() };
        store::member::save_all(store, &[child]).await.expect("the roll");
        let found = store::office::find(store, &"0199".into()).await.expect("an answer");
        away(&postman, &found.expect("an appointment")).await;
        assert_eq!(standing(&postman).await, Standing::Suggested, "the letter waits");
        postman.empty(&Stop::never()).await;
        assert_eq!(standing(&postman).await, expected, "{valid_until:?}");
    }
}
