//! The place that the answers are for.

use leptos::{html, prelude::*};

use super::{Answered, Asked};
use crate::{api::travel::TravelAnswer, domain::travel::Destination, i18n::*, ui::language::text};

/// In the plan's country, where the plan has no care.
pub(super) const ELSEWHERE: &str = "elsewhere";
/// The part of the page that a question leads to.
pub(super) const ANSWERS: &str = "answers";

/// The place that was chosen; `None` where nothing was, or nothing that there is.
pub(super) fn destination<'a>(answer: &'a TravelAnswer, to: &str) -> Option<Destination<'a>> {
    match (&answer.area, &answer.country) {
        (Some(area), _) => Some(Destination::Area(area)),
        (None, Some(country)) => Some(Destination::Abroad(country)),
        (None, None) => (to == ELSEWHERE).then_some(Destination::Elsewhere),
    }
}

/// The heading of the answers. Somebody who has chosen goes on reading from here.
#[component]
pub(super) fn Place(asked: Asked, answer: Answered) -> impl IntoView {
    let here = NodeRef::<html::Div>::new();
    Effect::new(move |before: Option<String>| {
        let (to, _) = asked.get();
        if let Some(here) = here.get_untracked().filter(|_| before.is_some_and(|before| before != to)) {
            let _ = here.focus();
        }
        to
    });
    view! {
        <div class="travel__place" id=ANSWERS tabindex="-1" node_ref=here>
            <Transition>
                {move || Suspend::new(async move {
                    let (to, _) = asked.get_untracked();
                    answer.await.ok().map(|answer| view! { <Heading place=name(&answer, &to) /> })
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Heading(#[prop(optional_no_strip)] place: Option<String>) -> impl IntoView {
    let i18n = use_i18n();
    match place {
        Some(place) => {
            view! { <h2>{t_string!(i18n, travel.what_to_do, place = place).to_string()}</h2> }.into_any()
        }
        None => view! {
            <h2>{t!(i18n, travel.everywhere)}</h2>
            <p>{t!(i18n, travel.choose_first)}</p>
        }
        .into_any(),
    }
}

fn name(answer: &TravelAnswer, to: &str) -> Option<String> {
    destination(answer, to).map(|destination| match destination {
        Destination::Area(area) => text(&area.name),
        Destination::Abroad(country) => text(&country.name),
        Destination::Elsewhere => t_string!(use_i18n(), travel.elsewhere).to_owned(),
    })
}
