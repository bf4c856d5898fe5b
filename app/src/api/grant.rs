//! Acting for somebody: for whom, by what, and ending it.

use jiff::civil::Date;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        grant::{Relation, Scope},
        id::{GrantId, Whom},
    },
    error::AppError,
};

/// For whom the member who is signed on acts, and for whom they may. It is part of every page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Household {
    /// For whom they act now.
    pub acting: ActingFor,
    /// For whom they may act today.
    pub others: Vec<Other>,
}

/// For whom somebody acts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ActingFor {
    /// For themselves.
    #[default]
    Own,
    /// For another member.
    Other(Other),
    /// For another member until what let them do so ended.
    Over,
}

/// Another member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Other {
    /// First and last name.
    pub name: String,
    /// What stands for them in forms.
    pub whom: Whom,
    /// How far it goes.
    pub scope: Scope,
}

impl Household {
    /// What forms carry that are for whom they act for; empty of those for themselves.
    pub fn whom(&self) -> Option<Whom> {
        self.other().map(|other| other.whom.clone())
    }

    /// Whether there is somebody for whom they may book.
    pub fn may_book_for_others(&self) -> bool {
        self.others.iter().any(|other| other.scope == Scope::Book)
    }

    /// The member whom they act for.
    pub fn other(&self) -> Option<&Other> {
        if let ActingFor::Other(other) = &self.acting { Some(other) } else { None }
    }
}

/// A grant as one of its two members sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantView {
    /// Which one.
    pub id: GrantId,
    /// The other of the two, by name.
    pub name: String,
    /// What the one who acts is to the other.
    pub relation: Relation,
    /// How far it goes.
    pub scope: Scope,
    /// The first day, where that is to come.
    pub from: Option<Date>,
    /// The last day, where there is one.
    pub until: Option<Date>,
    /// Whoever asks may end it.
    pub may_end: bool,
}

/// What holds or is to come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grants {
    /// For whom the member who is signed on may act.
    pub of_me: Vec<GrantView>,
    /// Who may act for them.
    pub over_me: Vec<GrantView>,
}

/// Acts for another member from now on; without one for nobody else. Then goes `back`, or to the
/// appointments where that page is about one of somebody else's.
#[server(prefix = "/api", endpoint = "act_for")]
pub async fn act_for(
    #[server(default)] whom: Option<Whom>,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        grants, to,
    };
    answer(async {
        grants::act_for(&Caller::here()?, whom).await?;
        to::wanted(Some(grants::way_back(&back)), grants::APPOINTMENTS);
        Ok(())
    })
    .await
}

/// For whom the member who is signed on may act, and who may act for them.
#[server(prefix = "/api", endpoint = "list_grants", input = GetUrl)]
pub async fn list_grants() -> Result<Grants, AppError> {
    use super::{
        caller::{Caller, answer},
        grants,
    };
    answer(async { grants::list(&Caller::here()?).await }).await
}

/// Ends what lets somebody act for the member who is signed on, at once. Both get a letter.
#[server(prefix = "/api", endpoint = "end_grant")]
pub async fn end_grant(id: GrantId) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        grants, to,
    };
    answer(async {
        grants::end(&Caller::here()?, &id).await?;
        to::page("/account", &[("done", "grant")]);
        Ok(())
    })
    .await
}
