//! A device with a passkey, as the standard describes it (Web Authentication, level 2): one key for ES256,
//! attested by nobody.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Where the portal of these tests is.
pub const ORIGIN: &str = "http://localhost:3000";
const HOST: &str = "localhost";

const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const ATTESTED: u8 = 0x40;

/// A device.
pub struct Device {
    pkcs8: Vec<u8>,
    id: Vec<u8>,
    whose: Option<Value>,
    /// Counts its signatures.
    pub counter: u32,
    /// Who unlocks it proves who they are.
    pub verifies: bool,
}

impl Device {
    /// One that nobody has used.
    pub fn new(id: &str) -> Self {
        let pkcs8 =
            EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &SystemRandom::new()).unwrap();
        let (pkcs8, id) = (pkcs8.as_ref().to_vec(), id.as_bytes().to_vec());
        Self { pkcs8, id, whose: None, counter: 0, verifies: true }
    }

    /// Makes a passkey as it is asked to; returns what the browser sends back.
    pub fn create(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
        assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
        self.whose = Some(options["user"]["id"].clone());
        let public = self.key().public_key().as_ref().to_vec();
        let mut data = self.data(ATTESTED);
        data.extend([0; 16]);
        data.extend((self.id.len() as u16).to_be_bytes());
        data.extend(&self.id);
        // A map: kty EC2, alg ES256, crv P-256, x, y.
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&public[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&public[33..]);
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59".to_vec();
        object.extend((data.len() as u16).to_be_bytes());
        object.extend(data);
        let client = client("webauthn.create", &options);
        self.answer(
            json!({ "clientDataJSON": BASE64.encode(client), "attestationObject": BASE64.encode(object) }),
        )
    }

    /// Signs what it is asked to; returns what the browser sends back.
    pub fn get(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        assert_eq!(
            (&options["userVerification"], options["allowCredentials"].as_array().unwrap().len()),
            (&json!("required"), 0)
        );
        self.counter += 1;
        let (data, client) = (self.data(0), client("webauthn.get", &options));
        let signed = [&data[..], &Sha256::digest(&client)].concat();
        let signature = self.key().sign(&SystemRandom::new(), &signed).unwrap();
        self.answer(
            json!({ "clientDataJSON": BASE64.encode(client), "authenticatorData": BASE64.encode(data),
            "signature": BASE64.encode(signature), "userHandle": self.whose }),
        )
    }

    fn key(&self) -> EcdsaKeyPair {
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &self.pkcs8, &SystemRandom::new()).unwrap()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let verified = if self.verifies { VERIFIED } else { 0 };
        let mut data = Sha256::digest(HOST).to_vec();
        data.push(PRESENT | verified | flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn answer(&self, response: Value) -> String {
        let id = BASE64.encode(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response,
            "clientExtensionResults": {} })
        .to_string()
    }
}

fn client(kind: &str, options: &Value) -> Vec<u8> {
    json!({ "type": kind, "challenge": options["challenge"], "origin": ORIGIN, "crossOrigin": false })
        .to_string()
        .into_bytes()
}
