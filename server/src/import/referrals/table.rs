//! A line of the CSV of referrals.

use app::domain::{id::MemberNumber, plan::Plan, registrant::member_number};
use jiff::civil::Date;

use super::{
    super::reference::is_id,
    entry::{Entry, Fields, Holding, To, fits, holds, states, visits_wanted},
};
use crate::table::{Cells, short};

/// The columns, in the order in which they are usual.
pub const COLUMNS: [&str; 8] =
    ["referral", "member", "specialty", "clinician", "valid_from", "valid_until", "visits", "status"];

const FIELDS: Fields = Fields { member: "member", clinician: "clinician" };

/// Reads a line; what is wrong is noted in the cells.
pub fn entry(cells: &Cells, plan: &Plan) -> Option<Entry> {
    let id = id(cells);
    if !state(cells)? {
        return Some(Entry::Over(id?.into()));
    }
    let (number, to) = (number(cells), to(cells, plan));
    let (days, visits) = (days(cells), visits(cells));
    let (id, number, to, days, visits) = (id?.into(), number?, to?, days?, visits?);
    Some(Entry::Holds(Box::new(Holding { id, number, to, days, visits, fields: FIELDS })))
}

fn id<'a>(cells: &'a Cells) -> Option<&'a str> {
    let id = cells.filled("referral")?;
    let wrong = || cells.fault("referral", "must be letters, digits, “-”, “.” or “_”, at most 128");
    is_id(id).then_some(id).or_else(wrong)
}

/// An empty cell is one that holds.
fn state(cells: &Cells) -> Option<bool> {
    match cells.cell("status") {
        "" => Some(true),
        state => holds(state).or_else(|| cells.fault("status", states())),
    }
}

fn number(cells: &Cells) -> Option<MemberNumber> {
    let text = cells.filled("member")?;
    member_number(text).or_else(|| cells.fault("member", "is no number of a card"))
}

fn to(cells: &Cells, plan: &Plan) -> Option<To> {
    match (cells.cell("specialty"), cells.cell("clinician")) {
        ("", "") => cells.fault("specialty", "is empty, and so is clinician: fill in one of them"),
        ("", clinician) => Some(To::Clinician(clinician.into())),
        (words, "") => {
            let found = plan.specialty_for_code(words).or_else(|| plan.specialty_called(words));
            let wrong =
                || cells.fault("specialty", format!("is no specialty of the plan: “{}”", short(words)));
            found.map(|specialty| To::Specialty(specialty.id.clone())).or_else(wrong)
        }
        _ => cells.fault("clinician", "must be empty where a specialty is named"),
    }
}

fn days(cells: &Cells) -> Option<(Date, Date)> {
    let (from, until) = (cells.date("valid_from"), cells.date("valid_until"));
    let (from, until) = (from?, until?);
    let wrong = || cells.fault("valid_until", "is before valid_from");
    (from <= until).then_some((from, until)).or_else(wrong)
}

/// `Some(None)` where the cell is empty.
fn visits(cells: &Cells) -> Option<Option<u32>> {
    if cells.cell("visits").is_empty() {
        return Some(None);
    }
    let visits: u32 = cells.parsed("visits", "a whole number")?;
    fits(visits).then_some(Some(visits)).or_else(|| cells.fault("visits", visits_wanted()))
}
