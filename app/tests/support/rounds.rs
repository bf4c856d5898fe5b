//! How much is tried, and what is told of it.

use std::{env, fs::OpenOptions, io::Write, time::Instant};

/// How often something is tried: a few times in the tests of every day. `BOOKWELL_ROUNDS=long`
/// asks for all, and a number for so many percent of them.
pub fn rounds(short: usize, long: usize) -> usize {
    rounds_in_ci(short, short, long)
}

/// The same where there is an amount of its own for changes that are taken in.
pub fn rounds_in_ci(short: usize, in_ci: usize, long: usize) -> usize {
    match env::var("BOOKWELL_ROUNDS").as_deref() {
        Err(_) if env::var_os("CI").is_some() => in_ci,
        Err(_) => short,
        Ok("long") => long,
        Ok(percent) => (long * percent.parse::<usize>().unwrap() / 100).max(1),
    }
}

/// A line of the table that `scripts/torture.sh` prints. It is written when the test ends, however
/// that is.
pub struct Row {
    test: &'static str,
    count: String,
    result: Option<String>,
    begun: Instant,
}

impl Row {
    /// Begins a test that tries so many of something.
    pub fn begin(test: &'static str, count: impl ToString) -> Self {
        Self { test, count: count.to_string(), result: None, begun: Instant::now() }
    }

    /// So many were tried.
    pub fn count(&mut self, count: impl ToString) {
        self.count = count.to_string();
    }

    /// How it went.
    pub fn end(mut self, result: impl ToString) {
        self.result = Some(result.to_string());
    }
}

impl Drop for Row {
    fn drop(&mut self) {
        let Some(file) = env::var_os("BOOKWELL_TABLE") else { return };
        let Self { test, count, result, begun } = self;
        let result = result.as_deref().unwrap_or("**FAILED**");
        let line = format!("| {test} | {count} | {result} | {:.1} |\n", begun.elapsed().as_secs_f64());
        let file = OpenOptions::new().create(true).append(true).open(file);
        let _ = file.and_then(|mut file| file.write_all(line.as_bytes()));
    }
}
