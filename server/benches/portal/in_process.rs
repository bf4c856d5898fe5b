//! Searches without HTTP: the index in this process, built as the server builds it.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use app::{
    domain::{on_file::OnFile, search::DirectoryQuery},
    identity::signer::Signer,
    portal::Portal,
    search::places::{Places, Zip},
    store::Store,
};
use jiff::Timestamp;

use crate::{
    figure::Figure,
    program::PROJECT,
    queries::{self, Query},
    rows::{LENGTH, Row},
    table,
};

/// So many of the slowest searches are named.
const SLOWEST: usize = 4;

/// Bytes of stack of a worker, as the server has them.
const STACK: usize = 10 * 1024 * 1024;

/// Both rows, on a database that nobody else has open.
pub fn measure(database: &Path) -> [(Row, Figure); 2] {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(STACK).build();
    let portal = runtime.unwrap().block_on(open(database));
    [
        (Row::FirstAvailable, searches(&queries::filters(), |query| two_pages(&portal, query))),
        (Row::TextSearch, searches(&queries::words(), |query| one_page(&portal, query))),
    ]
}

async fn open(database: &Path) -> Portal {
    let plans = Path::new(PROJECT).join("plans");
    let plan = toml::from_str(&std::fs::read_to_string(plans.join("demonstration.toml")).unwrap()).unwrap();
    let places = Places::new(zips(&plans.join("zips.csv")));
    let store = Store::open(&format!("surrealkv://{}", database.display()), None).await.unwrap();
    let signer = Signer::of_new_key().unwrap();
    Portal::open(store, plan, places, signer, false, Timestamp::now).await.unwrap()
}

fn zips(table: &Path) -> Vec<Zip> {
    type Row = (String, Option<f64>, Option<f64>, String, String);
    let rows = csv::Reader::from_path(table).unwrap().into_deserialize::<Row>();
    let zip = |(zip, latitude, longitude, city, state): Row| Zip {
        zip,
        city,
        state,
        position: latitude.zip(longitude),
    };
    rows.map(|row| zip(row.unwrap())).collect()
}

/// Searches one after the other, each in turn, after a first round that is not counted. Says which of
/// them took longest.
fn searches(queries: &[Query], search: impl Fn(&DirectoryQuery)) -> Figure {
    queries.iter().for_each(|(_, query)| search(query));
    let (begun, mut times) = (Instant::now(), vec![Vec::<Duration>::new(); queries.len()]);
    for (n, (_, query)) in queries.iter().enumerate().cycle() {
        let asked = Instant::now();
        search(query);
        times[n].push(asked.elapsed());
        if begun.elapsed() >= LENGTH {
            break;
        }
    }
    let length = begun.elapsed();
    let mut medians: Vec<_> =
        queries.iter().zip(&mut times).map(|((name, _), times)| (median(times), name)).collect();
    medians.sort_unstable();
    for (median, name) in medians.iter().rev().take(SLOWEST) {
        table::note(&format!("{:.2} ms at the median: {name}", median.as_secs_f64() * 1000.0));
    }
    Figure::times(times.concat(), length)
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Twenty results: a page has ten.
fn two_pages(portal: &Portal, query: &DirectoryQuery) {
    let now = Timestamp::now();
    let first = portal.search(&OnFile::default(), query, now);
    if first.next.is_some() {
        let second =
            portal.search(&OnFile::default(), &DirectoryQuery { after: first.next, ..query.clone() }, now);
        assert_eq!(second.first, 11);
    }
}

fn one_page(portal: &Portal, query: &DirectoryQuery) {
    std::hint::black_box(portal.search(&OnFile::default(), query, Timestamp::now()));
}
