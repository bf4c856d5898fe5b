//! An authenticator and recovery codes, as they are shown once to whoever sets them up.

use leptos::prelude::*;

use crate::i18n::*;

/// The address that an app reads: dark on light, whatever the colours of the page, as cameras want it;
/// and the secret, to be typed where no camera is.
#[component]
pub fn AuthenticatorKey(
    /// How wide the picture is, and what is dark in it.
    picture: (usize, String),
    /// In base 32.
    secret: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let (width, dark) = picture;
    view! {
        <svg class="qr" viewBox=format!("0 0 {width} {width}") role="img" aria-label=t_string!(i18n, second_step.app_picture)>
            <rect class="qr__light" width=width height=width />
            <path class="qr__dark" d=dark />
        </svg>
        <p>{t!(i18n, second_step.app_key)} ": " <code class="secret">{grouped(&secret)}</code></p>
    }
}

/// Codes for days without the authenticator.
#[component]
pub fn RecoveryCodes(
    /// Each works once.
    codes: Vec<String>,
) -> impl IntoView {
    let code = |code: String| view! { <li><code>{code}</code></li> };
    view! { <ul class="recovery">{codes.into_iter().map(code).collect_view()}</ul> }
}

/// In fours, as people type it.
fn grouped(secret: &str) -> String {
    let letters: Vec<_> = secret.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
