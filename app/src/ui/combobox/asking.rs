//! Asking for suggestions while somebody types.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::list::{List, Press};
use crate::{
    api::directory::suggest,
    domain::found::Suggestion,
    i18n::*,
    ui::live::{Announcer, use_announcer},
};

/// So long nobody types before it is asked.
const PAUSE: Duration = Duration::from_millis(120);

/// Fewer letters than these say nothing yet.
const LETTERS: usize = 2;

/// The suggestions of a field.
#[derive(Clone, Copy)]
pub(super) struct Suggesting {
    /// What is shown.
    pub list: RwSignal<List>,
    /// The suggestions themselves, the best first.
    pub found: RwSignal<Vec<Suggestion>>,
    /// Words are being composed: what stands in the field is not yet what is meant.
    composing: StoredValue<bool>,
    /// Somebody waits for suggestions.
    wanted: StoredValue<bool>,
    pause: StoredValue<Option<TimeoutHandle>>,
    ask: Action<String, Vec<Suggestion>>,
}

impl Suggesting {
    /// Nothing typed yet.
    pub(super) fn new(suggestions: Vec<Suggestion>) -> Self {
        let new = Self {
            list: RwSignal::new(List::of(suggestions.len())),
            found: RwSignal::new(suggestions),
            composing: StoredValue::new(false),
            wanted: StoredValue::new(false),
            pause: StoredValue::new(None),
            ask: Action::new(|text: &String| asked(text.clone())),
        };
        on_cleanup(move || new.stop());
        let announcer = use_announcer();
        // An action keeps only the answer to what was asked last.
        let answer = new.ask.value();
        Effect::new(move || {
            if let Some(found) = answer.get().filter(|_| new.wanted.get_value()) {
                new.show(found, announcer);
            }
        });
        new
    }

    /// Something was typed.
    pub(super) fn typed(self, text: String) {
        if self.composing.get_value() {
            return;
        }
        self.stop();
        self.wanted.set_value(true);
        let pause = set_timeout_with_handle(move || drop(self.ask.dispatch(text)), PAUSE);
        self.pause.set_value(pause.ok());
    }

    /// Composing of words begins or ends.
    pub(super) fn compose(self, composing: bool) {
        self.composing.set_value(composing);
    }

    /// A key was pressed.
    pub(super) fn press(self, key: &str) -> Press {
        if key == "Enter" {
            self.stop();
        }
        self.list.try_update(|list| list.press(key)).unwrap_or(Press::Native)
    }

    /// The suggestion that was chosen; the others are gone.
    pub(super) fn take(self, n: usize) -> Option<Suggestion> {
        self.stop();
        self.list.set(List::default());
        self.found.with_untracked(|found| found.get(n).cloned())
    }

    /// The field is left.
    pub(super) fn close(self) {
        self.stop();
        self.list.update(List::close);
    }

    /// What is asked already must not open the list any more.
    fn stop(self) {
        self.wanted.set_value(false);
        self.pause.update_value(|pause| pause.take().iter().for_each(TimeoutHandle::clear));
    }

    fn show(self, found: Vec<Suggestion>, announcer: Announcer) {
        let i18n = use_i18n();
        announcer.say(match found.len() {
            0 => t_string!(i18n, common.no_suggestions).to_owned(),
            1 => t_string!(i18n, common.one_suggestion).to_owned(),
            count => t_string!(i18n, common.many_suggestions, count = count).to_string(),
        });
        self.list.set(List::of(found.len()));
        self.found.set(found);
    }
}

/// Without an answer there are no suggestions: the words can still be sent.
async fn asked(text: String) -> Vec<Suggestion> {
    match text.trim().chars().count() < LETTERS {
        true => Vec::new(),
        false => suggest(text).await.unwrap_or_default(),
    }
}
