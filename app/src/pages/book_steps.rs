//! The steps of a booking. What was chosen so far stands in the address, so that a page can be
//! reloaded, shared and come back to; what was typed does not.

use jiff::{Timestamp, civil::Date};
use leptos::prelude::*;
use leptos_router::{
    hooks::{use_params_map, use_query_map},
    params::ParamsMap,
};

use super::instead::Instead;
use crate::{
    domain::{
        directory::Listing,
        id::{IdempotencyKey, RoleId, VisitTypeId},
        need::Need,
    },
    i18n::*,
    ui::phone::PhoneLink,
};

/// A step, one question each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Urgency = 1,
    Visit,
    Time,
    Details,
    Check,
}

/// What was chosen so far.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Chosen {
    pub role: RoleId,
    pub need: Option<Need>,
    pub visit_type: Option<VisitTypeId>,
    pub day: Option<Date>,
    pub start: Option<Timestamp>,
    /// What was typed on an earlier round.
    pub draft: Option<IdempotencyKey>,
    /// The question that was sent without an answer.
    pub missing: Option<Step>,
}

/// What the address says.
pub(super) fn use_chosen() -> Memo<Chosen> {
    let (params, query) = (use_params_map(), use_query_map());
    Memo::new(move |_| Chosen::read(&params.read(), &query.read()))
}

impl Chosen {
    fn read(params: &ParamsMap, query: &ParamsMap) -> Self {
        let text = |name: &str| query.get(name).filter(|text| !text.is_empty());
        Self {
            role: RoleId(params.get("role").unwrap_or_default()),
            need: text("need").and_then(|word| need(&word)),
            visit_type: text("visit").map(VisitTypeId),
            day: text("day").and_then(|day| day.parse().ok()),
            start: text("start").and_then(|start| start.parse().ok()),
            draft: text("draft").map(IdempotencyKey),
            missing: match text("missing").as_deref() {
                Some("need") => Some(Step::Urgency),
                Some("start") => Some(Step::Time),
                _ => None,
            },
        }
    }

    /// The address of a step.
    pub fn at(&self, step: Step) -> String {
        let page = match step {
            Step::Urgency => "",
            Step::Visit => "/visit",
            Step::Time => "/time",
            Step::Details | Step::Check => "/details",
        };
        let mut query = ParamsMap::new();
        for (name, value) in self.answers(step) {
            query.insert(name, value);
        }
        format!("/book/{}{page}{}", self.role, query.to_query_string())
    }

