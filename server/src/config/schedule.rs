//! The commands of `server schedule`.

use std::path::PathBuf;

use app::domain::id::{RoleId, VisitTypeId};
use clap::Subcommand;
use jiff::civil::{Date, Time};

/// What can be done with schedules.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum Schedule {
    /// Read a table of sessions and exceptions. What it has of a role replaces what was set before.
    #[command(after_help = "Example: server schedule import plans/schedule-example.csv")]
    Import {
        /// The table: CSV with the columns that README.md describes.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Print the week of a role and the days that differ.
    #[command(after_help = "Example: server schedule list ruth-brennan-at-lake-union")]
    List {
        /// The role's id in the directory.
        #[arg(value_name = "ROLE")]
        role: RoleId,
    },
    /// Close days of a role, and list the open appointments in them, which stay as they are.
    #[command(
        after_help = "Example: server schedule time-off ruth-brennan-at-lake-union 2026-12-21 2026-12-24"
    )]
    TimeOff {
        /// The role's id in the directory.
        #[arg(value_name = "ROLE")]
        role: RoleId,
        /// The first day.
        #[arg(value_name = "FROM")]
        from: Date,
        /// The last day.
        #[arg(value_name = "TO")]
        to: Date,
    },
    /// Add a session of a role on one day.
    #[command(
        after_help = "Example: server schedule add-session ruth-brennan-at-lake-union 2026-12-19 09:00 12:00 \
                      --visit-types office-visit child-check-up"
    )]
    AddSession {
        /// The role's id in the directory.
        #[arg(value_name = "ROLE")]
        role: RoleId,
        /// The day.
        #[arg(value_name = "DATE")]
        date: Date,
        /// When the first visit starts, in the time of the place.
        #[arg(value_name = "START")]
        start: Time,
        /// When the last visit has ended.
        #[arg(value_name = "END")]
        end: Time,
        /// What can be booked in it [default: whatever the role offers].
        #[arg(long, value_name = "ID", num_args = 1..)]
        visit_types: Vec<VisitTypeId>,
    },
}
