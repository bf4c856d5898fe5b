//! Days with free times, as links: the day is chosen first, then the time.

use jiff::civil::Date;
use leptos::prelude::*;

use super::when::{date_long, month_short, weekday_short};
use crate::i18n::*;

/// How many days stand in sight.
const IN_SIGHT: usize = 12;

/// The days that have free times, with how many.
#[component]
pub fn DayLinks(
    /// Days in order, each with the number of its free times.
    days: Vec<(Date, usize)>,
    /// Where the link of a day leads.
    href: impl Fn(Date) -> String + Send + Sync + 'static,
    /// The day whose times are shown.
    #[prop(optional_no_strip, into)]
    chosen: Option<Date>,
) -> impl IntoView {
    let i18n = use_i18n();
    let link = move |(date, count): (Date, usize)| {
        view! { <li><DayLink date count href=href(date) chosen=chosen == Some(date) /></li> }
    };
    let (near, far) = days.split_at(days.len().min(IN_SIGHT));
    let open = far.iter().any(|(date, _)| chosen == Some(*date));
    let near = near.iter().copied().map(&link).collect_view();
    let far = (!far.is_empty()).then(|| {
        let far = far.iter().copied().map(&link).collect_view();
        view! {
            <details class="days__more" open=open>
                <summary>{t!(i18n, common.more_days)}</summary>
                <ul class="days__list">{far}</ul>
            </details>
        }
    });
    view! {
        <nav class="days" aria-label=t_string!(i18n, common.days)>
            <ul class="days__list">{near}</ul>
            {far}
        </nav>
    }
}

/// What is read aloud is complete; what is seen is short.
#[component]
fn DayLink(date: Date, count: usize, href: String, chosen: bool) -> impl IntoView {
    let i18n = use_i18n();
    let times = match count {
        1 => t_string!(i18n, common.one_time).to_owned(),
        _ => t_string!(i18n, common.many_times, count = count).to_string(),
    };
    view! {
        <a class="days__day" href=href aria-current=chosen.then_some("date")>
            <span class="visually-hidden">{date_long(&date)} ", "</span>
            <span class="days__weekday" aria-hidden="true">{weekday_short(date.weekday())}</span>
            <span class="days__date" aria-hidden="true">{day_and_month(date)}</span>
            <span class="days__count">{times}</span>
        </a>
    }
}

fn day_and_month(date: Date) -> String {
    match super::language::is_spanish() {
        true => format!("{} {}", date.day(), month_short(date.month())),
        false => format!("{} {}", month_short(date.month()), date.day()),
    }
}
