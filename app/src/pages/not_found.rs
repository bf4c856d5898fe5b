//! An address that leads nowhere: what can be done instead.

use leptos::prelude::*;

use crate::{
    domain::plan::PhoneLineId,
    i18n::*,
    ui::{page::Page, phone::PhoneLineLink},
};

/// Any address that no other page has. The server answers 404.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, common.not_found_title).to_owned())>
            <h1>{t!(i18n, common.not_found_title)}</h1>
            <p>{t!(i18n, common.not_found)}</p>
            <ul>
                <li><a href="/">{t!(i18n, common.go_home)}</a></li>
                <li><a href="/directory">{t!(i18n, common.go_find_care)}</a></li>
            </ul>
            <p>{t!(i18n, common.call_us)} " " <PhoneLineLink id=PhoneLineId::MemberServices /></p>
        </Page>
    }
}
