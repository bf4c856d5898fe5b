//! Lenient reading of a FHIR resource: a part that is not what it should be is reported with
//! its path and left out, the rest is kept.

use std::cell::RefCell;

use serde_json::Value;

/// Longer texts are cut: nothing in a directory needs more.
const LONGEST_TEXT: usize = 500;

/// Something in a resource that cannot be used as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where in the resource, for example `identifier[0].value`.
    pub path: String,
    /// What is wrong and, where something was done about it, what.
    pub reason: String,
}

/// The faults of one resource.
pub type Faults = RefCell<Vec<Fault>>;

/// A part of a resource and where it stands.
#[derive(Clone)]
pub struct Part<'a> {
    value: &'a Value,
    path: String,
    faults: &'a Faults,
}

impl<'a> Part<'a> {
    /// A whole resource.
    pub fn root(value: &'a Value, faults: &'a Faults) -> Self {
        Self { value, path: String::new(), faults }
    }

    /// Reports a fault of the field `name`; of the part itself where `name` is empty.
    pub fn report(&self, name: &str, reason: impl Into<String>) {
        self.faults.borrow_mut().push(Fault { path: self.path_of(name), reason: reason.into() });
    }

    /// The object under `name`.
    pub fn object(&self, name: &str) -> Option<Part<'a>> {
        let value = self.field(name)?;
        self.expect(name, "an object", value.is_object().then_some(value)).map(|value| self.part(value, name))
    }

    /// The objects of the list under `name`. A single object counts as a list of one.
    pub fn objects(&self, name: &str) -> Vec<Part<'a>> {
        let items = self.items(name);
        items
            .into_iter()
            .filter(|item| item.expect("", "an object", item.value.as_object()).is_some())
            .collect()
    }

    /// The text under `name`, without spaces around and doubled; empty text is none.
    pub fn text(&self, name: &str) -> Option<String> {
        let value = self.field(name)?;
        let text = self.expect(name, "text", value.as_str())?;
        self.tidy(name, text)
    }

    /// The texts of the list under `name`.
    pub fn texts(&self, name: &str) -> Vec<String> {
        let items = self.items(name);
        let texts = items.iter().filter_map(|item| {
            let text = item.expect("", "text", item.value.as_str())?;
            item.tidy("", text)
        });
        texts.collect()
    }

    /// The number under `name`.
    pub fn number(&self, name: &str) -> Option<f64> {
        let value = self.field(name)?;
        self.expect(name, "a number", value.as_f64())
    }

    /// The truth value under `name`.
    pub fn flag(&self, name: &str) -> Option<bool> {
        let value = self.field(name)?;
        self.expect(name, "true or false", value.as_bool())
    }

    fn items(&self, name: &str) -> Vec<Part<'a>> {
        match self.field(name) {
            None => Vec::new(),
            Some(Value::Array(items)) => {
                let part = |(n, item)| self.part(item, &format!("{name}[{n}]"));
                items.iter().enumerate().filter(|(_, item)| !item.is_null()).map(part).collect()
            }
            Some(single) => {
                self.report(name, "must be a list; the one value is read");
                vec![self.part(single, name)]
            }
        }
    }

    fn field(&self, name: &str) -> Option<&'a Value> {
        self.value.get(name).filter(|value| !value.is_null())
    }

    fn part(&self, value: &'a Value, name: &str) -> Self {
        Self { value, path: self.path_of(name), faults: self.faults }
    }

    fn path_of(&self, name: &str) -> String {
        match (self.path.as_str(), name) {
            (path, "") => path.to_owned(),
            ("", name) => name.to_owned(),
            (path, name) => format!("{path}.{name}"),
        }
    }

    fn expect<T>(&self, name: &str, what: &str, found: Option<T>) -> Option<T> {
        let value = if name.is_empty() { Some(self.value) } else { self.value.get(name) };
        self.expect_of(name, found, || {
            format!("must be {what}, is {}", value.map_or_else(String::new, shown))
        })
    }

    /// What was found; what is missing is reported.
    pub fn expect_of<T>(&self, name: &str, found: Option<T>, reason: impl FnOnce() -> String) -> Option<T> {
        if found.is_none() {
            self.report(name, reason());
        }
        found
    }

    fn tidy(&self, name: &str, text: &str) -> Option<String> {
        let clean = |c: char| if c.is_control() { ' ' } else { c };
        let text = text.chars().map(clean).collect::<String>();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let end = text.char_indices().nth(LONGEST_TEXT).map(|(at, _)| at);
        if end.is_some() {
            self.report(name, format!("is longer than {LONGEST_TEXT} characters and was cut"));
        }
        let text = text[..end.unwrap_or(text.len())].to_owned();
        (!text.is_empty()).then_some(text)
    }
}

/// A value as an error shows it: short, and never a whole object.
pub fn shown(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => format!("{flag}"),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => format!("“{}”", text.chars().take(60).collect::<String>()),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read<T>(value: &Value, reader: impl Fn(&Part) -> T) -> (T, Vec<(String, String)>) {
        let faults = Faults::default();
        let read = reader(&Part::root(value, &faults));
        (read, faults.into_inner().into_iter().map(|fault| (fault.path, fault.reason)).collect())
    }

    #[test]
    fn a_part_of_the_wrong_kind_is_reported_with_its_path_and_left_out() {
        let value = json!({ "identifier": [{ "value": "1" }, { "value": 1245 }, "x"] });
        let (texts, faults) = read(&value, |part| {
            part.objects("identifier").iter().filter_map(|item| item.text("value")).collect::<Vec<_>>()
        });
        assert_eq!(texts, ["1"]);
        let expected = [
            ("identifier[2]", "must be an object, is “x”"),
            ("identifier[1].value", "must be text, is the number 1245"),
        ];
        assert_eq!(faults, expected.map(|(path, reason)| (path.to_owned(), reason.to_owned())));
    }

    #[test]
    fn text_is_tidied_and_cut() {
        let value = json!({ "name": "  BIG Y\n PHARMACY ", "empty": " ", "long": "é".repeat(501) });
        let (texts, faults) = read(&value, |part| [part.text("name"), part.text("empty"), part.text("long")]);
        assert_eq!(texts, [Some("BIG Y PHARMACY".to_owned()), None, Some("é".repeat(500))]);
        assert_eq!(faults.len(), 1);
    }
}
