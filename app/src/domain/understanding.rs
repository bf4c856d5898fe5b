//! What the words of a search say of language, place, time and so on: "spanish speaking eye
//! doctor near 98501 this week" looks for "eye doctor", and the rest are conditions.

use jiff::civil::Weekday;

use super::{
    directory::Gender,
    search::{DirectoryQuery, PartOfDay, When, words},
    visit_type::Modality,
};
use vocabulary::{LANGUAGES, PHRASES, WEEKDAYS};

mod vocabulary;

/// So many words of a search are read.
const MOST_WORDS: usize = 40;

/// So many words can name a place.
const PLACE_WORDS: usize = 5;

/// What a phrase says.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Says {
    /// In the language that stands for `*`.
    Language,
    /// On the weekday that stands for `*`.
    Weekday,
    /// On Saturday or Sunday.
    Weekend,
    /// In the city or ZIP that comes next.
    Near,
    When(When),
    Part(PartOfDay),
    Modality(Modality),
    Gender(Gender),
    /// Takes new patients.
    Accepting,
    /// Can be seen without a referral.
    SelfReferral,
    /// Nothing that a search could look for.
    Nothing,
    /// The words themselves, though a part of them would say something.
    Itself,
}

/// A word as it was typed, and as it is compared.
struct Word<'a> {
    typed: &'a str,
    plain: String,
}

/// The search with what its words say as conditions; a condition that it has already stays as
/// it is. What was understood leaves the text. `is_place` knows cities and ZIPs.
pub fn understand(query: &DirectoryQuery, is_place: &impl Fn(&str) -> bool) -> DirectoryQuery {
    let typed = query.text.split_whitespace().take(MOST_WORDS);
    let all: Vec<_> = typed.map(|typed| Word { typed, plain: words(typed).concat() }).collect();
    let (mut meant, mut rest, mut at) = (Meant::of(query), Vec::new(), 0);
    while at < all.len() {
        let Read { words, understood } = meant.read(&all[at..], is_place);
        if !understood {
            rest.extend(all[at..at + words].iter().map(|word| word.typed));
        }
        at += words;
    }
    // What was not understood stays as it was typed, spaces included.
    let text = if rest.len() == all.len() { query.text.clone() } else { rest.join(" ") };
    DirectoryQuery { text, ..meant.query }
}

/// So many words were read.
struct Read {
    words: usize,
    understood: bool,
}

/// A search that takes up conditions which it does not have.
struct Meant<'q> {
    asked: &'q DirectoryQuery,
    query: DirectoryQuery,
}

impl<'q> Meant<'q> {
    fn of(asked: &'q DirectoryQuery) -> Self {
        Self { asked, query: asked.clone() }
    }

    /// Reads what the words begin with.
    fn read(&mut self, words: &[Word], is_place: &impl Fn(&str) -> bool) -> Read {
        let unknown = Read { words: 1, understood: false };
        let first = &words[0].plain;
        if is_zip(first) && is_place(first) {
            return self.take_place(first, 1);
        }
        let fitting = PHRASES.iter().filter_map(|(phrase, says)| {
            let (length, name) = matched(phrase, *says, words)?;
            Some((length, name, *says))
        });
        let Some((length, name, says)) = fitting.max_by_key(|(length, ..)| *length) else { return unknown };
        match says {
            Says::Itself => Read { words: length, understood: false },
            Says::Near => {
                let place = self.read_place(&words[length..], is_place);
                place.map_or(unknown, |read| Read { words: length + read.words, ..read })
            }
            says => {
                self.take(says, name);
                Read { words: length, understood: true }
            }
        }
    }

    /// The longest place that the words begin with.
    fn read_place(&mut self, words: &[Word], is_place: &impl Fn(&str) -> bool) -> Option<Read> {
        (1..=words.len().min(PLACE_WORDS)).rev().find_map(|length| {
            let typed: Vec<_> = words[..length].iter().map(|word| word.typed).collect();
            let place = typed.join(" ");
            let place = place.trim_end_matches([',', '.', ';', '?', '!']);
            is_place(place).then(|| self.take_place(place, length))
        })
    }

    fn take_place(&mut self, place: &str, words: usize) -> Read {
        if !self.asked.has_place() {
            place.clone_into(&mut self.query.place);
        }
        Read { words, understood: true }
    }

    fn take(&mut self, says: Says, name: usize) {
        let Self { asked, query } = self;
        match says {
            Says::Language => {
                query.language = asked.language.clone().or_else(|| Some(LANGUAGES[name].1.to_owned()));
            }
            Says::When(when) => query.when = asked.when.or(Some(when)),
            Says::Part(part) => query.part = asked.part.or(Some(part)),
            Says::Modality(modality) => query.modality = asked.modality.or(Some(modality)),
            Says::Gender(gender) => query.gender = asked.gender.or(Some(gender)),
            Says::Accepting => query.accepting = true,
            Says::SelfReferral => query.self_referral = true,
            Says::Weekday => self.take_days(&[WEEKDAYS[name].1]),
            Says::Weekend => self.take_days(&[Weekday::Saturday, Weekday::Sunday]),
            Says::Near | Says::Nothing | Says::Itself => {}
        }
    }

    fn take_days(&mut self, days: &[Weekday]) {
        if self.asked.weekdays.known() == 0 {
            self.query.weekdays = days.iter().fold(self.query.weekdays, |all, day| all.and(*day));
        }
    }
}

/// How many words a phrase takes up, and which name stands for its `*`; `None` where the words
/// do not begin with it.
fn matched(phrase: &str, says: Says, words: &[Word]) -> Option<(usize, usize)> {
    let (mut name, mut length) = (0, 0);
    for part in phrase.split(' ') {
        let word = &words.get(length)?.plain;
        match part {
            "*" => name = named(says, word)?,
            part if part == word => {}
            _ => return None,
        }
        length += 1;
    }
    Some((length, name))
}

fn named(says: Says, word: &str) -> Option<usize> {
    let known = |names: &[&str]| names.contains(&word);
    match says {
        Says::Weekday => WEEKDAYS.iter().position(|(names, _)| known(names)),
        _ => LANGUAGES.iter().position(|(names, _)| known(names)),
    }
}

fn is_zip(word: &str) -> bool {
    word.len() == 5 && word.bytes().all(|digit| digit.is_ascii_digit())
}

#[cfg(test)]
mod tests;
