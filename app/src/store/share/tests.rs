use std::{
    future::pending,
    sync::{
        LazyLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use super::*;

static WAITING: LazyLock<Waiting<Number>> = LazyLock::new(Waiting::default);
static QUERIES: AtomicUsize = AtomicUsize::new(0);

/// Whoever asks with it makes the query break off.
const BROKEN: u32 = 1_000;
/// Whoever asks with it is never answered.
const SILENT: u32 = 1_001;

/// Is answered with its double, up to a hundred.
struct Number(u32);

impl Question for Number {
    type Answer = u32;
    const LANES: usize = 1;
    const MOST: usize = 4;
    const WITHIN: Duration = Duration::from_millis(50);

    fn waiting(_: &Store) -> &Waiting<Self> {
        &WAITING
    }

    async fn all(_: &Store, questions: &[Self]) -> Result<Vec<u32>, Error> {
        QUERIES.fetch_add(1, Ordering::Relaxed);
        assert!(questions.iter().all(|Self(number)| *number != BROKEN), "as it is wanted");
        yield_now().await;
        if questions.iter().any(|Self(number)| *number == SILENT) {
            pending::<()>().await;
        }
        let double = |Self(number): &Self| match number {
            ..100 => Ok(2 * number),
            _ => Err(Error::Refused(number.to_string())),
        };
        questions.iter().map(double).collect()
    }
}

/// The answers, and the queries for them.
async fn ask(store: &Store, numbers: &[u32]) -> (Vec<Result<u32, String>>, usize) {
    let before = QUERIES.load(Ordering::Relaxed);
    let asked = numbers.iter().map(|number| store.ask(Number(*number)));
    let answers = join_all(asked).await.into_iter();
    let answers = answers.map(|answer| answer.map_err(|error| error.to_string())).collect();
    (answers, QUERIES.load(Ordering::Relaxed) - before)
}

#[tokio::test]
async fn who_asks_at_one_moment_is_answered_together_and_refused_alone() -> Result<(), Error> {
    let store = Store::open("mem://", None).await?;
    assert_eq!(ask(&store, &[7]).await, (vec![Ok(14)], 1));
    let eight = [1, 2, 3, 4, 5, 6, 7, 8];
    assert_eq!(ask(&store, &eight).await, (eight.map(|number| Ok(2 * number)).into(), 2));
    let refused = || Err("the transaction refused: 100".to_owned());
    assert_eq!(ask(&store, &[1, 100, 3]).await, (vec![Ok(2), refused(), Ok(6)], 1 + 3));
    let broken = || Err("the query has broken off".to_owned());
    assert_eq!(ask(&store, &[1, BROKEN, 3]).await, (vec![Ok(2), broken(), Ok(6)], 1 + 3));
    assert_eq!(ask(&store, &[1, SILENT, 3]).await, (vec![Ok(2), broken(), Ok(6)], 1 + 3));
    assert!(store.ask(Number(BROKEN)).now_or_never().is_none(), "it has hung up");
    assert_eq!(ask(&store, &[2, 3]).await, (vec![Ok(4), Ok(6)], 1));
    assert!(WAITING.questions().is_empty());
    Ok(())
}
