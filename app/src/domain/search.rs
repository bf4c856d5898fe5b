//! What a member looks for in the directory: the address of the page is the whole of it.

use jiff::{
    ToSpan,
    civil::{Date, Time, Weekday, time},
};
use serde::{Deserialize, Serialize};

use super::{
    directory::Gender,
    id::{LocationId, SpecialtyId, VisitTypeId},
    visit_type::Modality,
};

/// Results on one page.
pub const PAGE: usize = 10;

/// Miles around a place, where the search does not say.
pub const WITHIN: u16 = 25;

/// A search of the directory (Brief B2, B4). Everything may be left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DirectoryQuery {
    /// A name, a specialty, or what people call it.
    pub text: String,
    /// A city or a ZIP.
    pub place: String,
    /// So many miles around the place; [`WITHIN`] where it is left out.
    pub within: Option<u16>,
    /// Only at this office.
    pub office: Option<LocationId>,
    /// A specialty of the plan.
    pub specialty: Option<SpecialtyId>,
    /// A visit type that must be offered.
    pub visit_type: Option<VisitTypeId>,
    /// How care is given.
    pub modality: Option<Modality>,
    /// A BCP 47 code.
    pub language: Option<String>,
    /// The clinician's gender.
    pub gender: Option<Gender>,
    /// Only who takes new patients.
    pub accepting: bool,
    /// Only who can be seen without a referral (Brief B4).
    pub self_referral: bool,
    /// Only what can be booked online.
    pub online: bool,
    /// Only who has a free time then.
    pub when: Option<When>,
    /// Only who has a free time on one of these days of the week.
    pub weekdays: Weekdays,
    /// Only who has a free time in this part of the day.
    pub part: Option<PartOfDay>,
    /// What comes first.
    pub sort: Sort,
    /// What a result is.
    pub by: By,
    /// The page of results that begins after this result: opaque, as the page before has
    /// it. The first page where it is left out.
    pub after: Option<String>,
}

/// When a free time is wanted, counted from today in the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// Today.
    Today,
    /// Tomorrow.
    Tomorrow,
    /// Until Sunday.
    ThisWeek,
    /// From Monday to Sunday.
    NextWeek,
}

impl When {
    /// The first and the last day, from the day of today in the place.
    pub fn days(self, today: Date) -> (Date, Date) {
        let monday = today.saturating_sub(i32::from(today.weekday().to_monday_zero_offset()).days());
        match self {
            Self::Today => (today, today),
            Self::Tomorrow => (today.saturating_add(1.day()), today.saturating_add(1.day())),
            Self::ThisWeek => (today, monday.saturating_add(6.days())),
            Self::NextWeek => (monday.saturating_add(7.days()), monday.saturating_add(13.days())),
        }
    }
}

/// Days of the week: bit 0 is Monday. None set means any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Weekdays(pub u8);

impl Weekdays {
    /// With one more day.
    pub fn and(self, day: Weekday) -> Self {
        Self(self.0 | 1 << day.to_monday_zero_offset())
    }

    /// The bits that are days.
    pub fn known(self) -> u8 {
        self.0 & 0b111_1111
    }
}

/// A part of the day, on the clock of the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartOfDay {
    /// Before noon.
    Morning,
    /// From noon until 5 pm.
    Afternoon,
    /// From 5 pm on.
    Evening,
}

impl PartOfDay {
    /// The times from which on and before which it is; the last minute of the day ends the day.
    pub fn times(self) -> (Time, Time) {
        match self {
            Self::Morning => (Time::MIN, time(12, 0, 0, 0)),
            Self::Afternoon => (time(12, 0, 0, 0), time(17, 0, 0, 0)),
            Self::Evening => (time(17, 0, 0, 0), Time::MAX),
        }
    }
}

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// Whom the words name best; of equals, the first free time.
    #[default]
    Best,
    /// The first free time.
    FirstAvailable,
    /// The nearest to the place.
    Distance,
    /// The family name.
    Name,
}

/// What a result is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// A clinician at a place.
    #[default]
    Clinician,
    /// An office: the first free time with anyone there.
    Office,
    /// The clinicians of one specialty at one office: the first free time with anyone of them.
    Team,
}

