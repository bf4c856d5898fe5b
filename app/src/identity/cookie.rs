//! Cookies: which there are, and how they are written.

use axum::http::{HeaderMap, header};
use jiff::SignedDuration;

/// A cookie that only the server reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cookie {
    name: &'static str,
    /// So long the browser keeps it.
    pub seconds: u32,
    /// The browser forgets it when it is closed.
    passing: bool,
}

/// Who is signed on: so long as the plan says.
pub const SESSION: Cookie = Cookie::new("bookwell", 12 * 60 * 60);
/// Who of an office is signed on: for a shift, which is shorter than members' half a day.
pub const STAFF: Cookie = Cookie::new("bookwell-staff", 9 * 60 * 60);
/// By which a device is known again: as long as browsers keep anything.
pub const DEVICE: Cookie = Cookie::new("bookwell-device", 400 * 24 * 60 * 60);
/// Somebody of an office who enrols.
pub const ENROLMENT: Cookie = Cookie::new("bookwell-enrolment", 60 * 60);
/// A registration that waits for its code: for as long as that holds (OWASP ASVS 5.0, 6.5.5).
pub const REGISTRATION: Cookie = Cookie::new("bookwell-registration", 10 * 60);
/// A sign-on that waits for its second step.
pub const SECOND_STEP: Cookie = Cookie::new("bookwell-step", 10 * 60);
/// An authenticator that is being set up: people take their time with it.
pub const AUTHENTICATOR: Cookie = Cookie::new("bookwell-authenticator", 30 * 60);
/// New recovery codes that are being written down.
pub const RECOVERY: Cookie = Cookie::new("bookwell-recovery", 30 * 60);
/// A ceremony with a passkey.
pub const CEREMONY: Cookie = Cookie::new("bookwell-ceremony", 5 * 60);
/// A passkey is offered to whoever is signed on: `yes`.
pub const OFFER: Cookie = Cookie::new("bookwell-offer", 12 * 60 * 60);
/// Whoever uses this browser does not want one now: `no`. It takes the place of the offer.
pub const NOT_NOW: Cookie = Cookie::new("bookwell-offer", 90 * 24 * 60 * 60);
/// What was typed before an error.
pub const TYPED: Cookie = Cookie::new("bookwell-typed", 5 * 60);
/// When an emergency began (Brief B13).
pub const EMERGENCY: Cookie = Cookie::new("bookwell-emergency", 48 * 60 * 60);

impl Cookie {
    const fn new(name: &'static str, seconds: u32) -> Self {
        Self { name, seconds, passing: false }
    }

    /// The same for another time.
    #[must_use]
    pub fn lasting(self, time: SignedDuration) -> Self {
        Self { seconds: u32::try_from(time.as_secs()).unwrap_or(self.seconds), ..self }
    }

    /// The same; on a computer that others use too it ends with the browser.
    #[must_use]
    pub fn passing(self, shared: bool) -> Self {
        Self { passing: shared, ..self }
    }

    /// Its value in a request. `secure` is whether the portal is reached by https.
    pub fn read<'a>(&self, headers: &'a HeaderMap, secure: bool) -> Option<&'a str> {
        value(headers, &self.name(secure))
    }

    /// The `Set-Cookie` line for `value`, which consists of letters, digits and `-_.:+`.
    pub fn set(&self, value: &str, secure: bool) -> String {
        self.line(value, (!self.passing).then_some(self.seconds), secure)
    }

    /// The `Set-Cookie` line that makes the browser forget it.
    pub fn clear(&self, secure: bool) -> String {
        self.line("", Some(0), secure)
    }

    fn line(&self, value: &str, seconds: Option<u32>, secure: bool) -> String {
        let (name, age) = (self.name(secure), age(seconds));
        let mark = if secure { "; Secure" } else { "" };
        format!("{name}={value}; Path=/{age}; HttpOnly; SameSite=Lax{mark}")
    }

    fn name(&self, secure: bool) -> String {
        prefixed(self.name, secure)
    }
}

/// Until when a browser keeps it: until it is closed where nothing is said.
fn age(seconds: Option<u32>) -> String {
    seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default()
}

/// So long a browser keeps the language that was chosen in it: a year.
pub const LANGUAGE_SECONDS: u32 = 365 * 24 * 60 * 60;

/// The values are those of `leptos_i18n`, which reads the cookie in the browser too: pages are told its
/// [`language_name`].
const LANGUAGE: &str = "i18n_pref_locale";

/// What the cookie of the language is called.
pub fn language_name(secure: bool) -> String {
    prefixed(LANGUAGE, secure)
}

/// With the prefix a browser takes it from this host over https only.
fn prefixed(name: &str, secure: bool) -> String {
    if secure { format!("__Host-{name}") } else { name.to_owned() }
}

/// The `Set-Cookie` line for the language; without `seconds` until the browser is closed.
pub fn language(spanish: bool, seconds: Option<u32>, secure: bool) -> String {
    let (value, age) = (if spanish { "es" } else { "en" }, age(seconds));
    let mark = if secure { "; Secure" } else { "" };
    format!("{}={value}; Path=/{age}; SameSite=Lax{mark}", language_name(secure))
}

/// The language that was chosen in the browser that sent a request: Spanish or English.
pub fn chosen_language(headers: &HeaderMap, secure: bool) -> Option<bool> {
    match value(headers, &language_name(secure))? {
        "es" => Some(true),
        "en" => Some(false),
        _ => None,
    }
}

fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn over_https_it_belongs_to_this_host_alone() {
        let line = SESSION.set("abc", true);
        assert_eq!(line, "__Host-bookwell=abc; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure");
        assert!(SESSION.set("abc", false).starts_with("bookwell=abc;"));
    }

    #[test]
    fn on_a_shared_computer_it_ends_with_the_browser() {
        let line = SESSION.lasting(SignedDuration::from_hours(1)).passing(true).set("abc", false);
        assert_eq!(line, "bookwell=abc; Path=/; HttpOnly; SameSite=Lax");
        let own = SESSION.lasting(SignedDuration::from_hours(1)).passing(false).set("abc", false);
        assert!(own.contains("Max-Age=3600"), "{own}");
        assert_eq!(language(true, None, false), "i18n_pref_locale=es; Path=/; SameSite=Lax");
        let secure = language(false, Some(60), true);
        assert_eq!(secure, "__Host-i18n_pref_locale=en; Path=/; Max-Age=60; SameSite=Lax; Secure");
    }

    #[test]
    fn it_is_found_among_others_and_never_by_a_part_of_its_name() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("bookwell-typed=x; other=y"));
        headers.append(header::COOKIE, HeaderValue::from_static("bookwell=z"));
        assert_eq!(SESSION.read(&headers, false), Some("z"));
        assert_eq!(TYPED.read(&headers, false), Some("x"));
        assert_eq!(SESSION.read(&headers, true), None);
    }
}
