//! Care on a journey (Brief B11 to B14).

use jiff::{Timestamp, civil::Date};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        directory::Listing,
        id::RoleId,
        time::LocalTime,
        travel::{Area, Country, UrgentCare},
    },
    error::AppError,
};

/// The answer for a journey.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TravelAnswer {
    /// The plan's area, where the journey leads to one (Brief B11).
    pub area: Option<Area>,
    /// The country, where the journey leads abroad (Brief B13).
    pub country: Option<Country>,
    /// Whom to call with an urgent need at this moment (Brief B14).
    pub urgent: UrgentCare,
    /// The personal physician, where it is known who asks and they have one.
    pub physician: Option<Listing>,
    /// When the physician's office opens next, on its clock; `None` while it is open.
    pub opens: Option<LocalTime>,
    /// When the emergency began that the member told of.
    pub began: Option<Timestamp>,
    /// Until when the Emergency Notification Line wants to hear of it (Brief B13), on the plan's clock.
    pub deadline: Option<LocalTime>,
    /// Between which days the Travel Advisory Service should be asked.
    pub advice: Option<(Date, Date)>,
    /// Where a consultation with the Travel Advisory Service is booked (Brief B5).
    pub advisory_role: Option<RoleId>,
    /// The moment of the answer: a browser's clock may be wrong.
    pub now: Timestamp,
    /// The day of the answer, on the plan's calendar.
    pub today: Date,
}

/// All countries with their emergency numbers.
#[server(prefix = "/api", endpoint = "destinations", input = GetUrl)]
pub async fn destinations() -> Result<Vec<Country>, AppError> {
    use super::caller::{Caller, answer};
    answer(async { Ok(Caller::here()?.portal.plan.countries.clone()) }).await
}

/// The answer for a destination: an area's id, `elsewhere` in the plan's country, a
/// two-letter country, or nothing yet.
#[server(name = AskTravelAnswer, prefix = "/api", endpoint = "travel_answer", input = GetUrl)]
pub async fn travel_answer(
    #[server(default)] destination: String,
    #[server(default)] leaving: Option<Date>,
) -> Result<TravelAnswer, AppError> {
    use super::{
        caller::{Caller, answer},
        journey,
    };
    use crate::domain::audit::Kind;
    answer(async {
        let caller = Caller::here()?;
        let physician =
            caller.maybe_member(Kind::Details).await?.and_then(|member| member.into_member().physician);
        Ok(journey::answer(&caller, &caller.places_of(physician.as_ref()), &destination, leaving))
    })
    .await
}

/// Notes in a cookie when an emergency began: nothing of it is kept by the portal.
#[server(prefix = "/api", endpoint = "note_emergency")]
pub async fn note_emergency(
    #[server(default)] hours_ago: u32,
    #[server(default)] minutes_ago: u32,
    #[server(default)] destination: String,
) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        journey,
    };
    answer(async { journey::note_emergency(&Caller::here()?, hours_ago, minutes_ago, &destination).await })
        .await
}
