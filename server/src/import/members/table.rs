//! A line of the CSV of members.

use app::domain::{
    id::{MemberId, MemberNumber},
    member::Member,
    registrant::member_number,
};
use jiff::civil::Date;
use lettre::Address;

use crate::table::{Cells, short};

/// The columns, in the order in which they are usual.
pub const COLUMNS: [&str; 8] = ["number", "given", "family", "born", "email", "phone", "language", "status"];

/// The longest name, in characters.
const NAME_MOST: usize = 100;

/// What is said of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Is one.
    Covered(Box<Covered>),
    /// Is none any more.
    Ended(MemberNumber),
}

/// Somebody whom the plan covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// The number on the card.
    pub number: MemberNumber,
    given: String,
    family: String,
    born: Date,
    email: String,
    phone: String,
    spanish: Option<bool>,
}

impl Entry {
    /// Whose line it is.
    pub fn number(&self) -> &MemberNumber {
        match self {
            Self::Covered(covered) => &covered.number,
            Self::Ended(number) => number,
        }
    }
}

impl Covered {
    /// The member as they are to be; what the roll does not say stays as it was.
    pub fn member(self, before: Option<&Member>, id: impl FnOnce() -> MemberId) -> Member {
        let Self { number, given, family, born, email, phone, spanish } = self;
        Member {
            id: before.map_or_else(id, |before| before.id.clone()),
            physician: before.and_then(|before| before.physician.clone()),
            spanish: spanish.or(before.and_then(|before| before.spanish)),
            number,
            given,
            family,
            born,
            email,
            phone,
        }
    }
}

/// Reads a line; what is wrong is noted in the cells.
pub fn entry(cells: &Cells) -> Option<Entry> {
    let number = number(cells);
    if is_ended(cells)? {
        return Some(Entry::Ended(number?));
    }
    let (given, family, born) = (name(cells, "given"), name(cells, "family"), cells.date("born"));
    let (email, phone, spanish) = (email(cells), phone(cells), language(cells));
    let (number, given, family, born) = (number?, given?, family?, born?);
    let (email, phone, spanish) = (email?, phone?, spanish?);
    Some(Entry::Covered(Box::new(Covered { number, given, family, born, email, phone, spanish })))
}

fn number(cells: &Cells) -> Option<MemberNumber> {
    let text = cells.filled("number")?;
    member_number(text).or_else(|| cells.fault("number", "must be letters and digits, at most 20"))
}

/// An empty cell is a member.
fn is_ended(cells: &Cells) -> Option<bool> {
    match cells.cell("status") {
        "" | "active" => Some(false),
        "ended" => Some(true),
        other => cells.fault("status", format!("must be active or ended, is “{}”", short(other))),
    }
}

fn name(cells: &Cells, column: &'static str) -> Option<String> {
    let name = cells.filled(column)?;
    let fits = name.chars().count() <= NAME_MOST;
    fits.then(|| name.to_owned()).or_else(|| cells.fault(column, "is longer than 100 characters"))
}

/// The address is not named: what is told may be kept. Who has none can be acted for, and cannot
/// register.
fn email(cells: &Cells) -> Option<String> {
    let email = cells.cell("email");
    let is_one = email.is_empty() || email.parse::<Address>().is_ok();
    is_one.then(|| email.to_owned()).or_else(|| cells.fault("email", "is no e-mail address"))
}

fn phone(cells: &Cells) -> Option<String> {
    let phone = cells.cell("phone");
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    let is_one = phone.is_empty() || (7..=15).contains(&digits) && phone.chars().count() <= 30;
    is_one
        .then(|| phone.to_owned())
        .or_else(|| cells.fault("phone", "is no phone: write for example 206-555-0100"))
}

/// An empty cell leaves it as it is.
fn language(cells: &Cells) -> Option<Option<bool>> {
    match cells.cell("language") {
        "" => Some(None),
        "en" => Some(Some(false)),
        "es" => Some(Some(true)),
        other => cells.fault("language", format!("must be en or es, is “{}”", short(other))),
    }
}
