//! An index of words in memory: whom the words of a search name, begin to name or misspell.

use tantivy::{
    DocId, Index, IndexSettings, ReloadPolicy, SegmentReader, TantivyDocument, TantivyError, Term,
    directory::RamDirectory,
    query::{EnableScoring, FuzzyTermQuery, Query, TermQuery},
    schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
};

mod document;
mod wanted;

pub use document::{Called, Document};
pub(super) use wanted::wanted;

/// What the index is begun with, in bytes; it grows with the directory.
const BUDGET: usize = 15_000_000;

/// So many words of a search are looked at: more would only cost.
const MOST_WORDS: usize = 12;

/// Letters of a word from which on one slip of the finger is forgiven, and two.
const SLIPS: (usize, usize) = (4, 8);

/// What the words get on top when all of them together are what people call some care.
const CALLED: u8 = 100;

/// How well each document fits, by its number; 0 is not at all. A word that is there counts
/// more than one that begins so, and that more than one that is nearly so.
pub struct Scores(Vec<u8>);

/// Fields by their weight: the place is the lightest.
const CARE: usize = 1;
const NAME: usize = 2;

/// The index. Documents are numbered in the order in which they came.
pub struct Words {
    segment: Option<SegmentReader>,
    schema: Schema,
    /// The heaviest last.
    fields: [Field; 3],
}

/// How a word of a search is met, the lightest first.
#[derive(Clone, Copy, PartialEq)]
enum Meeting {
    NearlyBegun,
    Nearly,
    Begun,
    Whole,
}

impl Words {
    /// Builds the index: one segment, so that a document's number is its place.
    ///
    /// # Errors
    /// Those of the library; none is known for an index in memory.
    pub fn new(documents: impl Iterator<Item = Document>) -> Result<Self, TantivyError> {
        let mut schema = Schema::builder();
        let fields = ["place", "care", "name"].map(|name| schema.add_text_field(name, options()));
        let schema = schema.build();
        let settings = IndexSettings { docstore_compress_dedicated_thread: false, ..Default::default() };
        let mut writer = Index::builder()
            .schema(schema.clone())
            .settings(settings)
            .single_segment_index_writer::<TantivyDocument>(RamDirectory::create(), BUDGET)?;
        for document in documents {
            let mut indexed = TantivyDocument::default();
            for (field, text) in fields.into_iter().zip(document.texts()) {
                indexed.add_text(field, text);
            }
            writer.add_document(indexed)?;
        }
        let reader = writer.finalize()?.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        // The library cannot look into a segment without documents.
        let segment = reader.searcher().segment_readers().first().cloned();
        let segment = segment.filter(|segment| segment.max_doc() > 0);
        Ok(Self { segment, schema, fields })
    }

    /// How well each document fits all of the words. Slips are forgiven where nobody fits
    /// without: whoever types a name right does not get those who are called nearly so.
    pub fn scores(&self, wanted: &[String]) -> Scores {
        let mut exact = self.all(wanted, &[Meeting::Begun, Meeting::Whole]);
        if !exact.any() {
            return self
                .all(wanted, &[Meeting::NearlyBegun, Meeting::Nearly, Meeting::Begun, Meeting::Whole]);
        }
        if wanted.len() > 1 {
            exact.raise(&self.one(&wanted.concat(), false, &[(CARE, Meeting::Whole)]));
        }
        exact
    }

    /// Whether some document's name has all of the words whole.
    pub fn is_name(&self, wanted: &[String]) -> bool {
        let name = [(NAME, Meeting::Whole)];
        let scores = wanted.iter().map(|word| self.one(word, false, &name));
        !wanted.is_empty() && scores.reduce(Scores::both).is_some_and(|scores| scores.any())
    }

    fn all(&self, wanted: &[String], meetings: &[Meeting]) -> Scores {
        let ways: Vec<_> = meetings
            .iter()
            .flat_map(|meeting| (0..self.fields.len()).map(move |field| (field, *meeting)))
            .collect();
        let wanted = &wanted[..wanted.len().min(MOST_WORDS)];
        let scores = wanted.iter().enumerate().map(|(n, word)| self.one(word, n + 1 == wanted.len(), &ways));
        scores.reduce(Scores::both).unwrap_or_else(|| Scores(vec![1; self.len()]))
    }

    /// The ways are in order of their weight, so that the best one stays. Only the last word
    /// may be one that is still being typed, slips included.
    fn one(&self, word: &str, last: bool, ways: &[(usize, Meeting)]) -> Scores {
        let mut scores = vec![0; self.len()];
        for (field, meeting) in ways.iter().filter(|(_, meeting)| last || *meeting != Meeting::NearlyBegun) {
            let points = (*meeting as usize * self.fields.len() + field + 1) as u8;
            let met = self.meet(self.fields[*field], word, *meeting, &mut |documents| {
                for document in documents {
                    scores[*document as usize] = points;
                }
            });
            if let Err(error) = met {
                tracing::error!(%error, "the index of words cannot be read");
            }
        }
        Scores(scores)
    }

    fn meet(
        &self,
        field: Field,
        word: &str,
        meeting: Meeting,
        found: &mut dyn FnMut(&[DocId]),
    ) -> Result<(), TantivyError> {
        let (Some(segment), Some(query)) = (&self.segment, query(field, word, meeting)) else {
            return Ok(());
        };
        let weight = query.weight(EnableScoring::disabled_from_schema(&self.schema))?;
        weight.for_each_no_score(segment, found)
    }

    fn len(&self) -> usize {
        self.segment.as_ref().map_or(0, |segment| segment.max_doc() as usize)
    }
}

impl Scores {
    /// The score of a document.
    pub fn of(&self, document: u32) -> u8 {
        self.0.get(document as usize).copied().unwrap_or(0)
    }

    /// The documents that fit, in order, with their scores.
    pub fn fitting(&self) -> impl Iterator<Item = (u32, u8)> {
        (0..).zip(&self.0).filter(|(_, score)| **score > 0).map(|(document, score)| (document, *score))
    }

    fn any(&self) -> bool {
        self.0.iter().any(|score| *score > 0)
    }

    /// Those that fit also another way come before all others.
    fn raise(&mut self, other: &Self) {
        for (score, more) in self.0.iter_mut().zip(&other.0) {
            if *score > 0 && *more > 0 {
                *score = score.saturating_add(CALLED);
            }
        }
    }

    fn both(mut self, other: Self) -> Self {
        for (score, more) in self.0.iter_mut().zip(other.0) {
            *score = if *score == 0 || more == 0 { 0 } else { score.saturating_add(more) };
        }
        self
    }
}

fn query(field: Field, word: &str, meeting: Meeting) -> Option<Box<dyn Query>> {
    let term = Term::from_field_text(field, word);
    let letters = word.chars().count();
    let slips = u8::from(letters >= SLIPS.0) + u8::from(letters >= SLIPS.1);
    Some(match meeting {
        Meeting::Whole => Box::new(TermQuery::new(term, IndexRecordOption::Basic)),
        Meeting::Begun => Box::new(FuzzyTermQuery::new_prefix(term, 0, false)),
        Meeting::Nearly | Meeting::NearlyBegun if slips == 0 => return None,
        Meeting::Nearly => Box::new(FuzzyTermQuery::new(term, slips, true)),
        Meeting::NearlyBegun => Box::new(FuzzyTermQuery::new_prefix(term, slips, true)),
    })
}

fn options() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("whitespace")
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    TextOptions::default().set_indexing_options(indexing)
}

#[cfg(test)]
mod tests;
