//! The start page: one search and three doors. Whom to call stands below every page (Brief B2).

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::directory::suggested::leads_to;
use crate::{
    api::member::Me,
    domain::{directory::Listing, search::DirectoryQuery},
    i18n::*,
    ui::{combobox::Combobox, me::use_me, page::Page, phone::PhoneLink, plan::use_plan},
};

/// `/`
#[component]
pub fn HomePage() -> impl IntoView {
    let i18n = use_i18n();
    let me = use_me();
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, home.title).to_owned())>
            <h1>{t!(i18n, home.title)}</h1>
            <Search />
            <p class="home__emergency">
                {t!(i18n, home.emergency)} " " <PhoneLink number="911" /> " " {t!(i18n, home.emergency_do)}
            </p>
            <Suspense>
                {move || Suspend::new(async move {
                    me.await.ok().flatten().map(|me| view! { <Physician me /> })
                })}
            </Suspense>
            <Doors />
        </Page>
    }
}

/// A plain form: its answer is an address of the directory.
#[component]
fn Search() -> impl IntoView {
    let i18n = use_i18n();
    let navigate = use_navigate();
    let choose = move |suggestion| {
        navigate(&leads_to(suggestion, DirectoryQuery::default()), NavigateOptions::default());
    };
    view! {
        <form class="home__search" action="/directory" method="get" role="search">
            <label class="home__need" for="text">{t!(i18n, home.need)}</label>
            <p class="field__hint" id="text-hint">{t!(i18n, home.need_hint)}</p>
            <div class="home__search-row">
                <Combobox id="text" hint_id="text-hint" value="".into() choose=Callback::new(choose) />
                <button class="button" type="submit">{t!(i18n, home.search)}</button>
            </div>
        </form>
    }
}

#[component]
fn Doors() -> impl IntoView {
    let i18n = use_i18n();
    let door = |href: &'static str, name: &'static str, about: &'static str| {
        view! {
            <li class="card door">
                <h3 class="card__title"><a class="door__link" href=href>{name}</a></h3>
                <p>{about}</p>
            </li>
        }
    };
    view! {
        <section aria-labelledby="doors">
            <h2 id="doors">{t!(i18n, home.doors)}</h2>
            <ul class="doors">
                {door("/directory", t_string!(i18n, home.book), t_string!(i18n, home.book_about))}
                {door("/appointments", t_string!(i18n, home.appointments), t_string!(i18n, home.appointments_about))}
                {door("/travel", t_string!(i18n, home.travel), t_string!(i18n, home.travel_about))}
            </ul>
        </section>
    }
}

/// Brief B1: the personal physician is one tap away, online and by phone.
#[component]
fn Physician(me: Me) -> impl IntoView {
    let i18n = use_i18n();
    let several = me.physician_roles.len() > 1;
    view! {
        <section class="card" aria-labelledby="physician">
            <h2 class="card__title" id="physician">{t!(i18n, home.physician)}</h2>
            {match me.physician {
                Some(listing) => view! { <OwnPhysician listing several /> }.into_any(),
                None => view! { <NoPhysician /> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn OwnPhysician(listing: Listing, several: bool) -> impl IntoView {
    let i18n = use_i18n();
    let phone = listing.phone().map(str::to_owned);
    let name = listing.clinician.name.clone();
    let all = several.then(|| {
        let name = listing.clinician.name.clone();
        view! {
            <p>
                <a href=format!("/clinicians/{}", listing.clinician.id)>
                    {t_string!(i18n, home.physician_all, name = name).to_string()}
                </a>
            </p>
        }
    });
    view! {
        <p><strong>{listing.clinician.name.clone()}</strong> ", " {listing.location.name.clone()}</p>
        <div class="button-row">
            <a class="button" href=format!("/book/{}", listing.role.id)>
                {t_string!(i18n, home.physician_book, name = name).to_string()}
            </a>
            {phone.map(|number| view! {
                <p>{t!(i18n, home.physician_call)} " " <PhoneLink number /></p>
            })}
        </div>
        {all}
    }
}

#[component]
fn NoPhysician() -> impl IntoView {
    let i18n = use_i18n();
    let plan = use_plan();
    let specialty = plan.specialties.iter().find(|specialty| specialty.personal_physician);
    let href = specialty.map(|specialty| format!("/directory?specialty={}&accepting=true", specialty.id));
    view! {
        <p>{t!(i18n, home.physician_none)}</p>
        <p><a href=href>{t!(i18n, home.physician_choose)}</a></p>
    }
}
