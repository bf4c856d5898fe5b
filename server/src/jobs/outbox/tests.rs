use app::{
    domain::{
        absence::{Absence, Instead},
        actor::Actor,
        appointment::Appointment,
        hold::Hold,
    },
    search::places::Places,
    store::{Decided, Store, absence::Told, directory, outbox::Kind, own::Own},
};
use jiff::Timestamp;

use super::*;
use crate::{fixture, mail::listener::Listener, support};

mod household;

fn now() -> Timestamp {
    "2026-11-24T12:00:00Z".parse().expect("an instant")
}

async fn postman(server: &Listener) -> Postman {
    let store = Store::open("mem://", None).await.expect("a store");
    store::member::save_all(&store, &[fixture::member()]).await.expect("a member");
    Postman {
        portal: Portal::open(store, fixture::plan(), Places::default(), fixture::signer(), false, now)
            .await
            .expect("a portal"),
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
async fn what_was_not_begun_before_stopping_is_due_as_before() {
    let server = Listener::start(&[]).await;
    let postman = postman(&server).await;
    write_code(&postman).await;
    let letters = store::outbox::due(&postman.portal.store, now(), 10).await.expect("the outbox");
    assert_eq!(due(&postman, now()).await, 0);
    let stop = Stop::never();
    stop.request();
    postman.deliver_all(&letters, &stop).await;
    assert_eq!(server.mails(), []);
    let again = store::outbox::due(&postman.portal.store, now(), 10).await.expect("the outbox");
    assert_eq!(again.iter().map(|letter| letter.attempts).collect::<Vec<_>>(), [1]);
}

#[tokio::test]
async fn what_is_refused_for_good_is_given_up() {
    let server = Listener::start(&["550 no"]).await;
    let postman = postman(&server).await;
    write_code(&postman).await;
    postman.empty(&Stop::never()).await;
    assert_eq!(due(&postman, now() + SignedDuration::from_hours(24)).await, 0);
}

/// A day before the visit of [`with_visit`].
fn day_before() -> Timestamp {
    "2026-11-29T17:00:00Z".parse().expect("an instant")
}

async fn own(store: &Store, member: &MemberId) -> Own {
    store::own::of_member(store, &support::allowed(member)).await.expect("the member's own")
}

/// A postman at `day_before`, and a visit that was booked with a reminder for then; the letter
/// about the booking was sent.
async fn with_visit(server: &Listener) -> (Postman, Appointment) {
    let mut postman = postman(server).await;
    let (plan, listing) = (fixture::plan(), fixture::listing());
    let store = &postman.portal.store;
    directory::save(store, &[listing.clinician]).await.expect("a clinician");
    directory::save(store, &[listing.location]).await.expect("a place");
    directory::save(store, &[listing.role]).await.expect("a role");
    postman.portal.reload().await.expect("the directory");
    let visit_type = fixture::visit_type(&plan);
    let appointment = fixture::appointment(&visit_type.id, "2026-11-30T17:00:00Z", "America/Los_Angeles");
    let own = own(store, &appointment.member).await;
    let decided = Decided { by: &Actor::Member, own: &own, reminders: &[day_before()] };
    store::appointment::book(store, &appointment, decided).await.expect("a booking");
    note_sent(&postman, now()).await;
    postman.portal.clock = day_before;
    (postman, appointment)
}

/// Notes what is due as sent, without sending it.
async fn note_sent(postman: &Postman, at: Timestamp) {
    let store = &postman.portal.store;
    for letter in store::outbox::due(store, at, 10).await.expect("the outbox") {
        store::outbox::sent(store, &[&letter.id], at).await.expect("noted");
    }
}

/// The appointment at another start.
fn moved(appointment: &Appointment, start: &str) -> Appointment {
    let other = fixture::appointment(&appointment.visit_type, start, "America/Los_Angeles");
    Appointment { start: other.start, claims: other.claims, ..appointment.clone() }
}

async fn move_to(postman: &Postman, old: &Appointment, new: &Appointment, reminders: &[Timestamp]) {
    let store = &postman.portal.store;
    let own = own(store, &old.member).await;
    let decided = Decided { by: &Actor::Member, own: &own, reminders };
    store::appointment::move_to(store, old, new, decided, now()).await.expect("a move");
    note_sent(postman, now()).await;
}

#[tokio::test]
async fn a_reminder_says_when_where_how_to_pay_and_how_to_cancel_and_is_sent_once() {
    let server = Listener::start(&[]).await;
    let (postman, _) = with_visit(&server).await;
    postman.empty(&Stop::never()).await;
    postman.empty(&Stop::never()).await;
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    let mail = mails[0].data.replace("=\n", "");
    for part in [
        "Subject: Your appointment is coming up",
        "Date: Sun, 29 Nov 2026 17:00:00 +0000",
        "When: Monday, November 30, 2026, 9:00 am PST",
        "Where: Ballard Medical Office, 1 Market St, Seattle, WA 98107",
        "Copay: $20.",
        "We do not accept cash.",
        "call Member Services at 1-888-901-4636",
    ] {
        assert!(mail.contains(part), "{part} is missing from {mail}");
    }
}

#[tokio::test]
async fn a_reminder_of_which_nobody_knows_whether_it_was_taken_is_sent_again_as_the_same_mail() {
    let server = Listener::start(&["DATA 451 later"]).await;
    let (mut postman, _) = with_visit(&server).await;
    postman.empty(&Stop::never()).await;
    assert_eq!(server.mails().len(), 1, "once, and it waits");
    postman.portal.clock = || day_before() + SignedDuration::from_secs(5);
    postman.empty(&Stop::never()).await;
    let ids: Vec<_> = server.mails().iter().map(|mail| message_id(&mail.data)).collect();
    assert_eq!(ids.len(), 2);
    assert!(ids[0].is_some() && ids[0] == ids[1], "{ids:?}");
}

fn message_id(data: &str) -> Option<String> {
    data.lines().find_map(|line| line.strip_prefix("Message-ID: ")).map(ToOwned::to_owned)
}

#[tokio::test]
async fn after_a_cancellation_nobody_is_reminded() {
    let server = Listener::start(&[]).await;
    let (postman, appointment) = with_visit(&server).await;
    store::appointment::cancel(&postman.portal.store, &appointment, &Actor::Member, None, None, now())
        .await
        .expect("cancelled");
    postman.empty(&Stop::never()).await;
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    assert!(mails[0].data.contains("Subject: Your appointment is canceled"), "{mails:?}");
}

#[tokio::test]
async fn that_a_visit_is_cancelled_is_told_though_the_directory_has_its_clinician_no_more() {
    let server = Listener::start(&[]).await;
    let (postman, appointment) = with_visit(&server).await;
    let store = &postman.portal.store;
    directory::remove(store, directory::Kind::Role, std::slice::from_ref(&appointment.role.0))
        .await
        .expect("removed");
    postman.portal.reload().await.expect("the directory");
    store::appointment::cancel(store, &appointment, &Actor::Member, None, None, now())
        .await
        .expect("cancelled");
    postman.empty(&Stop::never()).await;
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    for part in ["Subject: Your appointment is canceled", "With: Dana Reyes, MD", "9:00 am PST"] {
        assert!(mails[0].data.contains(part), "{part} is missing from {mails:?}");
    }
}

/// The postman has the reminder in hand when the cancellation or the move commits.
#[tokio::test]
async fn a_reminder_in_hand_is_not_sent_once_its_visit_is_cancelled_or_moved() {
    let server = Listener::start(&[]).await;
    for cancels in [true, false] {
        let (postman, appointment) = with_visit(&server).await;
        let store = &postman.portal.store;
        let in_hand = store::outbox::due(store, day_before(), 1).await.expect("the outbox").remove(0);
        assert_eq!(in_hand.kind, Kind::Reminder);
        if cancels {
            store::appointment::cancel(store, &appointment, &Actor::Member, None, None, now())
                .await
                .expect("cancelled");
        } else {
            let new = moved(&appointment, "2026-12-01T17:00:00Z");
            move_to(&postman, &appointment, &new, &[]).await;
        }
        postman.deliver_all(&[in_hand], &Stop::never()).await;
        note_sent(&postman, now()).await;
        postman.empty(&Stop::never()).await;
        assert_eq!(server.mails(), []);
    }
}

/// The clinician is away; another time is suggested, and kept for two days.
async fn away(postman: &Postman, appointment: &Appointment) {
    let Portal { store, plan, .. } = &postman.portal;
    let Appointment { start, claims, .. } = moved(appointment, "2026-12-02T17:00:00Z");
    let instead = Instead { role: appointment.role.clone(), start, claims };
    let hold = Hold::instead(appointment, &instead, plan.holds, day_before());
    let (id, start) = (appointment.id.clone(), appointment.start.clone());
    let absence = Absence { appointment: id, start, instead: Some(instead), at: day_before() };
    let told = (&absence, None);
    let told = store::absence::tell(store, appointment, told, Some(&hold), (&Actor::Plan, None)).await;
    assert!(matches!(told, Ok(Told::New(_))), "{told:?}");
}

#[tokio::test]
async fn nobody_is_reminded_of_a_visit_whose_clinician_is_away() {
    let server = Listener::start(&[]).await;
    let (postman, appointment) = with_visit(&server).await;
    away(&postman, &appointment).await;
    postman.empty(&Stop::never()).await;
    let mails = server.mails();
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(mails[0].data.contains("Subject: Your appointment needs another time"), "{mails:?}");
}

#[tokio::test]
async fn a_visit_that_was_moved_is_reminded_of_once_at_its_new_time() {
    let server = Listener::start(&[]).await;
    let (mut postman, appointment) = with_visit(&server).await;
    let new = moved(&appointment, "2026-12-01T18:00:00Z");
    let day_before_that = || "2026-11-30T18:00:00Z".parse().expect("an instant");
    move_to(&postman, &appointment, &new, &[day_before_that()]).await;
    postman.empty(&Stop::never()).await;
    assert_eq!(server.mails(), [], "nothing at the old time");
    postman.portal.clock = day_before_that;
    postman.empty(&Stop::never()).await;
    let mails = server.mails();
    assert_eq!(mails.len(), 1);
    assert!(mails[0].data.contains("Tuesday, December 1, 2026, 10:00 am PST"), "{mails:?}");
}

#[tokio::test]
async fn a_reminder_that_waited_until_the_visit_has_begun_is_not_sent() {
    let server = Listener::start(&[]).await;
    let (mut postman, _) = with_visit(&server).await;
    postman.portal.clock = || "2026-11-30T17:00:00Z".parse().expect("an instant");
    postman.empty(&Stop::never()).await;
    assert_eq!(server.mails(), []);
    assert_eq!(due(&postman, "2026-12-30T17:00:00Z".parse().expect("an instant")).await, 0);
}

#[test]
fn pauses_double_up_to_an_hour() {
    let seconds: Vec<_> = [1, 2, 3, 10, 11, 30].map(|n| pause(n).as_secs()).into();
    assert_eq!(seconds, [5, 10, 20, 2560, 3600, 3600]);
}
