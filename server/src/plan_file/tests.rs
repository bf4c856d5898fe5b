#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod demonstration;

use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;

fn demonstration() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../plans/demonstration.toml")
}

/// Reads a copy of the demonstration in which one text of the profile has been replaced; the
/// first fault and the line on which the replacement stands.
fn with(old: &str, new: &str) -> (Line, usize) {
    with_in("demonstration.toml", old, new)
}

fn with_in(file: &str, old: &str, new: &str) -> (Line, usize) {
    static COPIES: AtomicUsize = AtomicUsize::new(0);
    let copy = COPIES.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("bookwell-plan-{}-{copy}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for name in ["demonstration.toml", "countries.toml"] {
        std::fs::copy(demonstration().with_file_name(name), folder.join(name)).unwrap();
    }
    let text = std::fs::read_to_string(folder.join(file)).unwrap();
    let at = text.find(old).unwrap();
    std::fs::write(folder.join(file), text.replacen(old, new, 1)).unwrap();
    let result = read(&folder.join("demonstration.toml"));
    std::fs::remove_dir_all(&folder).unwrap();
    let Err(Error::Faulty(lines)) = result else { panic!("{result:?}") };
    (lines[0].clone(), 1 + text[..at].matches('\n').count())
}

#[test]
fn the_demonstration_can_be_used_and_has_every_country() {
    let plan = read(&demonstration()).unwrap();
    assert!(plan.demonstration);
    assert_eq!(plan.countries.len(), 249);
    assert!(plan.countries.iter().all(|country| country.as_of == jiff::civil::date(2026, 11, 24)));
}

#[test]
fn in_a_medical_emergency_the_number_that_brings_an_ambulance_comes_first() {
    let plan = read(&demonstration()).unwrap();
    let known = [
        ("US", "911"),
        ("CA", "911"),
        ("MX", "911"),
        ("GB", "999"),
        ("FR", "112"),
        ("DE", "112"),
        ("ES", "112"),
        ("IT", "112"),
        ("CH", "144"),
        ("NO", "113"),
        ("JP", "119"),
        ("KR", "119"),
        ("CN", "120"),
        ("TW", "119"),
        ("HK", "999"),
        ("IN", "112"),
        ("TH", "1669"),
        ("VN", "115"),
        ("AU", "000"),
        ("NZ", "111"),
        ("ZA", "10177"),
        ("BR", "192"),
        ("AR", "107"),
        ("CL", "131"),
        ("PH", "911"),
        ("IL", "101"),
        ("TR", "112"),
        ("EG", "123"),
    ];
    for (code, number) in known {
        assert_eq!(plan.country(code).unwrap().emergency[0], number, "{code}");
    }
}

#[test]
fn a_wrong_type_names_its_line_and_field() {
    let (fault, line) = with("minutes = 40", "minutes = \"forty\"");
    assert_eq!((fault.line, fault.field.as_str()), (line, "visit_types.minutes"));
    assert!(fault.problem.contains("invalid type: string \"forty\""), "{fault}");
}

#[test]
fn an_unknown_field_names_its_line_and_itself() {
    let (fault, line) = with("lead_minutes = 240", "leed_minutes = 240");
    assert_eq!((fault.line, fault.field.as_str()), (line, "visit_types.leed_minutes"));
}

#[test]
fn a_missing_field_names_the_table_that_lacks_it() {
    let (fault, line) = with("cash = false\n", "");
    assert_eq!((fault.field.as_str(), fault.problem.as_str()), ("payment.cash", "is missing"));
    assert!(fault.line < line && line - fault.line < 4, "{fault}");
}

#[test]
fn a_text_that_is_no_toml_names_its_line() {
    let (fault, line) = with("cash = false", "cash = = false");
    assert_eq!((fault.line, fault.field.as_str()), (line, ""));
}

#[test]
fn a_number_out_of_range_names_its_line_and_field() {
    let (fault, line) = with("minutes = 40", "minutes = 0");
    assert_eq!((fault.line, fault.field.as_str()), (line, "visit_types.minutes"));
    assert_eq!(fault.problem, "must be from 1 to 480 (\"0\")");
}

#[test]
fn a_name_that_leads_nowhere_names_its_line_and_field() {
    let (fault, line) = with("specialties = [\"cardiology\"]", "specialties = [\"cardiologie\"]");
    assert_eq!((fault.line, fault.field.as_str()), (line, "visit_types.specialties"));
    assert_eq!(fault.problem, "is not among the specialties (\"cardiologie\")");
}

#[test]
fn a_name_that_stands_there_twice_is_shown_at_the_second() {
    let (fault, line) = with("id = \"northwest\"", "id = \"washington\"");
    assert_eq!((fault.line, fault.field.as_str()), (line, "areas.id"));
    assert_eq!(fault.problem, "stands there twice (\"washington\")");
}

#[test]
fn a_line_that_every_plan_must_have_is_missed() {
    let (fault, _) = with("id = \"away-from-home\"", "id = \"consulting-nurse\"");
    assert_eq!(fault.field, "phones");
    assert_eq!(fault.problem, "is a line that every plan must have (\"away-from-home\")");
}

#[test]
fn a_phone_number_that_cannot_be_right_names_its_line() {
    let (fault, line) = with("number = \"951-268-3900\"", "number = \"951-268-390\"");
    assert_eq!((fault.line, fault.field.as_str()), (line, "phones.number"));
}

#[test]
fn a_fault_of_the_countries_is_shown_in_their_file() {
    let (fault, line) = with_in("countries.toml", "code = \"AE\"", "code = \"Ae\"");
    assert!(fault.path.ends_with("countries.toml"));
    assert_eq!((fault.line, fault.field.as_str()), (line, "countries.code"));
    assert_eq!(fault.problem, "must be two capital letters (\"Ae\")");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let error = read(Path::new("plans/none.toml")).unwrap_err();
    assert!(error.to_string().starts_with("plans/none.toml: cannot be read: "), "{error}");
}

#[test]
fn a_rule_that_cannot_be_names_its_line_and_field() {
    let (fault, line) = with("travel_minutes_between_offices = 30", "travel_minutes_between_offices = 900");
    assert_eq!((fault.line, fault.field.as_str()), (line, "travel_minutes_between_offices"));
    let (fault, line) = with("reminder_hours = [72, 24]", "reminder_hours = [72, 0]");
    assert_eq!((fault.line, fault.field.as_str()), (line, "reminder_hours"));
    let (fault, line) = with("most_open = 1", "most_open = 0");
    assert_eq!((fault.line, fault.field.as_str()), (line, "visit_types.most_open"));
    let (fault, line) = with("minutes = 10\nmost = 3", "minutes = 0\nmost = 3");
    assert_eq!((fault.line, fault.field.as_str()), (line, "holds.minutes"));
}

#[test]
fn a_profile_without_the_way_between_offices_and_reminders_has_neither() {
    let text = std::fs::read_to_string(demonstration()).unwrap();
    let kept = |line: &&str| {
        !["travel_minutes", "reminder_hours", "most_open"].iter().any(|it| line.starts_with(it))
    };
    let text: Vec<_> = text.lines().filter(kept).collect();
    let plan: Plan = toml::from_str(&text.join("\n")).unwrap();
    assert_eq!((plan.travel_minutes_between_offices, plan.reminder_hours), (0, vec![]));
    assert!(plan.visit_types.iter().all(|visit_type| visit_type.most_open.is_none()));
}
