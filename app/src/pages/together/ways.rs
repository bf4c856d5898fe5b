//! The ways to see several people one right after the other: one is chosen.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    api::together::{ChooseWay, GuestVisit, Ways, find_ways},
    domain::id::IdempotencyKey,
    error::AppError,
    i18n::*,
    pages::{
        instead::{SignOnFirst, for_member},
        visit_words::length,
    },
    ui::{
        back::BackLink,
        error::{ErrorNotice, ErrorSummary, error_of},
        language::text,
        me::use_me,
        page::Page,
        phone::PhoneLink,
        plan::use_plan,
        when::when,
    },
};

/// `/together/:id`
#[component]
pub fn TogetherWaysPage() -> impl IntoView {
    let i18n = use_i18n();
    let (me, params) = (use_me(), use_params_map());
    let id = move || IdempotencyKey(params.read().get("id").unwrap_or_default());
    let action = ServerAction::<ChooseWay>::new();
    let error = error_of(action);
    let ways = Resource::new_blocking(id, move |id| for_member(me, find_ways(id)));
    view! {
        <Page title=t_string!(i18n, book.together_ways_title) error=Signal::derive(move || error.get().is_some())>
            <BackLink href="/together" />
            <ErrorSummary error />
            <h1>{t!(i18n, book.together_ways_title)}</h1>
            <Suspense>
                {move || Suspend::new(async move {
                    match ways.await {
                        Ok(Ways { booked: true, .. }) => {
                            view! { <ErrorNotice error=AppError::BookedTogether { form: id() } /> }.into_any()
                        }
                        Ok(ways) => view! { <List id=id() ways action /> }.into_any(),
                        Err(AppError::SignOn) => view! { <SignOnFirst /> }.into_any(),
                        Err(error) => view! { <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Suspense>
        </Page>
    }
}

#[component]
fn List(id: IdempotencyKey, ways: Ways, action: ServerAction<ChooseWay>) -> impl IntoView {
    let i18n = use_i18n();
    let Ways { office, ways, .. } = ways;
    let where_at = format!("{}, {}", office.name, office.city);
    if ways.is_empty() {
        let call = office
            .phone
            .map(|number| view! { <p>{t!(i18n, common.call_office)} " " <PhoneLink number /></p> });
        return view! {
            <p>{where_at}</p>
            <p>{t!(i18n, book.together_no_way)}</p>
            <p><a href="/together">{t!(i18n, book.together_change)}</a></p>
            {call}
        }
        .into_any();
    }
    let way = |(n, visits)| view! { <li><Way n id=id.clone() visits action /></li> };
    view! {
        <p>{where_at}</p>
        <ul class="stack">{ways.into_iter().enumerate().map(way).collect_view()}</ul>
        <p><a href="/together">{t!(i18n, book.together_change)}</a></p>
    }
    .into_any()
}

#[component]
fn Way(
    n: usize,
    id: IdempotencyKey,
    visits: Vec<GuestVisit>,
    action: ServerAction<ChooseWay>,
) -> impl IntoView {
    let i18n = use_i18n();
    let first = visits.iter().map(|visit| &visit.start).min().map(when);
    let fields = visits.iter().enumerate().map(|(k, visit)| {
        view! {
            <input type="hidden" name=format!("visits[{k}][role]") value=visit.listing.role.id.to_string() />
            <input type="hidden" name=format!("visits[{k}][start]") value=visit.start.instant.to_string() />
        }
    });
    let fields = fields.collect_view();
    let (title_id, button_id) = (format!("way-{n}"), format!("choose-{n}"));
    let labelled = format!("{button_id} {title_id}");
    view! {
        <article class="card">
            <h2 class="card__title" id=title_id>{first}</h2>
            <Visits visits />
            <ActionForm action>
                <input type="hidden" name="id" value=id.to_string() />
                {fields}
                <button class="button button--secondary" type="submit" id=button_id aria-labelledby=labelled>
                    {t!(i18n, book.together_choose)}
                </button>
            </ActionForm>
        </article>
    }
}

/// Who is seen when, by whom and what for, in order of time.
#[component]
pub(super) fn Visits(visits: Vec<GuestVisit>) -> impl IntoView {
    let plan = use_plan();
    let mut visits = visits;
    visits.sort_by_key(|visit| visit.start.instant);
    let item = |visit: GuestVisit| {
        let name = plan.visit_type(&visit.visit_type).map(|visit_type| text(&visit_type.name));
        view! {
            <li>
                <strong>{visit.name}</strong> <br />
                {when(&visit.start)} ", " {length(visit.minutes)} <br />
                {name} <br /> {visit.listing.clinician.name}
            </li>
        }
    };
    view! { <ol>{visits.into_iter().map(item).collect_view()}</ol> }
}
