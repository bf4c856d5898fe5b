//! On the page of an appointment: asking for an earlier time, and what is proposed.

use leptos::prelude::*;

use crate::{
    api::earlier::{AskForEarlier, EarlierView, PassEarlier, ProposalView, StopAsking, TakeEarlier},
    domain::{id::AppointmentId, search::PartOfDay},
    i18n::*,
    ui::{
        error::{ErrorSummary, error_of},
        live::use_announcer,
        notice::{Notice, NoticeKind},
        plan::use_plan,
        weekdays::{WeekdayBoxes, names},
        when::{date_year, part_name, when},
    },
};

/// What can be done about it on the page.
#[derive(Clone, Copy)]
pub(super) struct Earlier {
    ask: ServerAction<AskForEarlier>,
    stop: ServerAction<StopAsking>,
    take: ServerAction<TakeEarlier>,
    pass: ServerAction<PassEarlier>,
}

/// The actions, and what is said aloud once they are done.
pub(super) fn use_earlier() -> Earlier {
    let i18n = use_i18n();
    let announcer = use_announcer();
    let earlier = Earlier {
        ask: ServerAction::new(),
        stop: ServerAction::new(),
        take: ServerAction::new(),
        pass: ServerAction::new(),
    };
    Effect::new(move || {
        if matches!(earlier.ask.value().get(), Some(Ok(()))) {
            announcer.say(t_string!(i18n, appointments.earlier_asked).to_owned());
        }
    });
    earlier
}

impl Earlier {
    /// Grows whenever something was done: the page is read anew.
    pub fn version(self) -> usize {
        let Self { ask, stop, take, pass } = self;
        ask.version().get() + stop.version().get() + take.version().get() + pass.version().get()
    }
}

/// The time that is kept for the member, with both answers. What is said after them stays, also
/// when there is no proposal any more.
#[component]
pub(super) fn Proposed(
    id: AppointmentId,
    #[prop(optional_no_strip)] earlier_view: Option<EarlierView>,
    earlier: Earlier,
    #[prop(optional_no_strip)] phone: Option<String>,
) -> impl IntoView {
    let proposal = earlier_view.and_then(|view| view.proposal);
    view! {
        <ErrorSummary error=error_of(earlier.take) phone />
        {proposal.map(|proposal| view! { <Answer id proposal earlier /> })}
    }
}

#[component]
fn Answer(id: AppointmentId, proposal: ProposalView, earlier: Earlier) -> impl IntoView {
    let i18n = use_i18n();
    let ProposalView { start, until } = proposal;
    let title = t_string!(i18n, appointments.earlier_free, when = when(&start)).to_string();
    let kept = t_string!(i18n, appointments.earlier_kept, until = when(&until)).to_string();
    let (id, start) = (StoredValue::new(id.to_string()), StoredValue::new(start.instant.to_string()));
    let (take, pass) = (earlier.take, earlier.pass);
    view! {
        <Notice kind=NoticeKind::Info title>
            <p>{kept}</p>
            <div class="button-row">
                <ActionForm action=take>
                    <Which id=id.get_value() start=start.get_value() />
                    <button class="button" type="submit" aria-busy=move || take.pending().get().to_string()>
                        {t!(i18n, appointments.earlier_take)}
                    </button>
                </ActionForm>
                <ActionForm action=pass>
                    <Which id=id.get_value() start=start.get_value() />
                    <button class="button button--secondary" type="submit" aria-busy=move || pass.pending().get().to_string()>
                        {t!(i18n, appointments.earlier_pass)}
                    </button>
                </ActionForm>
            </div>
        </Notice>
    }
}

/// Which proposal is answered.
#[component]
fn Which(id: String, start: String) -> impl IntoView {
    view! {
        <input type="hidden" name="id" value=id />
        <input type="hidden" name="start" value=start />
    }
}

