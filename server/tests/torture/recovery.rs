//! How long members wait after the process was killed: from the kill to the first booking that is
//! confirmed, with a directory of any size.

use std::time::Instant;

use crate::{
    member::{Place, book, draft},
    portal::{Server, member},
    rounds::{Row, rounds},
    times,
    wire::Wire,
};

/// Kills that are timed.
const KILLS: usize = 3;

#[test]
fn after_a_kill_the_first_booking_is_confirmed_soon() {
    let roles = rounds(200, 25_000);
    let row = Row::begin("first booking after kill -9", format!("{KILLS} times, {roles} roles"));
    let members: Vec<_> = (0..KILLS).map(member).collect();
    let mut server = Server::start_with("torture-recovery", &members, "BOOKWELL_DEMONSTRATION=off");
    let generated = server.told(&["generate", "--roles", &roles.to_string()]);
    assert_eq!(generated.code, Some(0), "{}", generated.remarks);
    // What is free is read anew some seconds after it was taken in another system, and by each start.
    server.restart();
    let places = places(&server);
    let mut seconds: Vec<_> = (0..KILLS).map(|n| recover(&mut server, n, &places[n])).collect();
    seconds.sort_unstable_by(f64::total_cmp);
    row.end(format!("{:.1} s at the median, {:.1} s at the most", seconds[KILLS / 2], seconds[KILLS - 1]));
}

/// A time for each kill, with different roles.
fn places(server: &Server) -> Vec<Place> {
    let days = times::days(&server.browser(), KILLS, 1);
    let places: Vec<_> = days.into_iter().map(|day| (day.role, day.starts[0].clone())).collect();
    assert!(places.len() >= KILLS, "only {} times", places.len());
    places
}

/// The member has filled in the form when the process is killed, and sends it once somebody listens.
fn recover(server: &mut Server, member: usize, place: &Place) -> f64 {
    let browser = server.signed_on(member);
    let form = draft(&mut Wire::of(&browser).unwrap(), place).unwrap();
    let killed = Instant::now();
    server.kill();
    server.start_again();
    let answer = book(&mut Wire::of(&browser).unwrap(), &form).unwrap();
    assert!(answer.booked().is_some(), "{answer:?}");
    killed.elapsed().as_secs_f64()
}
