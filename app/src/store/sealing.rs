//! What is sealed on its way to the database and opened on its way back: fields that tell why
//! somebody is seen, where they are reached and when they were born. Whoever has the database has
//! not got them; the keys are elsewhere (45 CFR 164.312(a)(2)(iv)).

mod anew;
mod key;
mod used;

use std::{
    io,
    sync::{Arc, PoisonError, RwLock},
};

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Error, Store};
pub use anew::{Resealed, seal_all};
use key::Key;
pub use key::{name_of, new_key};
pub use used::{settle, used};

/// Fields that are sealed wherever they are written.
const SEALED: [&str; 5] = ["born", "contact", "email", "reason", "secret"];
/// With the one that is sealed of members only: a place's phone is for everybody.
const WITH_PHONE: [&str; 6] = ["born", "contact", "email", "reason", "secret", "phone"];

/// Reads the keys, the one that seals first.
type Read = Box<dyn Fn() -> io::Result<Vec<[u8; 32]>> + Send + Sync>;

/// The keys of the fields, and where they come from: another process may have made a new one.
pub struct Keys {
    read: Read,
    known: RwLock<Vec<Key>>,
}

impl Keys {
    /// Those that `read` tells, now and whenever a key is met that is not known.
    ///
    /// # Errors
    /// Those of `read`, and where it tells none.
    pub fn new(read: impl Fn() -> io::Result<Vec<[u8; 32]>> + Send + Sync + 'static) -> io::Result<Self> {
        let keys = Self { read: Box::new(read), known: RwLock::default() };
        keys.read_again()?;
        Ok(keys)
    }

    /// Reads them again.
    ///
    /// # Errors
    /// As [`Keys::new`]; what was known stays.
    pub fn read_again(&self) -> io::Result<()> {
        let keys: Vec<_> = (self.read)()?.iter().map(Key::new).collect();
        if keys.is_empty() {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "there is no key"));
        }
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = keys;
        Ok(())
    }

    /// The names of the keys, the one that seals first.
    pub fn names(&self) -> Vec<String> {
        self.known(|keys| keys.iter().map(|key| key.name.clone()).collect())
    }

    fn known<T>(&self, ask: impl FnOnce(&[Key]) -> T) -> T {
        ask(&self.known.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn seal(&self, field: &str, text: &str) -> Result<String, Error> {
        self.known(|keys| keys.first().and_then(|key| key.seal(field, text))).ok_or(Error::Sealing)
    }

    /// What was sealed, opened; a text that never was sealed stays as it is.
    fn open(&self, field: &str, text: &str) -> Result<String, Error> {
        let Some(name) = key::name_in(text) else { return Ok(text.to_owned()) };
        let with = || self.known(|keys| Some(keys.iter().find(|key| key.name == name)?.open(field, text)));
        if let Some(opened) = with() {
            return opened.ok_or(Error::Sealing);
        }
        self.read_again().map_err(|_| Error::Sealing)?;
        with().flatten().ok_or(Error::Sealing)
    }

    /// Whether it is sealed with a key that is known: what somebody has typed never is.
    fn is_sealed(&self, field: &str, text: &str) -> bool {
        let Some(name) = key::name_in(text) else { return false };
        self.known(|keys| keys.iter().any(|key| key.name == name && key.open(field, text).is_some()))
    }
}

impl Store {
    /// The same, which seals with those keys from now on. It shares no query with one that does not.
    #[must_use]
    pub fn sealing(self, keys: Keys) -> Self {
        Self { keys: Some(keys.into()), asked: Arc::default(), ..self }
    }

    /// The keys of the fields, where there are some.
    pub fn keys(&self) -> Option<&Keys> {
        self.keys.as_deref()
    }

    /// Seals the fields of what is written.
    pub(super) fn seal(&self, value: &mut Value) -> Result<(), Error> {
        let Some(keys) = self.keys() else { return Ok(()) };
        each_field(value, &SEALED, &mut |field, text| match keys.is_sealed(field, text) {
            true => Ok(text.to_owned()),
            false => keys.seal(field, text),
        })
    }

    /// Seals a member's phone.
    pub(super) fn seal_phone(&self, member: &mut Value) -> Result<(), Error> {
        let Some(keys) = self.keys() else { return Ok(()) };
        each_field(member, &WITH_PHONE[SEALED.len()..], &mut |field, text| keys.seal(field, text))
    }

    /// Records with their sealed fields opened.
    pub(super) fn all_unsealed<T: DeserializeOwned>(&self, records: Vec<Value>) -> Result<Vec<T>, Error> {
        records.into_iter().map(|record| self.unsealed(record)).collect()
    }

    /// The same of one.
    pub(super) fn unsealed<T: DeserializeOwned>(&self, mut record: Value) -> Result<T, Error> {
        self.open_fields(&mut record)?;
        Ok(serde_json::from_value(record)?)
    }

    /// Opens the fields of what was read.
    fn open_fields(&self, value: &mut Value) -> Result<(), Error> {
        let Some(keys) = self.keys() else { return Ok(()) };
        each_field(value, &WITH_PHONE, &mut |field, text| keys.open(field, text))
    }
}

/// Puts another text in the place of each field of these names, however deep it stands.
fn each_field(
    value: &mut Value,
    fields: &[&str],
    other: &mut impl FnMut(&str, &str) -> Result<String, Error>,
) -> Result<(), Error> {
    match value {
        Value::Array(values) => values.iter_mut().try_for_each(|value| each_field(value, fields, other)),
        Value::Object(values) => values.iter_mut().try_for_each(|(name, value)| match value {
            Value::String(text) if fields.contains(&name.as_str()) => {
                *text = other(name, text)?;
                Ok(())
            }
            value => each_field(value, fields, other),
        }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
