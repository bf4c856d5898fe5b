//! Booking, last step: all answers, what it costs and how it is cancelled (Brief B7, B10).
//! Nothing is booked before the button is pressed; a time that is gone is replaced here.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    book_hold::{KeptTime, use_keeper},
    book_steps::{Chosen, Step, StepLine},
    free_times::OtherTimes,
    instead::{SignOnFirst, for_member},
    summary_row::Row,
    visit_words::{Paying, Where, change_rule, length, modality},
};
use crate::{
    api::{
        appointment::Book,
        draft::{ChangeStart, Check, find_draft},
    },
    domain::{appointment::Refusal, id::IdempotencyKey, need::Need, time::LocalTime, visit_type::Modality},
    error::AppError,
    i18n::*,
    ui::{
        back::BackLink,
        error::{ErrorNotice, ErrorSummary},
        language::text,
        me::use_me,
        page::Page,
        plan::use_plan,
        when::when,
    },
};

/// `/book/check/:draft`
#[component]
pub fn BookCheckPage() -> impl IntoView {
    let i18n = use_i18n();
    let params = use_params_map();
    let (book, change) = (ServerAction::<Book>::new(), ServerAction::<ChangeStart>::new());
    let me = use_me();
    let draft = move || IdempotencyKey(params.read().get("draft").unwrap_or_default());
    let check = Resource::new_blocking(
        move || (draft(), change.version().get()),
        move |(draft, _)| for_member(me, find_draft(draft)),
    );
    // Another time was taken: what stood in the way of the first one is over.
    Effect::new(move || {
        if matches!(change.value().get(), Some(Ok(()))) {
            book.clear();
        }
    });
    let refused = Memo::new(move |_| {
        let failed = |answer: Option<Result<(), AppError>>| answer.and_then(Result::err);
        failed(book.value().get()).or_else(|| failed(change.value().get()))
    });
    view! {
        <Page title=t_string!(i18n, book.check_title) error=Signal::derive(move || refused.read().is_some())>
            <Transition>
                {move || Suspend::new(async move {
                    match check.await {
                        Ok(check) => view! { <Answers check refused book change /> }.into_any(),
                        Err(AppError::SignOn) => view! { <SignOnFirst /> }.into_any(),
                        Err(error) => view! { <h1>{t!(i18n, book.check_title)}</h1> <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Transition>
        </Page>
    }
}

#[component]
fn Answers(
    check: Check,
    refused: Memo<Option<AppError>>,
    book: ServerAction<Book>,
    change: ServerAction<ChangeStart>,
) -> impl IntoView {
    let i18n = use_i18n();
    let office = check.listing.phone().map(str::to_owned);
    // Known before the button is pressed: the same sentence as after it.
    let gone = (!check.free).then(|| AppError::Refused(Refusal::SlotTaken { others: check.others.clone() }));
    let error = Signal::derive(move || refused.get().or_else(|| gone.clone()));
    let chosen = chosen(&check);
    let shown = check.clone();
    view! {
        <BackLink href=chosen.at(Step::Details) />
        <ErrorSummary error phone=office />
        <StepLine step=Step::Check />
        <h1>{t!(i18n, book.check_title)}</h1>
        {check.free.then(|| view! { <Keep check=check.clone() others=chosen.at(Step::Time) /> })}
        <AnotherTime check=check.clone() error change />
        <Summary check=shown chosen />
        <Confirm check error book />
    }
}

/// Keeps the time while its answers are checked.
#[component]
fn Keep(check: Check, others: String) -> impl IntoView {
    let Check { draft, held, whom, .. } = check;
    let keeper = use_keeper((draft.role, draft.visit_type, draft.start), whom, held);
    view! { <KeptTime keeper others /> }
}

/// What the addresses of earlier steps carry.
fn chosen(check: &Check) -> Chosen {
    Chosen {
        role: check.draft.role.clone(),
        need: Some(check.draft.need),
        visit_type: Some(check.draft.visit_type.clone()),
        day: Some(check.start.date()),
        start: Some(check.draft.start),
        draft: Some(check.draft.id.clone()),
        missing: None,
    }
}

#[component]
fn Summary(check: Check, chosen: Chosen) -> impl IntoView {
    let i18n = use_i18n();
    let Check { draft, listing, start, minutes, modality: how, copay_cents, for_whom, .. } = check;
    let plan = use_plan();
    let visit_type = plan.visit_type(&draft.visit_type).cloned();
    let rule = visit_type.as_ref().map(change_rule);
    let visit = visit_type.map(|visit_type| text(&visit_type.name));
    let place = match how {
        Modality::InPerson => t_string!(i18n, book.place),
        Modality::Phone | Modality::Video => t_string!(i18n, book.how),
    };
    let reason = match draft.reason.is_empty() {
        true => t_string!(i18n, book.none_given).to_owned(),
        false => draft.reason,
    };
    let directory = format!("/directory?visit_type={}", draft.visit_type);
    let (visit_at, time_at, details_at) =
        (chosen.at(Step::Visit), chosen.at(Step::Time), chosen.at(Step::Details));
    let contact = draft.contact.clone();
    view! {
        <dl class="summary-list">
            {for_whom.map(|name| view! { <Row name=t_string!(i18n, book.for_whom)><strong>{name}</strong></Row> })}
            <Row name=t_string!(i18n, book.when) change=time_at what=t_string!(i18n, book.change_when)>{when(&start)}</Row>
            <Row name=t_string!(i18n, book.who) change=directory what=t_string!(i18n, book.change_who)>
                {listing.clinician.name.clone()}
            </Row>
            <Row name=t_string!(i18n, book.visit) change=visit_at what=t_string!(i18n, book.change_visit)>
                {visit} <br /> {modality(how)} ", " {length(minutes)}
            </Row>
            <Row name=place><Where modality=how location=listing.location contact /></Row>
            <Row name=t_string!(i18n, book.reason) change=details_at.clone() what=t_string!(i18n, book.change_reason)>
                <span class="typed">{reason}</span>
            </Row>
            <Row name=t_string!(i18n, book.contact_short) change=details_at what=t_string!(i18n, book.change_contact)>
                <span class="typed">{draft.contact}</span>
            </Row>
            <Row name=t_string!(i18n, book.paying)><Paying copay_cents /></Row>
            <Row name=t_string!(i18n, book.changing)>{rule}</Row>
        </dl>
    }
}

/// The button; there is none while the time is not free.
#[component]
fn Confirm(check: Check, error: Signal<Option<AppError>>, book: ServerAction<Book>) -> impl IntoView {
    let draft = check.draft;
    if draft.need != Need::Routine {
        return view! { <ErrorNotice error=Refusal::NotRoutine(draft.need).into() /> }.into_any();
    }
    let button =
        move || others(error.get()).is_none().then(|| view! { <Button draft=draft.id.clone() book /> });
    button.into_any()
}

#[component]
fn Button(draft: IdempotencyKey, book: ServerAction<Book>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <ActionForm action=book>
            <input type="hidden" name="draft" value=draft.to_string() />
            <p>{t!(i18n, book.check_intro)}</p>
            <button class="button" type="submit" aria-busy=move || book.pending().get().to_string()>
                {t!(i18n, book.book)}
            </button>
        </ActionForm>
    }
}

/// The nearest other times, where the chosen one is gone. Everything that was entered stays.
#[component]
fn AnotherTime(
    check: Check,
    error: Signal<Option<AppError>>,
    change: ServerAction<ChangeStart>,
) -> impl IntoView {
    let Check { draft, listing, .. } = check;
    let form = move |times: Vec<LocalTime>| {
        let (draft, listing) = (draft.id.to_string(), listing.clone());
        view! {
            <ActionForm action=change>
                <input type="hidden" name="draft" value=draft />
                <OtherTimes times listing />
            </ActionForm>
        }
    };
    move || others(error.get()).map(&form)
}

fn others(error: Option<AppError>) -> Option<Vec<LocalTime>> {
    match error {
        Some(AppError::Refused(Refusal::SlotTaken { others })) => Some(others),
        _ => None,
    }
}
