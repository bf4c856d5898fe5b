use jiff::{
    civil::{date, time},
    tz::TimeZone,
};
use proptest::prelude::*;

use super::*;
use crate::domain::hours::Opening;

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn seattle() -> TimeZone {
    TimeZone::get("America/Los_Angeles").expect("a zone")
}

fn office_hours() -> Weekly {
    Weekly::weekdays(time(8, 0, 0, 0), time(17, 0, 0, 0))
}

/// Open on Sundays, the day on which clocks change, from an early hour to ten o'clock.
fn sundays_from(hour: i8) -> Weekly {
    Weekly(vec![Opening { days: vec![7], start: time(hour, 0, 0, 0), end: time(10, 0, 0, 0) }])
}

fn area(home: bool) -> Area {
    let name = Text { en: "Colorado".into(), es: "Colorado".into() };
    Area {
        id: "colorado".into(),
        name: name.clone(),
        coverage: name,
        home,
        visited_record_number: !home,
        specialty_needs_local_referral: !home,
        as_of: date(2026, 11, 24),
        source: "a test".into(),
    }
}

fn nurse(opens: &str) -> UrgentCare {
    UrgentCare::ConsultingNurse { opens: Some(at(opens)) }
}

#[test]
fn urgent_care_is_the_physician_in_office_hours_and_the_nurse_after() {
    let (hours, zone) = (office_hours(), seattle());
    let office = Some((&hours, &zone));
    assert_eq!(urgent_care(office, at("2026-11-30T18:00:00Z")), UrgentCare::PersonalPhysician);
    assert_eq!(urgent_care(office, at("2026-12-01T03:00:00Z")), nurse("2026-12-01T16:00:00Z"));
}

#[test]
fn without_a_physician_urgent_care_is_the_nurse() {
    let opens = None;
    assert_eq!(urgent_care(None, at("2026-11-30T18:00:00Z")), UrgentCare::ConsultingNurse { opens });
    let (never, zone) = (Weekly::default(), seattle());
    let office = Some((&never, &zone));
    assert_eq!(urgent_care(office, at("2026-11-30T18:00:00Z")), UrgentCare::ConsultingNurse { opens });
}

#[test]
fn an_office_opens_at_eight_and_has_closed_at_five() {
    let (hours, zone) = (office_hours(), seattle());
    let answer = |now| urgent_care(Some((&hours, &zone)), at(now));
    assert_eq!(answer("2026-11-30T15:59:59Z"), nurse("2026-11-30T16:00:00Z"));
    assert_eq!(answer("2026-11-30T16:00:00Z"), UrgentCare::PersonalPhysician);
    assert_eq!(answer("2026-12-01T00:59:59Z"), UrgentCare::PersonalPhysician);
    assert_eq!(answer("2026-12-01T01:00:00Z"), nurse("2026-12-01T16:00:00Z"));
}

#[test]
fn when_clocks_go_forward_an_hour_that_is_skipped_is_not_waited_for() {
    // On 8 March 2026 in Seattle 1:59 is followed by 3:00.
    let (hours, zone) = (sundays_from(2), seattle());
    let answer = |now| urgent_care(Some((&hours, &zone)), at(now));
    assert_eq!(answer("2026-03-08T09:59:59Z"), nurse("2026-03-08T10:00:00Z"));
    assert_eq!(answer("2026-03-08T10:00:00Z"), UrgentCare::PersonalPhysician);
    assert_eq!(answer("2026-03-08T16:59:59Z"), UrgentCare::PersonalPhysician);
    assert_eq!(answer("2026-03-08T17:00:00Z"), nurse("2026-03-15T09:00:00Z"));
}

#[test]
fn when_clocks_go_back_the_hour_that_comes_twice_is_open_twice() {
    // On 1 November 2026 in Seattle 1:00 to 2:00 comes twice.
    let (hours, zone) = (sundays_from(1), seattle());
    let answer = |now| urgent_care(Some((&hours, &zone)), at(now));
    assert_eq!(answer("2026-11-01T07:59:59Z"), nurse("2026-11-01T08:00:00Z"));
    assert_eq!(answer("2026-11-01T08:30:00Z"), UrgentCare::PersonalPhysician);
    assert_eq!(answer("2026-11-01T09:30:00Z"), UrgentCare::PersonalPhysician);
    assert_eq!(answer("2026-11-01T18:00:00Z"), nurse("2026-11-08T09:00:00Z"));
}

