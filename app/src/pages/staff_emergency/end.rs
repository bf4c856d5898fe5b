//! Records that are open in an emergency, and ending that. A plain form: the whole page comes back
//! without what was personal.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::emergency::{EndEmergency, OpenedRecord},
    domain::id::EmergencyId,
    i18n::*,
    ui::when::time_with_zone,
};

/// Ends it now.
#[component]
pub fn EndNow(id: EmergencyId) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <form method="post" action=EndEmergency::url()>
            <input type="hidden" name="id" value=id.to_string() />
            <button class="button button--secondary" type="submit">{t!(i18n, emergency.end)}</button>
        </form>
    }
}

/// Until when it lasts, and the reason that was given.
#[component]
pub fn OpenUntil(open: OpenedRecord) -> impl IntoView {
    let i18n = use_i18n();
    let until = t_string!(i18n, emergency.until, time = time_with_zone(&open.until)).to_string();
    let reason = t_string!(i18n, emergency.reason_was, reason = open.reason).to_string();
    view! { <p>{until} <br /> {reason}</p> }
}

/// Those of whoever is signed on; nothing where there is none.
#[component]
pub fn OpenRecords(records: Vec<OpenedRecord>) -> impl IntoView {
    let i18n = use_i18n();
    let line = move |open: OpenedRecord| {
        let id = open.id.clone();
        view! {
            <li class="call">
                <OpenUntil open />
                <p><a href=format!("/staff/emergency/{id}")>{t!(i18n, emergency.see)}</a></p>
                <EndNow id />
            </li>
        }
    };
    (!records.is_empty()).then(|| {
        view! {
            <section class="calls" aria-labelledby="emergencies">
                <h2 id="emergencies">{t!(i18n, emergency.open_title)}</h2>
                <ul class="calls__list">{records.into_iter().map(line).collect_view()}</ul>
            </section>
        }
    })
}
