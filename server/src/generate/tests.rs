//! A generated directory is what a real plan's could be.

use std::{collections::BTreeMap, path::PathBuf};

use app::{
    domain::{directory::NetworkStatus, plan::Plan},
    store::{self, Store, directory::Everything},
};
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, date},
};

use super::{Generate, Organization, Recipe, files, places, taken};
use crate::{
    fixture::{self, Folder},
    import::{self, Request},
    zip_table,
};

const ROLES: u32 = 500;

fn today() -> Date {
    date(2026, 11, 24)
}

fn written(name: &str, plan: &Plan, roles: usize, seed: u64) -> Folder {
    let folder = Folder::new(&format!("generate-{name}"));
    let profile = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../plans/demonstration.toml");
    let towns = places::towns(zip_table::zips(&profile).expect("a table"), &plan.service_states);
    let own = Organization { id: plan.plan_organizations[0].to_string(), name: plan.name.clone() };
    let recipe = Recipe { roles, seed, today: today(), places: &places::places(roles, own, &towns, seed) };
    files::write(folder.path(), &recipe).expect("files");
    folder
}

fn contents(folder: &Folder) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder.path()).expect("a folder").map(|entry| entry.expect("a file"));
    let read = |path: PathBuf| std::fs::read(path).expect("a file");
    entries.map(|entry| (entry.file_name().to_string_lossy().into_owned(), read(entry.path()))).collect()
}

#[test]
fn the_same_number_and_seed_give_the_same_bytes() {
    let plan = fixture::plan();
    let [one, again, other, larger] =
        [("one", 300, 7), ("again", 300, 7), ("other", 300, 8), ("larger", 301, 7)]
            .map(|(name, roles, seed)| contents(&written(name, &plan, roles, seed)));
    assert_eq!(one.len(), 4);
    assert!(one == again, "the same twice");
    assert!(one != other && one != larger, "another seed, another number");
}

async fn imported(name: &str) -> (Plan, Store, Everything) {
    let (plan, store) = (fixture::plan(), Store::open("mem://", None).await.expect("a store"));
    let folder = written(name, &plan, ROLES as usize, 3);
    let request = Request::named("a test", folder.path().to_owned());
    let now = "2026-11-24T12:00:00Z".parse().expect("a moment");
    let report = import::plan_net(&store, &plan, &request, now).await.expect("an import");
    assert_eq!(report.issues.listed, []);
    assert!(report.tallies.values().all(|tally| tally.refused == 0), "{report}");
    let everything = store::directory::all(&store).await.expect("a directory");
    (plan, store, everything)
}

#[tokio::test]
async fn it_comes_in_whole_and_looks_like_a_plans() {
    let (_, _, Everything { clinicians, locations, roles, schedules }) = imported("whole").await;
    assert_eq!((roles.len(), schedules.len(), locations.len()), (500, 500, 12));
    assert!((380..=420).contains(&clinicians.len()), "{}", clinicians.len());
    let share = |part: usize| part * 100 / roles.len();
    let of =
        |id: &str| roles.iter().filter(|r| r.specialty.as_ref().is_some_and(|s| s.as_str() == id)).count();
    assert!((22..38).contains(&share(of("primary-care"))), "{}", of("primary-care"));
    assert!((9..21).contains(&share(of("behavioral-health"))), "{}", of("behavioral-health"));
    assert!((78..92).contains(&share(roles.iter().filter(|role| role.accepting).count())));
    let own = share(roles.iter().filter(|role| role.network == NetworkStatus::Plan).count());
    assert!((30..100).contains(&own), "{own}");
    let mut grids: Vec<_> = schedules.iter().map(|schedule| schedule.slot_minutes).collect();
    grids.sort_unstable();
    grids.dedup();
    assert_eq!(grids, [15, 20, 30]);
    assert!(
        schedules.iter().all(|schedule| !schedule.sessions.is_empty() && !schedule.exceptions.is_empty())
    );
    assert!(locations.iter().all(|location| location.state == "WA" && location.position.is_some()));
}

#[tokio::test]
async fn as_many_of_the_starts_are_taken_as_is_wanted() {
    let (plan, store, everything) = imported("taken").await;
    let now: Timestamp = "2026-11-24T18:00:00Z".parse().expect("an instant");
    let taken = async |taken| {
        let wanted = Generate { roles: ROLES, seed: 3, taken, day: Some(today()), folder: None };
        taken::take(&store, &plan, &wanted, now).await.expect("claims");
        let mut steps = 0;
        let year = now..now + SignedDuration::from_hours(24 * 365);
        store::taken::each(&store, year, |_, starts| steps += starts.len()).await.expect("claims");
        steps
    };
    let (some, all) = (taken(70).await, taken(100).await);
    let own = everything.roles.iter().filter(|role| role.network == NetworkStatus::Plan).count();
    assert!(all > own * 200, "{all} of {own} roles");
    assert!((69..=71).contains(&(some * 100 / all)), "{some} of {all}");
}
