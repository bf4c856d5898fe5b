//! A key of the fields: AES-256-GCM, with a nonce by chance for each text.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    error::Unspecified,
    rand::{SecureRandom, SystemRandom},
};
use sha2::{Digest, Sha256};

/// Begins each text that is sealed; the name of the key follows, and what was sealed.
const BEGIN: &str = "sealed:";
/// Letters of a key's name.
const NAME: usize = 12;

/// A key, and its name.
pub struct Key {
    pub name: String,
    key: LessSafeKey,
}

/// A new key.
///
/// # Errors
/// Where the system has no randomness to give.
pub fn new_key() -> Result<[u8; 32], Unspecified> {
    let mut bytes = [0; 32];
    SystemRandom::new().fill(&mut bytes)?;
    Ok(bytes)
}

/// What a key is called: it tells nothing of it.
pub fn name_of(key: &[u8; 32]) -> String {
    format!("{:x}", Sha256::digest([b"name of ".as_slice(), key].concat()))[..NAME].to_owned()
}

impl Key {
    pub fn new(bytes: &[u8; 32]) -> Self {
        let name = name_of(bytes);
        #[expect(clippy::expect_used, reason = "32 bytes are what the algorithm takes")]
        let key = UnboundKey::new(&AES_256_GCM, bytes).expect("a key of 32 bytes");
        Self { name, key: LessSafeKey::new(key) }
    }

    /// The text of a field, which opens as no other field; `None` where the system has no randomness.
    pub fn seal(&self, field: &str, text: &str) -> Option<String> {
        let mut nonce = [0; NONCE_LEN];
        SystemRandom::new().fill(&mut nonce).ok()?;
        let mut sealed = text.as_bytes().to_vec();
        let unique = Nonce::assume_unique_for_key(nonce);
        self.key.seal_in_place_append_tag(unique, Aad::from(field), &mut sealed).ok()?;
        let body = URL_SAFE_NO_PAD.encode([nonce.as_slice(), &sealed].concat());
        Some(format!("{BEGIN}{}:{body}", self.name))
    }

    /// What was sealed of a field with this key; `None` where it was changed since.
    pub fn open(&self, field: &str, text: &str) -> Option<String> {
        let (_, body) = parts(text)?;
        let bytes = URL_SAFE_NO_PAD.decode(body).ok()?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE_LEN>()?;
        let mut sealed = sealed.to_vec();
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let opened = self.key.open_in_place(nonce, Aad::from(field), &mut sealed).ok()?;
        String::from_utf8(opened.to_vec()).ok()
    }
}

/// The name of the key that a text was sealed with; `None` where it was not sealed.
pub fn name_in(text: &str) -> Option<&str> {
    parts(text).map(|(name, _)| name)
}

fn parts(text: &str) -> Option<(&str, &str)> {
    let (name, body) = text.strip_prefix(BEGIN)?.split_once(':')?;
    let is_name = name.len() == NAME && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_name.then_some((name, body))
}
