//! The command `server audit`.

use app::domain::{audit::Kind, id::MemberNumber, registrant};
use clap::Args;
use jiff::civil::Date;

/// What is looked for in the audit.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// What was done to the record of this member: the number on the card.
    #[arg(long, value_name = "NUMBER", value_parser = number)]
    pub member: Option<MemberNumber>,
    /// What somebody of an office has done, or who gave commands under that name.
    #[arg(long, value_name = "NAME")]
    pub staff: Option<String>,
    /// From this day on, on the plan's clock.
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,
    /// Until this day, that day included.
    #[arg(long, value_name = "DATE")]
    pub until: Option<Date>,
    /// To this of a record, for example `appointment`, `day`, `emergency` (with the
    /// reasons that were given) or `sign-on`.
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub kind: Option<Kind>,
    /// So many rows at most, the newest.
    #[arg(long, value_name = "NUMBER", default_value_t = 100, value_parser = most)]
    pub most: u32,
}

/// More than anybody reads in one go.
const LONGEST: u32 = 100_000;

fn number(text: &str) -> Result<MemberNumber, String> {
    let wanted = "is no member number: it stands on the card, like 10000012";
    registrant::member_number(text).ok_or_else(|| format!("`{}` {wanted}", text.escape_debug()))
}

fn kind(text: &str) -> Result<Kind, String> {
    let found = Kind::ALL.into_iter().find(|kind| kind.as_str() == text);
    found.ok_or_else(|| {
        let all = Kind::ALL.map(Kind::as_str).join(", ");
        format!("`{}` is no kind: write one of {all}", text.escape_debug())
    })
}

fn most(text: &str) -> Result<u32, String> {
    let most = text.parse().ok().filter(|most| (1..=LONGEST).contains(most));
    most.ok_or_else(|| format!("`{}` is none: write a number from 1 to {LONGEST}", text.escape_debug()))
}
