//! The line that says how long the chosen time is kept. Asked for where scripts run; without them
//! the time is kept from when the form is sent.

use std::time::Duration;

use jiff::Timestamp;
use leptos::{prelude::*, web_sys::js_sys::Date};

use crate::{
    api::hold::{Held, KeepTime},
    domain::{
        appointment::Refusal,
        id::{RoleId, VisitTypeId, Whom},
    },
    error::AppError,
    i18n::*,
    ui::{
        keeping::{Keeping, use_keeping},
        live::use_announcer,
        notice::{Notice, NoticeKind},
        when::when,
    },
};

/// So many seconds before the end it is said aloud.
const LAST_MINUTES: i64 = 2;
/// Whoever types is asked for again when so many seconds have gone by.
const AGAIN_AFTER: f64 = 60.0;

/// Keeps a time while somebody is busy with it.
#[derive(Clone, Copy)]
pub(super) struct Keeper {
    keep: ServerAction<KeepTime>,
    /// What is kept.
    wanted: StoredValue<KeepTime>,
    keeping: Keeping,
    /// What the server has said of it.
    held: RwSignal<Option<Held>>,
    /// Seconds that are left since then, where it is known.
    left: RwSignal<Option<i64>>,
    /// When that was said, and when it ends: milliseconds of the browser's clock.
    said: StoredValue<Option<(f64, f64)>>,
}

/// Keeps a start for the member that the page is for; `held` is what the server has said with the page.
pub(super) fn use_keeper(
    (role, visit_type, start): (RoleId, VisitTypeId, Timestamp),
    whom: Option<Whom>,
    held: Option<Held>,
) -> Keeper {
    let keeper = Keeper {
        keep: ServerAction::new(),
        wanted: StoredValue::new(KeepTime { role, visit_type, start, whom }),
        keeping: use_keeping(),
        left: RwSignal::new(held.as_ref().map(|held| held.seconds.into())),
        held: RwSignal::new(held.clone()),
        said: StoredValue::new(None),
    };
    let answer = keeper.keep.value();
    Effect::new(move || match held.clone() {
        Some(held) => keeper.note(held),
        None => keeper.ask(),
    });
    Effect::new(move || match answer.get() {
        Some(Ok(held)) => keeper.note(held),
        Some(Err(_)) => keeper.keeping.forget(),
        None => {}
    });
    keeper.count_down();
    keeper
}

impl Keeper {
    /// Somebody is busy: it is kept longer.
    pub fn busy(self) {
        let asked = self.said.get_value().map_or(0.0, |(at, _)| at);
        if Date::now() - asked > AGAIN_AFTER * 1_000.0 && !self.keep.pending().get_untracked() {
            self.ask();
        }
    }

    fn ask(self) {
        let wanted = self.wanted.get_value();
        // Whoever leaves before the answer lets go of it too.
        self.keeping.note(wanted.role.clone(), wanted.start);
        self.keep.dispatch(wanted);
    }

    fn note(self, held: Held) {
        let KeepTime { role, start, .. } = self.wanted.get_value();
        self.keeping.note(role, start);
        let now = Date::now();
        self.said.set_value(Some((now, now + f64::from(held.seconds) * 1_000.0)));
        self.left.set(Some(held.seconds.into()));
        self.held.set(Some(held));
    }

    fn count_down(self) {
        let tick = move || {
            if let Some((_, end)) = self.said.get_value() {
                self.left.set(Some(((end - Date::now()) / 1_000.0).ceil() as i64));
            }
        };
        Effect::new(move || {
            if let Ok(clock) = set_interval_with_handle(tick, Duration::from_secs(5)) {
                on_cleanup(move || clock.clear());
            }
        });
    }

    fn is_lost(self) -> bool {
        let answer = self.keep.value();
        answer.with(|it| matches!(it, Some(Err(AppError::Refused(Refusal::SlotTaken { .. })))))
    }
}

/// How long it is kept; or that it is not, with the way to other times.
#[component]
pub(super) fn KeptTime(keeper: Keeper, others: String) -> impl IntoView {
    let i18n = use_i18n();
    let minutes = Memo::new(move |_| keeper.left.get().map(|seconds| (seconds + 59).div_euclid(60).max(0)));
    let announcer = use_announcer();
    Effect::new(move |before: Option<Option<i64>>| {
        let now = minutes.get();
        let first = before.flatten().is_none() && now.is_some();
        if let Some(minutes) = now.filter(|minutes| first || [LAST_MINUTES, 0].contains(minutes)) {
            announcer.say(words(keeper, minutes));
        }
        now
    });
    move || {
        if keeper.is_lost() {
            let href = others.clone();
            return view! {
                <Notice kind=NoticeKind::Warning title=t_string!(i18n, book.kept_lost)>
                    <p><a href=href>{t!(i18n, book.kept_other)}</a></p>
                </Notice>
            }
            .into_any();
        }
        minutes.get().map(|minutes| view! { <p class="book__kept">{words(keeper, minutes)}</p> }).into_any()
    }
}

fn words(keeper: Keeper, minutes: i64) -> String {
    let i18n = use_i18n();
    let start = keeper.held.with(|held| held.as_ref().map(|held| when(&held.start)).unwrap_or_default());
    match minutes {
        0 => t_string!(i18n, book.kept_ended, time = start).to_string(),
        1 => t_string!(i18n, book.kept_minute, time = start).to_string(),
        _ => t_string!(i18n, book.kept_minutes, time = start, minutes = minutes).to_string(),
    }
}
