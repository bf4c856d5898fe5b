//! Commands that work on the database and end: they are carried out by the server that has it,
//! where one runs.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::{Audit, Generate, Keys, Member, Office, Schedule, Staff};
use crate::import::{Request, referrals, tables};

/// What can be done with the database.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum Task {
    /// Read a directory into the database.
    #[command(subcommand)]
    Import(Import),
    /// Make up a directory of any size, with schedules that are mostly taken, to try and to measure.
    Generate(Generate),
    /// See and change when a role sees people, over what the directory says.
    #[command(subcommand)]
    Schedule(Schedule),
    /// See and change the appointments of an office.
    Office(Office),
    /// Add people of the offices, list them, and end their accounts.
    #[command(subcommand)]
    Staff(Staff),
    /// Help a member who cannot sign on any more.
    #[command(subcommand)]
    Member(Member),
    /// See and renew the keys that seal fields of members in the database.
    #[command(subcommand)]
    Keys(Keys),
    /// Look up who has seen or changed what of members' records.
    #[command(after_help = "Example: server audit --member 10000012 --from 2026-11-01 --kind appointment")]
    Audit(Audit),
    /// Check the whole ledger and the audit, and all appointments against the ledger.
    Verify(Verify),
    /// Write the whole database to a file, as it is at one moment, and read it back.
    #[command(after_help = "Example: server backup /var/backups/bookwell-2026-11-25.gz")]
    Backup {
        /// The file: it must not be there yet. Everything about members is in it.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

/// How the ledger is checked.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Verify {
    /// Where nothing is at fault: begin the file of the ledger's ends anew, for example after an
    /// older database was put back on purpose.
    #[arg(long)]
    pub accept: bool,
}

/// What can be imported.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum Import {
    /// Read a Provider Directory of Da Vinci Plan-Net resources: NDJSON files or FHIR Bundles.
    PlanNet(Request),
    /// Read the referrals of members: CSV, or FHIR ServiceRequests as NDJSON or in Bundles. Running
    /// it again changes nothing that has not changed.
    #[command(after_help = "Example: server import referrals plans/referrals-example.csv")]
    Referrals(referrals::Request),
    /// Read which members may act for which others: CSV. Running it again changes nothing that has
    /// not changed.
    #[command(after_help = "Example: server import grants plans/grants-example.csv")]
    Grants(tables::Request),
    /// Read the plan's roll of members: CSV. Members who are not listed stay as they are; running it
    /// again changes nothing that has not changed.
    #[command(after_help = "Example: server import members plans/members-example.csv")]
    Members(tables::Request),
}

impl Task {
    /// Whether it writes into the database.
    pub fn writes(&self) -> bool {
        !matches!(
            self,
            Self::Verify(_) | Self::Backup { .. } | Self::Staff(Staff::List) | Self::Keys(Keys::List)
        )
    }

    /// The same with its paths as somebody in `folder` means them.
    #[must_use]
    pub fn beside(mut self, folder: &Path) -> Self {
        self.paths().into_iter().for_each(|path| *path = folder.join(&*path));
        self
    }

    fn paths(&mut self) -> Vec<&mut PathBuf> {
        match self {
            Self::Import(Import::PlanNet(request)) => {
                request.paths.iter_mut().chain(request.report.as_mut()).collect()
            }
            Self::Import(Import::Referrals(request)) => {
                request.files.iter_mut().chain(request.report.as_mut()).collect()
            }
            Self::Import(Import::Grants(request) | Import::Members(request)) => {
                request.files.iter_mut().chain(request.report.as_mut()).collect()
            }
            Self::Generate(wanted) => wanted.folder.iter_mut().collect(),
            Self::Schedule(Schedule::Import { file }) | Self::Backup { file } => vec![file],
            Self::Schedule(_)
            | Self::Office(_)
            | Self::Staff(_)
            | Self::Keys(_)
            | Self::Member(_)
            | Self::Audit(_)
            | Self::Verify(_) => Vec::new(),
        }
    }
}
