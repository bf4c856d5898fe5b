//! Many ids in little memory.

use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash, Hasher},
};

/// Hashes of ids: eight bytes each. That two ids of a directory share one is less likely than
/// that the disk is wrong.
#[derive(Clone, Debug, Default)]
pub struct Ids(HashSet<u64>);

impl Ids {
    /// Adds an id; whether it was not there.
    pub fn insert(&mut self, id: &str) -> bool {
        self.0.insert(hash(id))
    }

    /// Whether an id is there.
    pub fn contains(&self, id: &str) -> bool {
        self.0.contains(&hash(id))
    }

    /// Whether an id of that hash is there.
    pub fn contains_hash(&self, hash: u64) -> bool {
        self.0.contains(&hash)
    }

    /// The hashes.
    pub fn hashes(&self) -> impl Iterator<Item = u64> {
        self.0.iter().copied()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl FromIterator<u64> for Ids {
    fn from_iter<I: IntoIterator<Item = u64>>(hashes: I) -> Self {
        Self(hashes.into_iter().collect())
    }
}

/// The hash of an id: the same in every run of the program.
pub fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}
