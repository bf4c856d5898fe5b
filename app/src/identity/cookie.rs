//! Cookies: which there are, and how they are written.

use axum::http::{HeaderMap, header};

/// A cookie that only the server reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cookie {
    name: &'static str,
    /// Until when the browser keeps it.
    pub seconds: u32,
}

/// Who is signed on.
pub const SESSION: Cookie = Cookie { name: "bookwell", seconds: 12 * 60 * 60 };
/// Who of an office is signed on: for a shift, which is shorter than members' half a day.
pub const STAFF: Cookie = Cookie { name: "bookwell-staff", seconds: 9 * 60 * 60 };
/// Somebody of an office who enrols.
pub const ENROLMENT: Cookie = Cookie { name: "bookwell-enrolment", seconds: 60 * 60 };
/// A registration that waits for its code: for as long as that holds (OWASP ASVS 5.0, 6.5.5).
pub const REGISTRATION: Cookie = Cookie { name: "bookwell-registration", seconds: 10 * 60 };
/// A sign-on that waits for its second step.
pub const SECOND_STEP: Cookie = Cookie { name: "bookwell-step", seconds: 10 * 60 };
/// An authenticator that is being set up: people take their time with it.
pub const AUTHENTICATOR: Cookie = Cookie { name: "bookwell-authenticator", seconds: 30 * 60 };
/// New recovery codes that are being written down.
pub const RECOVERY: Cookie = Cookie { name: "bookwell-recovery", seconds: 30 * 60 };
/// A ceremony with a passkey.
pub const CEREMONY: Cookie = Cookie { name: "bookwell-ceremony", seconds: 5 * 60 };
/// A passkey is offered to whoever is signed on: `yes`.
pub const OFFER: Cookie = Cookie { name: "bookwell-offer", seconds: 12 * 60 * 60 };
/// Whoever uses this browser does not want one now: `no`. It takes the place of the offer.
pub const NOT_NOW: Cookie = Cookie { name: "bookwell-offer", seconds: 90 * 24 * 60 * 60 };
/// What was typed before an error.
pub const TYPED: Cookie = Cookie { name: "bookwell-typed", seconds: 5 * 60 };
/// When an emergency began (Brief B13).
pub const EMERGENCY: Cookie = Cookie { name: "bookwell-emergency", seconds: 48 * 60 * 60 };

impl Cookie {
    /// Its value in a request. `secure` is whether the portal is reached by https.
    pub fn read<'a>(&self, headers: &'a HeaderMap, secure: bool) -> Option<&'a str> {
        value(headers, &self.name(secure))
    }

    /// The `Set-Cookie` line for `value`, which consists of letters, digits and `-_.:+`.
    pub fn set(&self, value: &str, secure: bool) -> String {
        self.line(value, self.seconds, secure)
    }

    /// The `Set-Cookie` line that makes the browser forget it.
    pub fn clear(&self, secure: bool) -> String {
        self.line("", 0, secure)
    }

    fn line(&self, value: &str, seconds: u32, secure: bool) -> String {
        let name = self.name(secure);
        let mark = if secure { "; Secure" } else { "" };
        format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{mark}")
    }

    /// With the prefix a browser takes it from this host over https only.
    fn name(&self, secure: bool) -> String {
        if secure { format!("__Host-{}", self.name) } else { self.name.to_owned() }
    }
}

/// So long a browser keeps the language that was chosen in it: a year.
pub const LANGUAGE_SECONDS: u32 = 365 * 24 * 60 * 60;

/// The name and the values are those of `leptos_i18n`, which reads the cookie in the browser too.
const LANGUAGE: &str = "i18n_pref_locale";

/// The `Set-Cookie` line for the language.
pub fn language(spanish: bool, seconds: u32, secure: bool) -> String {
    let value = if spanish { "es" } else { "en" };
    let mark = if secure { "; Secure" } else { "" };
    format!("{LANGUAGE}={value}; Path=/; Max-Age={seconds}; SameSite=Lax{mark}")
}

/// Whether the browser that sent a request has a language already.
pub fn has_language(headers: &HeaderMap) -> bool {
    value(headers, LANGUAGE).is_some_and(|value| ["en", "es"].contains(&value))
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
    fn it_is_found_among_others_and_never_by_a_part_of_its_name() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("bookwell-typed=x; other=y"));
        headers.append(header::COOKIE, HeaderValue::from_static("bookwell=z"));
        assert_eq!(SESSION.read(&headers, false), Some("z"));
        assert_eq!(TYPED.read(&headers, false), Some("x"));
        assert_eq!(SESSION.read(&headers, true), None);
    }
}
