//! Those who ask the engine for the same kind of thing at one moment are answered together: what a
//! query costs besides its records, planning it and the disk among that, is shared by them.

use std::{
    panic::AssertUnwindSafe,
    slice,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use futures::{FutureExt, future::join_all};
use tokio::{
    sync::{Semaphore, oneshot},
    task::yield_now,
    time::timeout,
};
use tracing::Instrument;

use super::{Error, Store, audit::Notebook, booking::Unit, own::Whose, records::Wanted};

/// Who waits with which questions.
#[derive(Default)]
pub(super) struct Asked {
    pub records: Waiting<Wanted>,
    pub own: Waiting<Whose>,
    pub bookings: Waiting<Unit>,
    pub notebook: Notebook,
}

/// A question that is answered together with others of its kind.
pub(super) trait Question: Sized + Send + Sync + 'static {
    /// Its answer.
    type Answer: Send;
    /// So many queries are under way at a time: more would each be shared by fewer.
    const LANES: usize;
    /// So many share one.
    const MOST: usize;
    /// A query that takes longer has broken off: those behind it would wait for ever. Nobody waits so
    /// long for a page.
    const WITHIN: Duration = Duration::from_secs(60);

    /// Where those wait who ask it.
    fn waiting(store: &Store) -> &Waiting<Self>;

    /// Answers all of them by one query, in their order.
    fn all(
        store: &Store,
        questions: &[Self],
    ) -> impl Future<Output = Result<Vec<Self::Answer>, Error>> + Send;
}

/// Tells somebody who waits.
type Tell<Q> = oneshot::Sender<Result<<Q as Question>::Answer, Error>>;

/// Those who wait, the first one first.
pub(super) struct Waiting<Q: Question> {
    questions: Mutex<Vec<(Q, Tell<Q>)>>,
    lanes: Semaphore,
}

impl<Q: Question> Default for Waiting<Q> {
    fn default() -> Self {
        Self { questions: Mutex::default(), lanes: Semaphore::new(Q::LANES) }
    }
}

impl<Q: Question> Waiting<Q> {
    fn questions(&self) -> MutexGuard<'_, Vec<(Q, Tell<Q>)>> {
        self.questions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The first ones. Who has hung up before it was their turn wants no answer.
    fn take(&self) -> Vec<(Q, Tell<Q>)> {
        let mut questions = self.questions();
        let count = questions.len().min(Q::MOST);
        questions.drain(..count).filter(|(_, tell)| !tell.is_closed()).collect()
    }
}

impl Store {
    /// Asks together with others, or alone where nobody else asks.
    ///
    /// # Errors
    /// Those of [`Question::all`]; `Unanswered` where that has broken off.
    pub(super) async fn ask<Q: Question>(&self, question: Q) -> Result<Q::Answer, Error> {
        let (tell, told) = oneshot::channel();
        Q::waiting(self).questions().push((question, tell));
        // A task of its own: who asks may hang up, and the others stay. There is one for each who asks:
        // so everybody is answered.
        tokio::spawn(answer::<Q>(self.clone()).in_current_span());
        told.await.unwrap_or(Err(Error::Unanswered))
    }
}

/// Answers those who wait.
async fn answer<Q: Question>(store: Store) {
    let waiting = Q::waiting(&store);
    let Ok(_lane) = waiting.lanes.acquire().await else { return };
    // Whoever is about to ask comes first.
    yield_now().await;
    let (questions, tells): (Vec<_>, Vec<_>) = waiting.take().into_iter().unzip();
    if questions.len() > 1
        && let Ok(answers) = all(&store, &questions).await
    {
        tells.into_iter().zip(answers).for_each(|(tell, answer)| give(tell, Ok(answer)));
        return;
    }
    // One that fails takes nothing from the others, and is told its own reason.
    let alone = questions.iter().zip(tells).map(async |(question, tell)| {
        let answers = all(&store, slice::from_ref(question)).await;
        give(tell, answers.and_then(|answers| answers.into_iter().next().ok_or(Error::Unanswered)));
    });
    join_all(alone).await;
}

/// A panic is an error like others: it would take the answers of all who share. So is no answer at all.
async fn all<Q: Question>(store: &Store, questions: &[Q]) -> Result<Vec<Q::Answer>, Error> {
    let answers = AssertUnwindSafe(Q::all(store, questions)).catch_unwind();
    match timeout(Q::WITHIN, answers).await {
        Ok(Ok(answers)) => answers,
        _ => Err(Error::Unanswered),
    }
}

/// Who has hung up is told nothing.
fn give<T>(tell: oneshot::Sender<T>, answer: T) {
    let _ = tell.send(answer);
}

#[cfg(test)]
mod tests;
