//! Choices that are counted, as they stand in the address, and what they are called.

use crate::{
    domain::found::Counts,
    pages::{
        directory::query::{meant, word},
        listing_words::gender_name,
        visit_words,
    },
};

/// By specialty.
pub(super) fn specialties(counts: &Counts) -> Vec<(String, usize)> {
    counts.specialties.iter().map(|(id, count)| (id.to_string(), *count)).collect()
}

/// By visit type.
pub(super) fn visit_types(counts: &Counts) -> Vec<(String, usize)> {
    counts.visit_types.iter().map(|(id, count)| (id.to_string(), *count)).collect()
}

/// By modality.
pub(super) fn modalities(counts: &Counts) -> Vec<(String, usize)> {
    counts.modalities.iter().map(|(modality, count)| (word(modality), *count)).collect()
}

/// By gender.
pub(super) fn genders(counts: &Counts) -> Vec<(String, usize)> {
    counts.genders.iter().map(|(gender, count)| (word(gender), *count)).collect()
}

/// `By video`
pub(super) fn modality(word: &str) -> String {
    meant(word.to_owned()).map_or_else(|| word.to_owned(), |kind| visit_words::modality(kind).to_owned())
}

/// `Woman`
pub(super) fn gender(word: &str) -> String {
    meant(word.to_owned()).map_or_else(|| word.to_owned(), |gender| gender_name(gender).to_owned())
}
