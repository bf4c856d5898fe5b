//! Booking, first step: how soon is care needed? Only what can wait is booked (Brief B6).

use leptos::{html, prelude::*};
use leptos_router::components::Form;

use super::{
    book_steps::{About, Answers, Chosen, Step, StepLine, use_chosen, word},
    instead::Instead,
};
use crate::{
    api::times::find_role,
    domain::{appointment::Refusal, directory::Listing, need::Need},
    error::{AppError, Fault, Field},
    i18n::*,
    ui::{
        back::BackLink,
        error::{ErrorNotice, ErrorSummary},
        page::Page,
        refusal::RefusalNotice,
    },
};

/// `/book/:role?need=…&visit=…&start=…`: everything but the role can be left out.
#[component]
pub fn BookUrgencyPage() -> impl IntoView {
    let i18n = use_i18n();
    let chosen = use_chosen();
    let routine = Memo::new(move |_| chosen.read().need == Some(Need::Routine));
    let unanswered = move || {
        let chosen = chosen.read();
        chosen.need.is_none() && chosen.missing == Some(Step::Urgency)
    };
    let error = Signal::derive(move || unanswered().then(|| AppError::field(Field::Need, Fault::Missing)));
    view! {
        <Page title=t_string!(i18n, book.urgency_title) error=Signal::derive(move || error.get().is_some())>
            {move || match routine.get() {
                true => view! { <Instead path=chosen.read_untracked().next() /> }.into_any(),
                false => view! { <Urgency chosen error /> }.into_any(),
            }}
        </Page>
    }
}

#[component]
fn Urgency(chosen: Memo<Chosen>, error: Signal<Option<AppError>>) -> impl IntoView {
    let place = Resource::new_blocking(move || chosen.get().role, find_role);
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match place.await {
                    Ok(place) => view! { <Question chosen error listing=place.listing /> }.into_any(),
                    Err(error) => view! { <h1>{t!(use_i18n(), book.urgency_title)}</h1> <ErrorNotice error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Question(chosen: Memo<Chosen>, error: Signal<Option<AppError>>, listing: Listing) -> impl IntoView {
    let i18n = use_i18n();
    let need = Memo::new(move |_| chosen.read().need);
    let fields = chosen.get_untracked().answers(Step::Urgency);
    let back = format!("/clinicians/{}", listing.clinician.id);
    view! {
        <BackLink href=back label=listing.clinician.name.clone() />
        <ErrorSummary error />
        {move || need.get().map(|need| view! { <NotBooked need /> })}
        <StepLine step=Step::Urgency />
        <div>
            <Form action=format!("/book/{}", listing.role.id)>
                <Answers answers=fields />
                <input type="hidden" name="missing" value="need" />
                <fieldset class="book__question" class:field--error=move || error.get().is_some()>
                    <legend><h1>{t!(i18n, book.urgency_title)}</h1></legend>
                    <About listing />
                    <p>{t!(i18n, book.urgency_intro)}</p>
                    <Choices chosen=need.get_untracked() />
                </fieldset>
                <button class="button" type="submit">{t!(i18n, book.go_on)}</button>
            </Form>
        </div>
    }
}

#[component]
fn Choices(#[prop(optional_no_strip)] chosen: Option<Need>) -> impl IntoView {
    let i18n = use_i18n();
    let choice = |need: Need, id: &'static str, label: &'static str, hint: &'static str| {
        let hint_id = format!("{id}-hint");
        view! {
            <div class="choice">
                <input type="radio" id=id name="need" value=word(need)
                    checked=chosen == Some(need) aria-describedby=hint_id.clone() />
                <label for=id>{label}</label>
                <p class="field__hint" id=hint_id>{hint}</p>
            </div>
        }
    };
    view! {
        {choice(Need::Emergency, "need", t_string!(i18n, book.emergency), t_string!(i18n, book.emergency_hint))}
        {choice(Need::Urgent, "need-urgent", t_string!(i18n, book.urgent), t_string!(i18n, book.urgent_hint))}
        {choice(Need::Routine, "need-routine", t_string!(i18n, book.routine), t_string!(i18n, book.routine_hint))}
    }
}

/// Whom to call instead, in place and in focus. The question stays, for a slip of the finger.
#[component]
fn NotBooked(need: Need) -> impl IntoView {
    let i18n = use_i18n();
    let notice = NodeRef::<html::Div>::new();
    Effect::new(move || {
        if let Some(notice) = notice.get() {
            let _ = notice.focus();
        }
    });
    view! {
        <div class="book__not-booked" role="alert" tabindex="-1" node_ref=notice>
            <RefusalNotice refusal=Refusal::NotRoutine(need) />
        </div>
        <p>{t!(i18n, book.need_again)}</p>
    }
}
