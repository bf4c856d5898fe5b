//! Where a suggestion leads.

use super::query::address;
use crate::domain::{found::Suggestion, search::DirectoryQuery};

/// A clinician leads to their page; anything else takes the place of the words of `query`.
pub(in crate::pages) fn leads_to(suggestion: Suggestion, query: DirectoryQuery) -> String {
    let query = DirectoryQuery { text: String::new(), after: None, ..query };
    match suggestion {
        Suggestion::Clinician { id, .. } => format!("/clinicians/{id}"),
        Suggestion::Specialty(id) => address(&DirectoryQuery { specialty: Some(id), ..query }),
        Suggestion::Office { id, .. } => address(&DirectoryQuery { office: Some(id), ..query }),
        Suggestion::City(place) => address(&DirectoryQuery { place, ..query }),
    }
}

#[cfg(test)]
mod tests;
