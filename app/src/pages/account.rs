//! What the portal holds about the member, and where they are signed on.

mod grants;
pub mod passkeys;
pub(super) mod prove;
mod record;
mod referrals;
pub mod second_step;
mod sessions;
mod signing_on;

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::{components::Redirect, hooks::use_query_map};

use self::{
    grants::GrantsSection, record::RecordSection, referrals::Referrals, sessions::Sessions,
    signing_on::SigningOn,
};
use crate::{
    api::{
        grant::ActingFor,
        member::{ChooseLanguage, Me},
    },
    domain::plan::PhoneLineId,
    error::AppError,
    i18n::*,
    ui::{
        error::ErrorNotice,
        me::use_me,
        notice::{Notice, NoticeKind},
        page::Page,
        phone::PhoneLineLink,
    },
};

/// `/account`
#[component]
pub fn AccountPage() -> impl IntoView {
    let i18n = use_i18n();
    let me = use_me();
    let query = use_query_map();
    let done = move || match query.read().get("done").as_deref() {
        Some("sessions") => Some(t_string!(i18n, account.ended).to_owned()),
        Some("email") => Some(t_string!(i18n, account.email_changed).to_owned()),
        Some("phone") => Some(t_string!(i18n, account.phone_changed).to_owned()),
        Some("session") => Some(t_string!(i18n, account.session_ended).to_owned()),
        Some("grant") => Some(t_string!(i18n, account.grant_ended).to_owned()),
        _ => None,
    };
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, account.title).to_owned())>
            <h1>{t!(i18n, account.title)}</h1>
            {move || done().map(|title| view! { <Notice kind=NoticeKind::Success title /> })}
            <Suspense>
                {move || Suspend::new(async move {
                    match me.await {
                        Ok(Some(me)) => view! { <Account me /> }.into_any(),
                        Ok(None) | Err(AppError::SignOn) => view! { <Redirect path="/sign-on?next=%2Faccount" /> }.into_any(),
                        Err(error) => view! { <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Suspense>
        </Page>
    }
}

#[component]
fn Account(me: Me) -> impl IntoView {
    let i18n = use_i18n();
    let is_own = me.household.acting == ActingFor::Own;
    view! {
        <section aria-labelledby="details">
            <h2 id="details">{t!(i18n, account.details)}</h2>
            <dl class="summary-list">
                <div class="summary-list__row"><dt>{t!(i18n, account.name)}</dt><dd>{me.name}</dd></div>
                {on_file(me.email).map(|email| view! {
                    <div class="summary-list__row"><dt>{t!(i18n, account.email)}</dt><dd>{email}</dd></div>
                })}
                {on_file(me.phone).map(|phone| view! {
                    <div class="summary-list__row"><dt>{t!(i18n, account.phone)}</dt><dd>{phone}</dd></div>
                })}
            </dl>
            {is_own.then(|| view! {
                <p><a href="/account/email">{t!(i18n, account.change_email)}</a></p>
                <p><a href="/account/phone">{t!(i18n, account.change_phone)}</a></p>
            })}
            <p>{t!(i18n, account.change_details)} " " <PhoneLineLink id=PhoneLineId::MemberServices /></p>
        </section>
        <Physician physician=me.physician is_own />
        <Referrals />
        <GrantsSection />
        <Language spanish=me.spanish />
        <section aria-labelledby="password">
            <h2 id="password">{t!(i18n, account.password)}</h2>
            <p>{t!(i18n, account.change_password)}</p>
            <p><a href="/register?next=%2Faccount">{t!(i18n, account.change_password_link)}</a></p>
        </section>
        {is_own.then(|| view! { <SigningOn /> })}
        <Sessions />
        {is_own.then(|| view! { <RecordSection /> })}
    }
}

/// The plan does not have an e-mail or a phone of everybody.
fn on_file(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// Brief B1: the personal physician is never far. Nobody chooses one for somebody else.
#[component]
fn Physician(physician: Option<crate::domain::directory::Listing>, is_own: bool) -> impl IntoView {
    let i18n = use_i18n();
    let chosen = physician.is_some();
    let who = physician.map(|listing| {
        let href = format!("/clinicians/{}", listing.clinician.id);
        view! { <p><a href=href>{listing.clinician.name}</a> ", " {listing.location.name}</p> }
    });
    let none = (!chosen).then(|| view! { <p>{t!(i18n, account.no_physician)}</p> });
    let choose = move || match chosen {
        true => t_string!(i18n, account.change_physician),
        false => t_string!(i18n, account.choose_physician),
    };
    view! {
        <section aria-labelledby="physician">
            <h2 id="physician">{t!(i18n, account.physician)}</h2>
            {who} {none}
            {is_own.then(|| view! { <p><a href="/directory?specialty=primary-care&accepting=true">{choose}</a></p> })}
        </section>
    }
}

/// Plain forms: the whole page comes back in the other language.
#[component]
fn Language(spanish: bool) -> impl IntoView {
    let i18n = use_i18n();
    let button = |value: bool, code: &'static str, name: &'static str| {
        view! {
            <button class="button button--secondary" type="submit" name="spanish" value=value.to_string()
                lang=code aria-pressed=(value == spanish).to_string()>{name}</button>
        }
    };
    view! {
        <section aria-labelledby="language">
            <h2 id="language">{t!(i18n, account.language)}</h2>
            <p>{t!(i18n, account.language_intro)}</p>
            <form method="post" action=ChooseLanguage::url() class="button-row">
                <input type="hidden" name="back" value="/account" />
                {button(false, "en", "English")}
                {button(true, "es", "Español")}
            </form>
        </section>
    }
}
