//! One line of the table: a session of the week, a closed day or a session of one day.

use app::domain::{
    id::{RoleId, VisitTypeId},
    plan::Plan,
    schedule::{SLOTS, Session},
};
use jiff::civil::{Date, Time};

use crate::table::{Cells, short};

/// Days of the week as the table has them; the first is 1.
pub const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Counted from 1.
    pub line: u64,
    /// What it says.
    pub entry: Entry,
}

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A session of the week.
    Session {
        /// The session.
        session: Session,
        /// The grid, in minutes.
        slot_minutes: u16,
        /// The first day of the week's validity.
        valid_from: Option<Date>,
    },
    /// A day on which nobody is there.
    Closed(Date),
    /// A session of one day.
    Extra(Date, Session),
}

impl Row {
    /// Reads a line; what is wrong is noted in the cells.
    pub fn read(cells: &Cells, plan: &Plan) -> Option<Self> {
        let entry = match cells.filled("kind")? {
            "session" => session(cells, plan),
            "closed" => closed(cells),
            "extra" => extra(cells, plan),
            _ => cells.fault("kind", "must be session, closed or extra"),
        };
        Some(Self { line: cells.line, entry: entry? })
    }
}

fn session(cells: &Cells, plan: &Plan) -> Option<Entry> {
    cells.must_be_empty("session", &["date"]);
    let weekday = cells.weekday();
    let (slot_minutes, valid_from) = (cells.slot_minutes(), cells.valid_from());
    let session = cells.session(weekday.unwrap_or_default(), plan)?;
    weekday?;
    Some(Entry::Session { session, slot_minutes: slot_minutes?, valid_from: valid_from? })
}

fn closed(cells: &Cells) -> Option<Entry> {
    let others = ["weekday", "start", "end", "slot_minutes", "visit_types", "valid_from"];
    cells.must_be_empty("closed", &others);
    Some(Entry::Closed(cells.date("date")?))
}

fn extra(cells: &Cells, plan: &Plan) -> Option<Entry> {
    cells.must_be_empty("extra", &["weekday", "slot_minutes", "valid_from"]);
    let date = cells.date("date");
    let weekday = date.map_or(0, |date| date.weekday().to_monday_one_offset());
    let session = cells.session(weekday, plan)?;
    Some(Entry::Extra(date?, session))
}

impl Cells<'_> {
    /// Whose line it is.
    pub fn role(&self) -> Option<RoleId> {
        self.filled("role").map(RoleId::from)
    }

    fn must_be_empty(&self, kind: &str, columns: &[&'static str]) {
        for column in columns.iter().filter(|column| !self.cell(column).is_empty()) {
            self.fault::<()>(column, format!("must be empty in a line of kind {kind}"));
        }
    }

    fn time(&self, column: &'static str) -> Option<Time> {
        self.parsed(column, "a time like 08:30")
    }

    /// `Some(None)` where the cell is empty.
    fn valid_from(&self) -> Option<Option<Date>> {
        if self.cell("valid_from").is_empty() { Some(None) } else { self.date("valid_from").map(Some) }
    }

    fn weekday(&self) -> Option<i8> {
        let text = self.filled("weekday")?;
        let found = (1..).zip(WEEKDAYS).find(|(_, name)| name.eq_ignore_ascii_case(text));
        let wrong = || self.fault("weekday", format!("must be one of {}", WEEKDAYS.join(", ")));
        found.map(|(number, _)| number).or_else(wrong)
    }

    fn slot_minutes(&self) -> Option<u16> {
        let minutes = self.parsed("slot_minutes", "a number of minutes")?;
        let (least, most) = (SLOTS.start(), SLOTS.end());
        let wrong = || self.fault("slot_minutes", format!("must be from {least} to {most}"));
        SLOTS.contains(&minutes).then_some(minutes).or_else(wrong)
    }

    fn session(&self, weekday: i8, plan: &Plan) -> Option<Session> {
        let (start, end, visit_types) = (self.time("start"), self.time("end"), self.visit_types(plan));
        Some(Session { weekday, start: start?, end: end?, visit_types: visit_types? })
    }

    /// An empty cell is whatever the role offers.
    fn visit_types(&self, plan: &Plan) -> Option<Vec<VisitTypeId>> {
        let ids: Vec<_> = self.cell("visit_types").split_whitespace().map(VisitTypeId::from).collect();
        match ids.iter().find(|id| plan.visit_type(id).is_none()) {
            Some(id) => {
                let reason = format!("has “{}”, which the plan profile does not have", short(id.as_str()));
                self.fault("visit_types", reason)
            }
            None => Some(ids),
        }
    }
}
