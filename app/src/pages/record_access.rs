//! Who has looked at the member's record. It is theirs alone: whoever acts for them does not see it.

mod words;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

pub(super) use self::words::{what, who, why};
use super::instead::{SignOnFirst, for_member};
use crate::{
    api::access::{Accesses, list_accesses},
    domain::{plan::PhoneLineId, record::HeldAccess},
    error::AppError,
    i18n::*,
    ui::{
        back::BackLink, error::ErrorNotice, me::use_me, page::Page, phone::PhoneLineLink, plan::use_plan,
        when::when_year,
    },
};

const HERE: &str = "/account/record-access";

/// `/account/record-access?own=true&page=1`
#[component]
pub fn RecordAccessPage() -> impl IntoView {
    let i18n = use_i18n();
    let query = use_query_map();
    let own = move || query.read().get("own").as_deref() == Some("true");
    let page = move || query.read().get("page").and_then(|page| page.parse().ok()).unwrap_or(0);
    let me = use_me();
    let found = Resource::new_blocking(
        move || (page(), own()),
        move |(page, own)| for_member(me, list_accesses(page, own)),
    );
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, record.access_title).to_owned())>
            <BackLink href="/account" />
            <h1>{t!(i18n, record.access_title)}</h1>
            <Suspense>
                {move || Suspend::new(async move {
                    match found.await {
                        Ok(accesses) => view! { <Found accesses own=own() /> }.into_any(),
                        Err(AppError::SignOn) => view! { <SignOnFirst /> }.into_any(),
                        Err(error) => view! { <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Suspense>
        </Page>
    }
}

#[component]
fn Found(accesses: Accesses, own: bool) -> impl IntoView {
    let i18n = use_i18n();
    let Accesses { list, page, more } = accesses;
    let years = use_plan().audit.years;
    let other = match own {
        true => view! { <a href=HERE>{t!(i18n, record.access_others)}</a> }.into_any(),
        false => view! { <a href=address(0, true)>{t!(i18n, record.access_own)}</a> }.into_any(),
    };
    let none = move || match own {
        true => t_string!(i18n, record.access_none_at_all),
        false => t_string!(i18n, record.access_none),
    };
    let list = match list.is_empty() {
        true => view! { <p>{none()}</p> }.into_any(),
        false => view! { <List list /> }.into_any(),
    };
    view! {
        <p>{t!(i18n, record.access_intro)} " " {t_string!(i18n, record.access_kept, years = years).to_string()}</p>
        <p>{other}</p>
        {list}
        <Pages page more own />
        <p>{t!(i18n, record.access_question)} " " <PhoneLineLink id=PhoneLineId::MemberServices /></p>
    }
}

#[component]
fn List(list: Vec<HeldAccess>) -> impl IntoView {
    let i18n = use_i18n();
    let line = |access: HeldAccess| view! { <li><Line access /></li> };
    view! {
        <h2>{t!(i18n, record.access_list)}</h2>
        <ul>{list.into_iter().map(line).collect_view()}</ul>
    }
}

#[component]
fn Line(access: HeldAccess) -> impl IntoView {
    let i18n = use_i18n();
    let when = when_year(&access.at);
    let refused = access.refused.then(|| view! { " " {t!(i18n, record.refused)} });
    let why = why(&access).map(|why| view! { <br /> {why} });
    let about = access.about.clone().map(|id| {
        view! { <br /> <a href=format!("/appointments/{id}")>{t!(i18n, record.see_appointment)} <span class="visually-hidden">" " {when.clone()}</span></a> }
    });
    view! { <strong>{who(&access.who)}</strong> <br /> {when.clone()} <br /> {what(&access)} {refused} {why} {about} }
}

/// The way to the other pages, where there are some.
#[component]
fn Pages(page: u32, more: bool, own: bool) -> impl IntoView {
    let i18n = use_i18n();
    let newer = page.checked_sub(1).map(|before| {
        view! { <a class="button button--secondary" href=address(before, own) rel="prev">{t!(i18n, record.access_newer)}</a> }
    });
    let older = more.then(|| {
        view! { <a class="button button--secondary" href=address(page + 1, own) rel="next">{t!(i18n, record.access_older)}</a> }
    });
    (newer.is_some() || older.is_some()).then(|| {
        let here = t_string!(i18n, record.access_page, page = page + 1).to_string();
        view! {
            <nav class="directory__pages" aria-label=t_string!(i18n, record.access_pages)>
                {newer} <span>{here}</span> {older}
            </nav>
        }
    })
}

fn address(page: u32, own: bool) -> String {
    format!("{HERE}?page={page}&own={own}")
}
