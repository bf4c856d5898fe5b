//! What is on file of the member themself.

use leptos::prelude::*;

use crate::{
    domain::{member::Member, record::Held},
    i18n::*,
    pages::summary_row::Row,
    ui::when::date_year,
};

/// A part of the record.
#[component]
pub(super) fn Details(held: Held) -> impl IntoView {
    let i18n = use_i18n();
    let Held { has_password, physician: called, member, .. } = held;
    let language = match member.spanish {
        None => t_string!(i18n, record.not_said),
        Some(false) => t_string!(i18n, record.english),
        Some(true) => t_string!(i18n, record.spanish),
    };
    let password = match has_password {
        true => t_string!(i18n, record.sign_on_yes),
        false => t_string!(i18n, record.sign_on_no),
    };
    let name = member.name();
    let Member { number, born, email, phone, physician, .. } = member;
    let physician = physician.map(|id| {
        let href = format!("/clinicians/{id}");
        view! { <Row name=t_string!(i18n, account.physician)><a href=href>{called.unwrap_or_else(|| id.to_string())}</a></Row> }
    });
    view! {
        <section aria-labelledby="details">
            <h2 id="details">{t!(i18n, record.details)}</h2>
            <dl class="summary-list">
                <Row name=t_string!(i18n, account.name)>{name}</Row>
                <Row name=t_string!(i18n, record.number)>{number.to_string()}</Row>
                <Row name=t_string!(i18n, record.born)>{date_year(&born)}</Row>
                <Row name=t_string!(i18n, account.email)>{email}</Row>
                <Row name=t_string!(i18n, account.phone)>{phone}</Row>
                <Row name=t_string!(i18n, record.language)>{language}</Row>
                {physician}
                <Row name=t_string!(i18n, record.sign_on)>{password}</Row>
            </dl>
        </section>
    }
}
