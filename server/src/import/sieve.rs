//! Reads some fields of a JSON object and passes over the others, which is several times quicker
//! than to read them all.

use std::fmt;

use serde::{
    Deserializer,
    de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor},
};
use serde_json::{Map, Value};

/// The fields that are read.
pub struct Sieve(pub &'static [&'static str]);

impl Sieve {
    /// Those fields of the object in `bytes`.
    ///
    /// # Errors
    /// Where that is no object, or no JSON as far as it was looked at.
    pub fn read(self, bytes: &[u8]) -> serde_json::Result<Value> {
        let mut json = serde_json::Deserializer::from_slice(bytes);
        let value = self.deserialize(&mut json)?;
        json.end().map(|()| value)
    }
}

impl<'de> DeserializeSeed<'de> for Sieve {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Sieve {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a resource")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut kept = Map::new();
        while let Some(name) = fields.next_key::<String>()? {
            if self.0.contains(&name.as_str()) {
                kept.insert(name, fields.next_value()?);
            } else {
                fields.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Value::Object(kept))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_fields_that_are_wanted_are_read_and_the_last_of_two() {
        let line = br#"{"id":"a","text":{"div":["x"]},"name":[{"family":"Reyes"}],"id":"b"}"#;
        let read = Sieve(&["id", "name"]).read(line).expect("an object");
        assert_eq!(read, json!({ "id": "b", "name": [{ "family": "Reyes" }] }));
        for odd in ["[]", "7", "", r#"{"id":"a""#, r#"{"id":"a"} x"#, "{\"x\":\"\u{1}\"}"] {
            assert!(Sieve(&["id"]).read(odd.as_bytes()).is_err(), "{odd}");
        }
    }
}
