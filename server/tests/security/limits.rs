//! Who asks too often waits, and nobody else does.

use crate::portal::{Answer, Browser, PASSWORD, Server, member, number};

const PROXY: &str = "BOOKWELL_TRUSTED_PROXY=127.0.0.0/8\nBOOKWELL_LIMIT=sign-on=5,search=10,booking=20";

/// The browser behind a proxy that says this address.
fn from(server: &Server, address: &str) -> Browser {
    server.browser().with(&[&format!("X-Forwarded-For: {address}")])
}

fn search(browser: &Browser) -> Answer {
    browser.get("search_directory", &[("query[text]", "eye")])
}

fn wait(answer: &Answer) -> Option<u64> {
    answer.head.lines().find_map(|line| line.strip_prefix("retry-after: "))?.parse().ok()
}

#[test]
fn one_network_waits_and_is_told_so_and_others_do_not() {
    let server = Server::start_with("security-limits", &[member(0)], PROXY);
    let (one, other) = (from(&server, "198.51.100.7"), from(&server, "198.51.100.8"));
    assert_eq!((0..40).filter(|_| search(&one).status == 200).count(), 10, "no more than the limit");
    let refused = search(&one);
    assert_eq!(refused.status, 429);
    assert!(wait(&refused).is_some_and(|seconds| (1..=7).contains(&seconds)), "{}", refused.head);
    assert_eq!(refused.error()["too-many"]["minutes"], 1);
    let page = one.send("GET", "/directory?text=eye", "");
    assert_eq!(page.status, 429);
    for words in ["Please wait a minute", "Espere un minuto", "1-888-901-4636"] {
        assert!(page.body.contains(words), "{}", page.body);
    }
    assert_eq!((search(&other).status, search(&server.browser()).status), (200, 200));
    // Emergencies, help and signing off have no limits.
    for path in ["/", "/travel", "/help", "/offline"] {
        assert_eq!(one.send("GET", path, "").status, 200, "{path}");
    }
    assert_eq!(one.post("sign_off", &[]).status, 200);
}

#[test]
fn who_says_to_be_somebody_else_is_not_believed() {
    let server = Server::start_with("security-forwarded", &[], PROXY);
    // The proxy adds whom it has heard: what stands in front was made up.
    let statuses: Vec<_> = (0..20)
        .map(|n| search(&from(&server, &format!("203.0.113.{n}, 127.0.0.1, 198.51.100.7"))).status)
        .collect();
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 10, "{statuses:?}");
}

#[test]
fn guesses_from_one_network_are_few_and_other_members_still_sign_on() {
    let server = Server::start_with("security-guesses", &[member(0)], PROXY);
    let guess = |n: usize| {
        let fields = [("number", &*number(n + 100)), ("password", "correct horse battery")];
        from(&server, "198.51.100.7").post("sign_on", &fields).status
    };
    let statuses: Vec<_> = (0..15).map(guess).collect();
    assert!(statuses.iter().filter(|status| **status == 422).count() <= 6, "{statuses:?}");
    assert_eq!(statuses.last(), Some(&429));
    let fields = [("number", &*number(0)), ("password", PASSWORD)];
    assert_eq!(from(&server, "198.51.100.8").post("sign_on", &fields).status, 200);
}

/// What a number may try is counted in the database: a start does not begin anew.
#[test]
fn guesses_at_one_number_are_counted_across_a_restart() {
    let mut server = Server::start_with("security-restart", &[member(0)], "");
    let guess = |server: &Server| {
        let fields = [("number", &*number(0)), ("password", "not the right one")];
        server.browser().post("sign_on", &fields).status
    };
    // Windows of 15 minutes: where one ends meanwhile, the count begins anew once.
    let before = (0..10).filter(|_| guess(&server) == 422).count();
    server.restart();
    let after: Vec<_> = (0..11).map(|_| guess(&server)).collect();
    assert_eq!(before, 10);
    assert_eq!(after.last(), Some(&429), "{after:?}");
    assert!(after.iter().filter(|status| **status == 422).count() <= 10, "{after:?}");
    let fields = [("number", &*number(0)), ("password", PASSWORD)];
    assert_eq!(server.browser().post("sign_on", &fields).status, 429, "also with the right one");
}
