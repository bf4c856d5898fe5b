//! A clinician is away: first what happens to each appointment, then it is done.

mod choosing;
mod outcome;

use leptos::prelude::*;
use leptos_router::{components::Redirect, hooks::use_query_map};

use self::{choosing::Choosing, outcome::Outcome};
use super::staff::bar::StaffBar;
use crate::{
    api::{
        office_away::{SayAway, list_teams, look_away},
        staff::staff,
    },
    i18n::*,
    ui::{
        error::{ErrorNotice, ErrorSummary, error_of},
        notice::{Notice, NoticeKind},
        page::Page,
    },
};

/// What is asked for, as it was typed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Wanted {
    role: String,
    from: String,
    until: String,
}

/// `/staff/away?role=…&from=…&until=…`
#[component]
pub fn StaffAwayPage() -> impl IntoView {
    let i18n = use_i18n();
    let action = ServerAction::<SayAway>::new();
    let error = error_of(action);
    let who = Resource::new_blocking(|| (), |()| staff());
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, staff.away_title).to_owned()) error=Signal::derive(move || error.get().is_some())>
            <Suspense>
                {move || Suspend::new(async move {
                    match who.await {
                        Ok(Some(staff)) => view! { <StaffBar staff /> <ErrorSummary error /> <Away action /> }.into_any(),
                        Ok(None) => view! { <Redirect path="/staff/sign-on?next=%2Fstaff%2Faway" /> }.into_any(),
                        Err(error) => view! { <h1>{t!(i18n, staff.away_title)}</h1> <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Suspense>
        </Page>
    }
}

/// The form for the days; once they are chosen, what happens in them.
#[component]
fn Away(action: ServerAction<SayAway>) -> impl IntoView {
    let i18n = use_i18n();
    let query = use_query_map();
    let wanted = move || {
        let query = query.read();
        let read = |name: &str| query.get(name).unwrap_or_default();
        let any = ["role", "from", "until"].iter().any(|name| query.get(name).is_some());
        any.then(|| Wanted { role: read("role"), from: read("from"), until: read("until") })
    };
    let done = move || query.read().get("done");
    let notice = move || match done().as_deref() {
        Some("away") => Some((NoticeKind::Success, t_string!(i18n, staff.away_done))),
        Some("partly") => Some((NoticeKind::Warning, t_string!(i18n, staff.away_partly))),
        _ => None,
    };
    let teams = Resource::new_blocking(|| (), |()| list_teams());
    let looked = Resource::new_blocking(
        move || (wanted(), action.version().get()),
        |(wanted, _)| async move {
            match wanted {
                Some(Wanted { role, from, until }) => look_away(role, from, until).await.map(Some),
                None => Ok(None),
            }
        },
    );
    view! {
        <h1>{t!(i18n, staff.away_title)}</h1>
        {move || notice().map(|(kind, title)| view! { <Notice kind title /> })}
        <Transition>
            {move || Suspend::new(async move {
                let (teams, looked) = (teams.await, looked.await);
                let wanted = wanted().unwrap_or_default();
                match (teams, looked) {
                    (Err(error), _) => view! { <ErrorNotice error /> }.into_any(),
                    (Ok(_), Ok(Some(away))) => view! { <Outcome away wanted action done=done().is_some() /> }.into_any(),
                    (Ok(teams), Ok(None)) => view! { <Choosing teams wanted error=None /> }.into_any(),
                    (Ok(teams), Err(error)) => view! { <Choosing teams wanted error=Some(error) /> }.into_any(),
                }
            })}
        </Transition>
    }
}
