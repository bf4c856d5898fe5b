//! The caller's side: hands its own command line to the server that has the data folder.

use std::{env, io, path::Path};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::UnixStream,
};

use super::{
    message::{self, Reply, Request},
    socket,
};
use crate::{config::Settings, failure::Failure, output};

/// What came of the command there; `None` where no server runs on the data folder.
pub async fn hand_over(settings: &Settings) -> Option<Result<(), Failure>> {
    let path = socket::path(&settings.database)?;
    match UnixStream::connect(&path).await {
        Ok(stream) => Some(ask(stream).await),
        Err(error) if is_nobody(&error) => None,
        Err(error) => Some(Err(unreachable(&path, &error))),
    }
}

/// No server, or one that is gone and has left its socket behind. A path that is too long for a
/// socket has none.
fn is_nobody(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionRefused, InvalidInput, NotFound};
    matches!(error.kind(), NotFound | ConnectionRefused | InvalidInput)
}

fn unreachable(path: &Path, error: &io::Error) -> Failure {
    let advice = "give commands as the user who runs the server";
    Failure::Other(format!(
        "the server on this data folder cannot be asked by {}: {error}: {advice}",
        path.display()
    ))
}

/// Hands the command over and prints what comes back.
async fn ask(mut stream: UnixStream) -> Result<(), Failure> {
    let request = message::line(&request()?).map_err(|error| Failure::Setting(error.to_string()))?;
    stream.write_all(request.as_bytes()).await.map_err(|error| ended(Some(&error)))?;
    let mut lines = BufReader::new(stream).lines();
    while let Some(line) = lines.next_line().await.map_err(|error| ended(Some(&error)))? {
        match serde_json::from_str(&line) {
            // Where an output is closed there is nobody to tell; the command goes on.
            Ok(Reply::Said(said)) => drop(said.print()),
            Ok(Reply::Ended(outcome)) => return outcome,
            Err(_) => {
                return Err(Failure::Other("the server that runs is of another version: restart it".into()));
            }
        }
    }
    Err(ended(None))
}

fn request() -> Result<Request, Failure> {
    let text = |argument: std::ffi::OsString| {
        argument.into_string().map_err(|_| Failure::Setting("an argument is not text in UTF-8".to_owned()))
    };
    let arguments = env::args_os().skip(1).map(text).collect::<Result<_, _>>()?;
    Ok(Request { arguments, folder: super::here()?, user: super::user(), watched: output::is_terminal() })
}

fn ended(error: Option<&io::Error>) -> Failure {
    let why = error.map(|error| format!(" ({error})")).unwrap_or_default();
    Failure::Other(format!("the server ended before the command did{why}: look at its log, then try again"))
}
