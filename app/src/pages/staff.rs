//! The day of an office: who comes, who is here, who is to be called.

pub(super) mod bar;
pub(super) mod calls;
mod chooser;
mod visit;

use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::{components::Redirect, hooks::use_query_map};

use self::{bar::StaffBar, calls::Calls, chooser::DayChooser, visit::Visits};
use super::{sign_on::with_next, staff_emergency::end::OpenRecords};
use crate::{
    api::office::{CheckIn, CopayPaid, DayView, DeskView, NoShow, office_day},
    domain::{id::LocationId, standing::Counts},
    error::AppError,
    i18n::*,
    ui::{
        error::{ErrorNotice, ErrorSummary, error_of},
        notice::{Notice, NoticeKind},
        page::Page,
        when::date_long,
    },
};

/// What can be done about an appointment of the list.
#[derive(Clone, Copy)]
struct Doing {
    check_in: ServerAction<CheckIn>,
    no_show: ServerAction<NoShow>,
    paid: ServerAction<CopayPaid>,
}

/// `/staff?office=…&date=…`
#[component]
pub fn StaffPage() -> impl IntoView {
    let i18n = use_i18n();
    let query = use_query_map();
    let doing =
        Doing { check_in: ServerAction::new(), no_show: ServerAction::new(), paid: ServerAction::new() };
    let wanted = move || {
        let query = query.read();
        let office = query.get("office").filter(|office| !office.is_empty()).map(LocationId);
        let date = query.get("date").and_then(|date| date.parse::<Date>().ok());
        let done = [doing.check_in.version(), doing.no_show.version(), doing.paid.version()];
        (office, date, done.map(|version| version.get()))
    };
    let here = move || format!("/staff{}", query.read_untracked().to_query_string());
    let sign_on = move || with_next("/staff/sign-on", &here());
    let day = Resource::new_blocking(wanted, |(office, date, ..)| office_day(office, date));
    let errors = [error_of(doing.check_in), error_of(doing.no_show), error_of(doing.paid)];
    let wrong = Signal::derive(move || errors.iter().any(|error| error.read().is_some()));
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, staff.day_title).to_owned()) error=wrong>
            {errors.map(|error| view! { <ErrorSummary error /> }).into_iter().collect_view()}
            <Done />
            <Transition>
                {move || Suspend::new(async move {
                    match day.await {
                        Ok(day) => view! { <DayOf day doing /> }.into_any(),
                        Err(AppError::StaffSignOn) => view! { <Redirect path=sign_on() /> }.into_any(),
                        Err(error) => view! { <h1>{t!(i18n, staff.day_title)}</h1> <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Transition>
        </Page>
    }
}

/// What was just done.
#[component]
fn Done() -> impl IntoView {
    let i18n = use_i18n();
    let query = use_query_map();
    let title = move || match query.read().get("done").as_deref() {
        Some("checked-in") => Some(t_string!(i18n, staff.done_checked_in).to_owned()),
        Some("emergency-ended") => Some(t_string!(i18n, emergency.done_ended).to_owned()),
        Some("no-show") => Some(t_string!(i18n, staff.done_no_show).to_owned()),
        Some("paid") => Some(t_string!(i18n, staff.done_paid).to_owned()),
        _ => None,
    };
    move || title().map(|title| view! { <Notice kind=NoticeKind::Success title /> })
}

#[component]
fn DayOf(day: DayView, doing: Doing) -> impl IntoView {
    let i18n = use_i18n();
    let DayView { staff, office, date, today, counts, desks, calls, emergencies } = day;
    let place = staff.offices.iter().find(|place| place.id == office).map(|place| place.name.clone());
    let title = format!("{}, {}", date_long(&date), date.year());
    let (busy, idle): (Vec<_>, Vec<_>) = desks.into_iter().partition(|desk| !desk.visits.is_empty());
    let desk = move |desk: DeskView| {
        let who = who(&desk);
        view! {
            <section class="desk">
                <h2>{who}</h2>
                <Visits visits=desk.visits doing />
            </section>
        }
    };
    let names = idle.iter().map(who).collect::<Vec<_>>().join("; ");
    let nothing = (!idle.is_empty()).then(|| t_string!(i18n, staff.nothing, names = names).to_string());
    view! {
        <StaffBar staff=staff.clone() />
        <h1>{title}</h1>
        <p class="desk__place">{place}</p>
        <DayChooser offices=staff.offices office date today />
        <p>{counted(counts)}</p>
        <OpenRecords records=emergencies />
        <Calls calls />
        {busy.into_iter().map(desk).collect_view()}
        {nothing.map(|nothing| view! { <p>{nothing}</p> })}
    }
}

/// Who it is.
fn who(desk: &DeskView) -> String {
    let i18n = use_i18n();
    desk.clinician.clone().unwrap_or_else(|| t_string!(i18n, staff.somebody).to_owned())
}

fn counted(counts: Counts) -> String {
    let Counts { expected, checked_in, no_show, away } = counts;
    let i18n = use_i18n();
    t_string!(i18n, staff.counts, expected = expected, here = checked_in, missed = no_show, away = away)
        .to_string()
}
