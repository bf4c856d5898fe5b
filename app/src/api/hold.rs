//! Keeping a chosen time for a member who is about to book it.

use jiff::Timestamp;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        id::{RoleId, VisitTypeId, Whom},
        time::LocalTime,
    },
    error::AppError,
};

/// A time that is kept, as a page tells it: no clock of a browser has to be right for that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The chosen start, on the clock of the place.
    pub start: LocalTime,
    /// For so many seconds from now.
    pub seconds: u32,
}

/// Keeps a start for the member, or keeps it longer. What they kept with the role before is free.
#[server(prefix = "/api", endpoint = "keep_time")]
pub async fn keep_time(
    role: RoleId,
    visit_type: VisitTypeId,
    start: Timestamp,
    #[server(default)] whom: Option<Whom>,
) -> Result<Held, AppError> {
    use super::{
        caller::{Caller, answer},
        desk::Desk,
        views,
    };
    use crate::domain::audit::Kind;
    answer(async {
        let caller = Caller::here()?;
        let member = caller.changes_for(whom, Kind::Hold).await?;
        let hold = Desk::open(&caller, &member, &role, &visit_type).await?.keep(start).await?;
        Ok(views::held(&caller, &caller.listing(&role)?, &hold))
    })
    .await
}

/// Lets go of a start that the member keeps with a role, where they still do.
#[server(prefix = "/api", endpoint = "let_go_of_time")]
pub async fn let_go_of_time(role: RoleId, start: Timestamp) -> Result<(), AppError> {
    use super::caller::{Caller, answer};
    use crate::domain::audit::{Action, Kind};
    answer(async {
        let caller = Caller::here()?;
        let member = caller.changes(Kind::Hold).await?;
        // Whoever has booked it leaves too, and has nothing to let go of.
        if caller.holds(&member, &role).await?.iter().any(|hold| hold.start == start) {
            let store = caller.writes(&member, (Action::Delete, Kind::Hold)).await?;
            let released = crate::store::hold::let_go(&store, &member, &role, start).await?;
            caller.portal.note_released(released).await;
        }
        Ok(())
    })
    .await
}
