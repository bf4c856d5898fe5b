//! People of offices open a record in an emergency: they say why, and the member is told.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use std::sync::Arc;

use app::{
    api::{
        access::list_accesses,
        draft::start_draft,
        emergency::{end_emergency, find_emergency},
        office::{check_in, office_day},
        record::held,
        sign_on::typed,
    },
    domain::{
        actor::Actor,
        audit::{Access, Action, Kind, Outcome, Who},
        grant::{Relation, Scope},
        id::{AppointmentId, IdempotencyKey},
        need::Need,
        staff::Duty,
    },
    error::{AppError, Fault, Field},
    portal::Portal,
    search::places::Places,
    store::{self, Store, backup::Export, sealing::Keys},
};
use jiff::civil::date;
use support::{
    Browser, NINE, at,
    emergency::{REASON, ana, asks, letters, nobody, offering, opens, rows, sees, with_emergencies},
    household::{acting, give, grant},
    journey::confirm,
    now, signer,
    staff::invited,
};

/// `m0` has an appointment at `office`, and says why they come.
async fn booked(portal: &Portal) -> AppointmentId {
    let mut member = Browser::of(portal, 0).await;
    let contact = "206-555-0100".to_owned();
    let (need, reason) = (Need::Routine, "my knee".to_owned());
    let asked = start_draft(None, "role".into(), "visit".into(), at(NINE), need, reason, contact, None);
    let location = member.ask(asked).await.location.unwrap();
    confirm(&mut member, IdempotencyKey::from(location.rsplit('/').next().unwrap())).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_says_why_sees_a_record_of_elsewhere_and_each_look_is_written_down() {
    let portal = offering(1).await;
    let appointment = booked(&portal).await;
    let (staff, mut ana) = ana(&portal).await;
    let before = ana.ask(check_in(appointment, "visa".to_owned())).await.outcome;
    assert_eq!(before, Err(AppError::NotFound), "what is elsewhere does not exist");

    let id = opens(&mut ana).await;
    let by = Actor::Staff(staff.id.clone());
    let row =
        |action| Access::new(now(), by.clone(), "m0".into(), (action, Kind::Emergency)).in_emergency(&id);
    assert_eq!(rows(&portal).await, [row(Action::Execute)]);
    let seen = sees(&mut ana, &id).await.unwrap();
    assert_eq!(rows(&portal).await, [row(Action::Read), row(Action::Execute)]);
    assert_eq!(
        (seen.name.as_str(), seen.born, seen.phone.as_str()),
        ("Ana Núñez", date(1958, 4, 15), "206-555-0100")
    );
    assert_eq!(
        (seen.email.as_str(), seen.seconds_left, seen.open.reason.as_str()),
        ("m0@example.org", 1_800, REASON)
    );
    let [visit] = &seen.upcoming[..] else { panic!("{seen:?}") };
    assert_eq!((visit.reason.as_str(), visit.place.as_deref()), ("my knee", Some("office")));
    assert_eq!((visit.clinician.as_deref(), visit.start.instant), (Some("ada Núñez, MD"), at(NINE)));
    assert!(seen.past.is_empty());
    let day = ana.ask(office_day(None, None)).await.outcome.unwrap();
    assert_eq!(day.emergencies, [seen.open]);
    assert_eq!(ana.cookie("bookwell-typed"), None, "nothing of the form stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_member_is_told_and_reads_the_reason_and_who_acts_for_them_does_not() {
    let portal = offering(2).await;
    give(&portal, grant(1, 0, Relation::Carer, Scope::Book)).await;
    let (_, mut ana) = ana(&portal).await;
    let id = opens(&mut ana).await;
    sees(&mut ana, &id).await.unwrap();
    let [letter] = &letters(&portal).await[..] else { panic!("one letter") };
    assert_eq!((&letter.emergency, letter.member.as_str(), &letter.proxy), (&Some(id), "m0", &None));

    let mut member = Browser::of(&portal, 0).await;
    let list = member.ask(list_accesses(0, false)).await.outcome.unwrap().list;
    let who = Who::Staff { name: "Ana Ruiz".to_owned(), offices: vec!["elsewhere".to_owned()] };
    let found: Vec<_> = list.iter().filter(|it| it.kind == Kind::Emergency).collect();
    assert_eq!(found.iter().map(|it| it.action).collect::<Vec<_>>(), [Action::Read, Action::Execute]);
    assert!(found.iter().all(|it| it.who == who && it.reason.as_deref() == Some(REASON)), "{found:?}");
    let held = member.ask(held()).await.outcome.unwrap();
    let reasons = held.accesses.iter().filter(|it| it.reason.as_deref() == Some(REASON)).count();
    assert_eq!(reasons, 2, "what is taken along says it too");
    assert!(held.letters.iter().any(|letter| letter.subject == "Your record was opened in an emergency"));
    let mut proxy = acting(&portal).await;
    assert_eq!(proxy.ask(list_accesses(0, false)).await.outcome, Err(AppError::OwnOnly));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_number_and_a_wrong_date_have_one_answer_and_are_written_down() {
    let portal = offering(1).await;
    let (staff, mut ana) = ana(&portal).await;
    let number = asks(&mut ana, "99999999", "1958", REASON).await;
    let date = asks(&mut ana, "00001000", "1959", REASON).await;
    assert_eq!((number.outcome, number.status, number.location), (nobody(), Some(422), None));
    assert_eq!((date.outcome, date.status, date.location), (nobody(), Some(422), None));
    assert!(letters(&portal).await.is_empty(), "nobody is told of what was not shown");
    let rows = rows(&portal).await;
    let whose: Vec<_> = rows.iter().map(|row| row.member.as_ref().map(|id| id.as_str())).collect();
    assert!(whose.contains(&None) && whose.contains(&Some("m0")), "{rows:?}");
    assert!(
        rows.iter()
            .all(|row| row.outcome == Outcome::Refused && row.by == Some(Actor::Staff(staff.id.clone())))
    );
    let kept = ana.ask(typed()).await.outcome.unwrap();
    assert_eq!(
        (kept.number.as_str(), kept.year.as_str(), kept.reason.as_str()),
        ("00001000", "1959", REASON)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_told_by_its_field_and_opens_nothing() {
    let portal = offering(1).await;
    let (_, mut ana) = ana(&portal).await;
    let fault = |field, fault| Err(AppError::field(field, fault));
    let mut answer =
        async |number: &str, year: &str, reason: &str| asks(&mut ana, number, year, reason).await.outcome;
    assert_eq!(answer("", "1958", REASON).await, fault(Field::TheirNumber, Fault::Missing));
    assert_eq!(answer("1;2", "1958", REASON).await, fault(Field::TheirNumber, Fault::Unreadable));
    assert_eq!(answer("00001000", "58", REASON).await, fault(Field::TheirBorn, Fault::Unreadable));
    assert_eq!(answer("00001000", "1958", " \n ").await, fault(Field::Reason, Fault::Missing));
    assert_eq!(answer("00001000", "1958", "emergency").await, fault(Field::Reason, Fault::TooShort));
    assert_eq!(answer("00001000", "1958", &"a".repeat(501)).await, fault(Field::Reason, Fault::TooLong));
    assert!(rows(&portal).await.is_empty() && letters(&portal).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_sees_what_one_person_has_opened() {
    let portal = offering(2).await;
    booked(&portal).await;
    let (_, mut ana) = ana(&portal).await;
    let id = opens(&mut ana).await;
    for place in ["office", "elsewhere"] {
        let (other, _) = invited(&portal, &format!("Manager of {place}"), place, Duty::Manager).await;
        let mut browser = Browser::of_staff(&portal, &other).await;
        let theirs = browser.ask(find_emergency(id.clone())).await;
        let nothing = browser.ask(find_emergency("no-such".into())).await;
        assert_eq!((&theirs.outcome, theirs.status), (&nothing.outcome, nothing.status));
        assert_eq!((theirs.outcome, theirs.status), (Err(AppError::NotFound), Some(404)));
        assert_eq!(browser.ask(end_emergency(id.clone())).await.outcome, Err(AppError::NotFound));
        let tried = rows(&portal).await.remove(0);
        assert_eq!((tried.by, tried.outcome), (Some(Actor::Staff(other.id)), Outcome::Refused));
        assert!(browser.ask(office_day(None, None)).await.outcome.unwrap().emergencies.is_empty());
    }
    for mut nobody in [Browser::new(&portal), Browser::of(&portal, 0).await] {
        assert_eq!(sees(&mut nobody, &id).await, Err(AppError::StaffSignOn));
        assert_eq!(asks(&mut nobody, "00001000", "1958", REASON).await.outcome, Err(AppError::StaffSignOn));
        assert_eq!(nobody.ask(end_emergency(id.clone())).await.outcome, Err(AppError::StaffSignOn));
    }
    assert!(sees(&mut ana, &id).await.is_ok(), "it is open still");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reason_is_sealed_and_stands_in_no_letter_that_waits() {
    let keys = Keys::new(|| Ok(vec![[7; 32]])).unwrap();
    let store = Store::open("mem://", None).await.unwrap().sealing(keys);
    store::member::save_all(&store, &[support::member(0)]).await.unwrap();
    let plan = Arc::unwrap_or_clone(with_emergencies());
    let portal = Portal::open(store, plan, Places::default(), signer(), false, now).await.unwrap();
    let (staff, mut ana) = ana(&portal).await;
    let id = opens(&mut ana).await;
    let mut whole = String::new();
    let mut export = Export::begin(&portal.store).await.unwrap();
    while let Some(line) = export.next().await.unwrap() {
        whole.push_str(&line);
    }
    assert!(whole.contains(id.as_str()) && !whole.contains(REASON), "{whole}");
    let read = store::emergency::open_of(&portal.store, &staff.id, now()).await.unwrap();
    assert_eq!(read[0].reason, REASON);
}
