//! What stands around every page: the plan's name, the menu, and whom to call.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_location;

use super::{
    back::this_page,
    household::{ActingLine, Chooser},
    me::use_me,
    phone::{PhoneLineLink, PhoneLink},
    plan::use_plan,
};
use crate::{
    api::{member::ChooseLanguage, sign_on::SignOff},
    domain::plan::PhoneLineId,
    i18n::*,
};

/// Above every page.
#[component]
pub fn Header() -> impl IntoView {
    let i18n = use_i18n();
    let plan = use_plan();
    view! {
        <header class="header">
            {plan.demonstration.then(|| view! { <p class="header__banner">{t!(i18n, common.demonstration)}</p> })}
            <div class="header__bar">
                <div class="header__inner">
                    <a class="header__name" href="/">{plan.name.clone()}</a>
                    <div class="header__tools">
                        <LanguageSwitch />
                        <Account />
                    </div>
                </div>
            </div>
            <Menu />
            <ActingLine />
        </header>
    }
}

/// The four doors.
#[component]
fn Menu() -> impl IntoView {
    let i18n = use_i18n();
    let path = use_location().pathname;
    let item = move |href: &'static str, label: &'static str| {
        let current = move || path.with(|path| path.starts_with(href)).then_some("true");
        view! { <li><a class="menu__link" href=href aria-current=current>{label}</a></li> }
    };
    view! {
        <nav class="menu" aria-label=t_string!(i18n, common.menu)>
            <ul class="menu__list">
                {item("/directory", t_string!(i18n, common.find_care))}
                {item("/appointments", t_string!(i18n, common.my_appointments))}
                {item("/travel", t_string!(i18n, common.travelling))}
                {item("/help", t_string!(i18n, common.help))}
            </ul>
        </nav>
    }
}

/// Signing on, or the member's name and signing off. What stands there stays until it is known anew.
#[component]
fn Account() -> impl IntoView {
    let i18n = use_i18n();
    let me = use_me();
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match me.await {
                    Ok(Some(me)) => view! { <Chooser household=me.household /> <SignedOn name=me.name /> }.into_any(),
                    _ => view! { <a class="header__tool" href="/sign-on">{t!(i18n, common.sign_on)}</a> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// A plain form: the whole page comes back without what was personal.
#[component]
fn SignedOn(name: String) -> impl IntoView {
    let i18n = use_i18n();
    let account = t_string!(i18n, common.account_of, name = name.clone()).to_string();
    view! {
        <a class="header__tool header__member" href="/account" aria-label=account>{name}</a>
        <form method="post" action=SignOff::url()>
            <button class="header__tool" type="submit">{t!(i18n, common.sign_off)}</button>
        </form>
    }
}

/// A plain form: the whole page comes back in the other language.
#[component]
fn LanguageSwitch() -> impl IntoView {
    let i18n = use_i18n();
    let back = this_page();
    let spanish = move || i18n.get_locale() == Locale::es;
    let (value, code, name) = match spanish() {
        true => ("false", "en", "English"),
        false => ("true", "es", "Español"),
    };
    view! {
        <form method="post" action=ChooseLanguage::url()>
            <input type="hidden" name="back" value=back />
            <button class="header__tool" type="submit" name="spanish" value=value lang=code>{name}</button>
        </form>
    }
}

/// Below every page: whom to call (Brief B2), and pages that are needed less often.
#[component]
pub fn Footer() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <footer class="footer">
            <div class="footer__inner">
                <h2 class="footer__title">{t!(i18n, common.who_to_call)}</h2>
                <p class="footer__emergency">{t!(i18n, common.emergency_line)} " " <PhoneLink number="911" /></p>
                <p>{t!(i18n, common.urgent_line)} " " <PhoneLineLink id=PhoneLineId::ConsultingNurse /></p>
                <p>{t!(i18n, common.questions_line)} " " <PhoneLineLink id=PhoneLineId::MemberServices /></p>
                <nav aria-label=t_string!(i18n, common.more_pages)>
                    <ul class="footer__links">
                        <li><a href="/help">{t!(i18n, common.help)}</a></li>
                        <li><a href="/paying">{t!(i18n, common.paying)}</a></li>
                        <li><a href="/offline">{t!(i18n, common.offline_card)}</a></li>
                    </ul>
                </nav>
            </div>
        </footer>
    }
}
