//! People of offices: enrolling, signing on and off. Members' sessions are nothing here.

use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use super::second_factor::FactorView;
use crate::{
    domain::{id::LocationId, staff::Duty},
    error::AppError,
};

/// Somebody of an office who is signed on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffView {
    /// What they are called.
    pub name: String,
    /// What they may do.
    pub duty: Duty,
    /// Where they work.
    pub offices: Vec<PlaceView>,
}

/// A place by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceView {
    /// Which.
    pub id: LocationId,
    /// What it is called.
    pub name: String,
}

/// What is shown to whoever enrols.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EnrolmentView {
    /// Who.
    pub staff: StaffView,
    /// Their authenticator, and recovery codes.
    pub factor: FactorView,
}

/// Whoever of an office is signed on; `None` when nobody is.
#[server(name = FindStaff, prefix = "/api", endpoint = "staff", input = GetUrl)]
pub async fn staff() -> Result<Option<StaffView>, AppError> {
    use super::{caller::answer, staff_caller::StaffCaller, staff_identity::view};
    answer(async {
        match StaffCaller::here().await {
            Ok(StaffCaller { caller, staff, .. }) => Ok(Some(view(&caller, staff).await?)),
            Err(AppError::StaffSignOn) => Ok(None),
            Err(error) => Err(error),
        }
    })
    .await
}

/// Begins to enrol with the code that somebody was given.
#[server(prefix = "/api", endpoint = "begin_enrolment")]
pub async fn begin_enrolment(#[server(default)] invitation: String) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        staff_identity, to,
    };
    answer(async {
        staff_identity::begin(&Caller::here()?, &invitation).await?;
        to::page("/staff/enrol", &[]);
        Ok(())
    })
    .await
}

/// What is shown to whoever enrols in this browser; `None` where nobody does.
#[server(name = FindEnrolment, prefix = "/api", endpoint = "enrolment", input = GetUrl)]
pub async fn enrolment() -> Result<Option<EnrolmentView>, AppError> {
    use super::{
        caller::{Caller, answer},
        staff_identity,
    };
    answer(async { staff_identity::offered(&Caller::here()?).await }).await
}

/// Ends enrolling: a password, and a code of the authenticator. Signs on.
#[server(prefix = "/api", endpoint = "finish_enrolment")]
pub async fn finish_enrolment(
    #[server(default)] password: String,
    #[server(default)] one_time: String,
) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        staff_identity, to,
    };
    answer(async {
        staff_identity::finish(&Caller::here()?, password, &one_time).await?;
        to::page("/staff", &[]);
        Ok(())
    })
    .await
}

/// Signs somebody of an office on, then goes to `next` or to the day.
#[server(prefix = "/api", endpoint = "staff_sign_on")]
pub async fn staff_sign_on(
    #[server(default)] name: String,
    #[server(default)] password: String,
    #[server(default)] one_time: String,
    #[server(default)] next: Option<String>,
) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        staff_identity, to,
    };
    answer(async {
        staff_identity::sign_on(&Caller::here()?, &name, password, &one_time).await?;
        to::wanted(next.as_deref(), "/staff");
        Ok(())
    })
    .await
}

/// Signs somebody of an office off.
#[server(prefix = "/api", endpoint = "staff_sign_off")]
pub async fn staff_sign_off() -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        staff_identity, to,
    };
    answer(async {
        staff_identity::sign_off(&Caller::here()?).await?;
        to::page("/staff/sign-on", &[]);
        Ok(())
    })
    .await
}
