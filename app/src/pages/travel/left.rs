//! The hours that are left to call the Emergency Notification Line (Brief B13).

use std::time::Duration;

use jiff::Timestamp;
use leptos::{prelude::*, web_sys::js_sys};

use crate::{
    api::travel::NoteEmergency,
    domain::{time::LocalTime, travel::NOTIFY_WITHIN_HOURS},
    i18n::*,
    ui::{live::use_announcer, when::when},
};

/// Until when, and how long that is from now: right as it is sent, and counting down where
/// scripts run. `now` is the server's.
#[component]
pub(super) fn TimeLeft(
    deadline: LocalTime,
    now: Timestamp,
    note: ServerAction<NoteEmergency>,
) -> impl IntoView {
    let minutes = deadline.instant.duration_since(now).as_mins();
    let shown = minutes_shown();
    let left = Memo::new(move |_| minutes - shown.get());
    let sentence = move || words(&deadline, left.get());
    let said = sentence.clone();
    let announcer = use_announcer();
    Effect::new(move || {
        if matches!(note.value().get_untracked(), Some(Ok(()))) {
            announcer.say(untrack(&said));
        }
    });
    view! { <p class="travel__left"><strong>{sentence}</strong></p> }
}

fn words(deadline: &LocalTime, minutes: i64) -> String {
    let i18n = use_i18n();
    if minutes <= 0 {
        return t_string!(i18n, travel.passed, hours = NOTIFY_WITHIN_HOURS).to_string();
    }
    let (hours, minutes) = (minutes / 60, minutes % 60);
    t_string!(i18n, travel.left, when = when(deadline), hours = hours, minutes = minutes).to_string()
}

/// Whole minutes since this came up, by differences of the browser's clock, which may be wrong
/// but goes on while a phone sleeps. 0 where no scripts run.
fn minutes_shown() -> RwSignal<i64> {
    let minutes = RwSignal::new(0);
    Effect::new(move || {
        let start = js_sys::Date::now();
        let tick = move || minutes.set(((js_sys::Date::now() - start) / 60_000.0) as i64);
        if let Ok(clock) = set_interval_with_handle(tick, Duration::from_secs(10)) {
            on_cleanup(move || clock.clear());
        }
    });
    minutes
}
