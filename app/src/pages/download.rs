//! Everything that is held about the member, to read and to print; and the file of it. It is theirs
//! alone.

mod appointments;
mod details;
mod lists;

use leptos::prelude::*;

use self::{
    appointments::appointment,
    details::Details,
    lists::{access, draft, gathering, grant, hold, letter, referral, session, wish},
};
use super::instead::{SignOnFirst, for_member};
use crate::{
    api::record::held,
    domain::{record::Held, time::LocalTime},
    error::AppError,
    i18n::*,
    ui::{
        back::BackLink,
        error::ErrorNotice,
        me::use_me,
        page::Page,
        when::{date_year, time_with_zone},
    },
};

/// `/account/download`
#[component]
pub fn DownloadPage() -> impl IntoView {
    let i18n = use_i18n();
    let me = use_me();
    let held = Resource::new_blocking(|| (), move |()| for_member(me, held()));
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, record.download_title).to_owned())>
            <BackLink href="/account".to_owned() />
            <h1>{t!(i18n, record.download_title)}</h1>
            <Suspense>
                {move || Suspend::new(async move {
                    match held.await {
                        Ok(held) => view! { <All held /> }.into_any(),
                        Err(AppError::SignOn) => view! { <SignOnFirst /> }.into_any(),
                        Err(error) => view! { <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Suspense>
        </Page>
    }
}

#[component]
fn All(held: Held) -> impl IntoView {
    let i18n = use_i18n();
    let Held { at, referrals, grants, holds, wishes, drafts, gatherings, letters, sessions, .. } =
        held.clone();
    let older = held.has_older_accesses.then(|| view! { <p>{t!(i18n, record.accesses_older)}</p> });
    view! {
        <p>{t!(i18n, record.download_intro)}</p>
        <p><a class="button" href="/account/download.json" rel="external" download="">{t!(i18n, record.download_file)}</a></p>
        <p>{t!(i18n, record.download_file_hint)}</p>
        <p>{t_string!(i18n, record.download_as_of, when = when(&at)).to_string()}</p>
        <Details held=held.clone() />
        <List id="appointments" title=t_string!(i18n, record.appointments) items=held.appointments.into_iter().map(appointment).collect() />
        <List id="referrals" title=t_string!(i18n, record.referrals) items=referrals.into_iter().map(referral).collect() />
        <List id="grants" title=t_string!(i18n, record.grants) items=grants.into_iter().map(grant).collect() />
        <List id="holds" title=t_string!(i18n, record.holds) items=holds.into_iter().map(hold).collect() />
        <List id="wishes" title=t_string!(i18n, record.wishes) items=wishes.into_iter().map(wish).collect() />
        <List id="drafts" title=t_string!(i18n, record.drafts) items=drafts.into_iter().map(draft).collect() />
        <List id="gatherings" title=t_string!(i18n, record.gatherings) items=gatherings.into_iter().map(gathering).collect() />
        <List id="letters" title=t_string!(i18n, record.letters) items=letters.into_iter().map(letter).collect() />
        <List id="sessions" title=t_string!(i18n, record.sessions) items=sessions.into_iter().map(session).collect() />
        <List id="accesses" title=t_string!(i18n, record.accesses) items=held.accesses.into_iter().map(access).collect() />
        {older}
    }
}

/// A part of the record; where there is nothing of it, that is said.
#[component]
fn List(id: &'static str, title: &'static str, items: Vec<AnyView>) -> impl IntoView {
    let i18n = use_i18n();
    let items = match items.is_empty() {
        true => view! { <p>{t!(i18n, record.nothing)}</p> }.into_any(),
        false => {
            let line = |item: AnyView| view! { <li>{item}</li> };
            view! { <ul>{items.into_iter().map(line).collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <section aria-labelledby=id>
            <h2 id=id>{title}</h2>
            {items}
        </section>
    }
}

/// `December 1, 2026, 9:40 am PST`
fn when(at: &LocalTime) -> String {
    let i18n = use_i18n();
    let (date, time) = (date_year(&at.date()), time_with_zone(at));
    t_string!(i18n, common.day_and_time, date = date, time = time).to_string()
}
