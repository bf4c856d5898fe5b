//! What the portal gives out in its name is signed, so that it can be checked wherever it was
//! kept: a compact JSON Web Signature (RFC 7515) by Ed25519 (RFC 8037).

use std::iter;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    error::Unspecified,
    rand::SystemRandom,
    signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const ALGORITHM: &str = "EdDSA";

/// Signs with one key, and knows what was signed with it or with older ones.
pub struct Signer {
    current: Key,
    older: Vec<Key>,
}

struct Key {
    id: String,
    pair: Ed25519KeyPair,
}

#[derive(Serialize, Deserialize)]
struct Header {
    alg: String,
    kid: String,
}

/// A new key as PKCS #8.
///
/// # Errors
/// Where the system has no randomness to give.
pub fn new_key() -> Result<Vec<u8>, Unspecified> {
    Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).map(|key| key.as_ref().to_vec())
}

impl Key {
    fn read(key: &[u8]) -> Option<Self> {
        let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(key).ok()?;
        let id = format!("{:x}", Sha256::digest(pair.public_key()))[..16].to_owned();
        Some(Self { id, pair })
    }
}

impl Signer {
    /// Keys as PKCS #8: the first one signs, the others were used before it. `None` where there is
    /// none, or one of them is no such key.
    pub fn new(keys: &[Vec<u8>]) -> Option<Self> {
        let mut keys = keys.iter().map(|key| Key::read(key)).collect::<Option<Vec<_>>>()?;
        (!keys.is_empty()).then(|| Self { current: keys.remove(0), older: keys })
    }

    /// With a new key that nobody else has: it is gone with the process.
    ///
    /// # Errors
    /// Where the system has no randomness to give.
    pub fn of_new_key() -> Result<Self, Unspecified> {
        Self::new(&[new_key()?]).ok_or(Unspecified)
    }

    /// The content with a signature, in letters that any mail and any file keeps.
    ///
    /// # Errors
    /// Where it cannot be written as JSON.
    pub fn sign(&self, content: &impl Serialize) -> Result<String, serde_json::Error> {
        let Key { id, pair } = &self.current;
        let header = Header { alg: ALGORITHM.to_owned(), kid: id.clone() };
        let signed = format!("{}.{}", encoded(&header)?, encoded(content)?);
        let signature = URL_SAFE_NO_PAD.encode(pair.sign(signed.as_bytes()));
        Ok(format!("{signed}.{signature}"))
    }

    /// The content of a token that was signed here and is as it was then.
    pub fn check<T: DeserializeOwned>(&self, token: &str) -> Option<T> {
        let (signed, signature) = token.rsplit_once('.')?;
        let (header, content) = signed.split_once('.')?;
        let Header { alg, kid } = decoded(header)?;
        let key = self.keys().find(|key| alg == ALGORITHM && key.id == kid)?;
        let public = UnparsedPublicKey::new(&ED25519, key.pair.public_key());
        public.verify(signed.as_bytes(), &URL_SAFE_NO_PAD.decode(signature).ok()?).ok()?;
        decoded(content)
    }

    /// The public keys as a JSON Web Key set (RFC 7517): others can check by them.
    pub fn public_keys(&self) -> Value {
        let key = |Key { id, pair }: &Key| {
            let x = URL_SAFE_NO_PAD.encode(pair.public_key());
            json!({ "kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": ALGORITHM, "kid": id, "x": x })
        };
        json!({ "keys": self.keys().map(key).collect::<Vec<_>>() })
    }

    fn keys(&self) -> impl Iterator<Item = &Key> {
        iter::once(&self.current).chain(&self.older)
    }
}

fn encoded(content: &impl Serialize) -> Result<String, serde_json::Error> {
    Ok(URL_SAFE_NO_PAD.encode(serde_json::to_vec(content)?))
}

fn decoded<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signer(keys: &[&Vec<u8>]) -> Signer {
        Signer::new(&keys.iter().map(|key| (*key).clone()).collect::<Vec<_>>()).expect("keys")
    }

    #[test]
    fn what_was_signed_is_known_and_anything_else_is_not() {
        let key = new_key().expect("a key");
        let signer = signer(&[&key]);
        let token = signer.sign(&"booked").expect("a token");
        assert_eq!(signer.check::<String>(&token).as_deref(), Some("booked"));
        let [header, content, signature] = token.split('.').collect::<Vec<_>>()[..] else {
            panic!("{token}")
        };
        let other = URL_SAFE_NO_PAD.encode(r#""cancelled""#);
        let none = URL_SAFE_NO_PAD.encode(r#"{"alg":"none","kid":""}"#);
        for forged in [
            format!("{header}.{other}.{signature}"),
            format!("{none}.{content}."),
            format!("{header}.{content}.{}", &signature[..signature.len() - 2]),
            format!("{header}.{content}"),
            "a letter".to_owned(),
            String::new(),
        ] {
            assert_eq!(signer.check::<String>(&forged), None, "{forged}");
        }
    }

    #[test]
    fn after_a_new_key_what_the_old_one_signed_is_still_known() {
        let (old, new) = (new_key().expect("a key"), new_key().expect("a key"));
        let token = signer(&[&old]).sign(&1).expect("a token");
        assert_eq!(signer(&[&new, &old]).check::<u8>(&token), Some(1));
        assert_eq!(signer(&[&new]).check::<u8>(&token), None, "a stranger's key");
        assert_ne!(signer(&[&new, &old]).sign(&1).expect("a token"), token);
    }

    #[test]
    fn the_public_keys_hold_no_private_one() {
        let key = new_key().expect("a key");
        let keys = signer(&[&key]).public_keys();
        assert_eq!(keys["keys"][0]["crv"], "Ed25519");
        assert!(keys["keys"][0].get("d").is_none());
    }
}
