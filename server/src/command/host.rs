//! The server's side: carries out the commands that it is handed, one at a time, with its own
//! store.

use std::{io, sync::Arc, time::Duration};

use app::portal::Portal;
use clap::Parser;
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{UnixStream, unix::OwnedWriteHalf},
    sync::{Mutex, mpsc},
    task::JoinSet,
    time::{sleep, timeout},
};

use super::{
    AtHand, carry_out,
    message::{self, Reply, Request},
    socket::Socket,
};
use crate::{
    config::{Arguments, Command, Settings, Task},
    failure::Failure,
    output::Output,
    stop::Stop,
};

/// A caller says what is wanted within this time, in so many bytes.
const ASK_WITHIN: Duration = Duration::from_secs(10);
const ASK_BYTES: u64 = 256 * 1024;
/// A pause where the system has no more file handles.
const BREATH: Duration = Duration::from_millis(200);

/// Carries out commands until the server stops. Cheap to clone.
#[derive(Clone)]
pub struct Host {
    /// The portal that is served.
    pub portal: Portal,
    /// The settings of the server.
    pub settings: Arc<Settings>,
    /// Asked to stop.
    pub stop: Stop,
    alone: Arc<Mutex<()>>,
}

impl Host {
    /// Nothing is under way yet.
    pub fn new(portal: Portal, settings: Settings, stop: Stop) -> Self {
        Self { portal, settings: Arc::new(settings), stop, alone: Arc::default() }
    }

    /// Takes commands from the socket, until stopping is requested; one that is under way is
    /// finished.
    pub async fn work(self, socket: Socket) {
        let mut callers = JoinSet::new();
        loop {
            let accepted = tokio::select! {
                () = self.stop.requested() => break,
                accepted = socket.listener.accept() => accepted,
            };
            while callers.try_join_next().is_some() {}
            match accepted {
                Ok((stream, _)) if is_own(&stream, socket.owner) => {
                    callers.spawn(self.clone().answer(stream));
                }
                Ok(_) => tracing::warn!("a command of another user was refused"),
                Err(error) => {
                    tracing::warn!(%error, "a command could not be accepted");
                    sleep(BREATH).await;
                }
            }
        }
        while callers.join_next().await.is_some() {}
    }

    /// Answers one caller. When they go, the command goes on.
    async fn answer(self, stream: UnixStream) {
        let (reader, mut writer) = stream.into_split();
        let outcome = match timeout(ASK_WITHIN, request(reader)).await {
            Ok(Ok(request)) => self.carry_out(&request, &mut writer).await,
            Ok(Err(failure)) => Err(failure),
            Err(_) => return,
        };
        send(&mut writer, &Reply::Ended(outcome)).await;
    }

    async fn carry_out(&self, request: &Request, writer: &mut OwnedWriteHalf) -> Result<(), Failure> {
        let task = task(request)?;
        let (said, mut lines) = mpsc::unbounded_channel();
        let output = Output::Caller { said, watched: request.watched };
        let work = tokio::spawn(self.clone().in_turn(task, request.user.clone(), output));
        while let Some(said) = lines.recv().await {
            send(writer, &Reply::Said(said)).await;
        }
        work.await
            .unwrap_or_else(|_| Err(Failure::Other("the command broke off: look at the server's log".into())))
    }

    /// One command after the other: two imports at once would undo each other.
    async fn in_turn(self, task: Task, user: String, output: Output) -> Result<(), Failure> {
        let _alone = match self.alone.try_lock() {
            Ok(alone) => alone,
            Err(_) => {
                output.remark(&"another command is under way: this one waits for its end");
                self.alone.lock().await
            }
        };
        if self.stop.is_requested() {
            return Err(Failure::Other("the server is stopping: try again".to_owned()));
        }
        let at_hand = AtHand::of_portal(&self.settings, &self.portal, user, output);
        carry_out(&at_hand, &task).await
    }
}

/// Whether the user who runs the server calls, or the one who may do everything.
fn is_own(stream: &UnixStream, owner: u32) -> bool {
    stream.peer_cred().is_ok_and(|caller| caller.uid() == owner || caller.uid() == 0)
}

async fn request(reader: impl AsyncReadExt + Unpin) -> Result<Request, Failure> {
    let mut line = String::new();
    let read = BufReader::new(reader.take(ASK_BYTES)).read_line(&mut line).await;
    let malformed = |error: io::Error| Failure::Other(format!("the command did not arrive: {error}"));
    read.map_err(malformed)?;
    serde_json::from_str(&line).map_err(|error| malformed(error.into()))
}

/// The command of a request, its paths as the caller means them. Settings hold of the server.
fn task(request: &Request) -> Result<Task, Failure> {
    let line = std::iter::once("server").chain(request.arguments.iter().map(String::as_str));
    match Arguments::try_parse_from(line) {
        Ok(Arguments { command: Some(Command::Task(task)), .. }) => Ok(task.beside(&request.folder)),
        Ok(_) => Err(Failure::Other("a server is already running on this data folder".to_owned())),
        Err(_) => Err(Failure::Setting("the server that runs is of another version: restart it".to_owned())),
    }
}

/// Sends a line. A caller who has gone is not told any more.
async fn send(writer: &mut OwnedWriteHalf, reply: &Reply) {
    match message::line(reply) {
        Ok(line) => drop(writer.write_all(line.as_bytes()).await),
        Err(error) => tracing::error!(%error, "what a command tells cannot be sent"),
    }
}
