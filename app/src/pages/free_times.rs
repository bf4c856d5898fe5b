//! Free times that stay true while the page is open: one that somebody else takes disappears
//! in place, and whoever had chosen it is told.

use jiff::{Timestamp, civil::Date};
use leptos::{html, prelude::*};

use crate::{
    api::times::{Times, free_times},
    domain::{directory::Listing, id::AppointmentId, time::LocalTime},
    i18n::*,
    ui::{
        changes::on_change,
        days::DayLinks,
        live::{Announcer, use_announcer},
        notice::{Notice, NoticeKind},
        times::TimesFieldset,
        when::{time, when},
    },
};

/// Free times of a role for a visit type.
#[derive(Clone, Copy)]
pub(super) struct FreeTimes {
    /// As they are now.
    pub times: RwSignal<Times>,
    /// The chosen time, after somebody else has taken it.
    lost: RwSignal<Option<LocalTime>>,
    /// Where the choices stand.
    choices: NodeRef<html::Div>,
}

/// Keeps `times` true: asks again whenever the server tells of a change. `moving` is the
/// appointment that is to be moved.
pub(super) fn use_free_times(times: Times, moving: Option<AppointmentId>) -> FreeTimes {
    let (role, visit_type, date) = (times.listing.role.id.clone(), times.visit_type.clone(), times.date);
    let free = FreeTimes { times: RwSignal::new(times), lost: RwSignal::new(None), choices: NodeRef::new() };
    let announcer = use_announcer();
    let about = role.clone();
    let ask =
        ArcAction::new(move |(): &()| free_times(role.clone(), visit_type.clone(), date, moving.clone()));
    let answer = ask.value();
    Effect::new(move || {
        if let Some(Ok(times)) = answer.get() {
            free.replace(times, announcer);
        }
    });
    on_change(&about, move || {
        ask.dispatch(());
    });
    free
}

impl FreeTimes {
    /// Shows `new`, and says what disappeared.
    fn replace(self, new: Times, announcer: Announcer) {
        let i18n = use_i18n();
        let old = self.times.get_untracked();
        let gone: Vec<_> = old.times.into_iter().filter(|at| !new.times.contains(at)).collect();
        let chosen = self.chosen();
        if let Some(lost) = gone.iter().find(|at| Some(at.instant) == chosen) {
            self.lost.set(Some(lost.clone()));
            announcer.say(t_string!(i18n, book.lost, time = time(lost)).to_string());
        } else if let Some(taken) = gone.first() {
            announcer.say(t_string!(i18n, book.taken, time = time(taken)).to_string());
        }
        self.times.set(new);
    }

    /// The chosen time. The radio buttons know: one can be chosen before this program runs.
    fn chosen(self) -> Option<Timestamp> {
        let radio = self.choices.get_untracked()?.query_selector("input:checked").ok()??;
        radio.get_attribute("value")?.parse().ok()
    }
}

/// The days, as links.
#[component]
pub(super) fn FreeDays(
    /// The times.
    free: FreeTimes,
    /// Where the link of a day leads.
    href: impl Fn(Date) -> String + Clone + Send + Sync + 'static,
) -> impl IntoView {
    move || {
        let (days, shown) = free.times.with(|times| {
            (times.days.iter().map(|day| (day.date, day.count)).collect::<Vec<_>>(), times.date)
        });
        view! { <DayLinks days href=href.clone() chosen=shown /> }
    }
}

/// The times of the day that is shown, as choices of a form's field `start`.
#[component]
pub(super) fn FreeTimesOfDay(
    /// The times.
    free: FreeTimes,
    /// The one that was chosen before.
    #[prop(optional_no_strip)]
    chosen: Option<Timestamp>,
) -> impl IntoView {
    let i18n = use_i18n();
    let times = Memo::new(move |_| free.times.with(|times| times.times.clone()));
    let describe = free.times.with_untracked(|times| describe(&times.listing));
    let none = move || times.with(Vec::is_empty).then(|| view! { <p>{t!(i18n, book.none_on_day)}</p> });
    view! {
        <div id="start" tabindex="-1" node_ref=free.choices on:change=move |_| free.lost.set(None)>
            {move || free.lost.get().map(|lost| view! { <Lost lost /> })}
            <TimesFieldset times name="start" chosen describe />
            {none}
        </div>
    }
}

/// The announcer has said it already.
#[component]
fn Lost(lost: LocalTime) -> impl IntoView {
    let title = t_string!(use_i18n(), book.lost, time = time(&lost)).to_string();
    view! { <Notice kind=NoticeKind::Warning title /> }
}

/// Other times after a refusal, as buttons of a form's field `start`.
#[component]
pub(super) fn OtherTimes(
    /// In order.
    times: Vec<LocalTime>,
    /// Who and where.
    listing: Listing,
) -> impl IntoView {
    let i18n = use_i18n();
    let describe = describe(&listing);
    let button = move |at: LocalTime| {
        view! {
            <li>
                <button class="button button--secondary" type="submit" name="start" value=at.instant.to_string()>
                    {when(&at)} <span class="visually-hidden">", " {describe.clone()}</span>
                </button>
            </li>
        }
    };
    (!times.is_empty()).then(|| {
        view! {
            <h2>{t!(i18n, book.other_times)}</h2>
            <ul class="other-times">{times.into_iter().map(button).collect_view()}</ul>
        }
    })
}

/// `Dana Reyes, MD, Olympia`: read aloud with each time.
fn describe(listing: &Listing) -> String {
    format!("{}, {}", listing.clinician.name, listing.location.city)
}
