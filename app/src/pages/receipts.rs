//! Anybody can have a receipt checked. The form goes to this page itself, with and without
//! JavaScript.

use leptos::prelude::*;

use super::summary_row::Row;
use crate::{
    api::receipt::{Checked, checked_receipt},
    domain::{plan::PhoneLineId, receipt::Receipt, time::LocalTime},
    i18n::*,
    ui::{
        error::ErrorNotice,
        field::TextField,
        notice::{Notice, NoticeKind},
        page::Page,
        phone::PhoneLineLink,
        when::{date_year, time_with_zone},
    },
    wording::what_happened,
};

/// Characters: far more than a receipt has, and fewer than the server reads, however they are sent.
const LONGEST: usize = 20_000;

/// `/receipts`
#[component]
pub fn ReceiptsPage() -> impl IntoView {
    let i18n = use_i18n();
    let checked = Resource::new_blocking(|| (), |()| checked_receipt());
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, receipt.title).to_owned())>
            <h1>{t!(i18n, receipt.title)}</h1>
            <Suspense>
                {move || Suspend::new(async move {
                    match checked.await {
                        Ok(checked) => view! { <Form checked /> }.into_any(),
                        Err(error) => view! { <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Suspense>
        </Page>
    }
}

#[component]
fn Form(#[prop(optional_no_strip)] checked: Option<Checked>) -> impl IntoView {
    let i18n = use_i18n();
    let pasted = checked.as_ref().map(|checked| checked.pasted.clone()).unwrap_or_default();
    let empty = checked.is_some() && pasted.trim().is_empty();
    let error = empty.then(|| t_string!(i18n, receipt.missing).to_owned());
    let found = checked.filter(|_| !empty).map(|Checked { receipt, .. }| match receipt {
        Some(receipt) => view! { <Genuine receipt /> }.into_any(),
        None => view! { <NotOurs /> }.into_any(),
    });
    view! {
        {found}
        <p>{t!(i18n, receipt.intro)}</p>
        <form method="post" action="/receipts">
            <TextField id="receipt" label=t_string!(i18n, receipt.field) hint=t_string!(i18n, receipt.field_hint)
                value=pasted error=error rows=8 maxlength=LONGEST required=true />
            <button class="button" type="submit">{t!(i18n, receipt.check)}</button>
        </form>
    }
}

#[component]
fn Genuine(receipt: Receipt) -> impl IntoView {
    let i18n = use_i18n();
    let moment = |at: &LocalTime| format!("{}, {}", date_year(&at.date()), time_with_zone(at));
    let happened = what_happened(i18n.get_locale(), receipt.kind, receipt.by);
    view! {
        <Notice kind=NoticeKind::Success title=t_string!(i18n, receipt.genuine)>
            <p>{t!(i18n, receipt.genuine_more)}</p>
        </Notice>
        <dl class="summary-list">
            <Row name=t_string!(i18n, receipt.happened)><strong>{happened}</strong></Row>
            {receipt.proxy.map(|proxy| view! { <Row name=t_string!(i18n, receipt.proxy)>{proxy}</Row> })}
            <Row name=t_string!(i18n, receipt.at)>{moment(&receipt.at)}</Row>
            <Row name=t_string!(i18n, receipt.member)>{receipt.member}</Row>
            <Row name=t_string!(i18n, receipt.visit)>{receipt.visit}</Row>
            <Row name=t_string!(i18n, receipt.start)>{moment(&receipt.start)}</Row>
            <Row name=t_string!(i18n, receipt.clinician)>{receipt.clinician}</Row>
            <Row name=t_string!(i18n, receipt.place)>{receipt.place}</Row>
            <Row name=t_string!(i18n, receipt.appointment)>
                <strong class="reference">{receipt.appointment.reference()}</strong>
            </Row>
        </dl>
    }
}

#[component]
fn NotOurs() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Notice kind=NoticeKind::Warning title=t_string!(i18n, receipt.not_ours)>
            <p>{t!(i18n, receipt.not_ours_more)} " " <PhoneLineLink id=PhoneLineId::MemberServices /></p>
        </Notice>
    }
}