    /// The answers that go along to a step; urgency is asked each time (Brief B6).
    pub fn answers(&self, step: Step) -> Vec<(&'static str, String)> {
        let need = self.need.filter(|_| step != Step::Urgency);
        let answers = [
            ("need", need.map(|need| word(need).to_owned())),
            ("visit", self.visit_type.as_ref().map(ToString::to_string)),
            ("day", self.day.map(|day| day.to_string())),
            ("start", self.start.map(|start| start.to_string())),
            ("draft", self.draft.as_ref().map(ToString::to_string)),
        ];
        answers.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// The address of the first step after urgency that has no answer yet.
    pub fn next(&self) -> String {
        match (&self.visit_type, self.start) {
            (None, _) => self.at(Step::Visit),
            (Some(_), None) => self.at(Step::Time),
            (Some(_), Some(_)) => self.at(Step::Details),
        }
    }

    /// The address of a step before `step` that must be answered first.
    fn unanswered(&self, step: Step) -> Option<String> {
        if self.need != Some(Need::Routine) {
            return Some(self.at(Step::Urgency));
        }
        if step > Step::Visit && self.visit_type.is_none() {
            return Some(self.at(Step::Visit));
        }
        (step > Step::Time && self.start.is_none()).then(|| format!("{}&missing=start", self.at(Step::Time)))
    }
}

/// The page of a step, or the one of a step before it that has no answer.
#[component]
pub(super) fn InOrder(step: Step, children: ChildrenFn) -> impl IntoView {
    let chosen = use_chosen();
    let before = Memo::new(move |_| chosen.read().unanswered(step));
    move || match before.get() {
        Some(path) => view! { <Instead path /> }.into_any(),
        None => children().into_any(),
    }
}

/// `Step 2 of 5`
#[component]
pub(super) fn StepLine(step: Step) -> impl IntoView {
    let i18n = use_i18n();
    let (step, steps) = (step as u8, Step::Check as u8);
    view! { <p class="book__step">{t_string!(i18n, book.step, step = step, steps = steps).to_string()}</p> }
}

/// With whom, where, and what for.
#[component]
pub(super) fn About(
    listing: Listing,
    #[prop(optional_no_strip, into)] visit: Option<String>,
) -> impl IntoView {
    let visit = visit.map(|visit| view! { <span class="book__visit">{visit}</span> });
    view! {
        <p class="book__about">
            {visit}
            <span class="book__clinician">{listing.clinician.name}</span>
            <span>{listing.location.name} ", " {listing.location.city}</span>
        </p>
    }
}

/// The other way to an appointment (Brief B1).
#[component]
pub(super) fn OrCall(listing: Listing) -> impl IntoView {
    let i18n = use_i18n();
    listing.phone().map(|number| {
        let number = number.to_owned();
        view! { <p class="book__call">{t!(i18n, book.or_call)} " " <PhoneLink number /></p> }
    })
}

/// The answers so far as hidden fields of a form.
#[component]
pub(super) fn Answers(answers: Vec<(&'static str, String)>) -> impl IntoView {
    let field = |(name, value)| view! { <input type="hidden" name=name value=value /> };
    answers.into_iter().map(field).collect_view()
}

fn need(word: &str) -> Option<Need> {
    match word {
        "emergency" => Some(Need::Emergency),
        "urgent" => Some(Need::Urgent),
        "routine" => Some(Need::Routine),
        _ => None,
    }
}

/// As it stands in an address.
pub(super) fn word(need: Need) -> &'static str {
    match need {
        Need::Emergency => "emergency",
        Need::Urgent => "urgent",
        Need::Routine => "routine",
    }
}

#[cfg(test)]
mod tests {
    use leptos_router::location::Url;

    use super::*;

    fn chosen(query: &[(&'static str, &str)]) -> Chosen {
        let params = ParamsMap::from_iter([("role", "r-1".to_owned())]);
        Chosen::read(&params, &query.iter().map(|(name, value)| (*name, (*value).to_owned())).collect())
    }

    /// As a person reads it: the server writes more signs in code than a browser does.
    fn plain(address: String) -> String {
        Url::unescape(&address)
    }

    #[test]
    fn what_was_chosen_goes_along_and_the_next_question_is_the_first_without_an_answer() {
        let card = [("visit", "eye-exam"), ("start", "2026-12-01T17:40:00Z"), ("need", "routine")];
        let details = "/book/r-1/details?need=routine&visit=eye-exam&start=2026-12-01T17:40:00Z";
        assert_eq!(plain(chosen(&card).next()), details);
        assert_eq!(plain(chosen(&card[2..]).next()), "/book/r-1/visit?need=routine");
        assert_eq!(plain(chosen(&[("visit", "eye-exam")]).next()), "/book/r-1/time?visit=eye-exam");
    }

    #[test]
    fn no_step_comes_before_the_question_how_soon_care_is_needed() {
        for need in ["", "emergency", "urgent", "whenever"] {
            let first = chosen(&[("need", need), ("visit", "eye-exam")]).unanswered(Step::Visit);
            assert_eq!(first.map(plain).as_deref(), Some("/book/r-1?visit=eye-exam"));
        }
    }

    #[test]
    fn who_sent_no_time_is_told_so_and_an_unreadable_one_is_none() {
        let late = chosen(&[("need", "routine"), ("visit", "eye-exam"), ("start", "noon")]);
        let time = "/book/r-1/time?need=routine&visit=eye-exam&missing=start";
        assert_eq!(late.unanswered(Step::Details).map(plain).as_deref(), Some(time));
        assert_eq!(late.unanswered(Step::Time), None);
    }
}
