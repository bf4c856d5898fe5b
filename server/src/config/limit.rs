//! How much one network may ask for in a minute.

use std::str::FromStr;

use clap::ValueEnum;

use super::value::Fault;

/// What is counted by itself: it costs much, or it could be guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, ValueEnum)]
pub enum Kind {
    /// Signing on.
    SignOn,
    /// Asking for a code: each sends a letter.
    Registration,
    /// Typing a code.
    Code,
    /// Booking, and all else that changes something.
    Booking,
    /// Searches of the directory and of free times.
    Search,
}

/// For example `sign-on=30`, or `search=off`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// What.
    pub kind: Kind,
    /// So often in a minute; `None` is as often as they like.
    pub most: Option<u32>,
}

impl FromStr for Limit {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let kinds = "sign-on, registration, code, booking or search";
        let fault =
            || Fault::new(text, &format!("is not a limit: write KIND=NUMBER or KIND=off with {kinds}"));
        let (kind, most) = text.split_once('=').ok_or_else(fault)?;
        let kind = Kind::from_str(kind, false).map_err(|_| fault())?;
        let most = match most {
            "off" => None,
            number => Some(number.parse().ok().filter(|most| *most > 0).ok_or_else(fault)?),
        };
        Ok(Self { kind, most })
    }
}

impl Kind {
    /// A house with many members behind one address stays below it; whoever tries all codes does not.
    pub fn usual(self) -> u32 {
        match self {
            Self::SignOn => 60,
            Self::Registration | Self::Code => 30,
            Self::Booking => 240,
            Self::Search => 1_200,
        }
    }
}
