//! What is on file of the member themself.

use leptos::prelude::*;

use crate::{
    domain::{
        member::Member,
        record::{Held, HeldPasskey, HeldSigningOn},
    },
    i18n::*,
    pages::{account::passkeys::since_and_used, summary_row::Row},
    ui::when::date_year,
};

/// A part of the record.
#[component]
pub(super) fn Details(held: Held) -> impl IntoView {
    let i18n = use_i18n();
    let Held { signing_on, physician: called, member, .. } = held;
    let language = match member.spanish {
        None => t_string!(i18n, record.not_said),
        Some(false) => t_string!(i18n, record.english),
        Some(true) => t_string!(i18n, record.spanish),
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
                <SigningOn signing_on />
            </dl>
        </section>
    }
}

#[component]
fn SigningOn(signing_on: HeldSigningOn) -> impl IntoView {
    let i18n = use_i18n();
    let HeldSigningOn { has_password, has_authenticator, recovery_left, passkeys } = signing_on;
    let password = match has_password {
        true => t_string!(i18n, record.sign_on_yes),
        false => t_string!(i18n, record.sign_on_no),
    };
    let step = match has_authenticator {
        true => t_string!(i18n, record.second_step_yes, count = recovery_left).to_string(),
        false => t_string!(i18n, record.second_step_no).to_owned(),
    };
    let passkeys = match passkeys.is_empty() {
        true => t_string!(i18n, passkey.none).into_any(),
        false => view! { <ul>{passkeys.into_iter().map(passkey).collect_view()}</ul> }.into_any(),
    };
    view! {
        <Row name=t_string!(i18n, record.sign_on)>{password}</Row>
        <Row name=t_string!(i18n, record.second_step)>{step}</Row>
        <Row name=t_string!(i18n, passkey.list)>{passkeys}</Row>
    }
}

fn passkey(passkey: HeldPasskey) -> impl IntoView {
    let HeldPasskey { name, added, used } = passkey;
    let (added, used) = since_and_used(&added, used.as_ref());
    view! { <li>{name} <br /> {added} <br /> {used}</li> }
}
