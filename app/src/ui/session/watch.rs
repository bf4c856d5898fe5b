//! How much time is left, as far as a page knows. It asks the server before it says anything: another
//! window may have been used, which counts for all.

use std::time::Duration;

use leptos::{ev, prelude::*, task::spawn_local, web_sys::js_sys::Date};
use leptos_router::{hooks::use_location, params::ParamsMap};

use super::{
    super::{back::this_page, me::use_me},
    dialog::Warning,
};
use crate::{
    api::session::{session_left, stay_signed_on},
    domain::session::{Left, WARNING},
    error::AppError,
};

/// So often the clock is looked at.
const TICK: Duration = Duration::from_secs(1);
/// Whoever does something tells the server so once in so many milliseconds.
const TELL_EACH: f64 = 60_000.0;
/// While a page warns it asks in so many milliseconds whether another window was used.
const ASK_EACH: f64 = 10_000.0;

/// The session of whoever is signed on, as a page knows it.
#[derive(Clone, Copy)]
pub struct Watch {
    /// What the server has said last; `None` where nobody is signed on.
    said: StoredValue<Option<Left>>,
    /// When that was, in milliseconds of the browser's clock.
    at: StoredValue<f64>,
    /// When it was asked last.
    asked: StoredValue<f64>,
    /// When it was told last that somebody is here.
    told: StoredValue<f64>,
    /// Somebody has touched the page since.
    touched: StoredValue<bool>,
    /// What the page warns of.
    pub(super) warned: RwSignal<Option<Left>>,
    /// It is the page of an office.
    pub(super) at_office: Memo<bool>,
    /// The way to sign on again, and from there back here.
    back: Signal<String>,
}

/// Gives it to all pages.
pub fn provide_watch() {
    let (path, here) = (use_location().pathname, this_page());
    let at_office = Memo::new(move |_| path.read().starts_with("/staff"));
    let back = Signal::derive(move || {
        let mut next = ParamsMap::new();
        next.insert("next", here());
        let sign_on = if at_office.get() { "/staff/sign-on" } else { "/sign-on" };
        format!("{sign_on}{}", next.to_query_string())
    });
    provide_context(Watch {
        said: StoredValue::new(None),
        at: StoredValue::new(0.0),
        asked: StoredValue::new(0.0),
        told: StoredValue::new(0.0),
        touched: StoredValue::new(false),
        warned: RwSignal::new(None),
        at_office,
        back,
    });
}

/// Watches over the session, and warns before its end. Once, in the layout.
#[component]
pub fn SessionWatch() -> impl IntoView {
    let watch = expect_context::<Watch>();
    watch.begin();
    watch.keep_time();
    watch.notice_touches();
    view! { <Warning watch /> }
}

impl Watch {
    /// Asks where it became known that somebody is signed on, or a page of an office was opened.
    fn begin(self) {
        let (me, path) = (use_me(), use_location().pathname);
        Effect::new(move || {
            path.track();
            let is_member = matches!(me.get(), Some(Ok(Some(_))));
            if (is_member || self.at_office.get()) && self.said.get_value().is_none() {
                self.ask();
            }
        });
    }

    fn keep_time(self) {
        Effect::new(move || {
            if let Ok(clock) = set_interval_with_handle(move || self.tick(), TICK) {
                on_cleanup(move || clock.clear());
            }
            // A clock stands still while a machine sleeps.
            let sight = window_event_listener_untyped("visibilitychange", move |_| self.tick());
            on_cleanup(move || sight.remove());
        });
    }

    /// While a page warns only its own buttons are an answer.
    fn notice_touches(self) {
        let touch = move || {
            if self.warned.get_untracked().is_none() {
                self.touched.set_value(true);
                self.tick();
            }
        };
        Effect::new(move || {
            let (key, pointer) = (
                window_event_listener(ev::keydown, move |_| touch()),
                window_event_listener(ev::pointerdown, move |_| touch()),
            );
            on_cleanup(move || {
                key.remove();
                pointer.remove();
            });
        });
    }

    fn tick(self) {
        let Some(left) = self.left() else { return };
        let now = Date::now();
        if let Some(warned) = self.warned.get_untracked() {
            self.warned.set(Some(Left { seconds: left.seconds, ..warned }));
        }
        if left.seconds > WARNING {
            let known = self.at.get_value().max(self.told.get_value());
            if self.touched.get_value() && now - known > TELL_EACH {
                self.stay();
            }
        } else if now - self.asked.get_value() > ASK_EACH || left.seconds == 0 {
            self.ask();
        }
    }

    /// By the browser's own clock.
    fn left(self) -> Option<Left> {
        let said = self.said.get_value()?;
        let since = ((Date::now() - self.at.get_value()) / 1_000.0).max(0.0);
        Some(Left { seconds: said.seconds.saturating_sub(since as u32), ..said })
    }

    /// Asks how much time is left: that is no use of the session.
    fn ask(self) {
        self.asked.set_value(Date::now());
        let at_office = self.at_office.get_untracked();
        spawn_local(async move { self.note(session_left(at_office).await) });
    }

    /// Somebody is here: all windows of the session last longer.
    pub(super) fn stay(self) {
        self.touched.set_value(false);
        self.told.set_value(Date::now());
        let at_office = self.at_office.get_untracked();
        spawn_local(async move { self.note(stay_signed_on(at_office).await) });
    }

    fn note(self, answer: Result<Option<Left>, AppError>) {
        let is_over = self.left().is_some_and(|left| left.seconds == 0);
        match answer {
            Ok(Some(left)) => {
                self.said.set_value(Some(left));
                self.at.set_value(Date::now());
                self.warned.set((left.seconds <= WARNING).then_some(left));
            }
            Ok(None) if self.said.get_value().is_some() => self.leave(),
            // Without the server nothing is known; what is shown goes when the time is over all the same.
            Err(_) if is_over => self.leave(),
            Ok(None) | Err(_) => {}
        }
    }

    /// Nothing personal stays in sight while the way leads to signing on. "Back" does not come here.
    fn leave(self) {
        self.said.set_value(None);
        if let Some(body) = document().body() {
            body.set_hidden(true);
        }
        // Where even that fails the page is empty.
        let _ = window().location().replace(&self.back.get_untracked());
    }
}
