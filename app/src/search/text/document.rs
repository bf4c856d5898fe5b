//! What is said of one result, as words of an index.

use super::wanted;
use crate::domain::search::words;

/// What is said of one result: a name counts more than care, and care more than a place.
#[derive(Debug, Default)]
pub struct Document {
    /// What it is called.
    pub name: String,
    /// What is done.
    pub care: String,
    /// What people call that: each by itself.
    pub called: Vec<String>,
    /// Where.
    pub place: String,
}

impl Document {
    /// The words of each field. A phrase that people call some care is also one word, so that
    /// who is called so is known from who has the words here and there.
    pub(super) fn texts(&self) -> [String; 3] {
        let called = self.called.iter().flat_map(|phrase| [phrase.clone(), wanted(phrase).concat()]);
        let care: Vec<_> = std::iter::once(self.care.clone()).chain(called).collect();
        [&self.place, &care.join(" "), &self.name].map(|text| spellings(text))
    }
}

/// Its words, and once more without the marks inside of words: O'Hara is found as `o hara` and
/// as `ohara`, OB-GYN as `ob gyn` and as `obgyn`.
fn spellings(text: &str) -> String {
    let mut spellings = words(text);
    let joined = text.replace(['\'', '’', '-', '/', '.'], "");
    spellings.extend(words(&joined));
    spellings.sort_unstable();
    spellings.dedup();
    spellings.join(" ")
}
