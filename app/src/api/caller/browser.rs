//! The browser of whoever asks, and what it keeps.

use axum::http::{HeaderValue, header};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

use super::Caller;
use crate::{
    domain::browser::Browser,
    identity::cookie::{self, Cookie},
    letter::language::is_spanish,
};

impl Caller {
    /// The browser that is used, as far as it says.
    pub fn browser(&self) -> Browser {
        let line = self.headers.get(header::USER_AGENT).and_then(|line| line.to_str().ok());
        line.map(Browser::read).unwrap_or_default()
    }

    /// The language that was chosen in the browser by hand: Spanish or English.
    pub fn chosen_language(&self) -> Option<bool> {
        cookie::chosen_language(&self.headers, self.portal.secure_cookies)
    }

    /// Whether pages come in Spanish to the browser: as was chosen in it, else as it asks for them.
    pub fn shows_spanish(&self) -> bool {
        let accepted = self.headers.get(header::ACCEPT_LANGUAGE).and_then(|line| line.to_str().ok());
        self.chosen_language().unwrap_or_else(|| accepted.is_some_and(is_spanish))
    }

    /// The value of a cookie of the request.
    pub fn cookie(&self, cookie: Cookie) -> Option<&str> {
        cookie.read(&self.headers, self.portal.secure_cookies).filter(|value| !value.is_empty())
    }

    /// Gives the browser a cookie.
    pub fn set_cookie(&self, cookie: Cookie, value: &str) {
        append_cookie(&cookie.set(value, self.portal.secure_cookies));
    }

    /// Makes the browser forget a cookie.
    pub fn clear_cookie(&self, cookie: Cookie) {
        append_cookie(&cookie.clear(self.portal.secure_cookies));
    }
}

/// Adds a `Set-Cookie` line to the answer.
pub(in crate::api) fn append_cookie(line: &str) {
    let (Some(response), Ok(line)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(line)) else {
        return;
    };
    response.append_header(header::SET_COOKIE, line);
}
