//! People of offices who open records in an emergency.

use std::sync::Arc;

use app::{
    api::emergency::{EmergencyView, find_emergency, open_emergency},
    domain::{
        audit::{Access, Kind},
        emergency::{Emergencies, Refusal},
        id::EmergencyId,
        plan::Plan,
        staff::{Duty, Staff},
    },
    error::{AppError, Fault, Field},
    portal::Portal,
    store::{
        audit::{Wanted, find},
        outbox::{self, Record},
    },
};
use jiff::{SignedDuration, Timestamp};

use super::{Answer, Browser, another, now, plan, portal, staff::invited};

pub const REASON: &str = "Unconscious at our door";

/// The plan with emergency access: half an hour, twice a day.
pub fn with_emergencies() -> Arc<Plan> {
    let emergency = Emergencies { minutes: 30, most_a_day: 2, as_of: None, source: None };
    Arc::new(Plan { emergency: Some(emergency), ..plan() })
}

pub async fn offering(members: usize) -> Portal {
    let mut portal = portal(members).await;
    portal.plan = with_emergencies();
    portal
}

/// The same portal at another moment.
pub async fn at_moment(portal: &Portal, clock: fn() -> Timestamp) -> Portal {
    let mut then = another(portal, clock).await;
    then.plan = portal.plan.clone();
    then
}

pub fn half_an_hour_later() -> Timestamp {
    now() + SignedDuration::from_mins(30)
}

pub fn a_moment_before() -> Timestamp {
    half_an_hour_later() - SignedDuration::from_secs(1)
}

pub fn a_day_later() -> Timestamp {
    now() + SignedDuration::from_hours(24)
}

/// Somebody who works elsewhere.
pub async fn ana(portal: &Portal) -> (Staff, Browser) {
    let (staff, _) = invited(portal, "Ana Ruiz", "elsewhere", Duty::Desk).await;
    let browser = Browser::of_staff(portal, &staff).await;
    (staff, browser)
}

/// Asks for the record of a member by number, and year of birth.
pub async fn asks(browser: &mut Browser, number: &str, year: &str, reason: &str) -> Answer<()> {
    let [number, year, reason] = [number, year, reason].map(str::to_owned);
    browser.ask(open_emergency(number, "15".into(), "4".into(), year, reason)).await
}

/// Opens the record of `m0`.
pub async fn opens(browser: &mut Browser) -> EmergencyId {
    let answer = asks(browser, "00001000", "1958", REASON).await;
    answer.outcome.unwrap();
    answer.location.unwrap().strip_prefix("/staff/emergency/").unwrap().into()
}

pub async fn sees(browser: &mut Browser, id: &EmergencyId) -> Result<EmergencyView, AppError> {
    browser.ask(find_emergency(id.clone())).await.outcome
}

pub async fn letters(portal: &Portal) -> Vec<Record> {
    let due = outbox::due(&portal.store, portal.now(), 100).await.unwrap();
    due.into_iter().filter(|letter| letter.kind == outbox::Kind::Emergency).collect()
}

pub async fn rows(portal: &Portal) -> Vec<Access> {
    let wanted = Wanted { kind: Some(Kind::Emergency), ..Wanted::default() };
    find(&portal.store, &wanted, 100).await.unwrap()
}

pub fn nobody() -> Result<(), AppError> {
    Err(AppError::field(Field::TheirNumber, Fault::Wrong))
}

pub fn refused(why: Refusal) -> AppError {
    AppError::Emergency(why)
}
