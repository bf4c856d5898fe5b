//! Booking, fourth step: the reason and how the member is reached. From here on it must be
//! known who books (Brief B8). What is typed stands in no address: the server keeps it.

use leptos::prelude::*;

use super::{
    book_hold::{KeptTime, use_keeper},
    book_steps::{About, Answers, Chosen, InOrder, Step, StepLine, use_chosen, word},
    instead::{SignOnFirst, for_member},
};
use crate::{
    api::{
        draft::{KeepDraft, StartDraft, find_draft, latest_draft},
        times::find_role,
    },
    domain::{
        directory::Listing,
        draft::{Draft, REASON_MOST},
        id::Whom,
        need::Need,
        visit_type::Modality,
    },
    error::{AppError, Field},
    i18n::*,
    ui::{
        back::BackLink,
        error::{ErrorNotice, ErrorSummary, error_of, field_fault},
        field::TextField,
        language::text,
        me::use_me,
        page::Page,
        plan::use_plan,
        session::{TimeHint, keep_before_the_end},
    },
};

/// `/book/:role/details?need=routine&visit=…&start=…`
#[component]
pub fn BookDetailsPage() -> impl IntoView {
    let i18n = use_i18n();
    let action = ServerAction::<StartDraft>::new();
    let error = error_of(action);
    view! {
        <Page title=t_string!(i18n, book.details_title) error=Signal::derive(move || error.get().is_some())>
            <InOrder step=Step::Details><Known action error /></InOrder>
        </Page>
    }
}

/// The form with what is known already: what was typed before, or the phone on file.
#[component]
fn Known(action: ServerAction<StartDraft>, error: Signal<Option<AppError>>) -> impl IntoView {
    let chosen = use_chosen();
    let me = use_me();
    let place = Resource::new_blocking(move || chosen.get().role, find_role);
    let before =
        Resource::new_blocking(move || chosen.get(), move |chosen| for_member(me, typed_before(chosen)));
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match (before.await, place.await) {
                    (Err(AppError::SignOn), _) => view! { <SignOnFirst /> }.into_any(),
                    (Err(error), _) | (_, Err(error)) => view! { <ErrorNotice error /> }.into_any(),
                    (Ok(before), Ok(place)) => {
                        let me = me.await.ok().flatten();
                        let whom = me.as_ref().and_then(|me| me.household.whom());
                        let phone = me.map(|me| me.phone).unwrap_or_default();
                        let chosen = chosen.get_untracked();
                        view! { <Details action error chosen before phone whom listing=place.listing /> }.into_any()
                    }
                }
            })}
        </Suspense>
    }
}

/// The draft that the address names, or the newest for this visit.
async fn typed_before(chosen: Chosen) -> Result<Option<Draft>, AppError> {
    let named = match chosen.draft {
        Some(draft) => find_draft(draft).await.map(|check| Some(check.draft)),
        None => Ok(None),
    };
    match (named, chosen.visit_type) {
        (Ok(None) | Err(AppError::NotFound), Some(visit_type)) => latest_draft(chosen.role, visit_type).await,
        (named, _) => named,
    }
}

#[component]
fn Details(
    action: ServerAction<StartDraft>,
    error: Signal<Option<AppError>>,
    chosen: Chosen,
    #[prop(optional_no_strip)] before: Option<Draft>,
    phone: String,
    #[prop(optional_no_strip)] whom: Option<Whom>,
    listing: Listing,
) -> impl IntoView {
    let i18n = use_i18n();
    let plan = use_plan();
    let visit_type = chosen.visit_type.as_ref().and_then(|id| plan.visit_type(id));
    let visit = visit_type.map(|visit_type| text(&visit_type.name));
    let by_phone = visit_type.is_some_and(|visit_type| visit_type.modality == Modality::Phone);
    let office = listing.phone().map(str::to_owned);
    let (Some(visit_type), Some(start)) = (chosen.visit_type.clone(), chosen.start) else {
        return ().into_any();
    };
    let keeper = use_keeper((chosen.role.clone(), visit_type, start), whom.clone(), None);
    let (form, keep) = (NodeRef::new(), ServerAction::<KeepDraft>::new());
    keep_before_the_end(form, keep);
    let draft = before.as_ref().map(|draft| draft.id.clone());
    let draft = move || keep.value().get().and_then(Result::ok).or_else(|| draft.clone());
    view! {
        <BackLink href=chosen.at(Step::Time) />
        <ErrorSummary error phone=office />
        <StepLine step=Step::Details />
        <h1>{t!(i18n, book.details_title)}</h1>
        <About listing visit />
        <TimeHint />
        <KeptTime keeper others=chosen.at(Step::Time) />
        <ActionForm action node_ref=form on:input=move |_| keeper.busy()>
            {move || draft().map(|id| view! { <input type="hidden" name="draft" value=id.to_string() /> })}
            <Answers answers=fields(&chosen, whom) />
            <Typed error before phone by_phone />
            <button class="button" type="submit" aria-busy=move || action.pending().get().to_string()>
                {t!(i18n, book.go_on)}
            </button>
        </ActionForm>
    }
    .into_any()
}

#[component]
fn Typed(
    error: Signal<Option<AppError>>,
    #[prop(optional_no_strip)] before: Option<Draft>,
    phone: String,
    by_phone: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let fault = move |field| field_fault(error, field);
    let (reason, contact) = before.map_or((String::new(), phone), |draft| (draft.reason, draft.contact));
    let reason_hint = t_string!(i18n, book.reason_hint, most = REASON_MOST).to_string();
    let (label, hint) = match by_phone {
        true => (t_string!(i18n, book.contact_phone), t_string!(i18n, book.contact_phone_hint)),
        false => (t_string!(i18n, book.contact), t_string!(i18n, book.contact_hint)),
    };
    view! {
        <TextField id="reason" label=t_string!(i18n, book.reason) hint=reason_hint value=reason
            error=fault(Field::Reason) rows=4 optional=true />
        <TextField id="contact" label hint value=contact error=fault(Field::Contact) required=true />
    }
}

/// What goes along unseen.
fn fields(chosen: &Chosen, whom: Option<Whom>) -> Vec<(&'static str, String)> {
    let fields = [
        ("whom", whom.map(|whom| whom.0)),
        ("role", Some(chosen.role.to_string())),
        ("visit_type", chosen.visit_type.as_ref().map(ToString::to_string)),
        ("start", chosen.start.map(|start| start.to_string())),
        ("need", Some(word(Need::Routine).to_owned())),
    ];
    fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}