#[test]
fn the_office_decides_by_its_own_zone_wherever_the_member_is() {
    let hours = office_hours();
    let honolulu = TimeZone::get("Pacific/Honolulu").expect("a zone");
    // Half past five in the evening in Seattle, half past three in Honolulu.
    let now = at("2026-12-01T01:30:00Z");
    assert_eq!(urgent_care(Some((&hours, &seattle())), now), nurse("2026-12-01T16:00:00Z"));
    assert_eq!(urgent_care(Some((&hours, &honolulu)), now), UrgentCare::PersonalPhysician);
}

#[test]
fn routine_care_is_as_at_home_in_the_home_area_and_there_in_another() {
    let (home, away) = (area(true), area(false));
    assert_eq!(routine_care(&Destination::Area(&home)), RoutineCare::Home);
    assert_eq!(routine_care(&Destination::Area(&away)), RoutineCare::Available(&away));
}

#[test]
fn there_is_no_routine_care_elsewhere_or_abroad() {
    let name = Text { en: "France".into(), es: "Francia".into() };
    let (as_of, source) = (date(2026, 11, 24), "a test".into());
    let france = Country { code: "FR".into(), name, emergency: vec!["112".into()], as_of, source };
    assert_eq!(routine_care(&Destination::Abroad(&france)), RoutineCare::NotAvailable);
    assert_eq!(routine_care(&Destination::Elsewhere), RoutineCare::NotAvailable);
}

#[test]
fn the_notification_is_due_24_hours_later_even_when_clocks_change() {
    assert_eq!(notification_deadline(at("2026-11-01T07:30:00Z")), at("2026-11-02T07:30:00Z"));
    assert_eq!(notification_deadline(at("2026-03-08T09:30:00Z")), at("2026-03-09T09:30:00Z"));
}

#[test]
fn travel_advice_is_asked_four_to_six_weeks_before() {
    let window = advice_window(date(2027, 3, 1), (4, 6));
    assert_eq!(window, (date(2027, 1, 18), date(2027, 2, 1)));
}

/// A second of the years 2026 and 2027.
fn any_moment() -> impl Strategy<Value = Timestamp> {
    let (first, last) = (at("2026-01-01T00:00:00Z"), at("2028-01-01T00:00:00Z"));
    (first.as_second()..last.as_second()).prop_map(|second| Timestamp::from_second(second).expect("a second"))
}

fn any_zone() -> impl Strategy<Value = TimeZone> {
    let names = ["America/Los_Angeles", "America/New_York", "America/Phoenix", "Pacific/Honolulu", "UTC"];
    prop::sample::select(names.to_vec()).prop_map(|name| TimeZone::get(name).expect("a zone"))
}

proptest! {
    /// Brief B14.
    #[test]
    fn the_physician_answers_exactly_when_the_clock_at_the_office_says_so(
        now in any_moment(), zone in any_zone(),
    ) {
        let local = now.to_zoned_datetime(zone.clone());
        let open = local.weekday().to_monday_one_offset() <= 5 && (8..17).contains(&local.hour());
        let answer = urgent_care(Some((&office_hours(), &zone)), now);
        prop_assert_eq!(answer == UrgentCare::PersonalPhysician, open);
    }

    /// Brief B14.
    #[test]
    fn the_opening_that_is_promised_lies_ahead_and_the_office_is_open_then(
        now in any_moment(), zone in any_zone(), start in 0..20_i8, day in 1..=7_i8,
    ) {
        let (from, to) = (time(start, 0, 0, 0), time(start + 3, 0, 0, 0));
        let hours = Weekly(vec![Opening { days: vec![day], start: from, end: to }]);
        if let UrgentCare::ConsultingNurse { opens } = urgent_care(Some((&hours, &zone)), now) {
            let opens = opens.expect("it opens every week");
            prop_assert!(opens > now);
            prop_assert!(hours.is_open(opens, &zone));
            prop_assert!(!hours.is_open(opens - SignedDuration::from_secs(1), &zone));
        }
    }

    /// Brief B13.
    #[test]
    fn the_deadline_is_exactly_24_hours_after_the_beginning(began in any_moment()) {
        let day = SignedDuration::from_hours(24);
        prop_assert_eq!(notification_deadline(began).duration_since(began), day);
    }

    /// The Travel Advisory Service wants to hear in time, whatever the day of leaving is.
    #[test]
    fn the_days_for_travel_advice_lie_before_the_day_of_leaving(
        now in any_moment(), weeks in (1..=26_u8, 0..=26_u8),
    ) {
        let leaving = now.to_zoned_datetime(TimeZone::UTC).date();
        let (from, to) = advice_window(leaving, (weeks.0, weeks.0 + weeks.1));
        prop_assert!(from <= to && to < leaving);
        prop_assert_eq!((leaving - to).get_days(), i32::from(weeks.0) * 7);
    }
}
