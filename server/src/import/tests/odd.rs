//! Lines that something has happened to: whatever is in them, they are told of and no more.

use std::{ops::ControlFlow, path::Path, sync::LazyLock};

use proptest::{prelude::*, sample::Index};

use super::*;
use crate::import::{
    found::{self, Depth},
    intake::{Intake, Taken},
    progress::Progress,
    refused::Refused,
    report::Tally,
    resource_type::ResourceType,
    source,
    survey::Survey,
};

/// Lines of a real directory.
static REAL: LazyLock<Vec<(ResourceType, String)>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/plan-net-ct");
    let lines = |kind: ResourceType| {
        let file = folder.join(format!("{}.ndjson", kind.name()));
        let text = std::fs::read_to_string(file).expect("a file of the sample");
        text.lines().take(10).map(|line| (kind, line.to_owned())).collect::<Vec<_>>()
    };
    ResourceType::ALL.into_iter().flat_map(lines).collect()
});

/// A line that something has happened to; shown as text where a test fails.
#[derive(Clone)]
struct Mutated(Vec<u8>);

impl std::fmt::Debug for Mutated {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.0))
    }
}

/// What does not belong where it stands.
fn odd() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(json!(1e308)),
        Just(json!(-1)),
        Just(json!([[{}], null, 0])),
        Just(json!({ "reference": "Location/", "coding": 3, "value": [] })),
        any::<String>().prop_map(Value::String),
    ]
}

/// A line cut off, with bytes overwritten or put in, with a part of another type, or with a field
/// that stands twice.
fn mutated(line: String) -> impl Strategy<Value = Mutated> {
    let value: Value = serde_json::from_str(&line).expect("a line of JSON");
    let (parts, bytes) = (count(&value), line.clone().into_bytes());
    let (cut, flipped, filled) = (bytes.clone(), bytes.clone(), bytes);
    let inserted =
        prop::sample::select(vec![&b"\0"[..], b"\xff\xfe", b"\xef\xbb\xbf", b"\r\n", b"{\"a\":[", b"\""]);
    let lines = prop_oneof![
        any::<Index>().prop_map(move |at| cut[..at.index(cut.len())].to_vec()),
        prop::collection::vec((any::<Index>(), any::<u8>()), 1..4).prop_map(move |flips| {
            let mut bytes = flipped.clone();
            flips.iter().for_each(|(at, byte)| bytes[at.index(flipped.len())] = *byte);
            bytes
        }),
        (any::<Index>(), inserted, 1..300_usize).prop_map(move |(at, inserted, times)| {
            let (before, after) = filled.split_at(at.index(filled.len()));
            [before, &inserted.repeat(times), after].concat()
        }),
        (0..parts, odd())
            .prop_map(move |(at, odd)| replaced(value.clone(), at, odd).to_string().into_bytes()),
        (any::<Index>(), odd()).prop_map(move |(at, odd)| twice(&line, at, &odd).into_bytes()),
    ];
    lines.prop_map(Mutated)
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Object(fields) => fields.values().map(count).sum(),
        Value::Array(items) => items.iter().map(count).sum(),
        _ => 0,
    }
}

/// The value with its part number `at`, counted from the root, replaced.
fn replaced(mut value: Value, at: usize, odd: Value) -> Value {
    fn walk(value: &mut Value, at: &mut usize, odd: &Value) {
        if *at == 0 {
            *value = odd.clone();
        }
        *at = at.wrapping_sub(1);
        match value {
            Value::Object(fields) => fields.values_mut().for_each(|field| walk(field, at, odd)),
            Value::Array(items) => items.iter_mut().for_each(|item| walk(item, at, odd)),
            _ => {}
        }
    }
    let mut at = at;
    walk(&mut value, &mut at, &odd);
    value
}

/// The line with the first field of one of its objects before itself, with another value.
fn twice(line: &str, at: Index, odd: &Value) -> String {
    let objects: Vec<_> = line.match_indices("{\"").map(|(start, _)| start + 1).collect();
    let (before, after) = line.split_at(objects[at.index(objects.len())]);
    let name = after.split(':').next().unwrap_or_default();
    format!("{before}{name}:{odd},{after}")
}

/// Both readings of a folder, without a store.
fn taken_in(folder: &Folder) -> Taken {
    let sources = source::find(&[folder.path().to_owned()]).expect("files");
    let progress = || Progress::new("reading", 1, None);
    let survey = Survey::default().read(&sources, &mut progress()).expect("lines stop nothing");
    let (plan, mut refused) = (plan(), Refused::begin(None).expect("no file"));
    let mut intake = Intake::new(&plan, &survey, &mut refused);
    let outcome = found::each(&sources, Depth::Whole, &mut progress(), |found| {
        intake.take(found);
        ControlFlow::Continue(())
    });
    outcome.expect("lines stop nothing");
    intake.finish().1
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Five lines a case, of any type.
    #[test]
    fn each_line_of_a_real_directory_is_kept_or_told_of_whatever_happened_to_it(
        lines in prop::collection::vec(
            any::<Index>().prop_flat_map(|at| {
                let (kind, line) = at.get(&REAL).clone();
                (Just(kind), mutated(line))
            }),
            5,
        ),
    ) {
        let folder = Folder::new("import");
        for (n, (kind, line)) in lines.iter().enumerate() {
            folder.write(&format!("{}.{n}.ndjson", kind.name()), &line.0);
        }
        let report = taken_in(&folder).report;
        let refused: usize = report.tallies.values().map(|tally| tally.refused).sum();
        prop_assert!(report.issues.count() >= refused);
        for issue in &report.issues.listed {
            prop_assert!(issue.line > 0 && !issue.reason.is_empty(), "{}", issue);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_line_whatever_is_in_it_stops_an_import(
        odd_location in mutated(location("l3", OWN).to_string()),
        odd_practitioner in mutated(practitioner("p").to_string()),
        odd_role in mutated(role("r3", OWN, &["l1", "l2"]).to_string()),
        odd_service in mutated(service("s", &["l2"]).to_string()),
    ) {
        let folder = small(&[]);
        folder.write("Location.2.ndjson", &odd_location.0);
        folder.write("Practitioner.ndjson", &odd_practitioner.0);
        folder.write("HealthcareService.ndjson", &odd_service.0);
        let good = role("good", OWN, &["l1"]).to_string();
        folder.write("PractitionerRole.ndjson", &[&odd_role.0, b"\n".as_slice(), good.as_bytes()].concat());
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let (first, second, roles) = runtime.block_on(async {
            let store = memory().await;
            let first = import(&store, &folder).await;
            let second = import(&store, &folder).await;
            (first, second, everything(&store).await.1)
        });
        prop_assert!(roles.iter().any(|role| role.id.as_str() == "good"));
        prop_assert_eq!((second.changed(), second.retired()), (0, 0));
        prop_assert_eq!(&second.issues, &first.issues);
        for tally in first.tallies.values() {
            let Tally { read, new, changed, unchanged, inactive, refused, .. } = *tally;
            prop_assert_eq!(read, new + changed + unchanged + inactive + refused);
        }
    }
}
