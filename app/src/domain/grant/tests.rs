use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::domain::plan::example;

const BORN: Date = date(2010, 6, 15);

fn grant(relation: Relation, scope: Scope) -> Grant {
    Grant {
        id: "g".into(),
        proxy: "rosa".into(),
        member: "mia".into(),
        relation,
        scope,
        valid_from: date(2026, 11, 1),
        valid_until: Some(date(2027, 1, 31)),
        given_by: Actor::Plan,
        is_ended: false,
    }
}

/// One without an end, from long ago.
fn endless(relation: Relation, scope: Scope) -> Grant {
    Grant { valid_from: date(2000, 1, 1), valid_until: None, ..grant(relation, scope) }
}

fn on(grant: &Grant, born: Date, today: Date) -> Result<Power, NoPower> {
    power(std::slice::from_ref(grant), born, today, &Household::default())
}

#[test]
fn it_holds_on_its_first_and_its_last_day_and_on_none_beside() {
    let grant = grant(Relation::Carer, Scope::View);
    let on = |day| on(&grant, BORN, day);
    assert_eq!(on(date(2026, 10, 31)), Err(NoPower::NotYet));
    assert!(on(date(2026, 11, 1)).is_ok() && on(date(2027, 1, 31)).is_ok());
    assert_eq!(on(date(2027, 2, 1)), Err(NoPower::Over));
    let ended = Grant { is_ended: true, ..grant.clone() };
    assert_eq!(power(&[ended], BORN, date(2026, 11, 1), &Household::default()), Err(NoPower::Ended));
}

#[test]
fn a_parents_ends_on_the_birthday_on_which_the_child_is_of_age_and_a_carers_does_not() {
    let (eve, birthday) = (date(2028, 6, 14), date(2028, 6, 15));
    let parent = endless(Relation::Parent, Scope::Book);
    assert_eq!(on(&parent, BORN, eve).map(|power| power.last_day), Ok(Some(eve)));
    assert_eq!(on(&parent, BORN, birthday), Err(NoPower::OfAge));
    let carer = endless(Relation::Carer, Scope::Book);
    assert_eq!(on(&carer, BORN, birthday).map(|power| power.last_day), Ok(None));
}

#[test]
fn what_is_private_is_kept_from_a_parent_from_the_birthday_of_a_teen_on() {
    let keeps = |relation, day| on(&endless(relation, Scope::Book), BORN, day).map(|it| it.keeps_private);
    assert_eq!(keeps(Relation::Parent, date(2023, 6, 14)), Ok(false));
    assert_eq!(keeps(Relation::Parent, date(2023, 6, 15)), Ok(true));
    assert_eq!(keeps(Relation::Carer, date(2023, 6, 15)), Ok(false));
}

#[test]
fn who_was_born_on_29_february_has_a_birthday_on_1_march_where_there_is_none() {
    let born = date(2008, 2, 29);
    let parent = endless(Relation::Parent, Scope::View);
    assert_eq!(on(&parent, born, date(2026, 2, 28)).map(|it| it.last_day), Ok(Some(date(2026, 2, 28))));
    assert_eq!(on(&parent, born, date(2026, 3, 1)), Err(NoPower::OfAge));
    let twenty = Household { adult_age: 20, ..Household::default() };
    assert_eq!(parent.last_day(born, &twenty), Some(date(2028, 2, 28)));
    assert_eq!(parent.power(born, date(2028, 2, 29), &twenty), Err(NoPower::OfAge));
}

#[test]
fn of_several_the_most_counts_but_a_parent_of_a_teen_stays_one() {
    let today = date(2026, 11, 24);
    let both = [endless(Relation::Parent, Scope::View), grant(Relation::Carer, Scope::Book)];
    let most = power(&both, BORN, today, &Household::default());
    let last_day = Some(date(2028, 6, 14));
    assert_eq!(most, Ok(Power { scope: Scope::Book, keeps_private: true, last_day }));
    let over = Grant { valid_until: Some(date(2026, 11, 2)), ..both[1].clone() };
    let most = power(&[both[0].clone(), over], BORN, today, &Household::default());
    assert_eq!(most.map(|power| power.scope), Ok(Scope::View));
    assert_eq!(power(&[], BORN, today, &Household::default()), Err(NoPower::NotGiven));
}

#[test]
fn a_private_visit_is_one_by_its_type_or_by_the_specialty() {
    let mut plan = example::plan();
    plan.visit_types[1].private_to_teens = true;
    plan.specialties[1].private_to_teens = true;
    let reaches = |visit: &str, specialty: SpecialtyOf, keeps_private| {
        Power { scope: Scope::Book, keeps_private, last_day: None }.reaches(&plan, &visit.into(), specialty)
    };
    let (primary, heart) = ("primary".into(), "heart".into());
    assert!(reaches("visit", SpecialtyOf::Known(Some(&primary)), true));
    assert!(!reaches("call", SpecialtyOf::Known(Some(&primary)), true), "by its type");
    assert!(!reaches("visit", SpecialtyOf::Known(Some(&heart)), true), "by the specialty");
    assert!(!reaches("visit", SpecialtyOf::Unknown, true), "it may be");
    assert!(reaches("call", SpecialtyOf::Known(Some(&heart)), false));
}

proptest! {
    /// The same day decides about the age, its birthday and what a parent may do.
    #[test]
    fn the_birthday_is_the_first_day_of_an_age(days in 0..30_000_i32, since in 0..20_000_i32, years in 1..25_u8) {
        let born = date(1990, 1, 1).saturating_add(days.days());
        let today = born.saturating_add(since.days());
        let first = birthday(born, years).expect("a day");
        prop_assert_eq!(age(born, today) >= i16::from(years), first <= today);
    }
}
