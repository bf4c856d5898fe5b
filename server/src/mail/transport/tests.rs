use app::letter::Letter;
use lettre::message::Mailbox;

use super::*;
use crate::{
    fixture,
    mail::{listener::Listener, message::Envelope},
};

fn mail(calendar: Option<String>) -> Message {
    let from: Mailbox = "My Plan <mail@plan.example>".parse().expect("a sender");
    let at = "2026-11-24T12:00:00Z".parse().expect("an instant");
    let member = fixture::member();
    let envelope = Envelope { id: "a1", from: &from, to: &member.email, member: &member, at };
    let letter = Letter { subject: "Su cita está reservada".into(), text: "Hola, Rosa:\n".into() };
    envelope.mail(letter, calendar).expect("a mail")
}

fn transport(setting: &str) -> Transport {
    Transport::new(&setting.parse().expect("a setting")).expect("a transport")
}

#[tokio::test]
async fn a_mail_server_takes_the_mail() {
    let server = Listener::start(&[]).await;
    transport(&server.address).send("a1", mail(Some("BEGIN:VCALENDAR\r\n".into()))).await.expect("sent");
    let taken = server.mails().remove(0);
    assert!(taken.from.starts_with("MAIL FROM:<mail@plan.example>"), "{taken:?}");
    assert!(taken.to.starts_with("RCPT TO:<rosa@example.org>"), "{taken:?}");
    for part in [
        "Message-ID: <a1@plan.example>",
        "Date: Tue, 24 Nov 2026 12:00:00 +0000",
        "Hola, Rosa:",
        "filename=\"appointment.ics\"",
        "text/calendar; charset=utf-8; method=PUBLISH",
    ] {
        assert!(taken.data.contains(part), "{part} is missing from {}", taken.data);
    }
}

#[tokio::test]
async fn a_refusal_for_now_differs_from_one_for_good() {
    let server = Listener::start(&["451 later", "550 no such rosa@example.org"]).await;
    let transport = transport(&server.address);
    let later = transport.send("a1", mail(None)).await.expect_err("refused");
    assert!(!later.is_final(), "{later}");
    let never = transport.send("a1", mail(None)).await.expect_err("refused");
    assert!(never.is_final(), "{never}");
    assert!(!never.to_string().contains("rosa"), "{never}");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_tried_again() {
    let error = transport("smtp://127.0.0.1:9").send("a1", mail(None)).await.expect_err("nobody there");
    assert!(!error.is_final(), "{error}");
}

#[tokio::test]
async fn a_mail_that_is_sent_twice_lies_in_the_folder_once() {
    let folder = std::env::temp_dir().join(format!("bookwell-mail-{}", std::process::id()));
    let transport = transport(&format!("folder:{}", folder.display()));
    for _ in 0..2 {
        transport.send("a1", mail(None)).await.expect("sent");
    }
    let names: Vec<_> =
        std::fs::read_dir(&folder).expect("a folder").flatten().map(|f| f.file_name()).collect();
    assert_eq!(names, ["a1.eml"]);
    std::fs::remove_dir_all(folder).expect("removed");
}
