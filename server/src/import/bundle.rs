//! A FHIR Bundle, entry by entry: memory holds one, however many there are.

use std::{
    fmt,
    io::{self, BufRead},
    ops::ControlFlow,
};

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::Value;

use super::lines::BYTE_ORDER_MARK;

/// What a directory comes in. Others are messages, or orders to a server.
const TYPES: [&str; 3] = ["collection", "searchset", "batch"];

/// What is done with an entry; the walk ends where it says so.
type Take<'a> = &'a mut dyn FnMut(Value) -> ControlFlow<()>;

/// Why a Bundle is not read to its end.
#[derive(Debug)]
pub enum Fault {
    /// It cannot be read at all.
    Unreadable(io::Error),
    /// It is no such Bundle.
    Not(String),
}

/// Hands each entry of the Bundle to `take`.
///
/// # Errors
/// When it is not to be read, or no Bundle of a directory. That may be known at the end only.
pub fn read(mut reader: impl BufRead, take: Take) -> Result<(), Fault> {
    if reader.fill_buf().map_err(Fault::Unreadable)?.starts_with(BYTE_ORDER_MARK) {
        reader.consume(BYTE_ORDER_MARK.len());
    }
    let mut walk = Walk { take, stopped: false };
    let mut json = serde_json::Deserializer::from_reader(&mut reader);
    let outcome = json.deserialize_map(&mut walk).and_then(|()| json.end());
    match outcome {
        Err(_) if walk.stopped => Ok(()),
        Err(error) if error.is_io() => Err(Fault::Unreadable(error.into())),
        Err(error) => Err(Fault::Not(error.to_string())),
        Ok(()) => Ok(()),
    }
}

struct Walk<'a> {
    take: Take<'a>,
    stopped: bool,
}

impl<'de> Visitor<'de> for &mut Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a Bundle")
    }

    /// Its type may stand after its entries.
    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let (mut resource, mut kind) = (Value::Null, Value::Null);
        while let Some(name) = fields.next_key::<String>()? {
            match name.as_str() {
                "resourceType" => resource = fields.next_value()?,
                "type" => kind = fields.next_value()?,
                "entry" => fields.next_value_seed(Entries(&mut *self))?,
                _ => drop(fields.next_value::<IgnoredAny>()?),
            }
        }
        if resource != "Bundle" {
            return Err(A::Error::custom("its resourceType is not Bundle"));
        }
        match TYPES.iter().any(|known| kind == **known) {
            true => Ok(()),
            false => Err(A::Error::custom(format!("its type is none of {}", TYPES.join(", ")))),
        }
    }
}

struct Entries<'a, 'b>(&'a mut Walk<'b>);

impl<'de> DeserializeSeed<'de> for Entries<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Entries<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of entries")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while let Some(entry) = entries.next_element::<Value>()? {
            if (self.0.take)(entry).is_break() {
                self.0.stopped = true;
                return Err(A::Error::custom("nobody wants more"));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(text: &str) -> Result<Vec<Value>, String> {
        let mut entries = Vec::new();
        let mut take = |entry| {
            entries.push(entry);
            ControlFlow::Continue(())
        };
        match read(text.as_bytes(), &mut take) {
            Ok(()) => Ok(entries),
            Err(Fault::Unreadable(error)) => Err(error.to_string()),
            Err(Fault::Not(reason)) => Err(reason),
        }
    }

    #[test]
    fn entries_come_one_by_one_wherever_they_stand() {
        let text =
            "\u{feff}{\"entry\":[1,{}],\"link\":[{}],\"resourceType\":\"Bundle\",\"type\":\"searchset\"}\r\n";
        assert_eq!(entries(text), Ok(vec![Value::from(1), serde_json::json!({})]));
        assert_eq!(entries(r#"{"resourceType":"Bundle","type":"batch"}"#), Ok(vec![]));
    }

    #[test]
    fn what_is_no_bundle_of_a_directory_says_why() {
        let deep = format!(r#"{{"entry":[{}"#, "[".repeat(100_000));
        let cases = [
            ("", "EOF while parsing"),
            ("7", "invalid type: integer `7`, expected a Bundle"),
            (r#"{"resourceType":"Patient"}"#, "its resourceType is not Bundle"),
            (
                r#"{"resourceType":"Bundle","type":"history"}"#,
                "its type is none of collection, searchset, batch",
            ),
            (r#"{"resourceType":"Bundle","entry":{}}"#, "expected a list of entries"),
            (r#"{"resourceType":"Bundle","type":"batch","entry":[{"a":1}"#, "EOF while parsing"),
            (r#"{"resourceType":"Bundle","type":"batch"} {}"#, "trailing characters"),
            (&deep, "recursion limit exceeded"),
        ];
        for (text, expected) in cases {
            let reason = entries(text).expect_err("it is refused");
            assert!(reason.contains(expected), "{reason} for {expected}");
        }
    }

    #[test]
    fn a_walk_ends_where_nobody_wants_more() {
        let mut count = 0;
        let mut take = |_| {
            count += 1;
            ControlFlow::Break(())
        };
        let outcome = read(r#"{"entry":[1,2,3]}"#.as_bytes(), &mut take);
        assert!(outcome.is_ok() && count == 1, "{outcome:?} after {count}");
    }
}
