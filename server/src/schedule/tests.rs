//! What tables and commands do to schedules, on a store in memory.

use std::path::{Path, PathBuf};

use app::{
    domain::{
        amendment::Amendment,
        directory::{NetworkStatus, Role},
        plan::Plan,
        schedule::{ALWAYS, Schedule},
    },
    store::directory,
};
use jiff::{
    Timestamp,
    civil::{date, time},
};

use super::*;
use crate::{demonstration, fixture, support};

/// Monday 30 November 2026, 9:00 in UTC: the zone of a place that is not in the directory.
const NINE: &str = "2026-11-30T09:00:00Z";

fn now() -> Timestamp {
    "2026-11-24T18:00:00Z".parse().expect("an instant")
}

/// Two roles in primary care, on Mondays from nine to twelve by twenty minutes.
async fn store() -> Store {
    let store = Store::open("mem://", None).await.expect("a store");
    let ids = ["anna", "bela"];
    directory::save(&store, &ids.map(role)).await.expect("roles");
    directory::save(&store, &ids.map(published)).await.expect("schedules");
    store
}

fn role(id: &str) -> Role {
    Role {
        id: id.into(),
        clinician: "c".into(),
        location: "l".into(),
        specialty: Some("primary-care".into()),
        specialty_display: "Family Medicine".to_owned(),
        network: NetworkStatus::Plan,
        accepting: true,
        visit_types: vec!["office-visit".into(), "new-patient-visit".into()],
        phone: None,
    }
}

fn published(id: &str) -> Schedule {
    let (start, end) = (time(9, 0, 0, 0), time(12, 0, 0, 0));
    let sessions = vec![Session { weekday: 1, start, end, visit_types: Vec::new() }];
    let exceptions = vec![Exception::Closed { date: date(2026, 12, 7) }];
    Schedule { role: id.into(), valid_from: ALWAYS, slot_minutes: 20, sessions, exceptions }
}

/// A file that is gone with the test.
struct File(PathBuf);

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn file(name: &str, lines: &[&str]) -> File {
    let path = std::env::temp_dir().join(format!("bookwell-schedule-{name}-{}.csv", std::process::id()));
    let text = format!("{}\n{}\n", table::COLUMNS.join(","), lines.join("\n"));
    std::fs::write(&path, text).expect("a file");
    File(path)
}

async fn import(store: &Store, name: &str, lines: &[&str]) -> import::Report {
    let (plan, file) = (fixture::plan(), file(name, lines));
    import::import(store, &plan, &file.0, now()).await.expect("a report")
}

async fn in_force(store: &Store, id: &str) -> Schedule {
    find(store, &id.into()).await.expect("a role").in_force()
}

#[tokio::test]
async fn the_example_comes_into_the_demonstration_and_a_second_time_changes_nothing() {
    let (plan, store): (Plan, _) = (fixture::plan(), Store::open("mem://", None).await.expect("a store"));
    demonstration::load(&store, &plan, now()).await.expect("a demonstration");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../plans/schedule-example.csv");
    let first = import::import(&store, &plan, &file, now()).await.expect("a report");
    assert_eq!((first.faults, first.saved.new, first.lines), (Vec::new(), 3, 10));
    let again = import::import(&store, &plan, &file, now()).await.expect("a report");
    assert_eq!((again.faults, again.saved.unchanged), (Vec::new(), 3));
    let schedule = in_force(&store, "ruth-haverford-at-madrona-seattle").await;
    assert_eq!((schedule.slot_minutes, schedule.sessions.len()), (15, 2));
}

#[tokio::test]
async fn of_a_role_with_a_wrong_line_nothing_is_written_and_of_the_others_all() {
    let store = store().await;
    let lines = [
        "anna,session,tue,,09:00,11:00,20,,",
        "anna,session,tue,,10:00,12:00,20,,",
        "bela,session,tue,,09:00,11:00,20,,",
    ];
    let report = import(&store, "wrong", &lines).await;
    let reason = "lies in the session from 09:00 to 11:00: sessions of a day may not overlap";
    assert_eq!(report.faults, [crate::table::Fault { line: 3, column: "start", reason: reason.to_owned() }]);
    assert_eq!((report.saved.new, report.refused), (1, 1));
    assert_eq!(in_force(&store, "anna").await, published("anna"));
    assert_eq!(in_force(&store, "bela").await.sessions[0].weekday, 2);
}

