//! Visits of several people at one office, one right after the other: all are booked, or none.

use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        directory::{Listing, Location},
        id::{IdempotencyKey, LocationId, VisitTypeId, Whom},
        need::Need,
        time::LocalTime,
        together::Seen,
    },
    error::AppError,
};

/// Who can be seen together, and where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Guests {
    /// The member who is signed on, then those for whom they may book.
    pub people: Vec<Guest>,
    /// The offices in which somebody can be booked online, by city and name.
    pub offices: Vec<Location>,
    /// At which of them, where that was entered before.
    pub office: Option<LocationId>,
    /// On which day, as it was entered before.
    pub day: String,
    /// How soon, where that was entered before.
    pub need: Option<Need>,
    /// Where they are reached: as it was entered before, or the phone on file of who is signed on.
    pub contact: String,
}

/// Somebody who can be seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guest {
    /// First and last name.
    pub name: String,
    /// What stands for them in forms; `None` for who is signed on.
    pub whom: Option<Whom>,
    /// What can be booked for them online, anywhere.
    pub visit_types: Vec<VisitTypeId>,
    /// Which of these, where that was entered before.
    pub wanted: Option<VisitTypeId>,
}

/// What a form says of one of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// As [`Guest::whom`]; empty for who is signed on.
    #[serde(default)]
    pub whom: String,
    /// What for; empty for who is not to be seen.
    #[serde(default)]
    pub visit: String,
}

/// Ways to see them all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ways {
    /// Where.
    pub office: Location,
    /// The first ways, in order of time; none where there is no such way.
    pub ways: Vec<Vec<GuestVisit>>,
    /// Whether they are booked: there are no other ways then.
    pub booked: bool,
    /// The way that was chosen; once they are booked, their visits as they are.
    pub chosen: Option<Vec<GuestVisit>>,
}

/// A visit of one of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GuestVisit {
    /// Whose, by name.
    pub name: String,
    /// What for.
    pub visit_type: VisitTypeId,
    /// With whom.
    pub listing: Listing,
    /// When.
    pub start: LocalTime,
    /// Length in minutes.
    pub minutes: u16,
    /// In cents of a US dollar (Brief B10).
    pub copay_cents: u32,
}

/// Who can be seen together with the member who is signed on, and where.
#[server(prefix = "/api", endpoint = "find_guests", input = GetUrl)]
pub async fn find_guests() -> Result<Guests, AppError> {
    use super::{
        caller::{Caller, answer},
        gathering,
    };
    answer(async { gathering::guests(&Caller::here()?).await }).await
}

/// Keeps who is to be seen and where, then goes to the ways to do so, or says what must be corrected.
#[server(prefix = "/api", endpoint = "start_together")]
pub async fn start_together(
    #[server(default)] people: Vec<Wanted>,
    #[server(default)] office: Option<LocationId>,
    #[server(default)] day: String,
    #[server(default)] need: Option<Need>,
    #[server(default)] contact: String,
) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        gathering::{self, Asked},
        to,
    };
    answer(async {
        let asked = Asked { people, office, day, need, contact };
        let id = gathering::start(&Caller::here()?, asked).await?;
        to::page(&format!("/together/{id}"), &[]);
        Ok(())
    })
    .await
}

/// Keeps what was entered so far, before whoever enters it is signed off for doing nothing. It leads
/// nowhere.
#[server(prefix = "/api", endpoint = "keep_together")]
pub async fn keep_together(
    #[server(default)] people: Vec<Wanted>,
    #[server(default)] office: Option<LocationId>,
    #[server(default)] day: String,
    #[server(default)] need: Option<Need>,
    #[server(default)] contact: String,
) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        gathering::{self, Asked},
    };
    answer(async {
        let asked = Asked { people, office, day, need, contact };
        gathering::keep(&Caller::here()?, asked).await.map(drop)
    })
    .await
}

/// The ways to see those of a form.
#[server(prefix = "/api", endpoint = "find_ways", input = GetUrl)]
pub async fn find_ways(id: IdempotencyKey) -> Result<Ways, AppError> {
    use super::{
        caller::{Caller, answer},
        gathering_ways,
    };
    answer(async { gathering_ways::ways(&Caller::here()?, &id).await }).await
}

/// Chooses a way, then goes to where it is checked.
#[server(prefix = "/api", endpoint = "choose_way")]
pub async fn choose_way(id: IdempotencyKey, #[server(default)] visits: Vec<Seen>) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        gathering, to,
    };
    answer(async {
        gathering::choose(&Caller::here()?, &id, visits).await?;
        to::page(&format!("/together/{id}/check"), &[]);
        Ok(())
    })
    .await
}

/// Books all visits of the way that was chosen, or none, once.
#[server(prefix = "/api", endpoint = "book_together")]
pub async fn book_together(id: IdempotencyKey) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        gathering_booking, to,
    };
    answer(async {
        gathering_booking::book(&Caller::here()?, &id).await?;
        to::page(&format!("/together/{id}/check"), &[("done", "booked")]);
        Ok(())
    })
    .await
}