/// A condition of a search that can be dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// The words.
    Text,
    /// City or ZIP.
    Place,
    /// The specialty.
    Specialty,
    /// The visit type.
    VisitType,
    /// The language.
    Language,
    /// The gender.
    Gender,
    /// Takes new patients.
    Accepting,
    /// Without a referral.
    SelfReferral,
    /// Online.
    Online,
    /// The miles around the place.
    Within,
    /// The office.
    Office,
    /// How care is given.
    Modality,
    /// When a time is free.
    When,
    /// The days of the week.
    Weekdays,
    /// The part of the day.
    Part,
}

impl Condition {
    /// All, in the order in which they are offered to be dropped.
    pub const ALL: [Self; 15] = [
        Self::When,
        Self::Part,
        Self::Weekdays,
        Self::Modality,
        Self::Within,
        Self::Office,
        Self::Place,
        Self::Language,
        Self::Gender,
        Self::Accepting,
        Self::Online,
        Self::SelfReferral,
        Self::VisitType,
        Self::Specialty,
        Self::Text,
    ];
}

impl DirectoryQuery {
    /// Whether only those are wanted who have a free time at certain times.
    pub fn asks_for_times(&self) -> bool {
        self.when.is_some() || self.weekdays.known() != 0 || self.part.is_some()
    }

    /// Whether there is a place to be near to.
    pub fn has_place(&self) -> bool {
        self.place.contains(char::is_alphanumeric)
    }

    /// The same search without one condition, where it has it.
    pub fn without(&self, condition: Condition) -> Option<Self> {
        let mut wider = Self { after: None, ..self.clone() };
        match condition {
            Condition::Text => wider.text.clear(),
            Condition::Place => wider.place.clear(),
            Condition::Specialty => wider.specialty = None,
            Condition::VisitType => wider.visit_type = None,
            Condition::Language => wider.language = None,
            Condition::Gender => wider.gender = None,
            Condition::Accepting => wider.accepting = false,
            Condition::SelfReferral => wider.self_referral = false,
            Condition::Online => wider.online = false,
            Condition::Within => wider.within = None,
            Condition::Office => wider.office = None,
            Condition::Modality => wider.modality = None,
            Condition::When => wider.when = None,
            Condition::Weekdays => wider.weekdays = Weekdays::default(),
            Condition::Part => wider.part = None,
        }
        (wider != Self { after: None, ..self.clone() }).then_some(wider)
    }
}

/// Words in lower case without accents: what is searched for and what is searched in.
pub fn words(text: &str) -> Vec<String> {
    let plain: String = text.chars().flat_map(char::to_lowercase).filter_map(plain).collect();
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The letter without its accent; `None` for an accent that stands by itself.
fn plain(c: char) -> Option<char> {
    Some(match c {
        '\u{300}'..='\u{36f}' => return None,
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn words_have_no_accents_and_no_marks() {
        assert_eq!(words("Dr. Núñez-O'Hara"), ["dr", "nunez", "o", "hara"]);
        assert_eq!(words("Nu\u{301}n\u{303}ez"), ["nunez"]);
    }

    #[test]
    fn a_week_ends_on_sunday() {
        let (wednesday, sunday) = (date(2026, 11, 25), date(2026, 11, 29));
        assert_eq!(When::ThisWeek.days(wednesday), (wednesday, sunday));
        assert_eq!(When::ThisWeek.days(sunday), (sunday, sunday));
        assert_eq!(When::NextWeek.days(sunday), (date(2026, 11, 30), date(2026, 12, 6)));
        assert_eq!(When::Tomorrow.days(sunday), (date(2026, 11, 30), date(2026, 11, 30)));
    }

    #[test]
    fn only_a_condition_that_is_there_can_be_dropped() {
        let query = DirectoryQuery { accepting: true, after: Some("x".into()), ..Default::default() };
        assert_eq!(query.without(Condition::Accepting), Some(DirectoryQuery::default()));
        assert_eq!(query.without(Condition::Gender), None);
    }
}
