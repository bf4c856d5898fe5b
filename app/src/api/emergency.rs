//! Emergency access: a member's record for people of offices who say why they need it.

use jiff::civil::Date;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use super::staff::StaffView;
use crate::{
    domain::{
        appointment::State,
        attendance::Attendance,
        id::{EmergencyId, VisitTypeId},
        time::LocalTime,
        visit_type::Modality,
    },
    error::AppError,
};

/// An emergency access of whoever asks: nothing of the member.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenedRecord {
    /// Which.
    pub id: EmergencyId,
    /// Why, in their own words.
    pub reason: String,
    /// Until when, on the plan's clock.
    pub until: LocalTime,
}

/// A record that is open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EmergencyView {
    /// Who asks.
    pub staff: StaffView,
    /// Why, and until when.
    pub open: OpenedRecord,
    /// So many seconds it lasts still.
    pub seconds_left: u32,
    /// First and last name.
    pub name: String,
    /// The number on the card.
    pub number: String,
    /// Date of birth.
    pub born: Date,
    /// The phone on file.
    pub phone: String,
    /// The e-mail on file.
    pub email: String,
    /// What the personal physician is called, where there is one in the directory.
    pub physician: Option<String>,
    /// Those that are not over, the next one first.
    pub upcoming: Vec<SeenVisit>,
    /// Those of the last twelve months, the latest first.
    pub past: Vec<SeenVisit>,
}

/// An appointment as it is seen in an emergency: also why the member comes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeenVisit {
    /// When.
    pub start: LocalTime,
    /// How long, in minutes.
    pub minutes: u16,
    /// What for.
    pub visit_type: VisitTypeId,
    /// How.
    pub modality: Modality,
    /// Booked or cancelled.
    pub state: State,
    /// Whether the member came, once it is written down.
    pub attendance: Option<Attendance>,
    /// In the member's words; may be empty.
    pub reason: String,
    /// With whom, while the directory has them.
    pub clinician: Option<String>,
    /// Where, while the directory has it.
    pub place: Option<String>,
}

/// Opens the record of the member with that number and date of birth, for that reason, and goes there.
#[server(prefix = "/api", endpoint = "open_emergency")]
pub async fn open_emergency(
    #[server(default)] number: String,
    #[server(default)] day: String,
    #[server(default)] month: String,
    #[server(default)] year: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    use super::{caller::answer, emergencies, sign_on::Typed, staff_caller::StaffCaller, to};
    answer(async {
        let staff = StaffCaller::here().await?;
        let typed = Typed { number, day, month, year, reason, ..Typed::default() };
        let id = emergencies::open(&staff, &typed).await?;
        to::page(&format!("/staff/emergency/{id}"), &[]);
        Ok(())
    })
    .await
}

/// The record, as long as it is open for whoever asks.
#[server(prefix = "/api", endpoint = "find_emergency", input = GetUrl)]
pub async fn find_emergency(id: EmergencyId) -> Result<EmergencyView, AppError> {
    use super::{caller::answer, emergencies, staff_caller::StaffCaller};
    answer(async { emergencies::find(StaffCaller::here().await?, &id).await }).await
}

/// Ends it before its time.
#[server(prefix = "/api", endpoint = "end_emergency")]
pub async fn end_emergency(id: EmergencyId) -> Result<(), AppError> {
    use super::{caller::answer, emergencies, staff_caller::StaffCaller, to};
    answer(async {
        emergencies::end(&StaffCaller::here().await?, &id).await?;
        to::page("/staff", &[("done", "emergency-ended")]);
        Ok(())
    })
    .await
}
