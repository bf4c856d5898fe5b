//! The only code that knows SurrealDB. One module per noun; each verb is one query, or a part of one
//! that is shared.

pub mod absence;
pub mod account;
pub mod appointment;
pub mod attempt;
pub mod attendance;
pub mod audit;
pub mod backup;
mod batch;
mod booking;
pub mod ceremony;
pub mod changes;
pub mod closing;
pub mod contact;
pub mod credential;
mod cut_off;
pub mod directory;
pub mod draft;
pub mod earlier;
pub mod emergency;
mod error;
pub mod form;
pub mod former;
pub mod grant;
pub mod hold;
pub mod import;
pub mod ledger;
pub mod member;
mod migration;
pub mod office;
pub mod outbox;
pub mod own;
pub mod passkey;
mod records;
pub mod referral;
pub mod registration;
mod row;
pub mod schedule;
pub mod sealing;
pub mod second_factor;
pub mod second_step;
pub mod session;
pub mod several;
mod share;
pub mod staff;
pub mod staff_credential;
pub mod staff_enrolment;
pub mod staff_session;
pub mod taken;
pub mod together;
mod turns;
pub mod verification;
mod written;

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use serde::{Serialize, de::DeserializeOwned};
use surrealdb::{
    IndexedResults, Surreal,
    engine::any::{self, Any},
    opt::auth::Root,
    types::SurrealValue,
};

pub use batch::{Outcome, Saved};
pub use booking::{Decided, Visit};
pub use error::Error;

/// What begins a query that only reads.
const READING: [&str; 3] = ["SELECT ", "RETURN ", "EXPLAIN "];

/// How often it is tried again what has met something else.
pub const ATTEMPTS: u32 = 12;

/// The database. Cheap to clone: all clones share one session.
#[derive(Clone)]
pub struct Store {
    db: Arc<Surreal<Any>>,
    /// Where this process has left the chains of the ledger.
    noted: Arc<ledger::Noted>,
    turns: Arc<turns::Turns>,
    /// Who has several roles.
    several: Arc<several::Known>,
    /// Who asks together with others.
    asked: Arc<share::Asked>,
    /// The engine could not keep something: nothing is written any more.
    failed: Arc<AtomicBool>,
    /// What seals the fields that nobody reads in the database.
    keys: Option<Arc<sealing::Keys>>,
}

impl Store {
    /// Opens `surrealkv://folder`, `mem://` or `ws://host` and brings the schema up to date.
    ///
    /// # Errors
    /// `Locked` when another process has the folder, `Newer` when it was written by a newer
    /// program, otherwise `Engine`.
    pub async fn open(url: &str, root: Option<(String, String)>) -> Result<Self, Error> {
        cut_off::settle(url).await?;
        let store = Self::connect(url, root).await?;
        migration::apply(&store).await?;
        Ok(store)
    }

    /// The database as it is.
    async fn connect(url: &str, root: Option<(String, String)>) -> Result<Self, Error> {
        let db = any::connect(url).await.map_err(locked)?;
        if let Some((username, password)) = root {
            db.signin(Root { username, password }).await?;
        }
        db.use_ns("bookwell").use_db("portal").await?;
        let db = Arc::new(db);
        Ok(Self {
            db,
            noted: Arc::default(),
            turns: Arc::default(),
            several: Arc::default(),
            asked: Arc::default(),
            failed: Arc::default(),
            keys: None,
        })
    }

    /// Runs a query; `vars` is an object whose fields the text names with `$`: those that are sealed
    /// are sealed by it.
    pub(crate) async fn run(&self, text: &str, mut vars: serde_json::Value) -> Result<IndexedResults, Error> {
        self.seal(&mut vars)?;
        self.raw(text, vars).await
    }

    /// Runs a query with `vars` as they are.
    ///
    /// What the disk has refused at a commit may stand in the engine's log all the same: it is told as
    /// failed, and done by the next start. Whatever was written in between would be written on a
    /// state without it. So after such an error only those run that read.
    async fn raw(&self, text: &str, vars: impl SurrealValue) -> Result<IndexedResults, Error> {
        if READING.iter().any(|word| text.starts_with(word)) {
            return self.answer(text, vars).await;
        }
        self.is_well()?;
        match self.answer(text, vars).await {
            Err(error) if error.is_of_disk() => {
                tracing::error!(%error, "the disk has failed");
                self.failed.store(true, Ordering::Release);
                Err(Error::Failed)
            }
            outcome => outcome,
        }
    }

