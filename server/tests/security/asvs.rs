//! OWASP ASVS 5.0: which requirement is shown by which test. The table names tests that exist.

use std::{collections::BTreeSet, fs, path::Path};

/// Requirements that an outsider can check and this table shows, at least.
const LEAST: usize = 60;

#[test]
fn each_requirement_of_the_table_names_tests_that_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut reader = csv::Reader::from_reader(&include_bytes!("asvs.csv")[..]);
    let (mut seen, mut tests) = (BTreeSet::new(), BTreeSet::new());
    for row in reader.records() {
        let row = row.unwrap();
        assert!(is_a_requirement(&row[0]) && !row[1].is_empty(), "{row:?}");
        assert!(seen.insert(row[0].to_owned()), "{} is there twice", &row[0]);
        for test in row[2].split(';') {
            assert!(exists(&root, test), "{}: there is no test {test}", &row[0]);
            tests.insert(test.to_owned());
        }
    }
    assert!(seen.len() >= LEAST);
    println!("ASVS 5.0: {} requirements of levels 1 and 2 are shown by {} tests", seen.len(), tests.len());
}

/// Chapter, section and number.
fn is_a_requirement(text: &str) -> bool {
    let parts: Vec<_> = text.split('.').map(str::parse::<u8>).collect();
    parts.len() == 3 && parts.iter().all(|part| part.as_ref().is_ok_and(|part| (1..=17).contains(part)))
}

/// Whether a file has a test of that name.
fn exists(root: &Path, test: &str) -> bool {
    let Some((file, name)) = test.split_once("::") else { return false };
    let text = fs::read_to_string(root.join(file)).unwrap_or_default();
    if file.ends_with(".ts") {
        return text.contains(&format!("test('{name}"));
    }
    let Some((before, _)) = text.split_once(&format!("fn {name}()")) else { return false };
    let line = before.lines().rev().map(str::trim).find(|line| line.starts_with("#["));
    line.is_some_and(|line| ["#[test]", "#[tokio::test"].iter().any(|mark| line.starts_with(mark)))
}
