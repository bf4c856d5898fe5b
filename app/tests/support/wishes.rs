//! Any search, and anything on file.

use app::domain::{
    directory::Gender,
    on_file::OnFile,
    referral::{Referral, ReferredTo},
    search::{By, DirectoryQuery, PartOfDay, Sort, Weekdays, When},
    visit_type::Modality,
};
use jiff::civil::date;
use proptest::prelude::*;

/// One of the values, or none.
pub fn any_of<T: Clone + std::fmt::Debug + 'static>(
    values: &'static [T],
) -> impl Strategy<Value = Option<T>> {
    prop::option::of(prop::sample::select(values))
}

/// Any search; few conditions at once, so that somebody is found.
pub fn queries() -> impl Strategy<Value = DirectoryQuery> {
    let who = (
        prop::sample::select(&["", "", "may", "baker", "knife", "adams medicine", "cardiologist"][..]),
        prop::sample::select(&["", "", "98501", "DuPont", "Honolulu, HI"][..]),
        any_of(&["primary", "heart", "surgery"]),
        any_of(&["es", "vi"]),
        any_of(&[Gender::Female, Gender::Male]),
    );
    let what = (
        any_of(&["visit", "call", "procedure"]),
        any_of(&[Modality::InPerson, Modality::Phone]),
        any_of(&[When::Today, When::Tomorrow, When::ThisWeek, When::NextWeek]),
        prop::sample::select(&[0, 0, 0, 1, 0b110_0000][..]),
        any_of(&[PartOfDay::Morning, PartOfDay::Afternoon, PartOfDay::Evening]),
    );
    let how = (
        prop::sample::select(&[Sort::Best, Sort::FirstAvailable, Sort::Distance, Sort::Name][..]),
        prop::sample::select(&[By::Clinician, By::Office, By::Team][..]),
        0..8_u8,
        any::<u16>(),
    );
    (who, what, how).prop_map(|((text, place, specialty, language, gender), what, (sort, by, only, kept))| {
        let (visit_type, modality, when, weekdays, part) = what;
        let kept = |bit: u16| kept >> bit & 3 == 0;
        DirectoryQuery {
            text: text.into(),
            place: place.into(),
            specialty: specialty.filter(|_| kept(0)).map(Into::into),
            language: language.filter(|_| kept(2)).map(Into::into),
            gender: gender.filter(|_| kept(4)),
            visit_type: visit_type.filter(|_| kept(6)).map(Into::into),
            modality: modality.filter(|_| kept(8)),
            when: when.filter(|_| kept(10)),
            weekdays: Weekdays(weekdays),
            part: part.filter(|_| kept(12)),
            accepting: only == 1,
            self_referral: only == 2,
            online: only == 3,
            sort,
            by,
            ..DirectoryQuery::default()
        }
    })
}

/// Anything on file: a physician, referrals past, present and to come.
pub fn files() -> impl Strategy<Value = OnFile> {
    let to = prop::sample::select(&["heart", "surgery", "c1", "c5", "c7"][..]);
    let referral = (to, -10..20_i32, 0..15_i32, prop::option::of(1..3_u32), 0..3_u32);
    let referral = referral.prop_map(|(to, from, length, visits, used)| {
        let from = date(2026, 11, 24).saturating_add(jiff::ToSpan::days(from));
        Referral {
            id: "r".into(),
            member: "m".into(),
            to: match to.strip_prefix('c') {
                Some(_) => ReferredTo::Clinician(to.into()),
                None => ReferredTo::Specialty(to.into()),
            },
            valid_from: from,
            valid_until: from.saturating_add(jiff::ToSpan::days(length)),
            visits,
            used,
        }
    });
    (prop::option::of(0..12_u8), prop::collection::vec(referral, 0..3)).prop_map(|(physician, referrals)| {
        OnFile { physician: physician.map(|n| format!("c{n}").as_str().into()), referrals }
    })
}
