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
mod tests {
    use super::*;

    fn typed() -> DirectoryQuery {
        DirectoryQuery { text: "ey".into(), online: true, after: Some("x".into()), ..DirectoryQuery::default() }
    }

    #[test]
    fn a_specialty_takes_the_place_of_the_words_and_leaves_the_choices() {
        let eyes = Suggestion::Specialty("eye-care".into());
        assert_eq!(leads_to(eyes, typed()), "/directory?specialty=eye-care&online=true");
    }

    #[test]
    fn a_city_becomes_the_place() {
        let city = Suggestion::City("Olympia, WA".into());
        assert_eq!(leads_to(city, typed()), "/directory?place=Olympia%2C%20WA&online=true");
    }

    #[test]
    fn a_clinician_leads_to_their_page() {
        let (id, name, city) = ("c1".into(), "Dana Reyes, MD".to_owned(), "Olympia".to_owned());
        let clinician = Suggestion::Clinician { id, name, specialty: None, city };
        assert_eq!(leads_to(clinician, typed()), "/clinicians/c1");
    }
}
