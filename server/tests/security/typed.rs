//! What is typed comes back as text, leads nowhere else, and passwords are typed as they should be.

use crate::{portal::Browser, world::World};

const MARKUP: &str = "\"'></script></title><script>alert(1)</script><img src=x onerror=alert(1)>";

#[test]
fn markup_that_is_typed_comes_back_as_text() {
    let world = World::begin("markup");
    let owner = world.server.signed_on(0);
    let draft = crate::portal::form(&[("text", MARKUP), ("place", MARKUP), ("to", MARKUP), ("next", MARKUP)]);
    for path in ["/directory", "/travel", "/sign-on", "/register", "/no/such/page", "/book/check/nothing"] {
        is_text(&owner, &format!("{path}?{draft}"));
    }
    let (role, start) = (&*world.things["role"], &*world.things["start"]);
    let fields = [
        ("draft", &*world.things["draft"]),
        ("role", role),
        ("visit_type", "office-visit"),
        ("start", start),
        ("need", "routine"),
        ("reason", MARKUP),
        ("contact", "206 <b>555</b>"),
    ];
    assert_eq!(owner.post("start_draft", &fields).status, 200);
    is_text(&owner, &format!("/book/check/{}", world.things["draft"]));
    let typed = owner.post("sign_on", &[("number", MARKUP), ("password", "x")]);
    let cookie = typed.head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
    is_text(&owner.with(&[&format!("Cookie: {}", cookie.split(';').next().unwrap())]), "/sign-on");
}

/// The page is there, says what was typed, and none of it is markup.
fn is_text(browser: &Browser, path: &str) {
    let page = browser.send("GET", path, "").body;
    assert!(
        page.contains("<h1") && page.contains("alert(1)")
            || path.contains("book/check/nothing")
            || path.contains("such"),
        "{path}"
    );
    for part in ["<script>alert(1)", "<img src=x", "<b>555", "\"'></script>"] {
        assert!(!page.contains(part), "{path}: {part}");
    }
}

#[test]
fn nobody_is_led_to_another_site() {
    let world = World::begin("led");
    for next in [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "\\\\evil.example",
    ] {
        let fields = [("number", "90000000"), ("password", crate::portal::PASSWORD), ("next", next)];
        let answer = world.server.browser().post("sign_on", &fields);
        assert_eq!((answer.status, answer.location()), (200, "/appointments"), "{next}");
        let answer = world.server.browser().post("choose_language", &[("spanish", "true"), ("back", next)]);
        assert_eq!(answer.location(), "/", "{next}");
        let page = world.server.browser().send("GET", &format!("/sign-on?next={next}"), "").body;
        assert!(!page.contains(&format!("href=\"{next}")), "{next}");
    }
}

#[test]
fn password_managers_may_fill_in() {
    let world = World::begin("passwords");
    for (path, kind) in [("/sign-on", "current-password"), ("/register/code", "new-password")] {
        let page = world.server.browser().send("GET", path, "").body;
        let field = page.split("<input").find(|field| field.contains(kind)).unwrap();
        let field = field.split('>').next().unwrap();
        assert!(
            field.contains("type=\"password\"") && !field.contains("onpaste") && !field.contains("maxlength"),
            "{field}"
        );
    }
}
