//! The tables, in Markdown.

use std::{
    collections::BTreeMap,
    io::{self, Write},
    path::Path,
};

use crate::{
    figure::{Figure, thousands},
    rows::Row,
};

/// Says what is under way: some of it takes minutes.
pub fn note(what: &str) {
    writeln!(io::stderr().lock(), "{what}").unwrap();
}

/// Bars and aims beside the figures.
pub fn print(roles: u32, rows: &[Row], figures: &BTreeMap<Row, Figure>) {
    let mut out = io::stdout().lock();
    writeln!(out, "\n{} roles, 60 days, profile {}\n", thousands(f64::from(roles)), profile()).unwrap();
    writeln!(out, "| what | measured | p50 ms | p99 ms | bar | aim |\n|---|---:|---:|---:|---|---|").unwrap();
    for row in rows {
        let Some(figure) = figures.get(row) else { continue };
        let ([measured, p50, p99], (bar, aim)) = (figure.cells(), row.wanted());
        writeln!(out, "| {} | {measured} | {p50} | {p99} | {bar} | {aim} |", row.name()).unwrap();
    }
}

/// The profile's folder: the benchmark lies in `release/deps` or `debug/deps`.
fn profile() -> String {
    let program = std::env::current_exe().unwrap();
    program.ancestors().nth(2).and_then(Path::file_name).unwrap().to_string_lossy().into_owned()
}

/// The cost at each size, and how much more the largest takes than the smallest.
pub fn print_scale(
    smaller: &BTreeMap<u32, BTreeMap<Row, Figure>>,
    roles: u32,
    whole: &BTreeMap<Row, Figure>,
) {
    let mut out = io::stdout().lock();
    let sizes: Vec<_> =
        smaller.iter().map(|(roles, figures)| (*roles, figures)).chain([(roles, whole)]).collect();
    let heads: Vec<_> = sizes.iter().map(|(roles, _)| thousands(f64::from(*roles))).collect();
    writeln!(out, "\n| cost at so many roles (p50 of times) | {} | times |", heads.join(" | ")).unwrap();
    writeln!(out, "|---|{}---:|", "---:|".repeat(sizes.len())).unwrap();
    for row in Row::SCALED {
        let costs: Vec<_> = sizes.iter().filter_map(|(_, figures)| Some(figures.get(&row)?.cost())).collect();
        let cells: Vec<_> = costs.iter().map(|(cost, unit)| format!("{cost:.3} {unit}")).collect();
        let [(first, _), .., (last, _)] = costs[..] else { continue };
        writeln!(out, "| {} | {} | {:.1} |", row.name(), cells.join(" | "), last / first).unwrap();
    }
}
