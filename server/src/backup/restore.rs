//! `server restore`: a backup into an empty folder. It is filled beside it, closed, opened again
//! and compared with the file, and only then has its name.

use std::{
    fmt,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use app::store::{
    self, Store,
    backup::{Export, Line},
};
use tokio::{net::UnixStream, sync::mpsc, task::spawn_blocking, time::sleep};

use super::{Contents, Fault, Manifest, WAITING, file};
use crate::{
    command::socket,
    config::Settings,
    disk::{rename, with_suffix},
    failure::Failure,
    output::Output,
    stop,
};

/// The engine gives a folder back in the background.
const CLOSED_WITHIN: Duration = Duration::from_secs(60);
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Restores a backup into the database folder of the settings, and tells what was restored.
///
/// # Errors
/// Where the folder is not empty, and for a file that is no whole backup of this program or an
/// older one. Nothing is restored then.
pub async fn restore(settings: &Settings, path: &Path) -> Result<(), Failure> {
    let folder = empty_folder(settings).await?;
    let restored = restore_to(&folder, path).await?;
    Output::Own.answer(&restored).map_err(|error| Failure::Other(error.to_string()))
}

async fn empty_folder(settings: &Settings) -> Result<PathBuf, Fault> {
    if let Some(at) = settings.database.server() {
        return Err(Fault::AtServer(at.to_owned()));
    }
    let folder = settings.database.folder().map(PathBuf::from).ok_or(Fault::NoFolder)?;
    let socket = socket::path(&settings.database).ok_or(Fault::NoFolder)?;
    if UnixStream::connect(socket).await.is_ok() {
        return Err(Fault::Running(folder));
    }
    match fs::read_dir(&folder).map(|mut entries| entries.next().is_none()) {
        Ok(false) => Err(Fault::NotEmpty(folder)),
        Ok(true) => Ok(folder),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(folder),
        Err(error) => Err(Fault::Read(folder, error)),
    }
}

/// Restores all of it or nothing.
pub(super) async fn restore_to(folder: &Path, path: &Path) -> Result<Restored, Fault> {
    let begun = Instant::now();
    let manifest = check(path).await?;
    let part = with_suffix(folder, ".restoring");
    let outcome = match bring_back(&part, path, &manifest).await {
        Ok(letters) => keep(&part, folder).map(|()| letters),
        Err(fault) => Err(fault),
    };
    if outcome.is_err() {
        // What is left of it is replaced by the next restore.
        let _ = fs::remove_dir_all(&part);
    }
    Ok(Restored { folder: folder.to_owned(), manifest, letters: outcome?, time: begun.elapsed() })
}

/// The manifest of a whole backup that this program can read.
async fn check(path: &Path) -> Result<Manifest, Fault> {
    let owned = path.to_owned();
    let manifest = spawn_blocking(move || file::check(&owned)).await??;
    let (found, known) = (manifest.schema, store::backup::newest_schema());
    if found > known {
        return Err(Fault::Newer { path: path.to_owned(), found, known });
    }
    Ok(manifest)
}

/// Fills a folder and compares what is in it then. Returns how many letters wait to be sent.
async fn bring_back(part: &Path, path: &Path, manifest: &Manifest) -> Result<u64, Fault> {
    if part.exists() {
        fs::remove_dir_all(part).map_err(|error| Fault::Write(part.to_owned(), error))?;
    }
    let url = format!("surrealkv://{}", part.display());
    fill(&url, path).await?;
    stop::settled().await;
    let store = open_again(&url).await?;
    compare(&store, manifest).await?;
    let letters = store::backup::letters(&store).await?;
    drop(store);
    stop::settled().await;
    Ok(letters)
}

async fn fill(url: &str, path: &Path) -> Result<(), Fault> {
    let store = store::backup::open(url).await?;
    let (sender, mut lines) = mpsc::channel(WAITING);
    let path = path.to_owned();
    let reading =
        spawn_blocking(move || file::each_line(&path, |line| sender.blocking_send(line.to_owned()).is_ok()));
    let mut table = String::new();
    while let Some(line) = lines.recv().await {
        let line = Line::read(&line);
        if let Line::Records(name) = line {
            name.clone_into(&mut table);
        }
        // The engine's words would tell what stands in the record.
        store::backup::bring_back(&store, line).await.map_err(|_| Fault::Differs(table.clone()))?;
    }
    reading.await?
}

/// The folder belongs to this process again once the engine has closed it.
async fn open_again(url: &str) -> Result<Store, Fault> {
    let begun = Instant::now();
    loop {
        match store::backup::open(url).await {
            Err(store::Error::Locked) if begun.elapsed() < CLOSED_WITHIN => sleep(LOOK_EVERY).await,
            outcome => return Ok(outcome?),
        }
    }
}

/// Compares what is on the disk with the manifest: each table's count, and each record where the
/// engine writes the same text.
pub(super) async fn compare(store: &Store, manifest: &Manifest) -> Result<(), Fault> {
    for (name, table) in &manifest.tables {
        if store::backup::count(store, name).await? != table.rows {
            return Err(Fault::Differs(name.clone()));
        }
    }
    if store::backup::engine(store).await? != manifest.engine {
        return Ok(());
    }
    let (mut contents, mut export) = (Contents::default(), Export::begin(store).await?);
    while let Some(line) = export.next().await? {
        contents.note(&line);
    }
    let (tables, _) = contents.finish();
    match manifest.tables.iter().find(|(name, table)| tables.get(*name) != Some(table)) {
        Some((name, _)) => Err(Fault::Differs(name.clone())),
        None => Ok(()),
    }
}

/// Gives the folder its name, with everything on the disk.
fn keep(part: &Path, folder: &Path) -> Result<(), Fault> {
    let kept = sync(part).and_then(|()| rename(part, folder));
    kept.map_err(|error| Fault::Write(folder.to_owned(), error))
}

fn sync(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        fs::read_dir(path)?.try_for_each(|entry| sync(&entry?.path()))?;
    }
    File::open(path)?.sync_all()
}

/// What was restored.
pub(super) struct Restored {
    folder: PathBuf,
    manifest: Manifest,
    letters: u64,
    time: Duration,
}

impl fmt::Display for Restored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { folder, manifest, letters, time } = self;
        writeln!(f, "{manifest}")?;
        writeln!(f, "restored to {} in {:.1} s, read back", folder.display(), time.as_secs_f64())?;
        writeln!(f, "everybody signs on again; letters that a server on it will send: {letters}")
    }
}
