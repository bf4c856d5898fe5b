//! Somebody of an office: where they work, and what they may do there.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    id::{LocationId, StaffId},
    search::words,
};

/// The longest name, in characters.
const NAME_MOST: usize = 80;

/// Somebody of one or more offices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// A UUID of version 7: it stands with all that they did, also after they have left.
    pub id: StaffId,
    /// What they are called, and sign on with.
    pub name: String,
    /// Where they work.
    pub offices: Vec<LocationId>,
    /// What they may do there.
    pub duty: Duty,
    /// When they were added.
    pub added: Timestamp,
    /// When their account ended; `None` while it has not.
    #[serde(default)]
    pub ended: Option<Timestamp>,
}

/// What somebody may do at their offices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Duty {
    /// See the day, and write down who came.
    Desk,
    /// That, and say that a clinician is away.
    Manager,
}

impl Staff {
    /// Whether they work at a place.
    pub fn works_at(&self, place: &LocationId) -> bool {
        self.ended.is_none() && self.offices.contains(place)
    }

    /// Whether they may say that a clinician of a place is away.
    pub fn may_close_at(&self, place: &LocationId) -> bool {
        self.works_at(place) && self.duty == Duty::Manager
    }
}

/// A name that can be signed on with, without blanks around it; `None` where it is none.
pub fn name(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = text.chars().count() <= NAME_MOST && !text.contains(char::is_control);
    (fits && !key(&text).is_empty()).then_some(text)
}

/// The same for names that are told apart by capitals, accents or marks only: nobody else can be
/// added under it.
pub fn key(name: &str) -> String {
    words(name).join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn staff(duty: Duty) -> Staff {
        let added = "2026-11-24T12:00:00Z".parse().expect("an instant");
        Staff {
            id: "s".into(),
            name: "Ana Ruiz".into(),
            offices: vec!["ballard".into(), "lake-union".into()],
            duty,
            added,
            ended: None,
        }
    }

    #[test]
    fn only_a_manager_says_who_is_away_and_only_at_an_office_of_their_own() {
        let (desk, manager) = (staff(Duty::Desk), staff(Duty::Manager));
        assert!(desk.works_at(&"ballard".into()) && !desk.works_at(&"olympia".into()));
        assert!(!desk.may_close_at(&"ballard".into()) && manager.may_close_at(&"ballard".into()));
        assert!(!manager.may_close_at(&"olympia".into()));
    }

    #[test]
    fn who_has_left_works_nowhere() {
        let manager = staff(Duty::Manager);
        let left = Staff { ended: Some(manager.added), ..manager };
        assert!(!left.works_at(&"ballard".into()) && !left.may_close_at(&"ballard".into()));
    }

    #[test]
    fn a_name_is_one_whatever_its_capitals_and_accents() {
        assert_eq!(name("  Ana   Ruiz "), Some("Ana Ruiz".to_owned()));
        assert_eq!((name(" "), name("?!"), name(&"a".repeat(81))), (None, None, None));
        assert_eq!(key("Ana Núñez"), key("ANA NUNEZ"));
        assert_ne!(key("Ana Núñez"), key("Ana Nuno"));
    }
}
