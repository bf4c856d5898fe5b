use proptest::prelude::*;

use super::*;

fn is(line: &str, family: Family, system: System) {
    let read = Browser::read(line);
    assert_eq!(read, Browser { family: Some(family), system: Some(system) }, "{line}");
}

#[test]
fn browsers_are_known_though_they_name_others_too() {
    is(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
        Family::Chrome,
        System::Windows,
    );
    is(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
        Family::Edge,
        System::Windows,
    );
    is(
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
        Family::Chrome,
        System::Android,
    );
    is(
        "Mozilla/5.0 (Linux; Android 14; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36",
        Family::SamsungInternet,
        System::Android,
    );
    is(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
        Family::Safari,
        System::Iphone,
    );
    is(
        "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1",
        Family::Chrome,
        System::Ipad,
    );
    is(
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:133.0) Gecko/20100101 Firefox/133.0",
        Family::Firefox,
        System::Mac,
    );
    is(
        "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
        Family::Firefox,
        System::Linux,
    );
    is(
        "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
        Family::Chrome,
        System::ChromeOs,
    );
    is(
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 OPR/116.0.0.0",
        Family::Opera,
        System::Mac,
    );
}

#[test]
fn what_is_no_browser_names_nothing() {
    for line in ["", "curl/8.5.0", "Chrome/131 (Windows)", "okhttp/4.9 (Android)", "\u{0}\u{1F600}"] {
        assert_eq!(Browser::read(line), Browser::default(), "{line:?}");
    }
    let half = Browser::read("Mozilla/5.0 (PlayStation 4) AppleWebKit/605.1.15 (KHTML, like Gecko)");
    assert_eq!(half, Browser::default());
    let hidden = Browser::read("Mozilla/5.0 (Windows NT 10.0) NotChrome/1.0");
    let web = Browser::read(
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
    );
    assert_eq!(web, Browser { family: None, system: Some(System::Linux) });
    assert_eq!(hidden, Browser { family: None, system: Some(System::Windows) });
}

#[test]
fn names_beyond_what_is_read_do_not_count() {
    let line = format!("Mozilla/5.0 ({}) Chrome/131.0", "x".repeat(MOST));
    assert_eq!(Browser::read(&line), Browser::default());
}

proptest! {
    #[test]
    fn any_line_can_be_read(line in ".*") {
        Browser::read(&line);
        Browser::read(&format!("Mozilla/{line}"));
    }
}
