//! Bookwell server: the command line.

mod answer;
mod audit;
mod backup;
mod client;
mod command;
mod config;
mod demonstration;
mod disk;
mod failure;
// As server functions do: see `clippy.toml`.
#[deny(clippy::disallowed_methods)]
mod feeds;
mod field_keys;
mod files;
#[cfg(test)]
mod fixture;
mod generate;
mod import;
mod invented;
mod jobs;
mod keys;
mod ledger;
mod limit;
mod log;
mod mail;
mod member;
mod office;
mod output;
mod plan_file;
mod production;
mod router;
mod run;
mod schedule;
mod security;
mod serve;
mod signing;
mod site;
mod staff;
mod stop;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]
#[path = "../../app/tests/support/mod.rs"]
mod support;
mod table;
mod throttle;
mod tls;
mod zip_table;

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::Parser;
use config::{Arguments, Command};
use failure::Failure;
use mimalloc::MiMalloc;

/// The system's own keeps what threads have freed for each of them, gigabytes in all, and is slower.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Bytes of stack of a worker: queries nest deeply in the embedded database.
const STACK: usize = 10 * 1024 * 1024;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return answer_to(&error),
    };
    log::start(arguments.settings.log_format);
    let outcome = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(STACK)
        .build()
        .map_err(|error| Failure::Other(format!("the program cannot start: {error}")))
        .and_then(|runtime| runtime.block_on(carry_out(&arguments)));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failed(&format!("error: {failure}"), failure.code()),
    }
}

async fn carry_out(arguments: &Arguments) -> Result<(), Failure> {
    let outcome = match &arguments.command {
        None | Some(Command::Serve) => run::serve(&arguments.settings).await,
        Some(Command::Restore { file }) => backup::restore(&arguments.settings, file).await,
        Some(Command::Task(task)) => command::command(&arguments.settings, task).await,
    };
    stop::settled().await;
    outcome
}

/// Prints help where it was asked for, otherwise what is wrong.
fn answer_to(error: &clap::Error) -> ExitCode {
    match config::fault(error) {
        None => {
            // Nobody reading the help any more is not an error.
            let _ = error.print();
            ExitCode::SUCCESS
        }
        Some(fault) => failed(&fault, 2),
    }
}

fn failed(line: &str, code: u8) -> ExitCode {
    // Where the error output is closed there is nobody to tell.
    let _ = writeln!(io::stderr(), "{line}");
    ExitCode::from(code)
}