#[tokio::test]
async fn each_fault_is_told_with_its_line_and_column() {
    let faulty = [
        ("nobody,closed,,2026-12-24,,,,,", "role"),
        (",closed,,2026-12-24,,,,,", "role"),
        ("anna,holiday,,2026-12-24,,,,,", "kind"),
        ("anna,closed,,2026-02-30,,,,,", "date"),
        ("anna,closed,mon,2026-12-24,,,,,", "weekday"),
        ("anna,session,monday,,09:00,12:00,20,,", "weekday"),
        ("anna,session,mon,,9 am,12:00,20,,", "start"),
        ("anna,session,mon,,12:00,09:00,20,,", "end"),
        ("anna,session,mon,,09:00,12:10,20,,", "end"),
        ("anna,session,mon,,09:00,12:00,4,,", "slot_minutes"),
        ("anna,session,mon,,09:00,12:00,20,house-call,", "visit_types"),
        ("anna,session,mon,,09:00,12:00,20,eye-exam,", "visit_types"),
        ("anna,session,mon,,09:00,12:00,20,,soon", "valid_from"),
        ("anna,extra,,2026-11-30,11:00,13:00,,,", "start"),
        ("anna,extra,,2026-12-01,09:10,10:10,,,", "start"),
        ("anna,closed,,2026-12-24", ""),
    ];
    let store = store().await;
    for (line, column) in faulty {
        let report = import(&store, "faults", &[line]).await;
        let told: Vec<_> = report.faults.iter().map(|fault| (fault.line, fault.column)).collect();
        assert_eq!(told, [(2, column)], "{line}: {:?}", report.faults);
        assert_eq!(report.saved, store::Saved::default(), "{line}");
    }
}

#[tokio::test]
async fn sessions_of_a_week_share_one_grid_and_one_first_day() {
    let lines = |second| ["anna,session,mon,,09:00,12:00,20,,2026-12-01", second];
    let store = store().await;
    for (second, column) in [
        ("anna,session,tue,,09:00,12:00,30,,2026-12-01", "slot_minutes"),
        ("anna,session,tue,,09:00,12:00,20,,2026-12-02", "valid_from"),
        ("anna,session,tue,,09:10,12:10,20,,2026-12-01", "start"),
    ] {
        let report = import(&store, "grids", &lines(second)).await;
        assert_eq!(report.faults.iter().map(|f| (f.line, f.column)).collect::<Vec<_>>(), [(3, column)]);
    }
}

#[tokio::test]
async fn a_table_with_other_columns_is_refused_as_a_whole() {
    let (plan, store) = (fixture::plan(), store().await);
    let path = file("header", &[]);
    for (header, said) in
        [("role;kind", "has the column “role;kind”"), ("role,kind", "has no column `weekday`")]
    {
        std::fs::write(&path.0, format!("{header}\n")).expect("a file");
        let error = import::import(&store, &plan, &path.0, now()).await.expect_err("other columns");
        assert!(error.to_string().contains(said), "{error}");
    }
}

#[tokio::test]
async fn an_import_of_the_directory_overwrites_nothing_and_its_absences_hold() {
    let store = store().await;
    import(&store, "stays", &["anna,session,mon,,13:00,16:00,20,,"]).await;
    let away = Exception::Closed { date: date(2026, 12, 14) };
    let directory = Schedule { exceptions: vec![away.clone()], ..published("anna") };
    directory::save(&store, &[directory]).await.expect("an import");
    let schedule = in_force(&store, "anna").await;
    assert_eq!((schedule.sessions[0].start, schedule.exceptions), (time(13, 0, 0, 0), vec![away]));
    let everything = directory::all(&store).await.expect("a directory");
    assert!(everything.schedules.iter().any(|schedule| schedule.sessions[0].start == time(13, 0, 0, 0)));
}

