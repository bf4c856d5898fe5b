#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

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

/// The demonstration keeps the brief.
mod demonstration {
    use app::domain::{
        plan::{PhoneLineId, Tender},
        visit_type::{Modality, ReferralRule},
    };

    use super::*;

    fn plan() -> Plan {
        read(&demonstration()).unwrap()
    }

    #[test]
    fn its_numbers_are_those_that_the_plan_publishes() {
        let plan = plan();
        let number = |id| plan.phone(id).unwrap().number.clone();
        assert_eq!(number(PhoneLineId::MemberServices), "1-888-901-4636");
        assert_eq!(number(PhoneLineId::ConsultingNurse), "1-800-297-6877");
        assert_eq!(number(PhoneLineId::EmergencyNotification), "1-888-457-9516");
        assert_eq!(number(PhoneLineId::AwayFromHome), "951-268-3900");
        let other = plan.phone(PhoneLineId::EmergencyNotification).unwrap().other_number.clone();
        assert_eq!(other.as_deref(), Some("206-901-4609"));
    }

    /// Brief B3, B4.
    #[test]
    fn most_of_its_specialties_need_no_referral_within_the_plan_and_one_does() {
        let plan = plan();
        let always = plan.specialties.iter().filter(|s| s.referral == ReferralRule::Always).count();
        assert!(always >= 1 && always * 4 < plan.specialties.len());
        let contracted = plan.specialties.iter().filter(|s| s.referral != ReferralRule::None).count();
        assert!(contracted * 2 > plan.specialties.len());
    }

    /// Brief B5.
    #[test]
    fn primary_care_eye_care_physical_therapy_and_most_specialists_are_online() {
        let plan = plan();
        let online = |id: &str| plan.visit_types_of(&id.into()).any(|visit_type| visit_type.online);
        assert!(["primary-care", "eye-care", "physical-therapy"].into_iter().all(online));
        assert!(plan.specialties.iter().all(|specialty| plan.visit_types_of(&specialty.id).next().is_some()));
        assert!(plan.visit_types.iter().any(|visit_type| !visit_type.online));
    }

    /// Brief B5: the Travel Advisory Service is by phone only, and online to book.
    #[test]
    fn the_travel_advisory_service_is_by_phone_only() {
        let plan = plan();
        let advisory = "travel-advisory".into();
        let visits: Vec<_> = plan.visit_types_of(&advisory).collect();
        assert!(visits.iter().all(|v| v.modality == Modality::Phone && v.online && v.minutes == 20));
        assert_eq!(visits.iter().map(|v| &v.id).collect::<Vec<_>>(), [&plan.travel_visit_type]);
        assert_eq!(plan.travel_advice_weeks, (4, 6));
    }

    /// Brief B7.
    #[test]
    fn most_visits_can_be_cancelled_online_and_one_by_phone_only() {
        let plan = plan();
        let bookable: Vec<_> = plan.visit_types.iter().filter(|v| v.online).collect();
        let online = bookable.iter().filter(|v| v.cancellation.online).count();
        assert_eq!(online, bookable.len() - 1);
        let cutoffs: std::collections::BTreeSet<_> =
            bookable.iter().map(|v| v.cancellation.cutoff_hours).collect();
        assert!(cutoffs.len() > 2);
    }

    /// Brief B10.
    #[test]
    fn it_takes_personal_checks_and_four_cards_and_no_cash() {
        let payment = plan().payment;
        let cards = [Tender::Visa, Tender::MasterCard, Tender::Discover, Tender::AmericanExpress];
        assert_eq!(payment.accepted, [[Tender::PersonalCheck].as_slice(), &cards].concat());
        assert!(!payment.cash);
    }

    /// Brief B11.
    #[test]
    fn clark_and_cowlitz_belong_to_the_northwest_and_washington_is_home() {
        let plan = plan();
        let area = |id: &str| plan.areas.iter().find(|area| area.id == id).unwrap();
        assert!(area("northwest").coverage.en.contains("Clark and Cowlitz"));
        assert!(area("washington").home && !area("northwest").home);
        let away = plan.areas.iter().filter(|area| !area.home);
        assert!(away.clone().all(|area| area.visited_record_number && area.specialty_needs_local_referral));
        let covered: String = plan.areas.iter().map(|area| area.coverage.en.as_str()).collect();
        let named = [
            "California",
            "Colorado",
            "Georgia",
            "Hawaii",
            "Maryland",
            "Oregon",
            "Virginia",
            "District of Columbia",
        ];
        assert!(named.into_iter().all(|name| covered.contains(name)));
    }

    #[test]
    fn what_people_call_a_specialty_is_there_in_both_languages() {
        let plan = plan();
        let also = |id: &str, words: &str| {
            plan.specialty(&id.into()).unwrap().also_called.iter().any(|w| w == words)
        };
        assert!(also("eye-care", "eye doctor") && also("eye-care", "oculista"));
        assert!(also("dermatology", "skin") && also("dermatology", "piel"));
    }
}
