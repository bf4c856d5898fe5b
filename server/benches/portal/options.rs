//! What is measured, and at which size.

use clap::{Parser, ValueEnum};

use crate::rows::Row;

/// The command line of the benchmark.
#[derive(Debug, Parser)]
pub struct Options {
    /// Roles of the generated directory; the scale is measured at a sixteenth and a quarter too.
    #[arg(long, default_value_t = 25_000, value_parser = clap::value_parser!(u32).range(16..))]
    pub roles: u32,
    /// Only these parts.
    #[arg(long, value_enum)]
    only: Vec<Part>,
    /// Only the demonstration: also in the profile of the tests.
    #[arg(long)]
    pub quick: bool,
    /// Cargo says it to every benchmark.
    #[arg(long, hide = true)]
    bench: bool,
}

/// A part of the measurement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Twenty results with three times each, in process.
    FirstAvailable,
    /// Words with filters and counts, in process.
    TextSearch,
    /// Suggestions over HTTP.
    Suggestion,
    /// The directory's page over HTTP.
    Page,
    /// From start to ready.
    Start,
    /// Resident memory when ready.
    Memory,
    /// Resources that are imported.
    Import,
    /// The cost at several sizes.
    Scale,
    /// The pages of the demonstration.
    Demonstration,
}

impl Options {
    /// What is wanted.
    pub fn parts(&self) -> Vec<Part> {
        match (self.quick, self.only.is_empty()) {
            (true, _) => vec![Part::Demonstration],
            (false, true) => Part::value_variants().to_vec(),
            (false, false) => self.only.clone(),
        }
    }
}

impl Part {
    /// The row of the table, where it is one.
    pub fn row(self) -> Option<Row> {
        match self {
            Self::FirstAvailable => Some(Row::FirstAvailable),
            Self::TextSearch => Some(Row::TextSearch),
            Self::Suggestion => Some(Row::Suggestion),
            Self::Page => Some(Row::Page),
            Self::Start => Some(Row::Start),
            Self::Memory => Some(Row::Memory),
            Self::Import => Some(Row::Import),
            Self::Scale | Self::Demonstration => None,
        }
    }
}
