//! `server staff`: who of the offices signs on at `/staff`.

use std::fmt::Write as _;

use app::{
    domain::{
        id::{LocationId, StaffId},
        staff::{self, Duty},
    },
    error::AppError,
    identity::enrolment::invite,
    store,
};

use crate::{command::AtHand, config::Staff, failure::Failure};

/// Why it cannot be.
#[derive(Debug, thiserror::Error)]
pub enum StaffError {
    /// There is no such place.
    #[error("{0} is no place of the directory: its ids stand in Location.ndjson")]
    NoLocation(LocationId),
    /// Two of one name could not sign on.
    #[error("somebody is called {0} already: write a name that differs in more than capitals and accents")]
    Named(String),
    /// There is no such account.
    #[error("{0} is no account that could end: `server staff list` lists them with their ids")]
    Nobody(StaffId),
    /// The code could not be made.
    #[error(transparent)]
    Code(#[from] AppError),
    /// The database failed.
    #[error("the database failed: {0}")]
    Store(#[from] store::Error),
}

/// Does what was asked and tells what came of it.
///
/// # Errors
/// For what is not there or cannot be, and when something cannot be read or written.
pub async fn staff(at_hand: &AtHand, wanted: &Staff) -> Result<(), Failure> {
    match wanted {
        Staff::Add { name, offices, role } => at_hand.answer(&add(at_hand, name, offices, *role).await?),
        Staff::List => at_hand.answer(&list(at_hand).await?),
        Staff::End { id } => at_hand.answer(&end(at_hand, id).await?),
    }
}

async fn add(at_hand: &AtHand, name: &str, offices: &[LocationId], duty: Duty) -> Result<String, StaffError> {
    let AtHand { store, settings, now, .. } = at_hand;
    for id in offices {
        let found = store::directory::location(store, id).await?;
        found.ok_or_else(|| StaffError::NoLocation(id.clone()))?;
    }
    let invited = invite(store, name, offices.to_vec(), duty, *now).await?;
    let (staff, code) = invited.ok_or_else(|| StaffError::Named(name.to_owned()))?;
    let page = format!("{}/staff/enrol", settings.public_url().origin());
    Ok(format!(
        "added: {}\nThis code sets up the account at {page}, once, within a day:\n{code}\n",
        line(&staff)
    ))
}

async fn list(at_hand: &AtHand) -> Result<String, StaffError> {
    let mut text = String::new();
    for staff in store::staff::all(&at_hand.store).await? {
        let enrolled = store::staff_credential::find(&at_hand.store, &staff.id).await?.is_some();
        let state = match (staff.ended, enrolled) {
            (Some(at), _) => format!("ended {}", at.strftime("%Y-%m-%d")),
            (None, true) => "signs on".to_owned(),
            (None, false) => "not set up yet".to_owned(),
        };
        // A text takes whatever is written to it.
        let _ = writeln!(text, "{}  {state}", line(&staff));
    }
    Ok(if text.is_empty() { "nobody yet: `server staff add` adds somebody\n".to_owned() } else { text })
}

async fn end(at_hand: &AtHand, id: &StaffId) -> Result<String, StaffError> {
    match store::staff::end(&at_hand.store, id, at_hand.now).await? {
        true => Ok("ended: they are signed off, and cannot sign on any more\n".to_owned()),
        false => Err(StaffError::Nobody(id.clone())),
    }
}

fn line(staff: &staff::Staff) -> String {
    let duty = match staff.duty {
        Duty::Desk => "desk",
        Duty::Manager => "manager",
    };
    let offices: Vec<_> = staff.offices.iter().map(LocationId::as_str).collect();
    format!("{}  {}  {duty} at {}", staff.id, staff.name, offices.join(", "))
}

impl From<StaffError> for Failure {
    fn from(error: StaffError) -> Self {
        Self::Other(error.to_string())
    }
}
