//! Free times, day by day.

use jiff::civil::Date;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

pub use super::clinician::find_role;
use crate::{
    domain::{
        directory::Listing,
        eligibility::Verdict,
        id::{AppointmentId, RoleId, VisitTypeId},
        time::LocalTime,
    },
    error::AppError,
};

/// The free times of a role for a visit type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Times {
    /// Who and where.
    pub listing: Listing,
    /// What for.
    pub visit_type: VisitTypeId,
    /// Whether it can be booked online; there are no times when it cannot.
    pub verdict: Verdict,
    /// The days that have free times.
    pub days: Vec<Day>,
    /// The day whose times are shown: the one asked for, or the first with free times.
    pub date: Option<Date>,
    /// The free times of that day.
    pub times: Vec<LocalTime>,
    /// The first of all.
    pub first: Option<LocalTime>,
}

/// A day with free times, local to the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// Which one.
    pub date: Date,
    /// How many times are free.
    pub count: usize,
}

/// The free times of a role. With `moving`, those to which the member's appointment can move.
#[server(prefix = "/api", endpoint = "free_times", input = GetUrl)]
pub async fn free_times(
    role: RoleId,
    visit_type: VisitTypeId,
    #[server(default)] date: Option<Date>,
    #[server(default)] moving: Option<AppointmentId>,
) -> Result<Times, AppError> {
    use super::{
        caller::{Caller, answer},
        views,
    };
    use crate::domain::{audit::Kind, on_file::OnFile};
    answer(async {
        let caller = Caller::here()?;
        let listing = caller.listing(&role)?;
        let visit_type = caller.visit_type(&visit_type)?;
        if !caller.sees_visits(&listing, &visit_type.id).await? {
            return Err(AppError::NotFound);
        }
        let (mut on_file, mut holds) = (OnFile::default(), Vec::new());
        let member = caller.maybe_member(Kind::Details).await?;
        if let Some(member) = &member {
            on_file = caller.on_file_of(member).await?;
            holds = caller.holds(member, &role).await?;
        }
        let moving = match (moving, &member) {
            (Some(id), Some(_)) => Some(caller.appointment(&id).await?.1),
            (Some(_), None) => return Err(AppError::SignOn),
            (None, _) => None,
        };
        Ok(views::times(&caller, &on_file, listing, visit_type, date, moving.as_ref(), &holds))
    })
    .await
}
