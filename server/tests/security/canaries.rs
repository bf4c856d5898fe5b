//! What members type, and who they are, stands in no log, no address and no error.

use crate::{
    journey::{CANARIES, Journey, member},
    portal::{Answer, Server},
};

/// What was typed, and no page with an error says again.
const TYPED: [&str; 4] = ["canaryreason", "canarycontact", "canarytyped", "canarypassword"];

#[test]
fn a_members_journey_leaves_nothing_in_logs_addresses_and_errors() {
    for (level, plain) in [("", false), ("", true), ("RUST_LOG=debug", false), ("RUST_LOG=debug", true)] {
        let name = format!("security-canary-{}-{plain}", level.len());
        let server = Server::start_with(&name, &[member()], level);
        let answers = Journey::go(&server, plain);
        is_a_whole_journey(&answers);
        for (asked, answer) in &answers {
            addresses_tell_nothing(asked, answer);
            errors_tell_nothing(asked, answer);
        }
        let log = std::fs::read_to_string(server.folder.join("told")).unwrap();
        assert!(log.contains("/api/confirm_registration") && log.contains("/api/move_appointment"), "{log}");
        let telling = log.lines().find(|line| found_in(line).is_some());
        assert_eq!(telling, None, "{level}");
    }
}

/// The first canary that stands there, however it is encoded.
fn found_in(text: &str) -> Option<&'static str> {
    let plain = text.replace("%40", "@").replace("%20", " ").replace('+', " ").to_lowercase();
    CANARIES.into_iter().find(|canary| plain.contains(&canary.to_lowercase()))
}

/// What should be there is there: a journey that is refused at the door leaves nothing anywhere.
fn is_a_whole_journey(answers: &[(String, Answer)]) {
    let account = answers.iter().find(|(asked, _)| asked == "GET /account").unwrap();
    assert!(account.1.body.contains("zephyrine.quillfeather"), "{}", account.1.body);
    let moved = answers.iter().filter(|(_, answer)| answer.location().ends_with("?done=moved")).count();
    let cancelled =
        answers.iter().filter(|(_, answer)| answer.location().ends_with("?done=cancelled")).count();
    // It is cancelled a second time, which is answered like the first.
    assert_eq!((moved, cancelled), (1, 2));
    assert!(answers.iter().filter(|(_, answer)| answer.status >= 400).count() >= 5);
}

fn addresses_tell_nothing(asked: &str, answer: &Answer) {
    assert_eq!(found_in(answer.location()), None, "{asked} leads to {}", answer.location());
    for attribute in ["href=\"", "src=\"", "action=\"", "href=", "content=\"0;url="] {
        for part in answer.body.split(attribute).skip(1) {
            let address = part.split(['"', '>', ' ']).next().unwrap();
            let own = address.starts_with("tel:");
            assert!(own || found_in(address).is_none(), "{asked}: {address}");
        }
    }
}

/// A page says who is signed on, also one with an error; nothing that was typed comes back.
fn errors_tell_nothing(asked: &str, answer: &Answer) {
    let found = found_in(&answer.body).filter(|_| answer.status >= 400);
    let allowed = answer.body.contains("<!DOCTYPE html>") && found == Some(CANARIES[0]);
    assert!(
        found.is_none() || allowed && !TYPED.iter().any(|typed| answer.body.contains(typed)),
        "{asked}: {}",
        answer.body
    );
}
