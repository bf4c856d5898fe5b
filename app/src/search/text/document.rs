//! What is said of one result, as words of an index.

use std::rc::Rc;

use super::wanted;
use crate::domain::search::words;

/// What is said of one result: a name counts more than care, and care more than a place.
#[derive(Debug, Default)]
pub struct Document {
    /// What it is called.
    pub name: String,
    /// What is done.
    pub care: String,
    /// What people call that.
    pub called: Called,
    /// Where.
    pub place: String,
}

/// What people call some care, made ready once for all who give it.
#[derive(Clone, Debug, Default)]
pub struct Called(Rc<str>);

impl Called {
    /// What each of the phrases says. A phrase is also one word, so that who is called so is
    /// known from who has the words here and there.
    pub fn new(phrases: &[String]) -> Self {
        let both: Vec<_> =
            phrases.iter().flat_map(|phrase| [phrase.clone(), wanted(phrase).concat()]).collect();
        Self(spellings(&both.join(" ")).into())
    }
}

impl Document {
    /// The words of each field, the lightest field first.
    pub(super) fn texts(&self) -> [String; 3] {
        let care = format!("{} {}", spellings(&self.care), self.called.0);
        [spellings(&self.place), care, spellings(&self.name)]
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
