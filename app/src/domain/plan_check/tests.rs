use super::*;
use crate::domain::{
    emergency::Emergencies,
    hours::Weekly,
    plan::example,
    visit_type::{ReferralRule, VisitType},
};

/// The only fault after a change of the example: its field and its value.
fn fault(change: impl FnOnce(&mut Plan)) -> (String, String) {
    let mut plan = example::plan();
    change(&mut plan);
    let faults = plan.check();
    assert_eq!(faults.len(), 1, "{faults:?}");
    (faults[0].path.clone(), faults[0].value.clone())
}

fn is(path: &str, value: &str) -> (String, String) {
    (path.to_owned(), value.to_owned())
}

#[test]
fn the_example_has_no_fault() {
    assert_eq!(example::plan().check(), []);
    assert_eq!(example::plan().specialties[2].referral, ReferralRule::Always);
}

#[test]
fn a_field_is_named_without_places_in_lists() {
    let fault = Fault { path: "phones.0.hours.1.end".into(), value: String::new(), problem: "" };
    assert_eq!(fault.field(), "phones.hours.end");
}

#[test]
fn a_zone_and_a_state_must_exist() {
    assert_eq!(fault(|plan| plan.time_zone = "Mars/Olympus".into()), is("time_zone", "Mars/Olympus"));
    let state = fault(|plan| plan.service_states.push("Wa".into()));
    assert_eq!(state, is("service_states.1", "Wa"));
}

#[test]
fn somebody_must_run_the_plans_own_offices() {
    assert_eq!(fault(|plan| plan.plan_organizations.clear()), is("plan_organizations", ""));
}

#[test]
fn every_line_must_be_there_once() {
    let line = fault(|plan| {
        plan.phones.remove(1);
    });
    assert_eq!(line, is("phones", "consulting-nurse"));
    let twice = fault(|plan| plan.phones.push(plan.phones[0].clone()));
    assert_eq!(twice, is("phones.4.id", "member-services"));
}

