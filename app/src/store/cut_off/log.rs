//! The engine's log as far as it tells whether it is whole: blocks of 32 kB, in them parts of records, each with
//! a checksum, its length and its kind. What is not known for whole counts as torn.

use std::io::{self, Read};

const BLOCK: usize = 32 * 1024;
/// Checksum, length, kind.
const HEAD: usize = 4 + 2 + 1;

/// Kinds of parts.
const WHOLE: u8 = 1;
const FIRST: u8 = 2;
const MIDDLE: u8 = 3;
const LAST: u8 = 4;
const COMPRESSION: u8 = 9;

/// Whether the log ends within a record.
///
/// # Errors
/// Where it cannot be read.
pub(super) fn is_torn(mut log: impl Read) -> io::Result<bool> {
    let mut is_within = false;
    let mut block = Vec::with_capacity(BLOCK);
    loop {
        block.clear();
        log.by_ref().take(BLOCK as u64).read_to_end(&mut block)?;
        match read(&block, is_within) {
            Some(within) if block.len() == BLOCK => is_within = within,
            within => return Ok(within != Some(false)),
        }
    }
}

/// Whether a block leaves a record open, where another block has left one open or not; `None` where it
/// is torn.
fn read(mut block: &[u8], mut is_within: bool) -> Option<bool> {
    let is_full = block.len() == BLOCK;
    while block.len() >= HEAD {
        let (head, rest) = block.split_at(HEAD);
        let (checksum, length, kind) = (head.get(..4)?, head.get(4..6)?, *head.get(6)?);
        let length = usize::from(u16::from_be_bytes(length.try_into().ok()?));
        let bytes = rest.get(..length)?;
        let right = crc32fast::hash(&[&[kind], bytes].concat()).to_be_bytes() == *checksum;
        is_within = match (kind, is_within) {
            (WHOLE | COMPRESSION, false) | (LAST, true) => false,
            (FIRST, false) | (MIDDLE, true) => true,
            _ => return None,
        };
        block = rest.get(length..).filter(|_| right)?;
    }
    // A head that does not fit stands in the next block.
    (is_full || block.is_empty()).then_some(is_within)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(kind: u8, bytes: &[u8]) -> Vec<u8> {
        let checksum = crc32fast::hash(&[&[kind], bytes].concat()).to_be_bytes();
        [&checksum[..], &(bytes.len() as u16).to_be_bytes(), &[kind], bytes].concat()
    }

    /// A record, one that reaches into a second block behind a gap for no head, and another.
    fn whole() -> Vec<u8> {
        let first = part(WHOLE, &[1; 20_000]);
        let rest = BLOCK - first.len() - HEAD;
        let open = part(FIRST, &vec![2; rest]);
        let end = [part(LAST, &[3; 100]), part(WHOLE, &vec![4; BLOCK - 2 * HEAD - 100 - 5])].concat();
        [first, open, end, vec![0; 5], part(WHOLE, &[5; 10])].concat()
    }

    fn is_torn(log: &[u8]) -> bool {
        super::is_torn(log).expect("bytes can be read")
    }

    #[test]
    fn a_log_is_whole_that_ends_with_a_record() {
        let log = whole();
        assert!(!is_torn(&log) && !is_torn(&log[..2 * BLOCK]) && !is_torn(&[]));
        assert!(!is_torn(&log[..20_000 + HEAD]));
    }

    #[test]
    fn a_log_is_torn_wherever_else_it_is_cut() {
        let log = whole();
        let ends = [0, 20_000 + HEAD, BLOCK + HEAD + 100, 2 * BLOCK - 5, 2 * BLOCK, log.len()];
        let near = |cut: &usize| ends.iter().any(|end| cut.abs_diff(*end) < 20);
        let cuts = (0..log.len()).filter(|cut| near(cut) || cut % 61 == 0);
        for cut in cuts.filter(|cut| !ends.contains(cut)) {
            assert!(is_torn(&log[..cut]), "{cut}");
        }
    }

    #[test]
    fn a_log_is_torn_in_which_a_byte_is_another() {
        let log = whole();
        for at in (0..log.len()).step_by(997).filter(|at| !(2 * BLOCK - 5..2 * BLOCK).contains(at)) {
            let mut other = log.clone();
            other[at] ^= 1;
            assert!(is_torn(&other), "{at}");
        }
    }
}
