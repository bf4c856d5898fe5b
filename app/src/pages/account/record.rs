//! What the member can do with their record: see who has looked at it, take all of it along, and close
//! the account.

use leptos::prelude::*;

use crate::i18n::*;

/// A section of the account. It is the member's own: nobody has it for somebody else.
#[component]
pub fn RecordSection() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section aria-labelledby="record">
            <h2 id="record">{t!(i18n, record.section)}</h2>
            <ul>
                <li><a href="/account/record-access">{t!(i18n, record.access_link)}</a></li>
                <li><a href="/account/download">{t!(i18n, record.download_link)}</a></li>
                <li><a href="/account/close">{t!(i18n, record.close_link)}</a></li>
            </ul>
        </section>
    }
}
