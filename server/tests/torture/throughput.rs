//! How many bookings are confirmed in a second, over HTTP, each on the disk before it is answered.

use std::{
    collections::BTreeMap,
    fs,
    sync::Barrier,
    thread,
    time::{Duration, Instant},
};

use crate::{
    member::{Place, book, draft},
    portal::Server,
    rounds::{Row, rounds},
    times::{self, Day},
    wire::Wire,
};

/// How many at once, and the forms that each of them sends, each of another member.
const MEASURED: [(usize, usize); 3] = [(1, 100), (16, 100), (64, 25)];
/// Roles of whom times are wanted, and days of each.
const ROLES: usize = 100;
const DAYS: usize = 12;

#[test]
fn each_form_of_many_members_at_once_is_confirmed() {
    for (at_once, each) in MEASURED {
        measure(at_once, rounds(2, each));
    }
}

fn measure(at_once: usize, each: usize) {
    let count = at_once * each;
    let row = Row::begin("bookings confirmed over HTTP, on disk", format!("{count}, {at_once} at once"));
    let server = Server::start(&format!("torture-throughput-{at_once}"), count);
    let places = places(&server, count);
    let barrier = Barrier::new(at_once + 1);
    let (took, busy, mut times) = thread::scope(|scope| {
        let workers = (0..at_once).map(|worker| {
            let (server, barrier, places) = (&server, &barrier, &places);
            let numbers = (0..each).map(move |n| n * at_once + worker);
            let forms: Vec<_> = numbers.map(|n| (n, &places[n])).collect();
            scope.spawn(move || confirm(server, barrier, &forms))
        });
        let workers: Vec<_> = workers.collect();
        barrier.wait();
        let (begun, before) = (Instant::now(), worked(&server));
        let times: Vec<_> = workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect();
        (begun.elapsed(), worked(&server) - before, times)
    });
    let told = server.told(&["verify"]);
    assert_eq!(told.code, Some(0), "{told:?}");
    times.sort_unstable();
    let rank =
        |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)].as_secs_f64() * 1_000.0;
    let rate = count as f64 / took.as_secs_f64();
    // Those who book run on the same cores, and have a part in the rate: this is the server's own.
    let each = busy.as_secs_f64() * 1_000.0 / count as f64;
    let (p50, p99) = (rank(50), rank(99));
    row.end(format!(
        "{rate:.0}/s, p50 {p50:.1} ms, p99 {p99:.1} ms; {each:.2} ms of the server's cores each"
    ));
}

/// For how long the server has kept cores busy: in hundredths of a second, as Linux counts.
fn worked(server: &Server) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{}/stat", server.id())).unwrap();
    let fields: Vec<_> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    let ticks = |field: &str| field.parse::<u64>().unwrap();
    Duration::from_millis(10 * (ticks(fields[11]) + ticks(fields[12])))
}

/// So many times; next to each other are those of different roles, as members of a plan want them.
fn places(server: &Server, count: usize) -> Vec<Place> {
    let days = times::days(&server.browser(), ROLES, DAYS);
    let mut of_roles: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for Day { role, starts, .. } in days {
        let places = starts.into_iter().map(|start| (role.clone(), start));
        of_roles.entry(role.clone()).or_default().extend(places);
    }
    let most = of_roles.values().map(Vec::len).max().unwrap();
    let nth = |n: usize| of_roles.values().filter_map(move |places| places.get(n).cloned());
    let places: Vec<_> = (0..most).flat_map(nth).take(count).collect();
    assert!(places.len() == count, "only {} times", places.len());
    places
}

/// Fills the forms in, waits for the others, and sends them one after another.
fn confirm(server: &Server, barrier: &Barrier, forms: &[(usize, &Place)]) -> Vec<Duration> {
    let filled_in = forms.iter().map(|(member, place)| {
        let mut wire = Wire::of(&server.signed_on(*member)).unwrap();
        let form = draft(&mut wire, place).unwrap();
        (wire, form)
    });
    let mut filled_in: Vec<_> = filled_in.collect();
    barrier.wait();
    let times = filled_in.iter_mut().map(|(wire, form)| {
        let sent = Instant::now();
        let answer = book(wire, form).unwrap();
        assert!(answer.booked().is_some(), "{answer:?}");
        sent.elapsed()
    });
    times.collect()
}
