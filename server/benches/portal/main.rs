//! Measures a plan's whole directory: searches in this process, everything else over HTTP and
//! by commands, with the program in a process of its own. Prints tables with bars and aims.
#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on may stop")]

mod client;
mod demonstration;
mod directories;
mod figure;
mod in_process;
mod load;
mod options;
mod program;
mod queries;
mod rows;
mod table;

use std::collections::BTreeMap;

use clap::Parser;
use mimalloc::MiMalloc;
use options::{Options, Part};
use rows::{Row, measure};

/// As the server has it.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() {
    let options = Options::parse();
    let wanted = options.parts();
    if wanted.contains(&Part::Demonstration) {
        demonstration::measure();
    }
    if options.quick {
        return;
    }
    let rows: Vec<Row> = wanted.iter().filter_map(|part| part.row()).collect();
    let scale = wanted.contains(&Part::Scale);
    let sizes = if scale { vec![options.roles / 16, options.roles / 4] } else { Vec::new() };
    let smaller: BTreeMap<_, _> =
        sizes.into_iter().map(|roles| (roles, measure(roles, &Row::SCALED))).collect();
    let wanted_now = if scale { [&rows[..], &Row::SCALED].concat() } else { rows.clone() };
    let whole = measure(options.roles, &wanted_now);
    if !rows.is_empty() {
        table::print(options.roles, &rows, &whole);
    }
    if scale {
        table::print_scale(&smaller, options.roles, &whole);
    }
}
