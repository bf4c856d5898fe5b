//! What was measured, and how it is written.

use std::time::Duration;

/// A figure.
pub enum Figure {
    /// Of each answer, sorted, over a length.
    Times(Vec<Duration>, Duration),
    /// A time.
    Seconds(f64),
    /// Memory.
    Megabytes(f64),
    /// A rate.
    PerSecond(f64),
}

impl Figure {
    /// Answers that took so long each, within a length.
    pub fn times(mut times: Vec<Duration>, length: Duration) -> Self {
        times.sort_unstable();
        Self::Times(times, length)
    }

    /// Rate, p50 in milliseconds, p99 in milliseconds; the figure itself in the first cell
    /// where there is one only.
    pub fn cells(&self) -> [String; 3] {
        match self {
            Self::Times(times, length) => {
                let rate = times.len() as f64 / length.as_secs_f64();
                [
                    format!("{}/s", thousands(rate)),
                    milliseconds(at(times, 0.5)),
                    milliseconds(at(times, 0.99)),
                ]
            }
            Self::Seconds(seconds) => [format!("{seconds:.2} s"), String::new(), String::new()],
            Self::Megabytes(megabytes) => [format!("{megabytes:.0} MB"), String::new(), String::new()],
            Self::PerSecond(rate) => [format!("{}/s", thousands(*rate)), String::new(), String::new()],
        }
    }

    /// What grows with the roles: the median time, or the figure itself. With its unit.
    pub fn cost(&self) -> (f64, &'static str) {
        match self {
            Self::Times(times, _) => (at(times, 0.5).as_secs_f64() * 1000.0, "ms"),
            Self::Seconds(seconds) => (*seconds, "s"),
            Self::Megabytes(megabytes) => (*megabytes, "MB"),
            Self::PerSecond(rate) => (*rate, "/s"),
        }
    }
}

fn at(times: &[Duration], share: f64) -> Duration {
    times[((times.len() - 1) as f64 * share) as usize]
}

fn milliseconds(time: Duration) -> String {
    let milliseconds = time.as_secs_f64() * 1000.0;
    if milliseconds < 1.0 { format!("{milliseconds:.3}") } else { format!("{milliseconds:.1}") }
}

/// 12,345.
pub fn thousands(number: f64) -> String {
    let digits = format!("{number:.0}");
    let group = |(n, digit): (usize, char)| {
        let comma = n > 0 && (digits.len() - n).is_multiple_of(3);
        comma.then_some(',').into_iter().chain([digit])
    };
    digits.chars().enumerate().flat_map(group).collect()
}
