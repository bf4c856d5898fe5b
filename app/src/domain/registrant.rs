//! Who says that they are a member (Brief B8): what was typed, once it can be read.

use jiff::civil::Date;

use super::{id::MemberNumber, member::Member, search::words};

/// The longest member number, in characters.
const NUMBER_MOST: usize = 20;
/// Nobody who registers was born before.
const FIRST_YEAR: i16 = 1880;

/// Somebody who registers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registrant {
    /// The number on the card.
    pub number: MemberNumber,
    /// Date of birth.
    pub born: Date,
    /// Last name.
    pub family: String,
}

impl Registrant {
    /// Whether it is that member: capitals, accents and marks of the name do not count.
    pub fn is(&self, member: &Member) -> bool {
        let name = |text: &str| words(text).concat();
        self.number == member.number && self.born == member.born && name(&self.family) == name(&member.family)
    }
}

/// Reads the number on the card; spaces and hyphens do not count.
pub fn member_number(text: &str) -> Option<MemberNumber> {
    let number: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let readable = number.chars().all(|c| c.is_ascii_alphanumeric());
    let fits = (1..=NUMBER_MOST).contains(&number.len());
    (readable && fits).then(|| MemberNumber(number.to_ascii_uppercase()))
}

/// Reads a date of birth.
pub fn born(day: &str, month: &str, year: &str) -> Option<Date> {
    let year = year.trim().parse().ok().filter(|year| *year >= FIRST_YEAR)?;
    Date::new(year, month.trim().parse().ok()?, day.trim().parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn member() -> Member {
        Member {
            id: "m".into(),
            number: "01234567".into(),
            given: "Ana".into(),
            family: "Núñez O’Hara".into(),
            born: date(1958, 4, 15),
            email: "ana@example.org".into(),
            phone: "206-555-0100".into(),
            physician: None,
            spanish: Some(true),
        }
    }

    #[test]
    fn a_number_is_read_with_spaces_and_hyphens() {
        assert_eq!(member_number(" 0123-45 67 "), Some("01234567".into()));
        assert_eq!(member_number("01234567; DROP"), None);
        assert_eq!(member_number(""), None);
    }

    #[test]
    fn a_date_of_birth_is_one_that_there_was() {
        assert_eq!(born("29", "2", "1960"), Some(date(1960, 2, 29)));
        assert_eq!(born("29", "2", "1961"), None);
        assert_eq!(born("4", "15", "58"), None);
    }

    #[test]
    fn capitals_accents_and_marks_of_a_name_do_not_count() {
        let typed = |family: &str| Registrant {
            number: "01234567".into(),
            born: date(1958, 4, 15),
            family: family.into(),
        };
        assert!(typed("NUNEZ OHARA").is(&member()) && typed("nuñez-o'hara").is(&member()));
        assert!(!typed("Nunez").is(&member()));
        assert!(!Registrant { born: date(1958, 4, 16), ..typed("Nunez O'Hara") }.is(&member()));
    }
}
