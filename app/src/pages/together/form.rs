//! The form: who, what for, where and when.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    api::together::{Guest, Guests, KeepTogether, StartTogether},
    domain::{
        directory::Location,
        id::{LocationId, VisitTypeId},
        need::Need,
    },
    error::{AppError, Field},
    i18n::*,
    pages::book_steps::word,
    ui::{
        error::field_fault,
        field::TextField,
        language::text,
        plan::use_plan,
        session::{TimeHint, keep_before_the_end},
    },
};

/// The form, with what was entered before.
#[component]
pub(super) fn Question(
    guests: Guests,
    action: ServerAction<StartTogether>,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let Guests { people, offices, office, day, need, contact } = guests;
    let fault = move |field| field_fault(error, field);
    let people = people.into_iter().enumerate().map(|(n, guest)| view! { <Person n guest /> });
    let people = people.collect_view();
    let form = NodeRef::new();
    keep_before_the_end(form, ServerAction::<KeepTogether>::new());
    view! {
        <p>{t!(i18n, book.together_intro)}</p>
        <TimeHint />
        <ActionForm action node_ref=form>
            <Needs need />
            <fieldset class="book__question" id="people">
                <legend><h2>{t!(i18n, book.together_who)}</h2></legend>
                <p class="field__error">{fault(Field::People)}</p>
                {people}
            </fieldset>
            <Offices offices before=office />
            <TextField id="day" label=t_string!(i18n, book.together_day) hint=t_string!(i18n, book.together_day_hint)
                value=day input_type="date" error=fault(Field::Day) optional=true />
            <TextField id="contact" label=t_string!(i18n, book.contact) hint=t_string!(i18n, book.contact_hint)
                value=contact error=fault(Field::Contact) required=true />
            <button class="button" type="submit" aria-busy=move || action.pending().get().to_string()>
                {t!(i18n, book.together_find)}
            </button>
        </ActionForm>
    }
}

/// How soon: only what can wait is booked (Brief B6).
#[component]
fn Needs(#[prop(optional_no_strip)] need: Option<Need>) -> impl IntoView {
    let i18n = use_i18n();
    let choice = |this: Need, id: &'static str, label: &'static str| {
        view! {
            <div class="choice">
                <input type="radio" id=id name="need" value=word(this) checked=need == Some(this) />
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
        let selected = guest.wanted.as_ref() == Some(&visit);
        view! { <option value=visit.to_string() selected=selected>{name}</option> }
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

/// Where; that of the address is chosen, or the one of before.
#[component]
fn Offices(offices: Vec<Location>, #[prop(optional_no_strip)] before: Option<LocationId>) -> impl IntoView {
    let i18n = use_i18n();
    let chosen = use_query_map().read_untracked().get("office").map(LocationId).or(before);
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
