//! The day of an office: who comes, who is here, who did not come.

use jiff::civil::Date;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use super::{emergency::OpenedRecord, staff::StaffView};
use crate::{
    domain::{
        id::{AppointmentId, LocationId, VisitTypeId},
        plan::Tender,
        standing::{Counts, Standing},
        time::LocalTime,
        visit_type::Modality,
    },
    error::AppError,
};

/// A day at an office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DayView {
    /// Who asks.
    pub staff: StaffView,
    /// Which of their offices.
    pub office: LocationId,
    /// The day at the place.
    pub date: Date,
    /// Today at the place.
    pub today: Date,
    /// How many appointments stand how.
    pub counts: Counts,
    /// Who sees whom.
    pub desks: Vec<DeskView>,
    /// Who is to be called because a clinician is away, whatever the day.
    pub calls: Vec<CallView>,
    /// Records that whoever asks has open in an emergency.
    pub emergencies: Vec<OpenedRecord>,
}

/// One clinician's day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeskView {
    /// Who, where the directory has them.
    pub clinician: Option<String>,
    /// By start.
    pub visits: Vec<VisitView>,
}

/// Somebody who is to be called.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CallView {
    /// Who is away, where the directory has them.
    pub clinician: Option<String>,
    /// What was agreed.
    pub visit: VisitView,
}

/// An appointment as its office sees it: nothing of why the member comes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VisitView {
    /// Which.
    pub id: AppointmentId,
    /// When.
    pub start: LocalTime,
    /// How long, in minutes.
    pub minutes: u16,
    /// What for.
    pub visit_type: VisitTypeId,
    /// How.
    pub modality: Modality,
    /// What is due, in cents.
    pub copay_cents: u32,
    /// How it was paid, once it is written down.
    pub tender: Option<Tender>,
    /// With whom; `None` where they are not on the roll.
    pub member: Option<MemberView>,
    /// How it stands.
    pub standing: Standing,
    /// The time that is suggested because the clinician is away.
    pub instead: Option<LocalTime>,
    /// Whether the member can be checked in now.
    pub can_check_in: bool,
    /// Whether it can be said now that they did not come.
    pub can_miss: bool,
    /// Whether it is to be said how they have paid.
    pub can_pay: bool,
}

/// A member as an office needs them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MemberView {
    /// First and last name.
    pub name: String,
    /// The number on the card.
    pub number: String,
    /// The phone on file.
    pub phone: String,
}

/// A day at an office of whoever asks; their first one where none is named, and today.
#[server(prefix = "/api", endpoint = "office_day", input = GetUrl)]
pub async fn office_day(
    #[server(default)] office: Option<LocationId>,
    #[server(default)] date: Option<Date>,
) -> Result<DayView, AppError> {
    use super::{caller::answer, office_views, staff_caller::StaffCaller};
    answer(async {
        let staff = StaffCaller::here().await?;
        let place = staff.place(office)?;
        office_views::day(staff, place, date).await
    })
    .await
}

/// Writes down that a member is here, and how they have paid: empty where they have not (Brief B10).
#[server(prefix = "/api", endpoint = "check_in")]
pub async fn check_in(id: AppointmentId, #[server(default)] tender: String) -> Result<(), AppError> {
    use super::{
        caller::answer,
        office_views::{lead_to, tender_of},
        staff_caller::{StaffCaller, refused},
    };
    answer(async {
        let staff = StaffCaller::here().await?;
        let place = staff.place_of(&id).await?;
        let tender = tender_of(&tender)?;
        let done = staff.office().check_in(&id, tender).await.map_err(refused)?;
        lead_to(&place, &done, "checked-in");
        Ok(())
    })
    .await
}

/// Writes down how a member has paid who was checked in before (Brief B10).
#[server(prefix = "/api", endpoint = "copay_paid")]
pub async fn copay_paid(id: AppointmentId, #[server(default)] tender: String) -> Result<(), AppError> {
    use super::{
        caller::answer,
        office_views::{lead_to, tender_of},
        staff_caller::{StaffCaller, refused},
    };
    use crate::domain::attendance::Unattended;
    answer(async {
        let staff = StaffCaller::here().await?;
        let place = staff.place_of(&id).await?;
        let tender = tender_of(&tender)?.ok_or(AppError::Unattended(Unattended::NotAccepted))?;
        let done = staff.office().pay(&id, tender).await.map_err(refused)?;
        lead_to(&place, &done, "paid");
        Ok(())
    })
    .await
}

/// Writes down that a member did not come.
#[server(prefix = "/api", endpoint = "no_show")]
pub async fn no_show(id: AppointmentId) -> Result<(), AppError> {
    use super::{
        caller::answer,
        office_views::lead_to,
        staff_caller::{StaffCaller, refused},
    };
    answer(async {
        let staff = StaffCaller::here().await?;
        let place = staff.place_of(&id).await?;
        let done = staff.office().no_show(&id).await.map_err(refused)?;
        lead_to(&place, &done, "no-show");
        Ok(())
    })
    .await
}
