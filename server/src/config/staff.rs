//! The commands of `server staff`.

use app::domain::{
    id::{LocationId, StaffId},
    staff::{self, Duty},
};
use clap::Subcommand;

/// Who of the offices signs on at `/staff`.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum Staff {
    /// Add somebody, and print the code with which they set up their account: once, within a day.
    #[command(after_help = "Example: server staff add \"Ana Ruiz\" --office lake-union --role manager")]
    Add {
        /// What they are called, and sign on with.
        #[arg(value_name = "NAME", value_parser = name)]
        name: String,
        /// Where they work: the ids of places in the directory.
        #[arg(long = "office", value_name = "LOCATION", required = true, num_args = 1..)]
        offices: Vec<LocationId>,
        /// What they may do there: `desk` sees the day and writes down who came, `manager` also says
        /// that a clinician is away.
        #[arg(long, value_name = "ROLE", default_value = "desk", value_parser = duty)]
        role: Duty,
    },
    /// List all, also those whose account has ended.
    List,
    /// End an account at once, with all that signs on to it.
    End {
        /// The id, as `server staff list` has it.
        #[arg(value_name = "ID")]
        id: StaffId,
    },
}

fn name(text: &str) -> Result<String, String> {
    let wanted = "is no name: write for example \"Ana Ruiz\"";
    staff::name(text).ok_or_else(|| format!("`{}` {wanted}", text.escape_debug()))
}

fn duty(text: &str) -> Result<Duty, String> {
    match text {
        "desk" => Ok(Duty::Desk),
        "manager" => Ok(Duty::Manager),
        _ => Err(format!("`{}` is no role: write desk or manager", text.escape_debug())),
    }
}