#[tokio::test]
async fn a_grid_with_bookings_stays_until_after_the_last_of_them() {
    let store = store().await;
    let nine: Timestamp = NINE.parse().expect("an instant");
    directory::save_claims(&store, &[("anna".into(), vec![nine])]).await.expect("a claim");
    let report = import(&store, "held", &["anna,session,mon,,09:00,12:00,30,,2026-11-30"]).await;
    assert_eq!(report.faults[0].column, "slot_minutes");
    assert!(report.faults[0].reason.contains("up to 2026-11-30"), "{:?}", report.faults);
    let report = import(&store, "after", &["anna,session,mon,,09:00,12:00,30,,2026-12-01"]).await;
    assert_eq!((report.faults, report.saved.new), (Vec::new(), 1));
}

#[tokio::test]
async fn time_off_closes_the_days_and_counts_what_is_booked_in_them() {
    let store = store().await;
    let nine: Timestamp = NINE.parse().expect("an instant");
    directory::save_claims(&store, &[("anna".into(), vec![nine])]).await.expect("a claim");
    let days = (date(2026, 11, 28), date(2026, 11, 30));
    let said = time_off(&store, &"anna".into(), days).await.expect("days off").to_string();
    assert!(said.contains("another system has booked in these days: 1"), "{said}");
    assert_eq!(in_force(&store, "anna").await.sessions_on(date(2026, 11, 30)).count(), 0);
    let backwards = time_off(&store, &"anna".into(), (days.1, days.0)).await;
    assert!(matches!(backwards, Err(ScheduleError::Days)));
}

#[tokio::test]
async fn appointments_in_days_off_are_listed_and_stay() {
    let store = store().await;
    let mut appointment = fixture::appointment(&"office-visit".into(), NINE, "UTC");
    appointment.role = "anna".into();
    support::decided::book(&store, &appointment).await.expect("a booking");
    let day = date(2026, 11, 30);
    let said = time_off(&store, &"anna".into(), (day, day)).await.expect("a day off").to_string();
    let line =
        format!("which stay until the plan calls: 1\n  {}  Mon 2026-11-30 09:00 UTC\n", appointment.id);
    assert!(said.ends_with(&line), "{said}");
    let found =
        store::appointment::find(&store, &support::allowed(&appointment.member), &appointment.id).await;
    assert_eq!(found.expect("an answer").as_ref(), Some(&appointment));
}

#[tokio::test]
async fn a_session_is_added_where_it_fits_and_is_listed() {
    let store = store().await;
    let (anna, day) = (RoleId::from("anna"), date(2026, 12, 5));
    let hours = |start, end| (time(start, 0, 0, 0), time(end, 0, 0, 0));
    let fits = session(day, hours(9, 12), &["office-visit".into()]);
    add(&store, &anna, day, fits.clone()).await.expect("a session");
    assert!(matches!(add(&store, &anna, day, fits).await, Err(ScheduleError::Session(_))));
    let other = session(day, hours(13, 14), &["eye-exam".into()]);
    assert!(matches!(add(&store, &anna, day, other).await, Err(ScheduleError::VisitTypes(_))));
    let listed = list(&store, &anna, date(2026, 11, 24)).await.expect("a list");
    assert!(listed.contains("  mon  09:00 to 12:00\n"), "{listed}");
    assert!(listed.contains("2026-12-05 sat  also 09:00 to 12:00  only office-visit\n"), "{listed}");
    let nobody = list(&store, &"nobody".into(), day).await.expect_err("no role").to_string();
    assert!(nobody.starts_with("nobody is no role"), "{nobody}");
}

#[tokio::test]
async fn what_was_set_before_is_replaced_by_a_roles_lines() {
    let store = store().await;
    import(&store, "before", &["anna,session,mon,,13:00,16:00,20,,"]).await;
    import(&store, "replaced", &["anna,closed,,2026-12-24,,,,,"]).await;
    let Amendment { week, exceptions, .. } = find(&store, &"anna".into()).await.expect("a role").amendment;
    assert_eq!((week, exceptions.len()), (None, 1));
}
