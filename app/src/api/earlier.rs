//! An earlier time for an appointment: asking for one, and answering what is proposed.

use jiff::Timestamp;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        id::AppointmentId,
        search::{PartOfDay, Weekdays},
        time::LocalTime,
    },
    error::AppError,
};

/// What a member has asked for, and what is proposed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EarlierView {
    /// On these days of the week; none means any.
    pub weekdays: Weekdays,
    /// In these parts of the day; none means any.
    pub parts: Vec<PartOfDay>,
    /// When they have asked, on the clock of the place.
    pub since: LocalTime,
    /// What is proposed now.
    pub proposal: Option<ProposalView>,
}

/// A time that is proposed and kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProposalView {
    /// When the visit would begin.
    pub start: LocalTime,
    /// Until when it is kept, on the clock of the place.
    pub until: LocalTime,
}

/// Asks for an earlier time. Who asks anew keeps their place in the order.
#[server(prefix = "/api", endpoint = "ask_for_earlier")]
pub async fn ask_for_earlier(
    id: AppointmentId,
    #[server(default)] weekdays: Vec<String>,
    #[server(default)] parts: Vec<PartOfDay>,
) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        earlier_time, to,
    };
    answer(async {
        earlier_time::ask(&Caller::here()?, &id, Weekdays::read(&weekdays), parts).await?;
        to::page(&format!("/appointments/{id}"), &[]);
        Ok(())
    })
    .await
}

/// Asks no longer.
#[server(prefix = "/api", endpoint = "stop_asking")]
pub async fn stop_asking(id: AppointmentId) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        earlier_time, to,
    };
    answer(async {
        earlier_time::stop(&Caller::here()?, &id).await?;
        to::page(&format!("/appointments/{id}"), &[]);
        Ok(())
    })
    .await
}

/// Takes the time that is proposed. The old one is kept until it is certain. No cut-off holds.
#[server(prefix = "/api", endpoint = "take_earlier")]
pub async fn take_earlier(id: AppointmentId, start: Timestamp) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        changing::{Change, change},
        to,
    };
    answer(async {
        change(&Caller::here()?, &id, &Change::TakeEarlier(start)).await?;
        to::page(&format!("/appointments/{id}"), &[("done", "moved")]);
        Ok(())
    })
    .await
}

/// Does not take the time that is proposed: the next member is asked.
#[server(prefix = "/api", endpoint = "pass_earlier")]
pub async fn pass_earlier(id: AppointmentId, start: Timestamp) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        earlier_time, to,
    };
    answer(async {
        earlier_time::pass(&Caller::here()?, &id, start).await?;
        to::page(&format!("/appointments/{id}"), &[]);
        Ok(())
    })
    .await
}
