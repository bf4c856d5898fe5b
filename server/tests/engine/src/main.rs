//! The database as a server of its own: the same program as `surreal`, of the version that is built in.

use std::process::ExitCode;

use surrealdb_core::CommunityComposer;

fn main() -> ExitCode {
    surrealdb_server::init(CommunityComposer())
}
