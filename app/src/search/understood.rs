//! What the words of a search say besides whom it is for, unless somebody is called so.

use super::{Search, conditions::Conditions, roles::Roles, text::wanted};
use crate::domain::{search::DirectoryQuery, understanding::understand};

impl<'a> Search<'a> {
    /// The search as it is meant, and who fits it. Words are taken as they stand where they are
    /// somebody's name, and where only that finds anybody.
    pub(super) fn understood(&'a self, query: &DirectoryQuery) -> (Conditions<'a>, Roles) {
        let directory = self.directory;
        let understood = understand(query, &|text| directory.is_place(text));
        let literal = || self.fitting(query.clone());
        if understood == *query || directory.words.is_name(&wanted(&query.text)) {
            return literal();
        }
        let (conditions, fitting) = self.fitting(understood);
        if !fitting.is_empty() {
            return (conditions, fitting);
        }
        let (other, fits) = literal();
        if fits.is_empty() { (conditions, fitting) } else { (other, fits) }
    }

    fn fitting(&'a self, query: DirectoryQuery) -> (Conditions<'a>, Roles) {
        let conditions = Conditions::new(self, query);
        let fitting = conditions.fitting();
        (conditions, fitting)
    }
}
