//! The flags of `server generate`.

use std::path::PathBuf;

use clap::{Args, value_parser};
use jiff::civil::Date;

/// How large a made-up directory is, and where it goes.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(after_help = "Example: server generate --roles 25000 --seed 7 --database surrealkv://data/large")]
pub struct Generate {
    /// How many roles: clinicians at places. There are about 0.8 clinicians for each.
    #[arg(long, value_name = "N", value_parser = value_parser!(u32).range(1..=1_000_000))]
    pub roles: u32,

    /// The same seed and day give the same directory.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,

    /// Of 100 starts of the next 60 days, so many are taken.
    #[arg(long, value_name = "PERCENT", default_value_t = 70, value_parser = value_parser!(u8).range(0..=100))]
    pub taken: u8,

    /// Absences lie after this day [default: today].
    #[arg(long, value_name = "DATE")]
    pub day: Option<Date>,

    /// Only write the directory's files to this folder, and leave the database alone.
    #[arg(long, value_name = "DIR")]
    pub folder: Option<PathBuf>,
}
