//! Reads letters and calendar files as people and their calendars do: from nothing but what stands
//! in them.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp, civil::DateTime, tz::Offset};

/// A calendar file.
pub struct Calendar {
    observances: Vec<Observance>,
    event: BTreeMap<String, (String, String)>,
}

/// From a reading of the clock on it is so far ahead of UTC, and was before.
#[derive(Debug)]
struct Observance {
    onset: DateTime,
    from: SignedDuration,
    to: SignedDuration,
    name: String,
}

impl Calendar {
    pub fn read(text: &str) -> Self {
        let lines = unfolded(text);
        let parts = |name: &str| {
            let (begin, end) = (format!("BEGIN:{name}"), format!("END:{name}"));
            let mut parts: Vec<BTreeMap<String, (String, String)>> = Vec::new();
            let mut within = false;
            for line in &lines {
                if *line == begin {
                    within = true;
                    parts.push(BTreeMap::new());
                } else if *line == end {
                    within = false;
                } else if within {
                    let (key, value) = line.split_once(':').expect("a property");
                    let (key, parameters) = key.split_once(';').unwrap_or((key, ""));
                    let part = parts.last_mut().expect("a part");
                    part.insert(key.to_owned(), (parameters.to_owned(), value.to_owned()));
                }
            }
            parts
        };
        let observances = ["STANDARD", "DAYLIGHT"].into_iter().flat_map(parts);
        let mut observances: Vec<_> = observances.map(|part| Observance::read(&part)).collect();
        observances.sort_by_key(|observance| instant(observance.onset, observance.from));
        Self { observances, event: parts("VEVENT").pop().expect("an event") }
    }

    /// The moment of a property of the event.
    pub fn moment(&self, key: &str) -> Timestamp {
        let (parameters, value) = &self.event[key];
        match value.strip_suffix('Z') {
            Some(utc) => instant(civil(utc), SignedDuration::ZERO),
            None => {
                assert!(parameters.starts_with("TZID="), "{key};{parameters}:{value}");
                self.instant(civil(value))
            }
        }
    }

    /// Whether a reading with that abbreviation can be that moment.
    pub fn may_be(&self, civil: DateTime, abbreviation: &str, at: Timestamp) -> bool {
        let named = self.observances.iter().filter(|observance| observance.name == abbreviation);
        let mut ahead: Vec<_> = named.map(|observance| observance.to).collect();
        // The name of the time before the first change does not stand in the file.
        ahead.extend(self.observances.first().map(|first| first.from));
        ahead.into_iter().any(|ahead| instant(civil, ahead) == at)
    }

    /// RFC 5545: a reading that is there twice is the first of both.
    fn instant(&self, civil: DateTime) -> Timestamp {
        let first = self.observances.first().map(|first| first.from);
        let all = self.observances.iter().map(|observance| observance.to).chain(first);
        let read = all.map(|ahead| (instant(civil, ahead), ahead));
        let right = read.filter(|(at, ahead)| self.ahead(*at) == *ahead).map(|(at, _)| at).min();
        right.unwrap_or_else(|| panic!("no clock shows {civil}: {:?}", self.observances))
    }

    fn ahead(&self, at: Timestamp) -> SignedDuration {
        let begun = |observance: &&Observance| instant(observance.onset, observance.from) <= at;
        let last = self.observances.iter().rfind(begun).map(|observance| observance.to);
        last.or(self.observances.first().map(|first| first.from)).expect("an observance")
    }
}

impl Observance {
    fn read(part: &BTreeMap<String, (String, String)>) -> Self {
        let value = |key: &str| part[key].1.as_str();
        Self {
            onset: civil(value("DTSTART")),
            from: ahead(value("TZOFFSETFROM")),
            to: ahead(value("TZOFFSETTO")),
            name: value("TZNAME").to_owned(),
        }
    }
}

/// What a letter says of the time: `When: Tuesday, December 1, 2026, 9:40 am PST`.
pub fn moment_of(letter: &str) -> (DateTime, String) {
    let line = letter.lines().find_map(|line| line.strip_prefix("When: ")).expect("a time");
    let (moment, abbreviation) = line.rsplit_once(' ').expect("a zone");
    let civil = DateTime::strptime("%A, %B %d, %Y, %I:%M %p", moment).expect("a time");
    (civil, abbreviation.to_owned())
}

/// A line that begins with a blank goes on from the one before it.
fn unfolded(text: &str) -> Vec<String> {
    let text = text.replace("\r\n ", "");
    text.lines().map(str::to_owned).collect()
}

fn civil(text: &str) -> DateTime {
    DateTime::strptime("%Y%m%dT%H%M%S", text).expect("a reading")
}

fn instant(civil: DateTime, ahead: SignedDuration) -> Timestamp {
    Offset::UTC.to_timestamp(civil).expect("a moment") - ahead
}

/// For example `-0330`.
fn ahead(text: &str) -> SignedDuration {
    let digits = |from: usize| text.get(from..from + 2).map_or(0, |two| two.parse::<i64>().expect("digits"));
    let seconds = digits(1) * 3_600 + digits(3) * 60 + digits(5);
    SignedDuration::from_secs(if text.starts_with('-') { -seconds } else { seconds })
}
