//! The lines of a file, one after the other: memory holds one, and no more than the longest
//! that is allowed.

use std::io::{self, BufRead, Read};

/// Longer lines are skipped: no resource of a directory comes near.
pub const LONGEST_LINE: usize = 8 * 1024 * 1024;

/// What may stand before the first line of a file, also of one of several in one, and belongs to
/// no resource.
pub const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A line of a file.
#[derive(Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// Its bytes, without the end of the line.
    Whole(&'a [u8]),
    /// Longer than is allowed: skipped.
    TooLong,
}

/// Reads lines and counts them.
pub struct Lines<R> {
    reader: R,
    longest: usize,
    number: usize,
    bytes: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    /// Lines of at most `longest` bytes.
    pub fn new(reader: R, longest: usize) -> Self {
        Self { reader, longest, number: 0, bytes: Vec::new() }
    }

    /// The next line that is not blank, with its number counted from 1.
    ///
    /// # Errors
    /// Those of reading the file.
    pub fn next(&mut self) -> io::Result<Option<(usize, Line<'_>)>> {
        while let Some(whole) = self.read()? {
            self.number += 1;
            if !whole {
                return Ok(Some((self.number, Line::TooLong)));
            }
            if self.bytes.starts_with(BYTE_ORDER_MARK) {
                self.bytes.drain(..BYTE_ORDER_MARK.len());
            }
            if !self.bytes.iter().all(u8::is_ascii_whitespace) {
                return Ok(Some((self.number, Line::Whole(&self.bytes))));
            }
        }
        Ok(None)
    }

    /// Reads a line; whether it is whole. `None` at the end of the file.
    fn read(&mut self) -> io::Result<Option<bool>> {
        self.bytes.clear();
        let most = self.longest as u64 + 1;
        if (&mut self.reader).take(most).read_until(b'\n', &mut self.bytes)? == 0 {
            return Ok(None);
        }
        if self.bytes.last() == Some(&b'\n') {
            self.bytes.pop();
        } else if self.bytes.len() > self.longest {
            self.reader.skip_until(b'\n')?;
            return Ok(Some(false));
        }
        Ok(Some(true))
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    fn lines(text: &str) -> Vec<(usize, String)> {
        let mut lines = Lines::new(BufReader::with_capacity(3, text.as_bytes()), 5);
        let mut all = Vec::new();
        while let Some((number, line)) = lines.next().expect("memory can be read") {
            let text = match line {
                Line::Whole(bytes) => String::from_utf8_lossy(bytes).into_owned(),
                Line::TooLong => "too long".to_owned(),
            };
            all.push((number, text));
        }
        all
    }

    fn numbered(lines: &[(usize, &str)]) -> Vec<(usize, String)> {
        lines.iter().map(|(number, text)| (*number, (*text).to_owned())).collect()
    }

    #[test]
    fn lines_are_counted_with_the_blank_ones() {
        assert_eq!(lines("\u{feff}ab\n\n  \nabcde\n\u{feff}\n"), numbered(&[(1, "ab"), (4, "abcde")]));
        assert_eq!(lines("a\r\n\r\nlast"), numbered(&[(1, "a\r"), (3, "last")]));
        assert_eq!(lines(""), []);
    }

    #[test]
    fn a_line_that_is_too_long_is_skipped_and_the_next_one_is_read() {
        assert_eq!(lines("abcdefghij\nok"), numbered(&[(1, "too long"), (2, "ok")]));
        assert_eq!(lines("abcdef"), numbered(&[(1, "too long")]));
    }
}
