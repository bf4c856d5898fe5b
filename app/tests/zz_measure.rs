#![cfg(feature = "ssr")]
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]
mod support;
use app::{
    domain::{
        actor::Actor,
        audit::{Access, Kind},
    },
    portal::Portal,
    search::places::Places,
    store::Store,
};
use std::time::Instant;
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn measure() {
    let folder = std::env::temp_dir().join(format!("bookwell-measure-{}", std::process::id()));
    let store = Store::open(&format!("surrealkv://{}", folder.display()), None).await.unwrap();
    let portal =
        Portal::open(store, support::plan(), Places::default(), support::signer(), false, support::now)
            .await
            .unwrap();
    let row = |n: usize| {
        Access::read(support::now(), Actor::Member, format!("m{n}").as_str().into(), Kind::Details)
    };
    for n in 0..20 {
        portal.note_access(row(n)).await.unwrap();
    }
    let mut one: Vec<_> = Vec::new();
    for n in 100..300 {
        let began = Instant::now();
        portal.note_access(row(n)).await.unwrap();
        one.push(began.elapsed());
    }
    one.sort();
    let began = Instant::now();
    for _ in 0..1000 {
        portal.note_access(row(100)).await.unwrap();
    }
    let again = began.elapsed() / 1000;
    let began = Instant::now();
    let all: Vec<_> = (1000..3000)
        .map(|n| {
            let portal = portal.clone();
            let row = row(n);
            tokio::spawn(async move {
                let began = Instant::now();
                portal.note_access(row).await.unwrap();
                began.elapsed()
            })
        })
        .collect();
    let mut many = Vec::new();
    for task in all {
        many.push(task.await.unwrap());
    }
    many.sort();
    println!(
        "alone p50 {:?} p99 {:?}; again {:?}; 2000 at once in {:?}, p50 {:?} p99 {:?}",
        one[100],
        one[197],
        again,
        began.elapsed(),
        many[1000],
        many[1980]
    );
    let _ = std::fs::remove_dir_all(folder);
}
