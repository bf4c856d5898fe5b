//! Every endpoint, asked by a visitor, by the member whose things it is about, and by another member.

use crate::{
    portal::{Answer, Browser},
    table::{Row, rows},
    world::{NOTHING, World, filled},
};

#[test]
fn each_endpoint_answers_each_kind_of_person_as_the_table_says() {
    let world = World::begin("matrix");
    let (owner, other) = (world.server.signed_on(0), world.server.signed_on(1));
    let (rows, before, mut odd) = (rows(), world.owned(), Vec::new());
    let mut check = |row: &Row, who: &str, answer: u16, wanted: u16| {
        if answer != wanted {
            odd.push(format!("{} {}: {who} gets {answer}, not {wanted}", row.method, row.route));
        }
    };
    for row in &rows {
        check(row, "a visitor", ask(&world, row, &world.server.browser()).status, row.visitor);
        check(
            row,
            "another member",
            ask(&world, row, &another_session(&world, row, &other)).status,
            row.other,
        );
    }
    assert_eq!(world.owned(), before, "what is whose has not changed");
    for row in &rows {
        check(row, "its member", ask(&world, row, &owner).status, row.owner);
    }
    assert!(odd.is_empty(), "{}", odd.join("\n"));
    world.is_well();
}

#[test]
fn what_belongs_to_another_member_answers_like_what_does_not_exist() {
    let world = World::begin("alike");
    let wish = [("id", &*world.things["appointment"]), ("weekdays[0]", "mon"), ("parts[0]", "morning")];
    assert_eq!(world.server.signed_on(0).post("ask_for_earlier", &wish).status, 200);
    let other = world.server.signed_on(1);
    let owned: Vec<_> = rows().into_iter().filter(Row::is_owned).collect();
    assert!(owned.len() > 15);
    for row in owned {
        let [theirs, nothing] = [world.things.clone(), world.with_nothing()].map(|things| {
            let fields: Vec<_> = row.fields(&world);
            let fields = fields.into_iter().map(|(name, value)| (name, renamed(&world, &things, &value)));
            let fields: Vec<_> = fields.collect();
            let path = renamed(&world, &things, &row.path(&world, &fields));
            other.send(&row.method, &path, &row.body(&fields))
        });
        let ids = [&world.things["appointment"], &world.things["draft"]];
        assert_eq!(plain(&theirs, &ids), plain(&nothing, &ids), "{} {}", row.method, row.route);
    }
}

/// The same text about the things of another world.
fn renamed(world: &World, things: &std::collections::BTreeMap<&'static str, String>, text: &str) -> String {
    let back = ["appointment", "draft"]
        .iter()
        .fold(text.to_owned(), |text, name| text.replace(&world.things[name], &format!("{{{name}}}")));
    filled(things, &back)
}

/// An answer without what differs from one to the next: ids asked for, the nonce, the date.
fn plain(answer: &Answer, ids: &[&String]) -> String {
    let changing = ["date: ", "x-request-id: ", "set-cookie: ", "location: /book/check/"];
    let head = answer.head.lines().filter(|line| !changing.iter().any(|name| line.starts_with(name)));
    let body = if is_id(&answer.body) { "ID" } else { &answer.body };
    let mut text = format!("{}\n{body}", head.collect::<Vec<_>>().join("\n"));
    let nonce = answer.head.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next());
    if let Some(nonce) = nonce {
        text = text.replace(nonce, "NONCE");
    }
    ids.iter().fold(text, |text, id| text.replace(*id, "ID")).replace(NOTHING, "ID")
}

/// Whether an answer is the id of something new, and nothing else.
fn is_id(body: &str) -> bool {
    let id = body.trim_matches('"');
    body.len() == 38 && id.len() == 36 && id.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

fn ask(world: &World, row: &Row, browser: &Browser) -> Answer {
    let fields = row.fields(world);
    browser.send(&row.method, &row.path(world, &fields), &row.body(&fields))
}

/// Who signs off has no session for the rows that follow: they use one of their own.
fn another_session(world: &World, row: &Row, usual: &Browser) -> Browser {
    if row.route == "/api/sign_off" { world.server.browser() } else { usual.clone() }
}
