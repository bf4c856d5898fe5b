//! Secrets by chance, and what the database keeps of them.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use crate::{error::AppError, portal::unexpected};

/// 256 bits by chance, as text for a cookie.
///
/// # Errors
/// `Unexpected` when the system has no randomness to give.
pub fn token() -> Result<String, AppError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| unexpected(&error))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// Six digits by chance, each as likely as any other.
///
/// # Errors
/// `Unexpected` when the system has no randomness to give.
pub fn code() -> Result<String, AppError> {
    // The remainder of 64 bits by a million favours no code by more than 1 in 10^13.
    let number = getrandom::u64().map_err(|error| unexpected(&error))? % 1_000_000;
    Ok(format!("{number:06}"))
}

/// Another secret that comes from one, for a purpose: 256 bits, always the same ones.
pub fn derived(secret: &str, purpose: &str) -> [u8; 32] {
    hasher(&[purpose, secret]).finalize().into()
}

/// What is kept of a secret: SHA-256 in hexadecimal. Parts are told apart by their lengths.
pub fn hash(parts: &[&str]) -> String {
    format!("{:x}", hasher(parts).finalize())
}

fn hasher(parts: &[&str]) -> Sha256 {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    hasher
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_256_bits_and_differ() {
        let (one, two) = (token().expect("a token"), token().expect("a token"));
        assert_eq!(one.len(), 43);
        assert_ne!(one, two);
    }

    #[test]
    fn a_code_has_six_digits() {
        let code = code().expect("a code");
        assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()));
    }

    #[test]
    fn what_comes_from_a_secret_is_not_what_is_kept_of_it() {
        let derived = derived("secret", "purpose");
        assert_eq!(derived, super::derived("secret", "purpose"));
        assert_ne!(derived, super::derived("secret", "another"));
        let text: String = derived.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_ne!(text, hash(&["secret"]));
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
    }
}
