//! A clinician is away: what would become of the appointments, and saying so.

use jiff::civil::Date;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use super::office::MemberView;
use crate::{
    domain::{
        id::{RoleId, VisitTypeId},
        time::LocalTime,
    },
    error::AppError,
};

/// Who works at an office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TeamView {
    /// What the office is called.
    pub office: String,
    /// The roles there, with the names of their clinicians.
    pub roles: Vec<(RoleId, String)>,
}

/// What would become of the appointments in some days, or has become of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AwayView {
    /// Who, where the directory has them.
    pub clinician: Option<String>,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// By start.
    pub affected: Vec<AffectedView>,
}

/// An appointment in the days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AffectedView {
    /// When.
    pub start: LocalTime,
    /// What for.
    pub visit_type: VisitTypeId,
    /// With whom; `None` where they are not on the roll.
    pub member: Option<MemberView>,
    /// The time that is suggested and with whom; `None` where the member is to be called. A suggestion
    /// that was not answered in time, or that nobody has read, is none.
    pub instead: Option<(LocalTime, String)>,
    /// The member was told.
    pub told: bool,
}

/// Who works at the offices of whoever asks, who may say that they are away.
#[server(prefix = "/api", endpoint = "list_teams", input = GetUrl)]
pub async fn list_teams() -> Result<Vec<TeamView>, AppError> {
    use super::{away_views, caller::answer, staff_caller::StaffCaller};
    answer(async { away_views::teams(&StaffCaller::here().await?).await }).await
}

/// What would become of the appointments. Nothing is changed by it.
#[server(prefix = "/api", endpoint = "look_away", input = GetUrl)]
pub async fn look_away(
    #[server(default)] role: String,
    #[server(default)] from: String,
    #[server(default)] until: String,
) -> Result<AwayView, AppError> {
    use super::{
        away_views::{days, role_of, view},
        caller::answer,
        staff_caller::{StaffCaller, refused},
    };
    answer(async {
        let staff = StaffCaller::here().await?;
        let (role, days) = (role_of(&role)?, days(&from, &until)?);
        staff.may_close(&role).await?;
        Ok(view(staff.office().look_away(&role, days).await.map_err(refused)?))
    })
    .await
}

/// Says that a clinician is away: the days are closed, and each member who is booked in them is told.
/// They read the reason, where one is given.
#[server(prefix = "/api", endpoint = "say_away")]
pub async fn say_away(
    #[server(default)] role: String,
    #[server(default)] from: String,
    #[server(default)] until: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    use super::{
        away_views::{days, reason_of, role_of},
        caller::answer,
        staff_caller::{StaffCaller, refused},
        to,
    };
    answer(async {
        let staff = StaffCaller::here().await?;
        let (role, days) = (role_of(&role)?, days(&from, &until)?);
        staff.may_close(&role).await?;
        let reason = reason_of(&reason)?;
        let away = staff.office().away(&role, days, reason).await.map_err(refused)?;
        let done = if away.untold() == 0 { "away" } else { "partly" };
        let query = [("role", role.as_str()), ("from", &from), ("until", &until), ("done", done)];
        to::page("/staff/away", &query);
        Ok(())
    })
    .await
}
