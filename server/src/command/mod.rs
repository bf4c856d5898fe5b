//! Commands other than serving: what they work with, and who carries them out. A database folder
//! belongs to one process: where a server runs on it, it is handed the command.

mod at_hand;
mod hand_over;
pub mod host;
mod message;
pub mod socket;

use std::{env, path::PathBuf};

pub use at_hand::AtHand;

use crate::{
    audit, backup,
    config::{Generate, Import, Settings, Task},
    failure::Failure,
    generate, import,
    jobs::indexes,
    keys,
    ledger::{self, Heads},
    member, office,
    output::Output,
    schedule, staff,
};

/// Does what was asked: by the server that has the data folder where one runs, otherwise here.
///
/// # Errors
/// Those of the command, and of handing it over.
pub async fn command(settings: &Settings, task: &Task) -> Result<(), Failure> {
    if let Task::Generate(wanted @ Generate { folder: Some(folder), .. }) = task {
        return generate::write_only(folder, settings, wanted);
    }
    if let Some(outcome) = hand_over::hand_over(settings).await {
        return outcome;
    }
    let at_hand = AtHand::open(settings, user(), Output::Own).await?;
    let task = task.clone().beside(&here()?);
    match settings.ledger().map(Heads::at).filter(|_| task.writes()) {
        Some(heads) => write(&at_hand, &task, &heads).await,
        None => carry_out(&at_hand, &task).await,
    }
}

/// As a server does it: nothing is written into a database that is not the one it was, and where
/// the ledger ends is kept.
async fn write(at_hand: &AtHand, task: &Task, heads: &Heads) -> Result<(), Failure> {
    ledger::at_start(&at_hand.store, heads).await.map_err(|error| Failure::of_ledger(&error))?;
    let outcome = carry_out(at_hand, task).await;
    if let Err(error) = heads.keep(&at_hand.store).await {
        tracing::error!(file = %heads.path().display(), %error, "the ends of the ledger cannot be written");
    }
    outcome
}

/// The user of the system who gives the command, as far as the system tells.
fn user() -> String {
    let mut names = ["USER", "LOGNAME"].iter().filter_map(|name| env::var(name).ok());
    names.find(|name| !name.trim().is_empty()).unwrap_or_else(|| "staff".to_owned())
}

/// The folder from which the program was started.
fn here() -> Result<PathBuf, Failure> {
    env::current_dir().map_err(|error| Failure::Other(format!("the working folder is gone: {error}")))
}

/// Does what was asked with what is at hand. What it has changed is served when it ends.
async fn carry_out(at_hand: &AtHand, task: &Task) -> Result<(), Failure> {
    let outcome = do_task(at_hand, task).await;
    if let Some(portal) = &at_hand.portal
        && let Err(error) = indexes::reload(portal).await
    {
        tracing::error!(%error, "the directory cannot be read anew");
    }
    outcome
}

async fn do_task(at_hand: &AtHand, task: &Task) -> Result<(), Failure> {
    match task {
        Task::Import(Import::PlanNet(request)) => import::command(at_hand, request).await,
        Task::Import(Import::Referrals(request)) => import::referrals::command(at_hand, request).await,
        Task::Import(Import::Grants(request)) => import::grants::command(at_hand, request).await,
        Task::Import(Import::Members(request)) => import::members::command(at_hand, request).await,
        Task::Generate(wanted) => generate::generate(at_hand, wanted).await,
        Task::Schedule(wanted) => schedule::schedule(at_hand, wanted).await,
        Task::Office(wanted) => office::office(at_hand, wanted).await,
        Task::Staff(wanted) => staff::staff(at_hand, wanted).await,
        Task::Keys(wanted) => keys::keys(at_hand, wanted).await,
        Task::Audit(wanted) => audit::command(at_hand, wanted).await,
        Task::Member(wanted) => member::member(at_hand, wanted).await,
        Task::Verify(wanted) => ledger::command(at_hand, wanted).await,
        Task::Backup { file } => backup::backup(at_hand, file).await,
    }
}