#[test]
fn a_line_answers_in_hours_that_can_be() {
    let hours = |text: &str| serde_json::from_str::<Weekly>(text).expect("hours");
    let end = fault(|plan| {
        plan.phones[0].hours = Some(hours(r#"[{"days":[1],"start":"17:00","end":"08:00"}]"#));
    });
    assert_eq!(end, is("phones.0.hours.0.end", "08:00:00"));
    let days = fault(|plan| {
        plan.phones[0].hours = Some(hours(r#"[{"days":[0],"start":"08:00","end":"17:00"}]"#));
    });
    assert_eq!(days, is("phones.0.hours.0.days", "[0]"));
}

#[test]
fn a_number_can_be_dialled() {
    for number in ["888-901-463", "1-088-901-4636", "call us", "+1 888 901 4636", "2-888-901-4636"] {
        assert_eq!(fault(|plan| plan.phones[2].number = number.into()), is("phones.2.number", number));
    }
    let emergency = fault(|plan| plan.countries[0].emergency.push("one".into()));
    assert_eq!(emergency, is("countries.0.emergency.2", "one"));
}

#[test]
fn sessions_end_in_time_and_not_before_somebody_was_warned() {
    assert_eq!(fault(|plan| plan.sessions.idle_minutes = 61), is("sessions.idle_minutes", "61"));
    assert_eq!(fault(|plan| plan.sessions.shared_minutes = 4), is("sessions.shared_minutes", "4"));
    assert_eq!(fault(|plan| plan.sessions.shared_minutes = 31), is("sessions.shared_minutes", "31"));
    assert_eq!(fault(|plan| plan.sessions.staff_minutes = 0), is("sessions.staff_minutes", "0"));
    assert_eq!(fault(|plan| plan.sessions.absolute_hours = 25), is("sessions.absolute_hours", "25"));
}

#[test]
fn an_emergency_lasts_minutes_and_there_are_few_of_them() {
    let with = |minutes, most_a_day, source: &str| {
        let emergency = Emergencies { minutes, most_a_day, as_of: None, source: Some(source.to_owned()) };
        move |plan: &mut Plan| plan.emergency = Some(emergency)
    };
    let mut fine = example::plan();
    with(30, 5, "a test")(&mut fine);
    assert_eq!(fine.check(), []);
    assert_eq!(fault(with(4, 5, "a test")), is("emergency.minutes", "4"));
    assert_eq!(fault(with(241, 5, "a test")), is("emergency.minutes", "241"));
    assert_eq!(fault(with(30, 0, "a test")), is("emergency.most_a_day", "0"));
    assert_eq!(fault(with(30, 11, "a test")), is("emergency.most_a_day", "11"));
    assert_eq!(fault(with(30, 5, " ")), is("emergency.source", " "));
}

#[test]
fn something_must_be_accepted_as_payment() {
    assert_eq!(fault(|plan| plan.payment.accepted.clear()), is("payment.accepted", ""));
}

#[test]
fn a_code_belongs_to_one_specialty() {
    let twice = fault(|plan| plan.specialties[1].codes = plan.specialties[0].codes.clone());
    assert_eq!(twice, is("specialties.1.codes.0", "207Q00000X"));
}

#[test]
fn a_visit_leads_to_specialties_that_are_there() {
    let dangling = fault(|plan| plan.visit_types[1].specialties[2] = "dance".into());
    assert_eq!(dangling, is("visit_types.1.specialties.2", "dance"));
    let none = fault(|plan| plan.visit_types[1].specialties.clear());
    assert_eq!(none, is("visit_types.1.specialties", ""));
}

#[test]
fn there_are_at_most_as_many_visit_types_as_a_number_has_bits() {
    let with = |count: usize| {
        move |plan: &mut Plan| {
            let first = plan.visit_types[0].clone();
            let other = |n| VisitType { id: format!("visit-{n}").as_str().into(), ..first.clone() };
            plan.visit_types.extend((plan.visit_types.len()..count).map(other));
        }
    };
    let mut fits = example::plan();
    with(64)(&mut fits);
    assert_eq!(fits.check(), []);
    assert_eq!(fault(with(65)), is("visit_types", "65"));
}

#[test]
fn figures_of_a_visit_are_within_reason() {
    assert_eq!(fault(|plan| plan.visit_types[0].minutes = 481), is("visit_types.0.minutes", "481"));
    let horizon = fault(|plan| plan.visit_types[0].horizon_days = 401);
    assert_eq!(horizon, is("visit_types.0.horizon_days", "401"));
    let lead = fault(|plan| plan.visit_types[0].lead_minutes = 60 * 24 * 60);
    assert_eq!(lead, is("visit_types.0.lead_minutes", "86400"));
    let most = fault(|plan| plan.visit_types[0].most_open = Some(0));
    assert_eq!(most, is("visit_types.0.most_open", "0"));
    let cutoff = fault(|plan| plan.visit_types[0].cancellation.cutoff_hours = 337);
    assert_eq!(cutoff, is("visit_types.0.cancellation.cutoff_hours", "337"));
}

#[test]
fn the_way_between_offices_is_a_matter_of_hours_and_a_reminder_of_days() {
    let travel = fault(|plan| plan.travel_minutes_between_offices = 481);
    assert_eq!(travel, is("travel_minutes_between_offices", "481"));
    let never = fault(|plan| plan.reminder_hours = vec![72, 0]);
    assert_eq!(never, is("reminder_hours.1", "0"));
    let twice = fault(|plan| plan.reminder_hours = vec![24, 72, 24]);
    assert_eq!(twice, is("reminder_hours.2", "24"));
}

#[test]
fn a_time_is_kept_for_an_hour_at_most_and_at_least_one_of_a_member() {
    let long = fault(|plan| plan.holds.minutes = 61);
    assert_eq!(long, is("holds.minutes", "61"));
    let none = fault(|plan| plan.holds.most = 0);
    assert_eq!(none, is("holds.most", "0"));
}

#[test]
fn a_proposal_waits_for_a_day_at_most_and_is_made_on_one_day() {
    let long = fault(|plan| plan.earlier.minutes = 1441);
    assert_eq!(long, is("earlier.minutes", "1441"));
    let night = fault(|plan| plan.earlier.until = plan.earlier.from);
    assert_eq!(night, is("earlier.until", "08:00:00"));
}

#[test]
fn a_teen_is_younger_than_an_adult_and_a_gathering_is_of_several() {
    let never = fault(|plan| plan.household.adult_age = 31);
    assert_eq!(never, is("household.adult_age", "31"));
    let late = fault(|plan| plan.household.teen_age = 18);
    assert_eq!(late, is("household.teen_age", "18"));
    let long = fault(|plan| plan.together.gap_minutes = 241);
    assert_eq!(long, is("together.gap_minutes", "241"));
    let alone = fault(|plan| plan.together.most = 1);
    assert_eq!(alone, is("together.most", "1"));
    let nowhere = fault(|plan| plan.household.source = Some(" ".into()));
    assert_eq!(nowhere, is("household.source", " "));
}

#[test]
fn the_travel_advisory_service_is_by_phone_and_asked_in_weeks() {
    let visit = fault(|plan| plan.travel_visit_type = "visit".into());
    assert_eq!(visit, is("travel_visit_type", "visit"));
    let nothing = fault(|plan| plan.travel_visit_type = "sailing".into());
    assert_eq!(nothing, is("travel_visit_type", "sailing"));
    let weeks = fault(|plan| plan.travel_advice_weeks = (6, 4));
    assert_eq!(weeks, is("travel_advice_weeks", "6, 4"));
}

#[test]
fn there_is_a_home_and_there_are_countries() {
    assert_eq!(fault(|plan| plan.areas[0].home = false), is("areas", ""));
    assert_eq!(fault(|plan| plan.countries.clear()), is("countries_file", ""));
    assert_eq!(fault(|plan| plan.countries[0].code = "fr".into()), is("countries.0.code", "fr"));
}

#[test]
fn every_fact_says_where_it_comes_from_and_what_it_is_in_both_languages() {
    assert_eq!(fault(|plan| plan.source.clear()), is("source", ""));
    assert_eq!(fault(|plan| plan.visit_types[0].source.clear()), is("visit_types.0.source", ""));
    assert_eq!(fault(|plan| plan.areas[0].coverage.es.clear()), is("areas.0.coverage.es", ""));
}