    async fn answer(&self, text: &str, vars: impl SurrealValue) -> Result<IndexedResults, Error> {
        let mut answer = self.db.query(text).bind(vars).await?;
        let errors = answer.take_errors();
        if errors.is_empty() { Ok(answer) } else { Err(Error::of_transaction(errors.into_values())) }
    }

    /// Runs a transaction, again when it met another one: it has no effect until it succeeds.
    pub(crate) async fn transact(
        &self,
        text: &str,
        vars: serde_json::Value,
    ) -> Result<IndexedResults, Error> {
        for attempt in 0..ATTEMPTS {
            match self.run(text, vars.clone()).await {
                Err(Error::Conflict) => give_way(attempt).await,
                outcome => return outcome,
            }
        }
        Err(Error::Conflict)
    }

    /// The records that the first statement of `text` yields.
    pub(crate) async fn rows<T: DeserializeOwned>(
        &self,
        text: &str,
        vars: serde_json::Value,
    ) -> Result<Vec<T>, Error> {
        self.opened(&mut self.run(text, vars).await?, 0)
    }

    /// The records that a statement has yielded, counted from 0, with their sealed fields opened.
    pub(super) fn opened<T: DeserializeOwned>(
        &self,
        answer: &mut IndexedResults,
        statement: usize,
    ) -> Result<Vec<T>, Error> {
        self.all_unsealed(answer.take(statement)?)
    }

    /// The first of [`Store::rows`].
    pub(crate) async fn row<T: DeserializeOwned>(
        &self,
        text: &str,
        vars: serde_json::Value,
    ) -> Result<Option<T>, Error> {
        Ok(self.rows(text, vars).await?.into_iter().next())
    }

    /// Whether its disk has failed: nothing is written by this process any more.
    pub fn has_failed(&self) -> bool {
        self.failed.load(Ordering::Acquire)
    }

    /// Whether it takes what is written. Where it does not, what it shows as done need not be there
    /// after the next start.
    ///
    /// # Errors
    /// `Failed`.
    pub fn is_well(&self) -> Result<(), Error> {
        if self.has_failed() { Err(Error::Failed) } else { Ok(()) }
    }

    /// Whether the database answers and takes what is written: for `/readyz`.
    ///
    /// # Errors
    /// `Engine` or `Failed` when it does not.
    pub async fn ping(&self) -> Result<(), Error> {
        self.is_well()?;
        self.records(Vec::new()).await.map(drop)
    }
}

/// The records that a statement has yielded, counted from 0.
fn decoded<T: DeserializeOwned>(answer: &mut IndexedResults, statement: usize) -> Result<Vec<T>, Error> {
    let rows: Vec<serde_json::Value> = answer.take(statement)?;
    rows.into_iter().map(|row| Ok(serde_json::from_value(row)?)).collect()
}

/// What is written of a domain value: all its fields but the id, which is the record's.
pub(crate) fn content(value: &impl Serialize) -> Result<serde_json::Value, Error> {
    let mut content = serde_json::to_value(value)?;
    if let Some(fields) = content.as_object_mut() {
        fields.remove("id");
    }
    Ok(content)
}

/// Lets others go on who were quicker, before the next of [`ATTEMPTS`]. It grows with the attempts and
/// differs between tasks: the clock's last digits are the dice.
pub async fn give_way(attempt: u32) {
    let dice = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| u64::from(since.subsec_nanos()) / 64);
    let ceiling = 2_000 << attempt.min(7);
    tokio::time::sleep(Duration::from_micros(500 + dice % ceiling)).await;
}

fn locked(error: surrealdb::Error) -> Error {
    let text = error.to_string().to_lowercase();
    if text.contains("lock") { Error::Locked } else { Error::Engine(error) }
}
