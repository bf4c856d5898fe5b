//! Visits of several people at one office: who, what for, where and when. The ways to see them all
//! come next, then the check.

mod check;
mod link;
mod ways;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::instead::{SignOnFirst, for_member};
use crate::{
    api::together::{Guest, Guests, StartTogether, find_guests},
    domain::{
        directory::Location,
        id::{LocationId, VisitTypeId},
        need::Need,
    },
    error::{AppError, Field},
    i18n::*,
    pages::book_steps::word,
    ui::{
        back::BackLink,
        error::{ErrorNotice, ErrorSummary, error_of, field_fault},
        field::TextField,
        language::text,
        me::use_me,
        page::Page,
        plan::use_plan,
    },
};

pub use check::TogetherCheckPage;
pub(super) use link::SeveralPeople;
pub use ways::TogetherWaysPage;

/// `/together?office=…`
#[component]
pub fn TogetherPage() -> impl IntoView {
    let i18n = use_i18n();
    let (me, action) = (use_me(), ServerAction::<StartTogether>::new());
    let error = error_of(action);
    let guests = Resource::new_blocking(|| (), move |()| for_member(me, find_guests()));
    view! {
        <Page title=t_string!(i18n, book.together_title) error=Signal::derive(move || error.get().is_some())>
            <BackLink href="/appointments" label=t_string!(i18n, appointments.all) />
            <ErrorSummary error />
            <h1>{t!(i18n, book.together_title)}</h1>
            <Suspense>
                {move || Suspend::new(async move {
                    match guests.await {
                        Ok(guests) if guests.people.len() < 2 => view! { <p>{t!(i18n, book.together_nobody)}</p> }.into_any(),
                        Ok(guests) => view! { <Question guests action error /> }.into_any(),
                        Err(AppError::SignOn) => view! { <SignOnFirst /> }.into_any(),
                        Err(error) => view! { <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Suspense>
        </Page>
    }
}

#[component]
fn Question(
    guests: Guests,
    action: ServerAction<StartTogether>,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let Guests { people, offices, phone } = guests;
    let fault = move |field| field_fault(error, field);
    let people = people.into_iter().enumerate().map(|(n, guest)| view! { <Person n guest /> });
    let people = people.collect_view();
    view! {
        <p>{t!(i18n, book.together_intro)}</p>
        <ActionForm action>
            <Needs />
            <fieldset class="book__question" id="people">
                <legend><h2>{t!(i18n, book.together_who)}</h2></legend>
                <p class="field__error">{fault(Field::People)}</p>
                {people}
            </fieldset>
            <Offices offices />
            <TextField id="day" label=t_string!(i18n, book.together_day) hint=t_string!(i18n, book.together_day_hint)
                input_type="date" error=fault(Field::Day) optional=true />
            <TextField id="contact" label=t_string!(i18n, book.contact) hint=t_string!(i18n, book.contact_hint)
                value=phone error=fault(Field::Contact) required=true />
            <button class="button" type="submit" aria-busy=move || action.pending().get().to_string()>
                {t!(i18n, book.together_find)}
            </button>
        </ActionForm>
    }
}

/// How soon: only what can wait is booked (Brief B6).
#[component]
fn Needs() -> impl IntoView {
    let i18n = use_i18n();
    let choice = |need: Need, id: &'static str, label: &'static str| {
        view! {
            <div class="choice">
                <input type="radio" id=id name="need" value=word(need) />
                <label for=id>{label}</label>
            </div>
        }
    };
    view! {
        <fieldset class="book__question">
            <legend><h2>{t!(i18n, book.urgency_title)}</h2></legend>
            {choice(Need::Emergency, "need", t_string!(i18n, book.emergency))}
            {choice(Need::Urgent, "need-urgent", t_string!(i18n, book.urgent))}
            {choice(Need::Routine, "need-routine", t_string!(i18n, book.routine))}
        </fieldset>
    }
}

/// What somebody is seen for, or that they are not.
#[component]
fn Person(n: usize, guest: Guest) -> impl IntoView {
    let i18n = use_i18n();
    let plan = use_plan();
    let id = format!("visit-{n}");
    let option = |visit: VisitTypeId| {
        let name = plan.visit_type(&visit).map(|visit_type| text(&visit_type.name));
        view! { <option value=visit.to_string()>{name}</option> }
    };
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{guest.name}</label>
            <input type="hidden" name=format!("people[{n}][whom]") value=guest.whom.map(|whom| whom.0).unwrap_or_default() />
            <select class="field__input" id=id name=format!("people[{n}][visit]") autocomplete="off">
                <option value="">{t!(i18n, book.together_not_now)}</option>
                {guest.visit_types.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}

/// Where; that of the address is chosen.
#[component]
fn Offices(offices: Vec<Location>) -> impl IntoView {
    let i18n = use_i18n();
    let chosen = use_query_map().read_untracked().get("office").map(LocationId);
    let option = move |Location { id, name, city, .. }: Location| {
        let selected = chosen.as_ref() == Some(&id);
        view! { <option value=id.to_string() selected=selected>{city} ": " {name}</option> }
    };
    view! {
        <div class="field">
            <label class="field__label" for="office">{t!(i18n, book.together_office)}</label>
            <select class="field__input" id="office" name="office" autocomplete="off">
                {offices.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}
