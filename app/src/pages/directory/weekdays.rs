//! Days of the week: in the address, in words, and as boxes to tick.

use jiff::civil::Weekday;
use leptos::prelude::*;

use crate::{
    domain::search::{DirectoryQuery, Weekdays},
    i18n::*,
    ui::when::{weekday_name, weekday_short},
};

/// As they stand in the address: the number of each is its bit.
const DAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// The days that the words of the address mean.
pub(super) fn read(words: &[String]) -> Weekdays {
    let meant = DAYS.iter().enumerate().filter(|(_, (word, _))| words.iter().any(|read| read == word));
    Weekdays(meant.fold(0, |days, (n, _)| days | 1 << n))
}

/// The days as words of the address.
pub(super) fn words(days: Weekdays) -> impl Iterator<Item = &'static str> {
    chosen(days).map(|(word, _)| word)
}

/// `Monday, Saturday`
pub(super) fn names(days: Weekdays) -> String {
    chosen(days).map(|(_, day)| weekday_name(day)).collect::<Vec<_>>().join(", ")
}

fn chosen(days: Weekdays) -> impl Iterator<Item = (&'static str, Weekday)> {
    let each = DAYS.into_iter().enumerate();
    each.filter(move |(n, _)| days.0 & (1 << n) != 0).map(|(_, day)| day)
}

/// The days that suit. What is read aloud is the whole name.
#[component]
pub(super) fn Days(query: Memo<DirectoryQuery>) -> impl IntoView {
    let i18n = use_i18n();
    let day = move |(n, (word, day)): (usize, (&'static str, Weekday))| {
        let id = format!("weekdays-{word}");
        let on = Memo::new(move |_| query.read().weekdays.0 & (1 << n) != 0);
        view! {
            <div class="weekdays__day">
                <input class="weekdays__box" type="checkbox" id=id.clone() name="weekdays" value=word
                    autocomplete="off" checked=on.get_untracked() prop:checked=on />
                <label class="weekdays__label" for=id>
                    <span aria-hidden="true">{weekday_short(day)}</span>
                    <span class="visually-hidden">{weekday_name(day)}</span>
                </label>
            </div>
        }
    };
    view! {
        <fieldset class="weekdays">
            <legend class="weekdays__legend">{t!(i18n, directory.weekdays)}</legend>
            <div class="weekdays__list">{DAYS.into_iter().enumerate().map(day).collect_view()}</div>
        </fieldset>
    }
}
