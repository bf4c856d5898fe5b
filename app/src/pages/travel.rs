//! Care when travelling (Brief B11 to B14): one answer each for emergency, urgent and routine.

mod card;
mod destination;
mod emergency;
mod left;
mod place;
mod planner;
mod routine;
mod urgent;

use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};

use self::{
    card::CardToKeep,
    destination::DestinationForm,
    emergency::Emergency,
    place::{Place, destination},
    planner::Planner,
    routine::Routine,
    urgent::Urgent,
};
use crate::{
    api::travel::{NoteEmergency, TravelAnswer, travel_answer},
    error::AppError,
    i18n::*,
    ui::{
        error::{ErrorNotice, ErrorSummary},
        page::Page,
    },
};

/// What stands in the address: where to, and when the journey begins.
type Asked = Memo<(String, Option<Date>)>;
/// What the server answers to it.
type Answered = Resource<Result<TravelAnswer, AppError>>;

/// `/travel?to=…&leaving=…`
#[component]
pub fn TravelPage() -> impl IntoView {
    let i18n = use_i18n();
    let query = use_query_map();
    let asked: Asked = Memo::new(move |_| read(&query.read()));
    let note = ServerAction::<NoteEmergency>::new();
    let noted = move || note.version().get();
    let answer: Answered = Resource::new_blocking(
        move || (asked.get(), noted()),
        |((to, leaving), _)| travel_answer(to, leaving),
    );
    let error = Signal::derive(move || note.value().get().and_then(Result::err));
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, travel.title).to_owned())>
            <h1>{t!(i18n, travel.title)}</h1>
            <ErrorSummary error />
            <p>{t!(i18n, travel.intro)}</p>
            <DestinationForm asked />
            <Place asked answer />
            <Transition>
                {move || Suspend::new(async move {
                    let (to, leaving) = asked.get_untracked();
                    match answer.await {
                        Ok(answer) => view! { <Answer answer to leaving note /> }.into_any(),
                        Err(error) => view! { <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Transition>
        </Page>
    }
}

fn read(query: &ParamsMap) -> (String, Option<Date>) {
    let leaving = query.get("leaving").and_then(|date| date.parse().ok());
    (query.get("to").unwrap_or_default(), leaving)
}

/// The emergency first: who needs it looks for nothing else.
#[component]
fn Answer(
    answer: TravelAnswer,
    to: String,
    #[prop(optional_no_strip)] leaving: Option<Date>,
    note: ServerAction<NoteEmergency>,
) -> impl IntoView {
    let routine = destination(&answer, &to).map(|destination| view! { <Routine destination=&destination /> });
    view! {
        <Emergency answer=answer.clone() to=to.clone() note />
        <Urgent answer=answer.clone() to />
        {routine}
        <Planner answer=answer.clone() leaving />
        <CardToKeep country=answer.country />
    }
}
