//! What browsers are told to refuse, on every kind of answer.

use crate::{
    portal::{Answer, Server, member},
    table::rows,
    world::World,
};

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    let mut lines = answer.head.lines().filter_map(|line| line.split_once(": "));
    lines.find(|(found, _)| found.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
}

#[test]
fn each_endpoint_has_all_headers() {
    let world = World::begin("headers");
    let owner = world.server.signed_on(0);
    for row in rows().iter().filter(|row| row.route != "/api/sign_off") {
        let fields = row.fields(&world);
        let answer = owner.send(&row.method, &row.path(&world, &fields), &row.body(&fields));
        let policy = header(&answer, "content-security-policy");
        for part in [
            "default-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "object-src 'none'",
            "form-action 'self'",
        ] {
            assert!(policy.contains(part), "{}: {part} is not in {policy}", row.route);
        }
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("unsafe-eval'; ") && !policy.contains("*"),
            "{policy}"
        );
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(header(&answer, name), value, "{} of {}", name, row.route);
        }
        let kind = header(&answer, "content-type");
        let says = kind.contains("charset=utf-8") || kind == "application/json";
        assert!(answer.body.is_empty() || says, "{} is {kind}", row.route);
        let permissions = header(&answer, "permissions-policy");
        for off in ["camera=()", "microphone=()", "payment=()", "usb=()", "browsing-topics=()"] {
            assert!(permissions.contains(off), "{permissions}");
        }
        for telling in ["server", "x-powered-by", "access-control-allow-origin"] {
            assert_eq!(header(&answer, telling), "", "{}", row.route);
        }
    }
}

#[test]
fn scripts_of_a_page_need_its_nonce_and_make_no_markup_of_text() {
    let world = World::begin("nonce");
    for path in ["/", "/directory", "/account", "/no/such/page"] {
        let (one, other) =
            (world.server.signed_on(0).send("GET", path, ""), world.server.browser().send("GET", path, ""));
        let policy = header(&one, "content-security-policy");
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
        assert!(nonce.len() >= 20 && !other.head.contains(nonce), "{path}");
        assert!(policy.contains("require-trusted-types-for 'script'; trusted-types default;"), "{policy}");
        // An empty one does nothing.
        let body = one.body.replace("<script></script>", "");
        for script in body.split("<script").skip(1) {
            let tag = script.split('>').next().unwrap();
            assert!(tag.contains(&format!("nonce=\"{nonce}\"")), "{path}: <script{tag}>");
        }
        let inline = ["onclick=", "onload=", "onsubmit=", "style=\"", "javascript:"];
        assert!(inline.iter().all(|part| !one.body.contains(part)), "{path}");
    }
}

#[test]
fn over_https_cookies_and_browsers_stay_there() {
    let settings =
        "BOOKWELL_PUBLIC_URL=https://portal.example.org\nBOOKWELL_DEMONSTRATION=off\nBOOKWELL_ALLOW=new-key";
    let server = Server::start_with("security-https", &[member(0)], settings);
    let answer = server.browser().send("GET", "/", "");
    assert_eq!(header(&answer, "strict-transport-security"), "max-age=63072000; includeSubDomains");
    let fields = [("number", "90000000"), ("password", crate::portal::PASSWORD)];
    let answer = server.browser().post("sign_on", &fields);
    let session = answer.head.lines().find(|line| line.starts_with("set-cookie: __Host-bookwell=")).unwrap();
    for part in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax", "; Max-Age=43200"] {
        assert!(session.contains(part), "{session}");
    }
    assert!(!session.contains("Domain"), "{session}");
    let answer = server.browser().post("choose_language", &[("spanish", "true")]);
    assert!(answer.head.contains("set-cookie: __Host-i18n_pref_locale=es; Path=/; "), "{}", answer.head);
    let spanish = server.browser().with(&["Cookie: __Host-i18n_pref_locale=es"]).send("GET", "/help", "");
    assert!(spanish.body.contains("lang=\"es\""), "pages read it too");
}

#[test]
fn a_session_is_new_with_each_sign_on_and_ends_with_sign_off() {
    let world = World::begin("sessions");
    let (one, two) = (world.server.member(0), world.server.member(0));
    assert_ne!(one.cookie(), two.cookie());
    assert_eq!(one.cookie().len(), "bookwell=".len() + 43, "256 bits");
    let fixed = world.server.browser().with(&["Cookie: bookwell=chosen-by-somebody-else"]);
    let answer = fixed.post("sign_on", &[("number", "90000000"), ("password", crate::portal::PASSWORD)]);
    assert_eq!(answer.status, 200);
    assert_eq!(fixed.get("list_appointments", &[]).status, 401, "a cookie that was chosen is none");

    let answer = one.post("sign_off", &[]);
    assert_eq!((answer.status, header(&answer, "clear-site-data")), (200, "\"cache\""));
    assert!(answer.head.contains("set-cookie: bookwell=; Path=/; Max-Age=0"), "{}", answer.head);
    assert_eq!(one.get("list_appointments", &[]).status, 401, "also where the browser keeps its cookie");
    assert_eq!(two.get("list_appointments", &[]).status, 200);
    assert_eq!(two.post("end_other_sessions", &[]).status, 200);
    assert_eq!(world.server.signed_on(0).get("list_appointments", &[]).status, 401);
}
