//! The words of a search that count.

use crate::domain::search::words;

/// Words that say nothing about who is looked for, where there are others.
const FILLERS: &[&str] = &[
    "a", "an", "and", "the", "for", "with", "near", "in", "at", "of", "my", "me", "i", "need", "want",
    "find", "see", "s", "who", "that", "de", "del", "el", "la", "los", "las", "un", "una", "para", "por",
    "con", "en", "que", "mi", "y", "necesito", "busco", "quiero",
];

/// What everybody is called.
const TITLES: &[&str] = &["dr", "dra", "doctor", "doctora", "doctors", "doctores", "doc", "medico", "medica"];

/// The words of a search that say whom it is for.
pub fn wanted(text: &str) -> Vec<String> {
    let mut wanted = words(text);
    wanted.retain(|word| !TITLES.contains(&word.as_str()));
    let saying: Vec<_> = wanted.iter().filter(|word| !FILLERS.contains(&word.as_str())).cloned().collect();
    // One alone can be somebody's name.
    if saying.is_empty() && wanted.len() == 1 { wanted } else { saying }
}
