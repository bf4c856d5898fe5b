#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use super::*;
use crate::domain::search::words;

fn index(names: &[&str]) -> Words {
    let documents = names.iter().map(|name| Document { name: (*name).to_owned(), ..Document::default() });
    Words::new(documents).unwrap()
}

fn found(index: &Words, text: &str) -> Vec<u32> {
    let mut found: Vec<_> = index.scores(&words(text)).fitting().collect();
    found.sort_by_key(|(_, score)| std::cmp::Reverse(*score));
    found.into_iter().map(|(document, _)| document).collect()
}

#[test]
fn a_document_has_the_number_of_its_place() {
    let names: Vec<_> = (0..5000).map(|n| format!("name{n} all")).collect();
    let index = index(&names.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(found(&index, "all").len(), 5000);
    for n in [0, 1, 17, 4999] {
        assert_eq!(found(&index, &format!("name{n}"))[0], n);
    }
}

#[test]
fn accents_order_and_marks_do_not_matter() {
    let index = index(&["Ana Núñez-O'Hara, MD", "Ben Ortiz"]);
    for text in ["nunez ana", "ANA NÚÑEZ", "ohara", "o'hara", "nuñez", "md hara"] {
        assert_eq!(found(&index, text), [0], "{text}");
    }
}

#[test]
fn a_whole_word_comes_before_one_that_begins_so() {
    let index = index(&["Marta Diaz", "Mar Solis", "Marvin Lee"]);
    assert_eq!(found(&index, "mar"), [1, 0, 2]);
}

#[test]
fn slips_are_forgiven_only_where_nobody_fits_without() {
    let index = index(&["Reyes", "Keyes", "Hernandez", "Lee"]);
    assert_eq!(found(&index, "reyes"), [0]);
    assert_eq!(found(&index, "ryees"), [0]);
    assert_eq!(found(&index, "harnandes"), [2]);
    assert_eq!(found(&index, "hernadn"), [2]);
    assert_eq!(found(&index, "lea"), [0; 0]);
}

#[test]
fn a_name_counts_more_than_care_and_care_more_than_a_place() {
    let document = |name: &str, care: &str, place: &str| Document {
        name: name.to_owned(),
        care: care.to_owned(),
        place: place.to_owned(),
        ..Document::default()
    };
    let documents = [document("a", "b", "heart"), document("a", "heart", "c"), document("heart", "b", "c")];
    let index = Words::new(documents.into_iter()).unwrap();
    assert_eq!(found(&index, "heart"), [2, 1, 0]);
}

#[test]
fn no_words_fit_everybody_and_an_empty_index_nobody() {
    assert_eq!(found(&index(&["a", "b"]), ""), [0, 1]);
    assert_eq!(found(&index(&[]), "a"), [0; 0]);
}

#[test]
fn a_name_is_known_by_its_whole_words() {
    let index = index(&["May Day", "Ada French, MD"]);
    let is_name = |text: &str| index.is_name(&words(text));
    assert!(is_name("may day") && is_name("French"));
    assert!(!is_name("may french") && !is_name("fren") && !is_name(""));
}

#[test]
fn what_people_call_some_care_comes_before_its_words_here_and_there() {
    let called = |called: &[&str]| {
        let phrases: Vec<_> = called.iter().map(|called| (*called).to_owned()).collect();
        Document { called: Called::new(&phrases), ..Document::default() }
    };
    let documents = [called(&["back", "knee pain"]), called(&["back pain"]), called(&["pain in the back"])];
    let index = Words::new(documents.into_iter()).unwrap();
    assert_eq!(found(&index, "back pain"), [1, 0, 2]);
    assert_eq!(found(&index, "back"), [0, 1, 2]);
}
