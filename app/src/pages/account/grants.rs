//! For whom the member may act, and who may act for them: how far, until when, and ending it.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::grant::{EndGrant, GrantView, list_grants},
    domain::grant::{Relation, Scope},
    i18n::*,
    ui::{error::ErrorNotice, plan::use_plan, when::date_year},
};

/// A section of the account.
#[component]
pub fn GrantsSection() -> impl IntoView {
    let i18n = use_i18n();
    let grants = Resource::new_blocking(|| (), |()| list_grants());
    let age = use_plan().household.teen_age;
    view! {
        <section aria-labelledby="grants">
            <h2 id="grants">{t!(i18n, account.grants)}</h2>
            <Suspense>
                {move || Suspend::new(async move {
                    match grants.await {
                        Ok(grants) => view! {
                            <h3>{t!(i18n, account.grants_of_me)}</h3>
                            <List grants=grants.of_me nobody=t_string!(i18n, account.nobody_of_me) />
                            <h3>{t!(i18n, account.grants_over_me)}</h3>
                            <List grants=grants.over_me nobody=t_string!(i18n, account.nobody_over_me) />
                        }.into_any(),
                        Err(error) => view! { <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Suspense>
            <p>{t_string!(i18n, account.grants_teens, age = age).to_string()}</p>
        </section>
    }
}

#[component]
fn List(grants: Vec<GrantView>, nobody: &'static str) -> impl IntoView {
    if grants.is_empty() {
        return view! { <p>{nobody}</p> }.into_any();
    }
    let item = |grant: GrantView| view! { <li><Item grant /></li> };
    view! { <ul>{grants.into_iter().map(item).collect_view()}</ul> }.into_any()
}

#[component]
fn Item(grant: GrantView) -> impl IntoView {
    let i18n = use_i18n();
    let GrantView { id, name, relation, scope, from, until, may_end } = grant;
    let relation = match relation {
        Relation::Parent => t_string!(i18n, account.as_parent),
        Relation::Carer => t_string!(i18n, account.as_carer),
    };
    let scope = match scope {
        Scope::View => t_string!(i18n, account.scope_view),
        Scope::Book => t_string!(i18n, account.scope_book),
    };
    let from = from.map(|day| {
        let day = date_year(&day);
        view! { <br /> {t_string!(i18n, account.grant_from, day = day).to_string()} }
    });
    let until = match until.map(|day| date_year(&day)) {
        Some(day) => t_string!(i18n, account.grant_until, day = day).to_string(),
        None => t_string!(i18n, account.grant_endless).to_owned(),
    };
    let end = may_end.then(|| {
        let of = t_string!(i18n, account.end_grant_of, name = name.clone()).to_string();
        view! {
            <form method="post" action=EndGrant::url()>
                <input type="hidden" name="id" value=id.to_string() />
                <button class="button button--secondary" type="submit">
                    {t!(i18n, account.end_grant)} <span class="visually-hidden">" " {of}</span>
                </button>
            </form>
        }
    });
    view! { <strong>{name}</strong> ", " {relation} <br /> {scope} {from} <br /> {until} {end} }
}
