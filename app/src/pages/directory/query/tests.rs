use super::*;
use crate::domain::{
    directory::Gender,
    search::{By, PartOfDay, Sort, Weekdays, When},
    visit_type::Modality,
};

/// What the router reads of an address.
fn opened(address: &str) -> DirectoryQuery {
    let pairs = address.split_once('?').map_or("", |(_, pairs)| pairs).split('&');
    let pairs = pairs.filter_map(|pair| pair.split_once('='));
    read(&pairs.map(|(name, value)| (name.to_owned(), value)).collect())
}

#[test]
fn an_address_says_the_whole_search() {
    let query = DirectoryQuery {
        text: "foot doctor".into(),
        place: "98501".into(),
        within: Some(50),
        office: Some("olympia".into()),
        specialty: Some("podiatry".into()),
        visit_type: Some("foot-visit".into()),
        modality: Some(Modality::InPerson),
        language: Some("es".into()),
        gender: Some(Gender::Female),
        accepting: true,
        self_referral: true,
        online: true,
        when: Some(When::NextWeek),
        weekdays: Weekdays(0b010_0001),
        part: Some(PartOfDay::Morning),
        sort: Sort::FirstAvailable,
        by: By::Team,
        after: Some("20".into()),
    };
    assert_eq!(opened(&address(&query)), query);
}

#[test]
fn what_is_usual_is_left_out_of_the_address() {
    assert_eq!(address(&DirectoryQuery::default()), "/directory");
    let saturdays = DirectoryQuery { weekdays: Weekdays(0b010_0001), ..DirectoryQuery::default() };
    assert_eq!(address(&saturdays), "/directory?weekdays=monday&weekdays=saturday");
}

#[test]
fn what_cannot_be_read_is_left_out() {
    let nonsense = "/directory?within=far&when=yesterday&part=&sort=worst&by=moon&weekdays=someday&online=1";
    assert_eq!(opened(nonsense), DirectoryQuery::default());
}

#[test]
fn a_search_has_one_address_wherever_it_is_written() {
    let query = DirectoryQuery { office: Some("lake-union_2".into()), ..DirectoryQuery::default() };
    assert_eq!(address(&query), "/directory?office=lake-union_2");
}
