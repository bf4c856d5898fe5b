use super::*;

fn noon() -> Timestamp {
    "2026-11-24T12:00:00Z".parse().expect("an instant")
}

fn after(minutes: i64) -> Timestamp {
    noon() + SignedDuration::from_mins(minutes)
}

fn span(shared: bool) -> Span {
    Session::begin("m".into(), (Browser::default(), shared), Sessions::default(), noon())
        .span(Sessions::default())
}

#[test]
fn without_use_it_ends_after_the_minutes_of_the_plan_and_not_a_moment_earlier() {
    let second = SignedDuration::from_secs(1);
    for (shared, minutes) in [(false, 30), (true, 10)] {
        assert_eq!(span(shared).ended(after(minutes) - second), None);
        assert_eq!(span(shared).ended(after(minutes)), Some(Ended::Idle));
    }
}

#[test]
fn whatever_happens_it_ends_after_the_hours_of_the_plan() {
    let used = Span { seen: after(719), ..span(false) };
    assert_eq!(used.ended(after(719)), None);
    assert_eq!(used.ended(after(720)), Some(Ended::Over));
    assert_eq!(used.left(after(719)), Left { seconds: 60, extends: false });
}

#[test]
fn a_use_is_written_down_once_a_minute() {
    let span = span(false);
    assert!(!span.is_to_be_noted(after(1) - SignedDuration::from_secs(1)));
    assert!(span.is_to_be_noted(after(1)));
}

#[test]
fn what_is_left_counts_from_the_last_use_and_grows_with_another_one() {
    assert_eq!(span(false).left(after(10)), Left { seconds: 20 * 60, extends: true });
    let used = Span { seen: after(10), ..span(false) };
    assert_eq!(used.left(after(10)), Left { seconds: 30 * 60, extends: true });
    assert_eq!(span(true).left(after(11)).seconds, 0);
}

#[test]
fn who_stays_after_the_warning_stays_also_with_the_shortest_time_that_a_plan_may_have() {
    let shortest =
        Sessions { shared_minutes: *super::super::plan_check::IDLE_MINUTES.start(), ..Sessions::default() };
    let warned = shortest.idle(true) - SignedDuration::from_secs(WARNING.into());
    assert!(warned >= NOTED, "a use is written down by then: {shortest:?}");
}
