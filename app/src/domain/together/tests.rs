use proptest::prelude::*;

use super::*;

/// Minutes after nine.
fn minute(minutes: i64) -> Timestamp {
    let nine: Timestamp = "2026-11-30T17:00:00Z".parse().expect("an instant");
    nine + SignedDuration::from_mins(minutes)
}

/// A visit on a grid of ten minutes. The first letter of a role says whose it is.
fn choice(role: &str, start: i64, minutes: i64) -> Choice {
    let busy = (minutes + 9) / 10 * 10;
    Choice {
        role: role.into(),
        clinician: role[..1].into(),
        start: minute(start),
        end: minute(start + minutes),
        busy_until: minute(start + busy),
    }
}

const RULE: Together = Together { gap_minutes: 10, at_once: false, most: 4 };

fn starts(way: &[Choice]) -> Vec<Timestamp> {
    way.iter().map(|choice| choice.start).collect()
}

#[test]
fn two_are_seen_one_right_after_the_other_in_either_order() {
    let people =
        [vec![choice("a", 20, 20), choice("a", 60, 20)], vec![choice("a", 0, 20), choice("b", 90, 20)]];
    let found = ways(&people, RULE, 5);
    assert_eq!(
        found.iter().map(|way| starts(way)).collect::<Vec<_>>(),
        [vec![minute(20), minute(0)], vec![minute(60), minute(90)],]
    );
    assert_eq!(ways(&people, RULE, 1).len(), 1);
}

#[test]
fn nobody_waits_longer_than_the_plan_allows() {
    let people = |start| [vec![choice("a", 0, 20)], vec![choice("b", start, 20)]];
    assert_eq!(ways(&people(30), RULE, 1).len(), 1);
    assert_eq!(ways(&people(31), RULE, 1).len(), 0);
}

#[test]
fn two_at_the_same_time_are_for_two_clinicians_and_where_the_plan_says_so() {
    let at_once = Together { at_once: true, ..RULE };
    let people = |role| [vec![choice("a", 0, 20)], vec![choice(role, 10, 20)]];
    assert_eq!(ways(&people("b"), RULE, 1).len(), 0);
    assert_eq!(ways(&people("b"), at_once, 1).len(), 1);
    assert_eq!(ways(&people("a"), at_once, 1).len(), 0);
    assert_eq!(ways(&people("a2"), at_once, 1).len(), 0, "another role of the same clinician");
}

#[test]
fn a_visit_takes_whole_steps_of_its_clinician() {
    let people = |role| [vec![choice("a", 0, 15)], vec![choice(role, 15, 10)]];
    assert_eq!(ways(&people("b"), RULE, 1).len(), 1);
    assert_eq!(ways(&people("a"), RULE, 1).len(), 0);
    assert_eq!(ways(&people("a2"), RULE, 1).len(), 0);
}

#[test]
fn of_those_that_begin_together_the_one_that_ends_first_is_told() {
    let people = [vec![choice("a", 0, 20)], vec![choice("b", 30, 20), choice("c", 20, 20)]];
    assert_eq!(starts(&ways(&people, RULE, 5)[0]), [minute(0), minute(20)]);
}

fn visits() -> impl Strategy<Value = Vec<Choice>> {
    let visit =
        ("[ab]", 0..14_i64, 1..4_i64).prop_map(|(role, start, tens)| choice(&role, start * 5, tens * 10 - 5));
    prop::collection::vec(visit, 0..6)
}

/// Every choice of one visit a person.
fn all(people: &[Vec<Choice>]) -> Vec<Vec<Choice>> {
    people.iter().fold(vec![Vec::new()], |ways, choices| {
        let with = |way: &Vec<Choice>| -> Vec<Vec<Choice>> {
            choices.iter().map(|choice| [way.clone(), vec![choice.clone()]].concat()).collect()
        };
        ways.iter().flat_map(with).collect()
    })
}

fn span(way: &[Choice]) -> (Timestamp, Timestamp) {
    let start = way.iter().map(|choice| choice.start).min().expect("a visit");
    (start, way.iter().map(|choice| choice.end).max().expect("a visit"))
}

proptest! {
    /// As somebody would find it who tries everything.
    #[test]
    fn what_is_found_is_right_and_what_there_is_is_found(
        people in prop::collection::vec(visits(), 1..4), at_once: bool, gap_minutes in 0..25_u16,
    ) {
        let rule = Together { gap_minutes, at_once, most: 4 };
        let found = ways(&people, rule, usize::MAX);
        let mut best = std::collections::BTreeMap::new();
        for (start, end) in all(&people).iter().filter(|way| are_together(way, rule)).map(|way| span(way)) {
            let first = best.entry(start).or_insert(end);
            *first = end.min(*first);
        }
        prop_assert!(found.iter().all(|way| are_together(way, rule)));
        prop_assert!(found.iter().all(|way| way.iter().zip(&people).all(|(one, own)| own.contains(one))));
        prop_assert_eq!(found.iter().map(|way| span(way)).collect::<Vec<_>>(), best.into_iter().collect::<Vec<_>>());
    }
}
