//! Requests by chance, a great many of them: nothing is a fault of the server's.

use std::thread;

use crate::{
    nasty,
    probe::{request, send},
    rounds::{Row, rounds},
    table::{self, form},
    world::World,
};

const AT_ONCE: usize = 4;
const HEADERS: [&str; 16] = [
    "Accept: text/html",
    "Accept: */*;q=\u{1}",
    "Accept-Language: xx-\u{ff}, *;q=9",
    "Accept-Language: es-US,es;q=0.9",
    "Referer: http://localhost/book/nobody/details?__err=x&__path=/api/book",
    "Referer: :::",
    "Range: bytes=5-1,0-0,-9999999999999999999",
    "If-Modified-Since: yesterday",
    "If-None-Match: \"",
    "Cookie: bookwell-typed=e30; bookwell-emergency=9223372036854775807; i18n_pref_locale=zz",
    "Cookie: bookwell=; bookwell=token-0; =; ;;; bookwell-registration=\"",
    "X-Forwarded-For: 999.1.1.1, , ::1%lo",
    "Forwarded: for=_hidden;proto=ftp",
    "X-Request-Id: a b",
    "Expect: 100-continue",
    "Upgrade: websocket",
];

#[test]
fn requests_by_chance_are_answered_and_nothing_breaks() {
    let count = rounds(3_000, 100_000);
    let row = Row::begin("requests by chance", count);
    let world = World::begin("fuzz");
    let faults: Vec<String> = thread::scope(|scope| {
        let workers: Vec<_> = (0..AT_ONCE)
            .map(|n| {
                let world = &world;
                scope.spawn(move || work(world, n, count / AT_ONCE))
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    assert!(faults.is_empty(), "{} faults: {}", faults.len(), faults[0]);
    world.is_well();
    row.end("0 answers of 5xx, 0 panics");
}

fn work(world: &World, n: usize, count: usize) -> Vec<String> {
    let mut dice = Dice(n as u64 + 1);
    let (rows, values, owner) = (table::rows(), nasty::encoded(), world.server.signed_on(0));
    let mut faults = Vec::new();
    for _ in 0..count {
        let bytes = by_chance(world, &mut dice, &rows, &values, owner.cookie());
        let status = send(owner.host(), &bytes).map_or(0, |reply| reply.status);
        if status >= 500 {
            faults.push(format!("{status} to {}", String::from_utf8_lossy(&bytes[..bytes.len().min(1_500)])));
        }
    }
    faults
}

fn by_chance(
    world: &World,
    dice: &mut Dice,
    rows: &[table::Row],
    values: &[String],
    cookie: &str,
) -> Vec<u8> {
    let row = dice.one_of(rows);
    // Who signs off or books ends the game: seldom.
    let mut fields: Vec<String> =
        row.fields(world).iter().map(|field| form(std::slice::from_ref(field))).collect();
    for _ in 0..dice.below(4) {
        change(dice, &mut fields, values);
    }
    let method =
        if dice.below(20) == 0 { *dice.one_of(&["GET", "POST", "HEAD", "PUT", "*"]) } else { &row.method };
    let path = row.path(world, &[]);
    let text = fields.join("&");
    let (path, body) = match method {
        "POST" => (path, text.into_bytes()),
        _ => (format!("{path}?{text}"), Vec::new()),
    };
    let kinds =
        ["application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=x", "text/plain"];
    let kind = if dice.below(10) == 0 { *dice.one_of(&kinds) } else { kinds[0] };
    let mut headers = vec![format!("Content-Type: {kind}")];
    if row.route != "/api/sign_off" && dice.below(4) > 0 {
        headers.push(format!("Cookie: {cookie}"));
    }
    headers.extend((0..dice.below(3)).map(|_| (*dice.one_of(&HEADERS)).to_owned()));
    request(method, &path, &headers, &body)
}

/// Changes, adds, repeats or leaves out a field.
fn change(dice: &mut Dice, fields: &mut Vec<String>, values: &[String]) {
    let at = dice.below(fields.len().max(1));
    let value = dice.one_of(values).clone();
    match dice.below(5) {
        0 if !fields.is_empty() => drop(fields.remove(at)),
        1 if !fields.is_empty() => fields.push(fields[at].clone()),
        2 if !fields.is_empty() => {
            let name = fields[at].split('=').next().unwrap_or_default().to_owned();
            fields[at] = format!("{name}={value}");
        }
        3 => fields.push(format!("{value}={value}")),
        _ => fields.push(format!("{}={value}", dice.one_of(&nasty::NAMES))),
    }
}

/// Chance that is the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}
