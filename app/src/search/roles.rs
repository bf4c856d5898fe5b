//! Sets of roles by ordinal: a bit for each role of the directory, so that what two sets have in
//! common is found a word at a time, however many are in them.

use std::ops::{BitAnd, BitAndAssign, BitOrAssign, Sub, SubAssign};

use fixedbitset::FixedBitSet;

/// A set of roles.
#[derive(Clone, Debug, Default)]
pub struct Roles(FixedBitSet);

impl Roles {
    /// Adds one.
    pub fn insert(&mut self, ordinal: u32) {
        self.0.grow_and_insert(ordinal as usize);
    }

    /// Takes one out, where it is there.
    pub fn remove(&mut self, ordinal: u32) {
        if self.contains(ordinal) {
            self.0.remove(ordinal as usize);
        }
    }

    /// Whether one is there.
    pub fn contains(&self, ordinal: u32) -> bool {
        self.0.contains(ordinal as usize)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.count_ones(..)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_clear()
    }

    /// How many this set and another have in common.
    pub fn shared(&self, others: &Self) -> usize {
        self.0.intersection_count(&others.0)
    }

    /// All in order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.ones().map(|ordinal| ordinal as u32)
    }

    /// Moves those that are among the others too into `to`, which has room for all. Whether any stay.
    pub fn move_shared(&mut self, others: &Self, to: &mut Self) -> bool {
        let mut left = 0;
        let words = self.0.as_mut_slice().iter_mut().zip(to.0.as_mut_slice());
        let mut others = others.0.as_slice().iter();
        for (here, there) in words {
            let shared = *here & others.next().copied().unwrap_or(0);
            *there |= shared;
            *here ^= shared;
            left |= *here;
        }
        left != 0
    }

    /// A set that has room for the same roles, with none in it.
    #[must_use]
    pub fn none_of(&self) -> Self {
        Self(FixedBitSet::with_capacity(self.0.len()))
    }
}

impl Extend<u32> for Roles {
    fn extend<I: IntoIterator<Item = u32>>(&mut self, ordinals: I) {
        ordinals.into_iter().for_each(|ordinal| self.insert(ordinal));
    }
}

impl FromIterator<u32> for Roles {
    fn from_iter<I: IntoIterator<Item = u32>>(ordinals: I) -> Self {
        let mut roles = Self::default();
        roles.extend(ordinals);
        roles
    }
}

impl BitAnd for &Roles {
    type Output = Roles;

    fn bitand(self, others: Self) -> Roles {
        Roles(&self.0 & &others.0)
    }
}

impl BitAndAssign<&Roles> for Roles {
    fn bitand_assign(&mut self, others: &Self) {
        self.0.intersect_with(&others.0);
    }
}

impl BitOrAssign<&Roles> for Roles {
    fn bitor_assign(&mut self, others: &Self) {
        self.0.union_with(&others.0);
    }
}

impl Sub for &Roles {
    type Output = Roles;

    fn sub(self, others: Self) -> Roles {
        let mut left = self.clone();
        left -= others;
        left
    }
}

impl SubAssign<&Roles> for Roles {
    fn sub_assign(&mut self, others: &Self) {
        self.0.difference_with(&others.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(ordinals: &[u32]) -> Roles {
        ordinals.iter().copied().collect()
    }

    fn list(roles: &Roles) -> Vec<u32> {
        roles.iter().collect()
    }

    #[test]
    fn sets_of_different_lengths_are_joined_cut_and_parted() {
        let (short, long) = (roles(&[1, 3]), roles(&[3, 70, 200]));
        assert_eq!((list(&(&short & &long)), list(&(&long & &short))), (vec![3], vec![3]));
        assert_eq!((list(&(&short - &long)), list(&(&long - &short))), (vec![1], vec![70, 200]));
        assert_eq!((short.shared(&long), long.shared(&short)), (1, 1));
        let mut all = short.clone();
        all |= &long;
        assert_eq!((list(&all), all.len()), (vec![1, 3, 70, 200], 4));
        all &= &short;
        assert_eq!(list(&all), [1, 3]);
    }

    #[test]
    fn what_is_not_there_is_not_found_nor_taken_out() {
        let mut some = roles(&[5]);
        some.remove(900);
        assert!(!some.contains(900) && some.contains(5));
        some.remove(5);
        assert!(some.is_empty() && Roles::default().is_empty());
    }

    #[test]
    fn what_two_have_in_common_is_moved() {
        let mut waiting = roles(&[1, 64, 130]);
        let mut found = waiting.none_of();
        assert!(waiting.move_shared(&roles(&[1, 2]), &mut found));
        assert!(!waiting.move_shared(&roles(&[64, 130, 500]), &mut found));
        assert_eq!((list(&waiting), list(&found)), (vec![], vec![1, 64, 130]));
    }
}
