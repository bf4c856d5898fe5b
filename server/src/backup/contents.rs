//! What the lines of a backup hold: counted and hashed as they pass by.

use std::collections::BTreeMap;

use app::store::backup::Line;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What a table has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// How many records.
    pub rows: u64,
    /// The SHA-256 of its lines with records, in hexadecimal digits.
    pub sha256: String,
}

/// What went by until now.
#[derive(Default)]
pub struct Contents {
    all: Sha256,
    done: BTreeMap<String, Table>,
    current: Option<Current>,
}

#[derive(Default)]
struct Current {
    name: String,
    rows: u64,
    sha256: Sha256,
}

impl Contents {
    /// Notes a line.
    pub fn note(&mut self, line: &str) {
        self.all.update(line);
        match Line::read(line) {
            Line::Records(table) => {
                self.close();
                self.current = Some(Current { name: table.to_owned(), ..Current::default() });
            }
            Line::Insert(statement) => {
                if let Some(current) = &mut self.current {
                    current.rows += records(statement);
                    current.sha256.update(statement);
                }
            }
            Line::Remark | Line::Definition(_) => {}
        }
    }

    /// The tables, and the SHA-256 of all lines.
    pub fn finish(mut self) -> (BTreeMap<String, Table>, String) {
        self.close();
        (self.done, hexadecimal(self.all))
    }

    fn close(&mut self) {
        if let Some(Current { name, rows, sha256 }) = self.current.take() {
            self.done.insert(name, Table { rows, sha256: hexadecimal(sha256) });
        }
    }
}

fn hexadecimal(sha256: Sha256) -> String {
    format!("{:x}", sha256.finalize())
}

/// How many records `INSERT [ {…}, {…} ];` has: the objects that stand directly in its list.
fn records(statement: &str) -> u64 {
    let (mut count, mut depth, mut quote, mut escaped) = (0, 0_u32, None, false);
    for byte in statement.bytes() {
        match (quote, byte) {
            (Some(_), _) if escaped => escaped = false,
            (Some(_), b'\\') => escaped = true,
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'\'' | b'"' | b'`') => quote = Some(byte),
            (None, b'[' | b'{') => {
                count += u64::from(byte == b'{' && depth == 1);
                depth += 1;
            }
            (None, b']' | b'}') => depth = depth.saturating_sub(1),
            (None, _) => {}
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_counted_whatever_stands_in_them() {
        let cases = [
            ("INSERT [ { id: a:1 } ];", 1),
            ("INSERT [ { id: a:1, of: [{ n: 1 }, { n: 2 }] }, { id: a:[1, 'x'] } ];", 2),
            (r#"INSERT [ { id: a:`]}`, said: 'it\'s {' }, { id: a:2, said: "} '{' \\" } ];"#, 2),
            ("INSERT [  ];", 0),
        ];
        for (statement, count) in cases {
            assert_eq!(records(statement), count, "{statement}");
        }
    }

    #[test]
    fn tables_are_told_apart_and_have_a_hash_of_their_own() {
        let read = |lines: &[&str]| {
            let mut contents = Contents::default();
            lines.iter().for_each(|line| contents.note(line));
            contents.finish()
        };
        let lines =
            ["-- TABLE DATA: a\n", "INSERT [ { id: a:1 }, { id: a:2 } ];\n", "-- TABLE DATA: b\n", "\n"];
        let (tables, sha256) = read(&lines);
        assert_eq!((tables["a"].rows, tables["b"].rows), (2, 0));
        let (others, other) = read(&["-- TABLE DATA: a\n", "INSERT [ { id: a:1 }, { id: a:3 } ];\n"]);
        assert!(tables["a"] != others["a"] && sha256 != other);
    }
}
