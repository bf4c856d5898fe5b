//! The lines of a file, one after the other: memory holds one, and no more than the longest
//! that is allowed.

use std::io;

use tokio::io::{AsyncBufRead, AsyncBufReadExt};

/// Longer lines are skipped: no resource of a directory comes near.
pub const LONGEST_LINE: usize = 8 * 1024 * 1024;

/// A line of a file.
#[derive(Debug, PartialEq, Eq)]
pub enum Line {
    /// Its bytes, without the end of the line.
    Whole(Vec<u8>),
    /// Longer than is allowed: skipped.
    TooLong,
}

impl Line {
    /// How many bytes it holds.
    pub fn len(&self) -> usize {
        match self {
            Self::Whole(bytes) => bytes.len(),
            Self::TooLong => 0,
        }
    }
}

/// Reads lines and counts them.
pub struct Lines<R> {
    reader: R,
    longest: usize,
    number: usize,
}

impl<R: AsyncBufRead + Unpin> Lines<R> {
    /// Lines of at most `longest` bytes.
    pub fn new(reader: R, longest: usize) -> Self {
        Self { reader, longest, number: 0 }
    }

    /// The next line that is not blank, with its number counted from 1.
    ///
    /// # Errors
    /// Those of reading the file.
    pub async fn next(&mut self) -> io::Result<Option<(usize, Line)>> {
        while let Some(line) = self.read().await? {
            self.number += 1;
            match line {
                Line::Whole(bytes) if bytes.iter().all(u8::is_ascii_whitespace) => {}
                line => return Ok(Some((self.number, line))),
            }
        }
        Ok(None)
    }

    async fn read(&mut self) -> io::Result<Option<Line>> {
        let (mut bytes, mut length) = (Vec::new(), 0);
        loop {
            let chunk = self.reader.fill_buf().await?;
            if chunk.is_empty() {
                return Ok((length > 0).then(|| self.line(bytes, length)));
            }
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let taken = end.unwrap_or(chunk.len());
            length += taken;
            if length <= self.longest {
                bytes.extend_from_slice(&chunk[..taken]);
            }
            self.reader.consume(taken + usize::from(end.is_some()));
            if end.is_some() {
                return Ok(Some(self.line(bytes, length)));
            }
        }
    }

    /// A mark of the byte order at the start of a file belongs to no resource.
    fn line(&self, mut bytes: Vec<u8>, length: usize) -> Line {
        if length > self.longest {
            return Line::TooLong;
        }
        if self.number == 0 && bytes.starts_with("\u{feff}".as_bytes()) {
            bytes.drain(.."\u{feff}".len());
        }
        Line::Whole(bytes)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::BufReader;

    use super::*;

    async fn lines(text: &str) -> Vec<(usize, Line)> {
        let mut lines = Lines::new(BufReader::with_capacity(3, text.as_bytes()), 5);
        let mut all = Vec::new();
        while let Some(line) = lines.next().await.expect("memory can be read") {
            all.push(line);
        }
        all
    }

    fn whole(text: &str) -> Line {
        Line::Whole(text.as_bytes().to_vec())
    }

    #[tokio::test]
    async fn lines_are_counted_with_the_blank_ones() {
        assert_eq!(
            lines("\u{feff}ab\n\n  \nabcde\nlast").await[..2],
            [(1, whole("ab")), (4, whole("abcde"))]
        );
        assert_eq!(lines("a\n\nlast").await, [(1, whole("a")), (3, whole("last"))]);
    }

    #[tokio::test]
    async fn a_line_that_is_too_long_is_skipped_and_the_next_one_is_read() {
        assert_eq!(lines("abcdefghij\nok").await, [(1, Line::TooLong), (2, whole("ok"))]);
    }
}