/// What was asked for, and the form to ask.
#[component]
pub(super) fn AskEarlier(
    id: AppointmentId,
    #[prop(optional_no_strip)] earlier_view: Option<EarlierView>,
    earlier: Earlier,
) -> impl IntoView {
    let i18n = use_i18n();
    let span = span(use_plan().earlier.minutes);
    let intro = t_string!(i18n, appointments.earlier_intro, span = span).to_string();
    let question = match earlier_view {
        Some(_) => t_string!(i18n, appointments.earlier_change),
        None => t_string!(i18n, appointments.earlier_want),
    };
    let asked = earlier_view.clone().map(|view| view! { <Asked id=id.clone() view earlier /> });
    view! {
        <section aria-labelledby="earlier">
            <h2 id="earlier">{t!(i18n, appointments.earlier_title)}</h2>
            {asked}
            <ErrorSummary error=error_of(earlier.ask) />
            <details class="earlier">
                <summary>{question}</summary>
                <p>{intro}</p>
                <AskForm id earlier_view earlier />
            </details>
        </section>
    }
}

/// `2 hours`, or `90 minutes`.
fn span(minutes: u16) -> String {
    let i18n = use_i18n();
    match (minutes / 60, minutes % 60) {
        (1, 0) => t_string!(i18n, appointments.one_hour).to_owned(),
        (hours, 0) => t_string!(i18n, appointments.hours, hours = hours).to_string(),
        _ => t_string!(i18n, book.minutes, minutes = minutes).to_string(),
    }
}

/// Since when, and for which times.
#[component]
fn Asked(id: AppointmentId, view: EarlierView, earlier: Earlier) -> impl IntoView {
    let i18n = use_i18n();
    let EarlierView { weekdays, parts, since, .. } = view;
    let days = match weekdays.known() {
        0 => t_string!(i18n, appointments.earlier_any_day).to_owned(),
        _ => names(weekdays),
    };
    let parts = match parts.is_empty() {
        true => t_string!(i18n, appointments.earlier_any_part).to_owned(),
        false => parts.into_iter().map(part_name).collect::<Vec<_>>().join(", "),
    };
    let since = t_string!(i18n, appointments.earlier_since, since = date_year(&since.date())).to_string();
    let stop = earlier.stop;
    view! {
        <p>{since} <br /> {days} " · " {parts}</p>
        <ActionForm action=stop>
            <input type="hidden" name="id" value=id.to_string() />
            <button class="button button--secondary" type="submit" aria-busy=move || stop.pending().get().to_string()>
                {t!(i18n, appointments.earlier_stop)}
            </button>
        </ActionForm>
    }
}

#[component]
fn AskForm(
    id: AppointmentId,
    #[prop(optional_no_strip)] earlier_view: Option<EarlierView>,
    earlier: Earlier,
) -> impl IntoView {
    let i18n = use_i18n();
    let (weekdays, parts) = earlier_view.map_or_else(Default::default, |view| (view.weekdays, view.parts));
    let ask = earlier.ask;
    view! {
        <ActionForm action=ask>
            <input type="hidden" name="id" value=id.to_string() />
            <WeekdayBoxes name="weekdays[]" legend=t_string!(i18n, appointments.earlier_days)
                chosen=Signal::stored(weekdays) />
            <Parts chosen=parts />
            <button class="button" type="submit" aria-busy=move || ask.pending().get().to_string()>
                {t!(i18n, appointments.earlier_ask)}
            </button>
        </ActionForm>
    }
}

#[component]
fn Parts(chosen: Vec<PartOfDay>) -> impl IntoView {
    let i18n = use_i18n();
    let part = move |part: PartOfDay| {
        let word = part.word();
        let id = format!("parts-{word}");
        view! {
            <div class="pick">
                <input class="pick__input" type="checkbox" id=id.clone() name="parts[]" value=word
                    autocomplete="off" checked=chosen.contains(&part) />
                <label class="pick__label" for=id>{part_name(part)}</label>
            </div>
        }
    };
    view! {
        <fieldset class="weekdays weekdays--parts">
            <legend class="weekdays__legend">{t!(i18n, appointments.earlier_parts)}</legend>
            <div class="weekdays__list">{PartOfDay::ALL.map(part).collect_view()}</div>
        </fieldset>
    }
}
