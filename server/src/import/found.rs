//! Walks the resources of all files, whatever their form.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    ops::ControlFlow,
};

use flate2::bufread::MultiGzDecoder;
use serde_json::Value;

use super::{
    ImportError, bundle,
    lines::{LONGEST_LINE, Line, Lines},
    meter::{Count, Meter},
    progress::Progress,
    resource_type::ResourceType,
    sieve::Sieve,
    source::{Form, Source},
};

/// Bytes that are read from a file at once.
const BUFFER: usize = 64 * 1024;

/// How much of a resource is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// What tells that it is listed, and what speaks for others. An entry of a Bundle is read
    /// whole all the same.
    Listing,
    /// All.
    Whole,
}

/// What the first reading looks at: see [`super::survey`] and [`super::surroundings`].
const LISTING: Sieve = Sieve(&[
    "resourceType",
    "id",
    "active",
    "status",
    "name",
    "partOf",
    "telecom",
    "extension",
    "type",
    "providedBy",
    "location",
    "availableTime",
]);

/// What a line or an entry holds.
pub struct Found<'a> {
    /// In which file.
    pub source: &'a Source,
    /// Which line, or which entry of a Bundle, counted from 1.
    pub line: usize,
    /// How many bytes, about.
    pub bytes: usize,
    /// The type of the resource, where it is one that is imported; that of the file where
    /// nothing could be read.
    pub kind: Option<ResourceType>,
    /// The resource, or why there is none.
    pub resource: Result<Value, String>,
}

/// Hands everything that the files hold to `take`, in order, until it says that it is enough.
///
/// # Errors
/// When a file cannot be read to its end, or is no Bundle.
pub fn each(
    sources: &[Source],
    depth: Depth,
    progress: &mut Progress,
    mut take: impl FnMut(Found) -> ControlFlow<()>,
) -> Result<(), ImportError> {
    for source in sources {
        let file = File::open(&source.path).map_err(|error| failed(source, error))?;
        let file = BufReader::with_capacity(BUFFER, Meter::new(file, progress.bytes()));
        let mut take = |found: Found| {
            progress.found();
            take(found)
        };
        let flow = match source.gzipped {
            true => of_file(source, depth, MultiGzDecoder::new(file), &mut take)?,
            false => of_file(source, depth, file, &mut take)?,
        };
        if flow.is_break() {
            break;
        }
    }
    Ok(())
}

type Take<'a> = &'a mut dyn FnMut(Found) -> ControlFlow<()>;

fn of_file(
    source: &Source,
    depth: Depth,
    reader: impl Read,
    take: Take,
) -> Result<ControlFlow<()>, ImportError> {
    match source.form {
        Form::Lines(kind) => {
            let reader = BufReader::with_capacity(BUFFER, reader);
            of_lines(source, kind, depth, reader, take).map_err(|error| failed(source, error))
        }
        Form::Bundle => of_bundle(source, reader, take),
    }
}

fn of_lines(
    source: &Source,
    kind: ResourceType,
    depth: Depth,
    reader: impl BufRead,
    take: Take,
) -> io::Result<ControlFlow<()>> {
    let mut lines = Lines::new(reader, LONGEST_LINE);
    while let Some((number, line)) = lines.next()? {
        let bytes = if let Line::Whole(bytes) = line { bytes.len() } else { 0 };
        let resource = parse(kind, &line, depth);
        if take(Found { source, line: number, bytes, kind: Some(kind), resource }).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// The resource in a line, or why there is none of that type.
fn parse(kind: ResourceType, line: &Line, depth: Depth) -> Result<Value, String> {
    let Line::Whole(bytes) = line else {
        return Err(format!("is longer than {} MiB and was skipped", LONGEST_LINE / (1024 * 1024)));
    };
    let value = match depth {
        Depth::Listing => LISTING.read(bytes),
        Depth::Whole => serde_json::from_slice(bytes),
    };
    let value: Value = value.map_err(|error| format!("is no JSON: {error}"))?;
    match value["resourceType"].as_str() {
        Some(name) if name == kind.name() => Ok(value),
        Some(name) => Err(format!("is {}, not {}", name.chars().take(60).collect::<String>(), kind.name())),
        None => Err("has no resourceType".to_owned()),
    }
}

/// An entry is held to the same length as a line: what is in memory at once stays small.
fn of_bundle(source: &Source, reader: impl Read, take: Take) -> Result<ControlFlow<()>, ImportError> {
    let count = Count::default();
    let reader = BufReader::with_capacity(BUFFER, Meter::limited(reader, count.clone(), LONGEST_LINE));
    let (mut number, mut flow) = (0, ControlFlow::Continue(()));
    let mut each = |entry| {
        number += 1;
        let bytes = count.restart() as usize;
        let (kind, resource) = of_entry(entry);
        flow = take(Found { source, line: number, bytes, kind, resource });
        flow
    };
    match bundle::read(reader, &mut each) {
        Ok(()) => Ok(flow),
        Err(bundle::Fault::Unreadable(error)) => Err(failed(source, error)),
        Err(bundle::Fault::Not(reason)) => Err(ImportError::Bundle(source.path.clone(), reason)),
    }
}

fn of_entry(mut entry: Value) -> (Option<ResourceType>, Result<Value, String>) {
    let resource = entry.get_mut("resource").map(Value::take).unwrap_or_default();
    match resource["resourceType"].as_str() {
        Some(name) => (ResourceType::of(name), Ok(resource)),
        None if resource.is_object() => (None, Err("has no resourceType".to_owned())),
        None => (None, Err("has no resource".to_owned())),
    }
}

fn failed(source: &Source, error: io::Error) -> ImportError {
    ImportError::File(source.path.clone(), error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_holds_a_resource_of_its_file_or_says_why_not() {
        let parse = |text: &[u8]| parse(ResourceType::Location, &Line::Whole(text), Depth::Whole);
        assert!(parse(br#"{"resourceType":"Location"}"#).is_ok());
        assert_eq!(
            parse(br#"{"resourceType":"Bundle","entry":[]}"#),
            Err("is Bundle, not Location".to_owned())
        );
        assert_eq!(parse(b"[]"), Err("has no resourceType".to_owned()));
        for (odd, reason) in [
            (&br#"{"resourceType":"Loc"#[..], "is no JSON: EOF"),
            (b"\0\0\0", "is no JSON: expected value"),
            (b"{\"resourceType\":\"\xff\"}", "is no JSON: invalid unicode"),
            ("[".repeat(100_000).as_bytes(), "is no JSON: recursion limit"),
        ] {
            assert!(parse(odd).is_err_and(|error| error.starts_with(reason)), "{reason}");
        }
    }
}
