//! Collecting the faults of a plan profile, and what is asked of many of its fields.

use std::collections::HashSet;

use super::Fault;
use crate::domain::plan::Text;

/// Collects what does not hold.
#[derive(Default)]
pub(super) struct Faults(pub Vec<Fault>);

impl Faults {
    pub fn add(&mut self, path: impl Into<String>, value: impl ToString, problem: &'static str) {
        self.0.push(Fault { path: path.into(), value: value.to_string(), problem });
    }

    pub fn unless(
        &mut self,
        holds: bool,
        path: impl Into<String>,
        value: impl ToString,
        problem: &'static str,
    ) {
        if !holds {
            self.add(path, value, problem);
        }
    }

    pub fn filled(&mut self, path: impl Into<String>, text: &str) {
        self.unless(!text.trim().is_empty(), path, text, "must not be empty");
    }

    pub fn text(&mut self, path: &str, text: &Text) {
        self.filled(format!("{path}.en"), &text.en);
        self.filled(format!("{path}.es"), &text.es);
    }

    pub fn slug(&mut self, path: impl Into<String>, id: &str) {
        let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let holds = !id.is_empty() && id.chars().all(fine);
        self.unless(holds, path, id, "must be lower-case letters, digits and hyphens");
    }

    pub fn once<'a>(&mut self, list: &str, field: &str, names: impl Iterator<Item = &'a str>) {
        let mut seen = HashSet::new();
        for (n, name) in names.enumerate() {
            self.unless(seen.insert(name), format!("{list}.{n}{field}"), name, "stands there twice");
        }
    }
}

/// A code such as `WA` or `FR`.
pub(super) fn two_capitals(code: &str) -> bool {
    code.len() == 2 && code.chars().all(|c| c.is_ascii_uppercase())
}
