//! Reads a Provider Directory of Da Vinci Plan-Net resources: NDJSON files or FHIR Bundles.
//!
//! The files are read twice, a resource at a time, so memory does not grow with them. The first
//! reading learns what they list; it may stop the import, and nothing is written before its end.
//! The second one writes, batch by batch, what differs from what is there: an import that was
//! interrupted is done again and writes the rest. Nothing in a line stops it: what cannot be read
//! is reported, what can be is kept. At the end, what is not listed any more is taken out.

mod batch;
mod bundle;
mod datatype;
mod error;
mod found;
pub mod grants;
mod hours;
mod ids;
mod intake;
mod issues;
mod lines;
mod location;
pub mod members;
mod meter;
mod network;
mod organization;
mod part_of;
mod places;
mod practitioner;
mod progress;
mod reference;
pub mod referrals;
mod refused;
mod report;
mod request;
mod resource;
mod resource_type;
mod retire;
mod role;
mod sieve;
mod source;
mod surroundings;
mod survey;
pub mod tables;
mod time_zone;
mod wording;

#[cfg(test)]
mod tests;

use std::{ops::ControlFlow, sync::Arc};

use app::{
    domain::plan::Plan,
    store::{self, Store, import::Unfinished},
};
use jiff::Timestamp;
use tokio::{sync::mpsc, task::spawn_blocking};

use crate::{command::AtHand, failure::Failure, output::Output};
use batch::{Batch, Written};
pub use error::ImportError;
use found::Depth;
use intake::{Intake, Taken};
use progress::Progress;
use refused::Refused;
pub use report::Report;
pub use request::Request;
use source::Source;
use survey::Survey;

/// Batches that wait to be written while the next ones are read.
const WAITING: usize = 2;

/// Reads a directory into the store and tells what came of it; how far it is, where somebody
/// looks.
///
/// # Errors
/// For what stops the import.
pub async fn command(at_hand: &AtHand, request: &Request) -> Result<(), Failure> {
    let AtHand { store, plan, output, now, .. } = at_hand;
    let progress = (request.progress || output.is_watched()).then(|| output.clone());
    let report = read_in(store, plan, request, *now, progress).await;
    at_hand.answer(&report.map_err(|error| Failure::Other(error.to_string()))?)
}

/// Reads a directory into the store. `now` is when: appointments from then on are looked at.
///
/// # Errors
/// Only for what stops the import; what is wrong within the files is in the report.
pub async fn plan_net(
    store: &Store,
    plan: &Plan,
    request: &Request,
    now: Timestamp,
) -> Result<Report, ImportError> {
    read_in(store, plan, request, now, None).await
}

/// As [`plan_net`]; how far it is is told to `progress`.
async fn read_in(
    store: &Store,
    plan: &Plan,
    request: &Request,
    now: Timestamp,
    progress: Option<Output>,
) -> Result<Report, ImportError> {
    let import = Unfinished { source: request.source(), since: now };
    let interrupted = store::import::unfinished(store).await?;
    may_follow(interrupted.as_ref(), &import, request.partial)?;
    let (sources, survey) = survey(store, request, progress.clone()).await?;
    if !request.retire_many {
        retire::guard(&survey)?;
    }
    let refused = Refused::begin(request.report.as_deref())?;
    store::import::begin(store, &import).await?;
    let reading = Reading { plan: plan.clone(), sources, survey, refused, progress };
    let outcome = write(store, reading, now).await;
    let mut report = outcome.map_err(|error| ImportError::Interrupted(Box::new(error)))?;
    store::import::finish(store).await?;
    report.appointments = store::appointment::without_role(store, now).await?;
    Ok(report)
}

/// A part of a directory does not end the import of another that was interrupted.
fn may_follow(before: Option<&Unfinished>, import: &Unfinished, partial: bool) -> Result<(), ImportError> {
    match before {
        Some(before) if partial && before.source != import.source => {
            Err(ImportError::Other(before.source.clone()))
        }
        _ => Ok(()),
    }
}

/// Reads the files for the first time.
async fn survey(
    store: &Store,
    request: &Request,
    progress: Option<Output>,
) -> Result<(Vec<Source>, Survey), ImportError> {
    let survey = Survey::begin(store, request.partial).await?;
    let paths = request.paths.clone();
    spawn_blocking(move || {
        let sources = source::find(&paths)?;
        let survey = survey.read(&sources, &mut Progress::new("reading", size(&sources), progress))?;
        Ok((sources, survey))
    })
    .await?
}

fn size(sources: &[Source]) -> u64 {
    sources.iter().map(|source| source.bytes).sum()
}

/// What the second reading needs.
struct Reading {
    plan: Plan,
    sources: Vec<Source>,
    survey: Survey,
    refused: Refused,
    progress: Option<Output>,
}

/// Reads the files for the second time, and writes what was read before while more is read.
async fn write(store: &Store, reading: Reading, now: Timestamp) -> Result<Report, ImportError> {
    let (sender, mut batches) = mpsc::channel(WAITING);
    let survey = Arc::new(reading.survey);
    let reading = spawn_blocking({
        let survey = survey.clone();
        let Reading { plan, sources, refused, progress, .. } = reading;
        move || read(&plan, &sources, &survey, refused, progress, &sender)
    });
    let mut written = Vec::new();
    while let Some(batch) = batches.recv().await {
        written.push(Batch::save(batch, store, now).await?);
    }
    let (mut taken, mut refused) = reading.await??;
    for Written { saved, issues } in written {
        saved.into_iter().for_each(|(kind, saved)| taken.report.add(kind, saved));
        for issue in issues {
            refused.note(&issue);
            taken.report.issues.note(issue);
        }
    }
    refused.finish()?;
    retire::retire(store, &survey, &mut taken, now).await?;
    Ok(taken.report)
}

/// Reads the files and sends what is to be written, as long as somebody takes it.
fn read(
    plan: &Plan,
    sources: &[Source],
    survey: &Survey,
    mut refused: Refused,
    progress: Option<Output>,
    batches: &mpsc::Sender<Batch>,
) -> Result<(Taken, Refused), ImportError> {
    let mut intake = Intake::new(plan, survey, &mut refused);
    let mut progress = Progress::new("writing", size(sources), progress);
    found::each(sources, Depth::Whole, &mut progress, |found| {
        intake.take(found);
        let goes_on = intake.full_batch().is_none_or(|batch| batches.blocking_send(batch).is_ok());
        if goes_on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    let (rest, taken) = intake.finish();
    // Nobody takes it where the store has failed, which is told then.
    let _ = batches.blocking_send(rest);
    Ok((taken, refused))
}
