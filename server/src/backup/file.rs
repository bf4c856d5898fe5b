//! The file of a backup: written, checked, read.

use std::{
    fs::{File, OpenOptions},
    io::{self, BufRead, BufReader, BufWriter, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use flate2::{Compression, bufread::MultiGzDecoder, write::GzEncoder};
use tokio::sync::mpsc::Receiver;

use super::{Contents, Fault, Manifest};

/// Readable for its owner only: everything about members is in it.
const OWN: u32 = 0o600;

/// The first line.
const HEAD: &str = "-- A backup of Bookwell: SurrealQL, and at its end a manifest\n";

/// Writes the lines until there is a `None`, then the manifest. Lines that end without it are a
/// part, and so is the file then.
///
/// # Errors
/// Where the file cannot be written.
pub fn write(path: &Path, head: Manifest, lines: Receiver<Option<String>>) -> Result<Manifest, Fault> {
    write_lines(path, head, lines).map_err(|error| Fault::Write(path.to_owned(), error))
}

fn write_lines(path: &Path, head: Manifest, mut lines: Receiver<Option<String>>) -> io::Result<Manifest> {
    let file = OpenOptions::new().write(true).create(true).truncate(true).mode(OWN).open(path)?;
    let mut out = GzEncoder::new(BufWriter::new(file), Compression::default());
    let mut contents = Contents::default();
    let mut put = |line: &str| {
        contents.note(line);
        out.write_all(line.as_bytes())
    };
    put(HEAD)?;
    while let Some(line) = lines.blocking_recv().ok_or_else(broken_off)? {
        put(&line)?;
    }
    let (tables, sha256) = contents.finish();
    let manifest = Manifest { tables, sha256, ..head };
    out.write_all(manifest.line()?.as_bytes())?;
    out.finish()?.into_inner()?.sync_all()?;
    Ok(manifest)
}

fn broken_off() -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, "the database was not read to its end")
}

/// Reads a backup to its end and compares it with its manifest.
///
/// # Errors
/// Where it cannot be read, is not whole, or is not as it was written.
pub fn check(path: &Path) -> Result<Manifest, Fault> {
    let (mut contents, mut last) = (Contents::default(), None);
    each_line(path, |line| {
        let manifest = Manifest::read(line);
        if manifest.is_none() {
            contents.note(line);
        }
        last = manifest;
        true
    })?;
    let manifest = last.filter(Manifest::is_known).ok_or_else(|| Fault::NotWhole(path.to_owned()))?;
    let (tables, sha256) = contents.finish();
    let same = manifest.tables == tables && manifest.sha256 == sha256;
    if same { Ok(manifest) } else { Err(Fault::Changed(path.to_owned())) }
}

/// Hands each line with its end to `take`, until it says that it is enough.
///
/// # Errors
/// Where the file cannot be read, or is not whole.
pub fn each_line(path: &Path, mut take: impl FnMut(&str) -> bool) -> Result<(), Fault> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            Fault::NotWhole(path.to_owned())
        }
        _ => Fault::Read(path.to_owned(), error),
    };
    let file = File::open(path).map_err(failed)?;
    let mut lines = BufReader::new(MultiGzDecoder::new(BufReader::new(file)));
    let mut line = String::new();
    while lines.read_line(&mut line).map_err(failed)? > 0 {
        if !take(&line) {
            break;
        }
        line.clear();
    }
    Ok(())
}
