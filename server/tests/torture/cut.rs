//! Answers get lost, and members send their form again until one arrives.

use std::{thread, time::Duration};

use crate::{
    member::{Place, draft, history, own},
    portal::{Browser, Server},
    proxy,
    rounds::{Row, rounds},
    times,
    wire::Wire,
};

const MEMBERS: usize = 100;
/// Members at the same time.
const AT_ONCE: usize = 4;

#[test]
fn a_form_whose_answer_was_lost_books_once_however_often_it_is_sent() {
    let count = rounds(80, 10_000);
    let row = Row::begin("answer lost after the commit, sent again", count);
    let server = Server::start("torture-cut", MEMBERS);
    let address = proxy::start(server.browser().host());
    let days = times::days(&server.browser(), AT_ONCE, 1);
    let sent: usize = thread::scope(|scope| {
        let workers = (0..AT_ONCE).map(|n| {
            let (server, address, day) = (&server, &address, &days[n]);
            let [place, later] = [0, 1].map(|start| (day.role.clone(), day.starts[start].clone()));
            scope.spawn(move || {
                let own =
                    (n..count).step_by(AT_ONCE).map(|form| (n + form) % (MEMBERS / AT_ONCE) * AT_ONCE + n);
                own.map(|member| once(&server.signed_on(member), address, &place, &later)).sum::<usize>()
            })
        });
        workers.collect::<Vec<_>>().into_iter().map(|worker| worker.join().unwrap()).sum()
    });
    let told = server.told(&["verify"]);
    assert_eq!(told.code, Some(0), "{told:?}");
    row.end(format!("0 duplicates of {count} bookings, moves and cancellations each; sent {sent} times"));
}

/// Books, moves and cancels over the bad network; returns how often something was sent.
fn once(browser: &Browser, address: &str, place: &Place, later: &Place) -> usize {
    let mut good = Wire::of(browser).unwrap();
    let before = own(&mut good).unwrap();
    let form = draft(&mut good, place).unwrap();
    let bad = browser.through(address);
    let (mut sent, mut location) = (0, None);
    while location.is_none() {
        sent += 1;
        location = bad.try_post("book", &[("draft", &form)]).map(|answer| {
            assert_eq!(answer.status, 200, "{}", answer.body);
            answer.location().to_owned()
        });
    }
    let after = own(&mut good).unwrap();
    let new: Vec<_> = after.keys().filter(|id| !before.contains_key(*id)).collect();
    let [id] = new[..] else { panic!("{form} has booked {new:?}") };
    assert_eq!(location, Some(format!("/appointments/{id}?done=booked")));
    assert_eq!(after[id], (place.clone(), true));
    sent += until_done(&bad, "move_appointment", &[("id", id), ("start", &later.1)]);
    assert_eq!(own(&mut good).unwrap()[id], (later.clone(), true));
    sent += until_done(&bad, "cancel_appointment", &[("id", id)]);
    assert_eq!(own(&mut good).unwrap()[id], (later.clone(), false));
    assert_eq!(history(&mut good, id).unwrap(), ["booked", "moved", "cancelled"]);
    sent
}

/// Asks until an answer arrives: that it is done, by this request or by one before.
fn until_done(bad: &Browser, function: &str, fields: &[(&str, &str)]) -> usize {
    for sent in 1.. {
        if let Some(answer) = bad.try_post(function, fields) {
            assert_eq!(answer.status, 200, "{}", answer.body);
            return sent;
        }
        thread::sleep(Duration::from_millis(1));
    }
    unreachable!("an answer arrives at last")
}
