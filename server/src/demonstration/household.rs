//! The demonstration member's household: a child, a teen and an older parent for whom they act. Those
//! come by the same way as any plan's: a table of grants.

use app::domain::member::Member;
use jiff::civil::{Date, date};

use super::members::DEMONSTRATION_MEMBER;

/// Number, first and last name, age, month and day of birth, relation of the demonstration member.
type Entry = (&'static str, &'static str, &'static str, i16, (i8, i8), &'static str);

/// They keep their ages as the years go by: what is shown depends on them.
const DEPENDENTS: &[Entry] = &[
    ("10000134", "Mia", "Delgado", 8, (3, 21), "parent"),
    ("10000145", "Leo", "Delgado", 15, (1, 10), "parent"),
    ("10000156", "Carmen", "Ortega", 79, (7, 2), "carer"),
];

/// The dependents, as the roll has them.
pub fn dependents(today: Date) -> impl Iterator<Item = Member> {
    DEPENDENTS.iter().zip(60..).map(move |(entry, n)| {
        let (number, given, family, age, (month, day), _) = *entry;
        Member {
            id: format!("demonstration-{number}").as_str().into(),
            number: number.into(),
            given: given.to_owned(),
            family: family.to_owned(),
            born: date(today.year() - age, month, day),
            email: format!("{}@example.org", given.to_lowercase()),
            phone: format!("206-555-01{n}"),
            physician: None,
            spanish: None,
        }
    })
}

/// The table that lets the demonstration member act for them, since the first of the year.
pub fn grants(today: Date) -> String {
    let header = "grant,proxy,member,relation,scope,valid_from,valid_until,given_by,status".to_owned();
    let row = |(number, _, _, _, _, relation): &Entry| {
        let (proxy, since) = (DEMONSTRATION_MEMBER.number, today.first_of_year());
        format!("demonstration-grant-{number},{proxy},{number},{relation},book,{since},,plan,")
    };
    std::iter::once(header).chain(DEPENDENTS.iter().map(row)).map(|line| line + "\n").collect()
}
