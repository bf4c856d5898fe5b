//! The file with the ends of the chains: a line each, `chain number seal`, the last one counts.
//! It is never ahead of the database: what stands in it has been committed.

use std::{
    collections::BTreeMap,
    fs::{self, File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    time::Duration,
};

use app::{
    portal::Portal,
    store::{
        Store,
        ledger::{self, Head},
    },
};
use tokio::{
    task::spawn_blocking,
    time::{MissedTickBehavior, interval},
};

use crate::{
    disk::{folder_of, rename, with_suffix},
    stop::Stop,
};

/// New ends are written this often.
const EVERY: Duration = Duration::from_millis(250);
/// Where they cannot be written it is tried again after so long.
const AGAIN: Duration = Duration::from_secs(10);
/// A file of this size is written anew with one line a chain.
const LARGE: u64 = 4 * 1024 * 1024;
/// No line has more bytes.
const LINE: u64 = 128;

/// The file.
#[derive(Clone, Debug)]
pub struct Heads(PathBuf);

impl Heads {
    /// The file at that path; it need not be there yet.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// What stands in it; nothing where there is no file. A line that was not finished does not
    /// count: the process died while it wrote it.
    ///
    /// # Errors
    /// Those of the file system; `InvalidData` for lines that are none of ours.
    pub fn read(&self) -> io::Result<Vec<Head>> {
        let text = match fs::read_to_string(&self.0) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            text => text?,
        };
        let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
        let mut heads = BTreeMap::new();
        for head in whole.lines().map(head) {
            let head = head?;
            heads.insert(head.chain.clone(), head);
        }
        Ok(heads.into_values().collect())
    }

    /// Writes the ends behind those that stand in it, to the disk. A file that grows large by it is
    /// written anew.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn append(&self, heads: &[Head]) -> io::Result<()> {
        fs::create_dir_all(folder_of(&self.0))?;
        let mut file = OpenOptions::new().create(true).read(true).append(true).open(&self.0)?;
        cut_unfinished(&mut file)?;
        file.write_all(lines(heads).as_bytes())?;
        file.sync_data()?;
        if file.metadata()?.len() > LARGE { self.replace(&self.read()?) } else { Ok(()) }
    }

    /// Writes the file anew: the old one is whole until the new one is.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn replace(&self, heads: &[Head]) -> io::Result<()> {
        let new = with_suffix(&self.0, ".new");
        let mut file = File::create(&new)?;
        file.write_all(lines(heads).as_bytes())?;
        file.sync_all()?;
        rename(&new, &self.0)
    }

    /// Writes the ends that the commits of this process have noted. What cannot be written is noted
    /// again.
    ///
    /// # Errors
    /// Those of the file system.
    pub async fn keep(&self, store: &Store) -> io::Result<()> {
        let noted = ledger::take_noted(store);
        if noted.is_empty() {
            return Ok(());
        }
        let (file, lines) = (self.clone(), noted.clone());
        let written = spawn_blocking(move || file.append(&lines)).await.map_err(io::Error::other);
        written.flatten().inspect_err(|_| ledger::note_again(store, noted))
    }
}

/// Writes the ends that commits have noted, until the server stops; then the rest.
pub async fn work(portal: Portal, heads: Heads, stop: Stop) {
    let mut ticks = interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let stopping = tokio::select! {
            () = stop.requested() => true,
            _ = ticks.tick() => false,
        };
        if let Err(error) = heads.keep(&portal.store).await {
            tracing::error!(file = %heads.path().display(), %error, "the ends of the ledger cannot be written");
            ticks.reset_after(AGAIN);
        }
        if stopping {
            return;
        }
    }
}

/// Cuts off a line that was not finished, because the disk was full or the process died: what is
/// written behind it would be read as its end.
fn cut_unfinished(file: &mut File) -> io::Result<()> {
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(LINE)))?;
    let mut last = Vec::new();
    file.read_to_end(&mut last)?;
    let kept = last.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    if kept == last.len() { Ok(()) } else { file.set_len(length - (last.len() - kept) as u64) }
}

fn lines(heads: &[Head]) -> String {
    heads.iter().map(|Head { chain, number, seal }| format!("{chain} {number} {seal}\n")).collect()
}

fn head(line: &str) -> io::Result<Head> {
    let mut words = line.split(' ');
    let mut word = || words.next().map(str::to_owned);
    let head = (word(), word().and_then(|number| number.parse().ok()), word());
    let (Some(chain), Some(number), Some(seal)) = head else {
        return Err(io::Error::new(io::ErrorKind::InvalidData, format!("a line cannot be read: {line}")));
    };
    Ok(Head { chain, number, seal })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Folder;

    fn end(chain: &str, number: u64) -> Head {
        Head { chain: chain.to_owned(), number, seal: format!("seal{number}") }
    }

    #[test]
    fn the_last_line_of_a_chain_counts_and_an_unfinished_one_does_not() {
        let folder = Folder::new("heads");
        let heads = Heads::at(folder.file("db.ledger"));
        assert!(heads.read().expect("no file").is_empty());
        heads.append(&[end("a00", 1), end("b00", 7)]).expect("written");
        heads.append(&[end("a00", 2)]).expect("written");
        let mut file = OpenOptions::new().append(true).open(heads.path()).expect("a file");
        file.write_all(b"a00 3 se").expect("written");
        assert_eq!(heads.read().expect("read"), [end("a00", 2), end("b00", 7)]);
        heads.append(&[end("a00", 4)]).expect("written");
        assert_eq!(heads.read().expect("read"), [end("a00", 4), end("b00", 7)], "it was cut off");
    }

    #[test]
    fn what_is_none_of_ours_is_said() {
        let folder = Folder::new("heads-odd");
        let heads = Heads::at(folder.file("db.ledger"));
        fs::write(heads.path(), "a00 x seal\n").expect("written");
        assert!(heads.read().is_err());
    }
}
