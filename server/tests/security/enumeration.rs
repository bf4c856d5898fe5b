//! Nobody learns whether a number is on the roll: neither by what is answered nor by how long it
//! takes.

use std::time::{Duration, Instant};

use crate::{
    portal::{Answer, Browser, Server, member, number},
    rounds::{Row, rounds},
};

/// Registrations of each kind that one server is asked for, 5 of one number.
const REGISTRATIONS: usize = 490;
/// Wrong passwords for one number before it must wait are 10.
const SIGN_ONS: usize = 9;

/// How known and unknown numbers were answered.
#[derive(Default)]
struct Samples {
    known: Vec<Duration>,
    unknown: Vec<Duration>,
    answers: Vec<String>,
}

/// What else the machine does may tell something once; what the program tells, it tells each time.
const ATTEMPTS: usize = 3;

#[test]
fn registering_does_not_tell_who_is_on_the_roll() {
    let wanted = rounds(100, 1_000);
    let row = Row::begin("registrations of known and unknown numbers", wanted);
    row.end(judged("registration", |attempt| {
        let mut samples = Samples::default();
        while samples.known.len() < wanted {
            let some = REGISTRATIONS.min(wanted - samples.known.len());
            let members: Vec<_> = (0..some.div_ceil(5)).map(member).collect();
            let name = format!("security-register-{attempt}-{}", samples.known.len());
            let server = Server::start_with(&name, &members, "");
            samples.take(some, |known, n| register(&server.browser(), &person(known, n / 5)));
        }
        samples
    }));
}

#[test]
fn signing_on_does_not_tell_who_is_on_the_roll() {
    let wanted = rounds(100, 1_000);
    let row = Row::begin("sign-ons of known and unknown numbers", wanted);
    let members: Vec<_> = (0..wanted.div_ceil(SIGN_ONS)).map(member).collect();
    row.end(judged("sign-on", |attempt| {
        let server = Server::start_with(&format!("security-sign-on-{attempt}"), &members, "");
        let mut samples = Samples::default();
        samples.take(wanted, |known, n| {
            let fields = [("number", &*person(known, n / SIGN_ONS)), ("password", "not the right one")];
            server.browser().post("sign_on", &fields)
        });
        samples
    }));
}

/// Answers are the same, and times tell no more than chance does.
fn judged(what: &str, attempt: impl Fn(usize) -> Samples) -> String {
    let told = (0..ATTEMPTS).map(|n| attempt(n).judged());
    let mut failed = String::new();
    for outcome in told {
        match outcome {
            Ok(told) => return told,
            Err(told) => failed = told,
        }
        println!("{what}: {failed}");
    }
    panic!("{what}, {ATTEMPTS} times: {failed}");
}

/// Somebody of the roll, or a number like theirs.
fn person(known: bool, n: usize) -> String {
    if known { number(n) } else { number(n).replacen('9', "8", 1) }
}

fn register(browser: &Browser, number: &str) -> Answer {
    let born = [("day", "15"), ("month", "4"), ("year", "1958")];
    browser.post("register", &[&[("number", number), ("family", "Núñez")][..], &born].concat())
}

impl Samples {
    /// Asks so often for each kind, one in front or the other by chance: what the server does
    /// afterwards falls on both.
    fn take(&mut self, count: usize, ask: impl Fn(bool, usize) -> Answer) {
        let mut dice = 7_u64;
        for n in 0..count {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let first = dice >> 63 == 0;
            for known in [first, !first] {
                let sent = Instant::now();
                let answer = ask(known, n);
                let times = if known { &mut self.known } else { &mut self.unknown };
                times.push(sent.elapsed());
                self.answers.push(plain(&answer));
            }
        }
    }

    /// How much the times tell; an error where that is more than chance does.
    fn judged(mut self) -> Result<String, String> {
        let first = self.answers[0].clone();
        let other = self.answers.iter().find(|answer| **answer != first);
        assert_eq!(other, None, "not {first}");
        let area = area(&mut self.known, &mut self.unknown);
        // 3.8 standard deviations of chance; with 1,000 each that is 0.05.
        let n = self.known.len() as f64;
        let most = 0.5 + (3.8 * ((2.0 * n + 1.0) / (12.0 * n * n)).sqrt()).max(0.05);
        let told = format!("AUC {area:.3} of {n} each, at most {most:.3}");
        if (1.0 - most..=most).contains(&area) { Ok(told) } else { Err(told) }
    }
}

/// The chance that a known number took longer than an unknown one.
fn area(known: &mut [Duration], unknown: &mut [Duration]) -> f64 {
    known.sort_unstable();
    unknown.sort_unstable();
    let below = |time: &Duration| {
        let less = unknown.partition_point(|other| other < time);
        let same = unknown.partition_point(|other| other <= time) - less;
        less as f64 + same as f64 / 2.0
    };
    known.iter().map(below).sum::<f64>() / (known.len() * unknown.len()) as f64
}

/// An answer without what is by chance: the date, the token in the cookie.
fn plain(answer: &Answer) -> String {
    let lines =
        answer.head.lines().filter(|line| !line.starts_with("date: ") && !line.starts_with("x-request-id: "));
    let lines = lines.map(|line| match line.strip_prefix("set-cookie: ") {
        Some(cookie) => format!("set-cookie: {}", cookie.split('=').next().unwrap()),
        None => line.to_owned(),
    });
    format!("{}\n{}", lines.collect::<Vec<_>>().join("\n"), answer.body)
}

#[test]
fn the_area_tells_what_differs() {
    let times = |range: std::ops::Range<u64>| range.map(Duration::from_millis).collect::<Vec<_>>();
    assert!((area(&mut times(0..100), &mut times(0..100)) - 0.5).abs() < 1e-9);
    assert!((area(&mut times(100..200), &mut times(0..100)) - 1.0).abs() < 1e-9);
}
