//! A line of the CSV of grants, before anybody has looked whether its two members exist.

use app::domain::{
    actor::Actor,
    grant::{Grant, Relation, Scope},
    id::{GrantId, MemberId, MemberNumber},
    registrant::member_number,
};
use jiff::civil::Date;

use super::super::reference::is_id;
use crate::table::{Cells, short};

/// The columns, in the order in which they are usual.
pub const COLUMNS: [&str; 9] =
    ["grant", "proxy", "member", "relation", "scope", "valid_from", "valid_until", "given_by", "status"];

/// What is said of a grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// It holds.
    Holds(Box<Holding>),
    /// It does not, or not any more.
    Revoked(GrantId),
}

/// A grant that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// The plan's own.
    pub id: GrantId,
    /// The number on the card of who acts.
    pub proxy: MemberNumber,
    /// The number on the card of whom they act for.
    pub member: MemberNumber,
    relation: Relation,
    scope: Scope,
    days: (Date, Option<Date>),
    given_by: Actor,
}

impl Entry {
    /// Which one.
    pub fn id(&self) -> &GrantId {
        match self {
            Self::Holds(holding) => &holding.id,
            Self::Revoked(id) => id,
        }
    }
}

impl Holding {
    /// The grant, once it is known who the two are.
    pub fn grant(self, proxy: MemberId, member: MemberId) -> Grant {
        let Self { id, relation, scope, days: (valid_from, valid_until), given_by, .. } = self;
        Grant { id, proxy, member, relation, scope, valid_from, valid_until, given_by, is_ended: false }
    }
}

/// Reads a line; what is wrong is noted in the cells.
pub fn entry(cells: &Cells) -> Option<Entry> {
    let id = id(cells);
    if is_revoked(cells)? {
        return Some(Entry::Revoked(id?));
    }
    let (proxy, member) = (number(cells, "proxy"), number(cells, "member"));
    let (relation, scope) = (relation(cells), scope(cells));
    let (days, given_by) = (days(cells), given_by(cells));
    let (id, proxy, member, relation, scope) = (id?, proxy?, member?, relation?, scope?);
    if proxy == member {
        return cells.fault("proxy", "is the member: nobody needs a grant to act for themselves");
    }
    let (days, given_by) = (days?, given_by?);
    Some(Entry::Holds(Box::new(Holding { id, proxy, member, relation, scope, days, given_by })))
}

fn id(cells: &Cells) -> Option<GrantId> {
    let id = cells.filled("grant")?;
    let wrong = || cells.fault("grant", "must be letters, digits, “-”, “.” or “_”, at most 128");
    is_id(id).then(|| id.into()).or_else(wrong)
}

/// An empty cell is one that holds.
fn is_revoked(cells: &Cells) -> Option<bool> {
    one_of(cells, "status", &[("", false), ("active", false), ("revoked", true)])
}

fn number(cells: &Cells, column: &'static str) -> Option<MemberNumber> {
    let text = cells.filled(column)?;
    member_number(text).or_else(|| cells.fault(column, "is no number of a card"))
}

fn relation(cells: &Cells) -> Option<Relation> {
    one_of(cells, "relation", &[("parent", Relation::Parent), ("carer", Relation::Carer)])
}

fn scope(cells: &Cells) -> Option<Scope> {
    one_of(cells, "scope", &[("view", Scope::View), ("book", Scope::Book)])
}

/// The last day may be empty: there is no end then.
fn days(cells: &Cells) -> Option<(Date, Option<Date>)> {
    let from = cells.date("valid_from");
    let until = match cells.cell("valid_until") {
        "" => None,
        _ => Some(cells.date("valid_until")?),
    };
    let from = from?;
    let wrong = || cells.fault("valid_until", "is before valid_from");
    if until.is_some_and(|until| until < from) { wrong() } else { Some((from, until)) }
}

/// An empty cell is the plan.
fn given_by(cells: &Cells) -> Option<Actor> {
    one_of(cells, "given_by", &[("", Actor::Plan), ("plan", Actor::Plan), ("member", Actor::Member)])
}

fn one_of<T: Clone>(cells: &Cells, column: &'static str, words: &[(&str, T)]) -> Option<T> {
    let text = cells.cell(column);
    let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| value.clone());
    let named: Vec<_> = words.iter().map(|(word, _)| *word).filter(|word| !word.is_empty()).collect();
    found
        .or_else(|| cells.fault(column, format!("must be one of {}, is “{}”", named.join(", "), short(text))))
}
