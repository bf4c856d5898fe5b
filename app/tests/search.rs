//! What searches of the directory promise, whatever the directory.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use app::{
    domain::{
        directory::Listing,
        eligibility::Verdict,
        on_file::OnFile,
        referral::{Referral, ReferredTo},
        search::{By, Condition, DirectoryQuery, PAGE, Sort, When},
        visit_type::{Modality, VisitType},
    },
    portal::zone,
    search::{Found, hit::Hit, search},
};
use jiff::{ToSpan, civil::date};
use proptest::prelude::*;
use support::{
    made_up::{MadeUp, Person, people},
    now,
    wishes::{any_of, files, queries},
};

fn find(made_up: &MadeUp, on_file: &OnFile, query: &DirectoryQuery) -> Found {
    let MadeUp { plan, directory, availability } = made_up;
    search(directory, &availability.view(), plan, on_file, query, now())
}

/// The results of all pages, in order.
fn all(made_up: &MadeUp, on_file: &OnFile, query: &DirectoryQuery) -> Vec<Hit> {
    let (mut query, mut hits) = (query.clone(), Vec::new());
    loop {
        let page = find(made_up, on_file, &query);
        assert!(page.hits.len() <= PAGE);
        assert_eq!(page.first, if page.hits.is_empty() { 0 } else { hits.len() + 1 });
        hits.extend(page.hits);
        let Some(next) = page.next else { return hits };
        query.after = Some(next);
    }
}

fn ids(hits: &[Hit]) -> Vec<&str> {
    hits.iter().map(|hit| hit.listing.role.id.as_str()).collect()
}

/// The searches that the counts are about, with their counts.
fn choices(query: &DirectoryQuery, found: &Found) -> Vec<(DirectoryQuery, usize)> {
    let counts = &found.counts;
    let base = || DirectoryQuery { after: None, ..query.clone() };
    let mut choices = vec![
        (DirectoryQuery { accepting: true, ..base() }, counts.accepting),
        (DirectoryQuery { self_referral: true, ..base() }, counts.self_referral),
        (DirectoryQuery { online: true, ..base() }, counts.online),
    ];
    let specialty = |(id, n): &(_, _)| (DirectoryQuery { specialty: Some(Clone::clone(id)), ..base() }, *n);
    choices.extend(counts.specialties.iter().map(specialty));
    let language = |(code, n): &(_, _)| (DirectoryQuery { language: Some(Clone::clone(code)), ..base() }, *n);
    choices.extend(counts.languages.iter().map(language));
    choices.extend(
        counts.genders.iter().map(|(gender, n)| (DirectoryQuery { gender: Some(*gender), ..base() }, *n)),
    );
    let visit_type = |(id, n): &(_, _)| (DirectoryQuery { visit_type: Some(Clone::clone(id)), ..base() }, *n);
    choices.extend(counts.visit_types.iter().map(visit_type));
    let modality = |(modality, n): &(_, _)| (DirectoryQuery { modality: Some(*modality), ..base() }, *n);
    choices.extend(counts.modalities.iter().map(modality));
    choices
}

