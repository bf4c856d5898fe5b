//! What is asked for beside a password: a code of an authenticator, or a recovery code. Members turn it
//! on; people of offices have it from the first.

use jiff::Timestamp;
use totp_rs::Secret;

use super::{
    authenticator::{Authenticator, SECRET},
    secret,
};
use crate::store::{
    self, Error, Store,
    second_factor::{Factor, Holder},
};

/// Bytes of a code that is written down: 24 letters and digits. So many need no salt and no slow hash
/// (OWASP ASVS 5.0, 6.5.2).
const WRITTEN: usize = 15;

/// What is shown to whoever sets it up, each time the same: it comes from a secret in their browser.
pub struct Offered {
    /// Their authenticator.
    pub authenticator: Authenticator,
    /// Their recovery codes, for days without the authenticator.
    pub recovery: Vec<String>,
}

impl Offered {
    /// What comes from a secret; `issuer` and `name` are what the app shows beside the code.
    pub fn of(secret: &str, issuer: &str, name: &str, codes: u8) -> Self {
        let of_app = secret::derived(secret, "authenticator");
        let authenticator = Authenticator::new(&of_app[..SECRET], issuer, name);
        Self { authenticator, recovery: recovery(secret, codes) }
    }

    /// What is kept of it, where the code shows that the authenticator has the secret. The code is used
    /// by it.
    pub fn confirmed(&self, code: &str, now: Timestamp) -> Option<Factor> {
        let step = self.authenticator.step_of(code, now)?;
        Some(Factor { secret: self.authenticator.secret(), step, recovery: hashes(&self.recovery) })
    }
}

/// So many recovery codes that come from a secret.
pub fn recovery(secret: &str, codes: u8) -> Vec<String> {
    (0..codes).map(|number| written(secret, &format!("recovery {number}"))).collect()
}

/// What is kept of codes that are written down.
pub fn hashes(codes: &[String]) -> Vec<String> {
    codes.iter().map(|code| hash(code)).collect()
}

/// Takes a code of the authenticator, or a recovery code: neither twice. Whether it was right.
///
/// # Errors
/// Those of the store.
pub async fn take(
    store: &Store,
    holder: Holder<'_>,
    factor: &Factor,
    code: &str,
    now: Timestamp,
) -> Result<bool, Error> {
    let step = Authenticator::read(&factor.secret).and_then(|authenticator| authenticator.step_of(code, now));
    match step {
        Some(step) => store::second_factor::use_step(store, holder, step).await,
        None => store::second_factor::use_recovery(store, holder, &hash(code), now).await,
    }
}

/// A code for people who write it down: `abcd-efgh-ijkl-mnop-qrst-uvwx`, 120 bits that come from a secret.
pub(super) fn written(secret: &str, what: &str) -> String {
    let bytes = secret::derived(secret, what)[..WRITTEN].to_vec();
    let text = Secret::Raw(bytes).to_encoded().to_string().to_lowercase();
    let parts: Vec<_> = (0..text.len()).step_by(4).map(|at| &text[at..(at + 4).min(text.len())]).collect();
    parts.join("-")
}

/// What is kept of such a code, however it was typed.
pub(super) fn hash(code: &str) -> String {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    secret::hash(&[&plain.to_ascii_lowercase()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_to_write_down_is_read_however_it_is_typed() {
        let code = written("a token", "code");
        assert_eq!((code.len(), code.matches('-').count()), (29, 5), "{code}");
        assert_eq!(hash(&code), hash(&format!(" {} ", code.to_uppercase().replace('-', " "))));
        assert_ne!(code, written("a token", "recovery 0"));
        assert_ne!(code, written("another", "code"));
    }

    #[test]
    fn only_a_code_of_its_own_confirms_what_is_offered() {
        let now = "2026-11-24T12:00:00Z".parse().expect("an instant");
        let offered = Offered::of("a token", "Plan", "Ana", 10);
        let factor = offered.confirmed(&offered.authenticator.code(now), now).expect("its own code");
        assert_eq!((factor.recovery.len(), factor.secret), (10, offered.authenticator.secret()));
        let other = Offered::of("another", "Plan", "Ana", 10).authenticator;
        assert!(offered.confirmed(&other.code(now), now).is_none());
        assert!(!factor.recovery.contains(&offered.recovery[0]), "only hashes are kept");
    }
}
