//! The audit of a real process: looked up while it serves and at rest, whole or told, and nothing is
//! shown without it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod portal;

use std::{thread::sleep, time::Duration};

use app::store::{
    Store,
    backup::{Line, bring_back},
};
use portal::{Server, Told, number};
use tokio::runtime::{Builder, Runtime};

fn done(told: &Told) -> &str {
    assert_eq!(told.code, Some(0), "{told:?}");
    &told.answer
}

/// Somebody writes into the database of a server that has ended, past the program. The engine gives
/// its folder back in the background: what runs it must live on.
fn behind(server: &Server, statements: &[&str]) -> Runtime {
    let runtime =
        Builder::new_multi_thread().enable_all().thread_stack_size(10 * 1024 * 1024).build().unwrap();
    runtime.block_on(async {
        let database = format!("surrealkv://{}", server.folder.join("db").display());
        let store = Store::open(&database, None).await.unwrap();
        for statement in statements {
            bring_back(&store, Line::Definition(statement)).await.unwrap();
        }
    });
    runtime
}

/// What a command tells, once the folder is given back.
fn at_rest(server: &Server, arguments: &[&str]) -> Told {
    for _ in 0..100 {
        let told = server.told(arguments);
        if !told.remarks.contains("already running") {
            return told;
        }
        sleep(Duration::from_millis(100));
    }
    panic!("the folder is not given back");
}

#[test]
fn who_has_seen_what_is_looked_up_while_it_serves_and_at_rest() {
    let mut server = Server::start("audit-looked-up", 2);
    let member = server.member(0);
    assert_eq!(member.get("list_appointments", &[]).status, 200);
    assert_eq!(member.get("list_appointments", &[]).status, 200);
    let by_number = ["audit", "--member", &number(0), "--kind", "appointments"];
    let serving = server.told(&by_number);
    let lines: Vec<_> = done(&serving).lines().collect();
    assert!(
        lines.len() <= 3 && lines.last().unwrap().ends_with(" rows"),
        "a minute's looks are one: {serving:?}"
    );
    assert!(lines[0].contains("  the member ") && lines[0].contains(&number(0)), "{serving:?}");
    assert!(
        done(&server.told(&["audit", "--member", &number(1), "--kind", "appointments"]))
            .starts_with("0 rows")
    );
    let named = server.told(&["audit", "--kind", "accesses"]);
    assert!(done(&named).contains("  command "), "who looks it up is in it: {named:?}");
    let nobody = server.told(&["audit", "--member", "77777777"]);
    assert!(nobody.code == Some(1) && nobody.remarks.contains("look at the card"), "{nobody:?}");
    let odd = server.told(&["audit", "--kind", "gossip"]);
    assert!(odd.code == Some(2) && odd.remarks.contains("write one of details"), "{odd:?}");
    let future = server.told(&["audit", "--from", "2099-01-01"]);
    assert!(done(&future).starts_with("0 rows"), "{future:?}");
    server.end();
    let at_rest = server.told(&by_number);
    assert_eq!(done(&at_rest), done(&serving));
    server.start_again();
    done(&server.told(&["verify"]));
}

#[test]
fn a_row_that_was_changed_is_told() {
    let mut server = Server::start("audit-changed", 1);
    assert_eq!(server.member(0).get("list_appointments", &[]).status, 200);
    assert!(!done(&server.told(&["verify"])).contains("audit: 0 rows"));
    server.end();
    let change = "UPDATE audit SET text = string::replace(text, '\"R\"', '\"U\"') WHERE string::contains(text, 'appointments')";
    let _runtime = behind(&server, &["REMOVE EVENT append_only ON audit", change]);
    let told = at_rest(&server, &["verify"]);
    assert!(told.code == Some(1) && told.answer.contains("in chain audit-"), "{told:?}");
    server.start_again();
}

#[test]
fn nothing_of_a_member_is_shown_where_it_cannot_be_written_down() {
    let mut server = Server::start("audit-full", 1);
    server.end();
    let full = "DEFINE EVENT full ON audit WHEN $event = 'CREATE' THEN { THROW 'full' }";
    let _runtime = behind(&server, &[full]);
    server.start_again();
    let member = server.signed_on(0);
    for function in ["list_appointments", "me", "list_referrals", "list_sessions", "list_grants"] {
        let answer = member.get(function, &[]);
        assert_eq!(answer.status, 503, "{function}: {}", answer.body);
        assert!(!answer.body.contains("example.org"), "{function}: {}", answer.body);
    }
    let page = member.send("GET", "/account", "");
    assert!(!page.body.contains("@example.org"), "{}", page.body);
    assert_eq!(server.browser().send("GET", "/directory", "").status, 200, "what is nobody's is shown");
    assert_eq!(server.browser().send("GET", "/travel", "").status, 200);
}

#[test]
fn a_member_takes_their_record_along_as_a_file_that_nobody_keeps() {
    let server = Server::start("record-file", 2);
    let member = server.member(0);
    let file = member.send("GET", "/account/download.json", "");
    assert_eq!(file.status, 200, "{}", file.head);
    assert!(file.head.contains("cache-control: no-store"), "{}", file.head);
    assert!(file.head.contains("attachment; filename=\"my-record-20"), "{}", file.head);
    let whole: serde_json::Value = serde_json::from_str(&file.body).unwrap();
    assert_eq!(whole["bundle"]["resourceType"], "Bundle");
    let patient = &whole["bundle"]["entry"][0]["resource"];
    assert_eq!(
        (patient["resourceType"].as_str(), patient["id"].as_str()),
        (Some("Patient"), Some(&*number(0)))
    );
    assert!(!file.body.contains(&number(1)) && !file.body.contains("argon2"), "{}", file.body);
    let page = member.send("GET", "/account/download", "");
    assert!(page.status == 200 && page.body.contains(&number(0)), "{}", page.head);
    assert!(page.head.contains("cache-control: no-store"), "{}", page.head);
    let nobody = server.browser().send("GET", "/account/download.json", "");
    assert_eq!((nobody.status, nobody.location()), (303, "/sign-on?next=/account/download.json"));
}