#[test]
fn two_referrals_for_the_same_days_offer_each_time_once() {
    let surgeon = Person {
        clinician: 1,
        office: 0,
        specialty: 2,
        visits: 1,
        days: 2,
        hour: 7,
        contracted: false,
        accepting: true,
    };
    let today = date(2026, 11, 24);
    let referral = |to| Referral {
        id: "r".into(),
        member: "m".into(),
        to,
        valid_from: today,
        valid_until: today,
        visits: None,
        used: 0,
    };
    let to = [ReferredTo::Clinician("c1".into()), ReferredTo::Specialty("surgery".into())];
    let on_file = OnFile { physician: None, referrals: to.map(referral).into() };
    let hits = all(&MadeUp::new(&[surgeon]), &on_file, &DirectoryQuery::default());
    let times: Vec<_> = hits[0].next.iter().map(|time| time.instant.to_string()).collect();
    assert_eq!(times, ["2026-11-24T15:00:00Z", "2026-11-24T15:20:00Z", "2026-11-24T15:40:00Z"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_choice_finds_as_many_as_its_count_says(people in people(30), on_file in files(), query in queries()) {
        let made_up = MadeUp::new(&people);
        let found = find(&made_up, &on_file, &query);
        for (choice, count) in choices(&query, &found) {
            prop_assert_eq!(find(&made_up, &on_file, &choice).total, count, "{:?}", choice);
        }
    }

    #[test]
    fn the_pages_have_each_result_once(people in people(60), on_file in files(), query in queries()) {
        let made_up = MadeUp::new(&people);
        let total = find(&made_up, &on_file, &query).total;
        let hits = all(&made_up, &on_file, &query);
        let mut roles = ids(&hits);
        roles.sort_unstable();
        roles.dedup();
        prop_assert_eq!((hits.len(), roles.len()), (total, total));
    }

    #[test]
    fn the_page_before_is_the_one_that_was_before(people in people(60), query in queries()) {
        let (made_up, on_file) = (MadeUp::new(&people), OnFile::default());
        let mut pages = vec![find(&made_up, &on_file, &query)];
        let mut asked = query;
        while let Some(next) = pages.last().and_then(|page| page.next.clone()) {
            asked.after = Some(next);
            let page = find(&made_up, &on_file, &asked);
            let back = DirectoryQuery { after: page.previous.clone(), ..asked.clone() };
            let before = find(&made_up, &on_file, &back);
            prop_assert_eq!(ids(&before.hits), ids(&pages.last().unwrap().hits));
            pages.push(page);
        }
        prop_assert_eq!(&pages[0].previous, &None);
    }

    /// Brief B3, B5, B9: sets decide as the domain does.
    #[test]
    fn online_are_those_of_whom_the_domain_says_so(
        people in people(40),
        on_file in files(),
        visit in any_of(&["visit", "call", "procedure"]),
    ) {
        let made_up = MadeUp::new(&people);
        let query =
            DirectoryQuery { online: true, visit_type: visit.map(Into::into), ..DirectoryQuery::default() };
        let online = |listing: &Listing| {
            let today = now().to_zoned_datetime(zone(&listing.location.time_zone)).date();
            let on_a_day = |visit: &VisitType| {
                let mut days = (0..=i32::from(visit.horizon_days)).map(|n| today.saturating_add(n.days()));
                days.any(|day| on_file.verdict(listing, visit, &made_up.plan, day) == Verdict::Online)
            };
            let wanted = |visit: &&VisitType| query.visit_type.as_ref().is_none_or(|id| *id == visit.id);
            made_up.plan.visit_types.iter().filter(wanted).any(on_a_day)
        };
        let listings = made_up.directory.entries().iter().map(|entry| entry.listing());
        let mut expected: Vec<_> = listings.filter(online).map(|listing| listing.role.id.0).collect();
        let hits = all(&made_up, &on_file, &query);
        let mut found: Vec<_> = hits.iter().map(|hit| hit.listing.role.id.0.clone()).collect();
        expected.sort_unstable();
        found.sort_unstable();
        prop_assert_eq!(found, expected);
        prop_assert!(hits.iter().all(|hit| hit.verdict == Verdict::Online));
    }

    /// A card's times are those that booking offers, on days on which the domain allows them.
    #[test]
    fn the_times_of_a_result_are_the_first_that_can_be_booked(people in people(20), on_file in files()) {
        let made_up = MadeUp::new(&people);
        for hit in all(&made_up, &on_file, &DirectoryQuery::default()) {
            let first = |visit: &VisitType| {
                let allowed = |date| {
                    on_file.verdict(&hit.listing, visit, &made_up.plan, date) == Verdict::Online
                };
                made_up.availability.ask(&hit.listing.role.id, visit, now(), |offer| {
                    let days = offer.days(now()).filter(|date| allowed(*date));
                    days.flat_map(|date| offer.starts_on(date)).take(3).collect::<Vec<_>>()
                })
            };
            let all: Vec<_> = made_up.plan.visit_types.iter().map(|visit| (&visit.id, first(visit))).collect();
            let best = all.iter().filter_map(|(id, starts)| Some((starts.first()?, id, starts)));
            let best = best.min_by_key(|(start, ..)| **start);
            let next: Vec<_> = hit.next.iter().map(|time| time.instant).collect();
            prop_assert_eq!(hit.visit_type.as_ref(), best.as_ref().map(|(_, id, _)| **id));
            prop_assert_eq!(next, best.map(|(_, _, starts)| starts.clone()).unwrap_or_default());
        }
    }

    #[test]
    fn whoever_has_no_time_comes_after_those_with_one(people in people(40)) {
        let made_up = MadeUp::new(&people);
        let query = DirectoryQuery { sort: Sort::FirstAvailable, ..DirectoryQuery::default() };
        let hits = all(&made_up, &OnFile::default(), &query);
        let starts: Vec<_> = hits.iter().map(|hit| hit.next.first().map(|time| time.instant)).collect();
        prop_assert!(starts.is_sorted_by_key(|start| (start.is_none(), *start)));
    }

    #[test]
    fn who_is_nearer_comes_first_and_nobody_is_too_far(people in people(40), within in 0..200_u16) {
        let made_up = MadeUp::new(&people);
        let place = "98501".to_owned();
        let query = DirectoryQuery { place, within: Some(within), sort: Sort::Distance, ..DirectoryQuery::default() };
        let hits = all(&made_up, &OnFile::default(), &query);
        let miles: Vec<_> = hits.iter().map(|hit| hit.miles.unwrap()).collect();
        prop_assert!(miles.is_sorted() && miles.iter().all(|miles| *miles <= f64::from(within)));
    }

    /// A search by anything at all is answered.
    #[test]
    fn nothing_that_is_typed_is_too_strange(text in ".{0,40}", place in ".{0,20}", after in ".{0,20}") {
        let made_up = MadeUp::new(&[]);
        let query = DirectoryQuery { text, place, after: Some(after), ..DirectoryQuery::default() };
        prop_assert_eq!(find(&made_up, &OnFile::default(), &query).total, 0);
        made_up.directory.suggest(&query.text);
    }
}

/// Takes new patients at an office of the plan, on weekdays.
fn person(clinician: u8, office: usize) -> Person {
    Person {
        clinician,
        office,
        specialty: 0,
        visits: 0b111,
        days: 0b1_1111,
        hour: 9,
        contracted: false,
        accepting: true,
    }
}

fn typed(text: &str) -> DirectoryQuery {
    DirectoryQuery { text: text.into(), ..DirectoryQuery::default() }
}

#[test]
fn a_name_that_could_be_a_condition_is_still_a_name() {
    let made_up = MadeUp::new(&[person(3, 0), person(0, 0)]);
    let found = find(&made_up, &OnFile::default(), &typed("May3 Day"));
    assert_eq!((found.total, found.understood), (1, typed("May3 Day")));
    let spanish = find(&made_up, &OnFile::default(), &typed("spanish May"));
    assert_eq!(spanish.understood, DirectoryQuery { language: Some("es".into()), ..typed("May") });
}

#[test]
fn an_office_is_one_result_with_whoever_has_the_first_time() {
    let early = Person { hour: 7, ..person(1, 0) };
    let made_up = MadeUp::new(&[person(0, 0), early, Person { specialty: 1, ..person(2, 0) }, person(4, 1)]);
    let by = |by| all(&made_up, &OnFile::default(), &DirectoryQuery { by, ..DirectoryQuery::default() });
    let (offices, teams) = (by(By::Office), by(By::Team));
    assert_eq!(offices.iter().map(|hit| hit.clinicians).collect::<Vec<_>>(), [3, 1]);
    assert_eq!(offices[0].listing.clinician.id.as_str(), "c1");
    assert_eq!(teams.len(), 3);
}

#[test]
fn a_place_that_nobody_knows_says_so() {
    let made_up = MadeUp::new(&[person(0, 0)]);
    let query = DirectoryQuery { place: "Atlantis".into(), ..DirectoryQuery::default() };
    let found = find(&made_up, &OnFile::default(), &query);
    assert_eq!((found.total, found.place), (0, None));
    let dropped: Vec<_> =
        found.relaxations.iter().map(|(condition, _, count)| (*condition, *count)).collect();
    assert_eq!(dropped, [(Condition::Place, 1)]);
}

#[test]
fn farther_away_another_week_and_a_call_are_offered_where_nobody_fits() {
    let monday = Person { days: 1, ..person(0, 1) };
    let made_up = MadeUp::new(&[monday]);
    let relaxed = |query: DirectoryQuery| {
        let found = find(&made_up, &OnFile::default(), &query);
        found.relaxations.into_iter().map(|(condition, query, _)| (condition, query)).collect::<Vec<_>>()
    };
    let far = DirectoryQuery { place: "98501".into(), ..DirectoryQuery::default() };
    assert_eq!(relaxed(far.clone())[0], (Condition::Within, DirectoryQuery { within: Some(50), ..far }));
    let week = DirectoryQuery { when: Some(When::ThisWeek), ..DirectoryQuery::default() };
    let next = DirectoryQuery { when: Some(When::NextWeek), ..DirectoryQuery::default() };
    assert_eq!(relaxed(week)[0], (Condition::When, next));
    let calls = MadeUp::new(&[Person { visits: 0b10, ..person(0, 1) }]);
    let in_person = DirectoryQuery { modality: Some(Modality::InPerson), ..DirectoryQuery::default() };
    let found = find(&calls, &OnFile::default(), &in_person);
    let (condition, query, count) = &found.relaxations[0];
    assert_eq!((*condition, query.modality, *count), (Condition::Modality, Some(Modality::Phone), 1));
}

#[test]
fn a_city_is_the_one_in_a_state_with_offices_unless_its_state_is_named() {
    let made_up = MadeUp::new(&[person(0, 0)]);
    let place = |place: &str| {
        let query = DirectoryQuery { place: place.into(), ..DirectoryQuery::default() };
        find(&made_up, &OnFile::default(), &query).place.map(|place| place.name)
    };
    assert_eq!(place("olympia").as_deref(), Some("Olympia, WA"));
    assert_eq!(place("Olympia, KY").as_deref(), Some("Olympia, KY"));
    assert_eq!(place("olympia, washington").as_deref(), Some("Olympia, WA"));
    assert_eq!(place("dup").as_deref(), Some("DuPont, WA"));
    assert_eq!(place("Olympia, OR"), None);
    for slipped in ["olimpia", "Olmypia", "olympa, wa"] {
        assert_eq!(place(slipped).as_deref(), Some("Olympia, WA"), "{slipped}");
    }
    assert_eq!((place("dupnot").as_deref(), place("olumpua")), (Some("DuPont, WA"), None));
    let nearest = made_up.directory.nearest_place(47.02, -122.9).unwrap();
    assert_eq!((nearest.name.as_str(), nearest.zip.as_deref()), ("Olympia, WA", Some("98501")));
    assert_eq!(made_up.directory.nearest_place(0.0, 0.0), None);
}
