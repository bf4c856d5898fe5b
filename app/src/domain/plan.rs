//! The plan profile: everything that differs from plan to plan, as data.

use serde::{Deserialize, Serialize};

use super::{
    audit::Keeping,
    earlier::Proposing,
    emergency::Emergencies,
    grant::Household,
    hold::Holding,
    hours::Weekly,
    id::{OrganizationId, SpecialtyId, VisitTypeId},
    session::Sessions,
    together::Together,
    travel::{Area, Country},
    visit_type::{Specialty, VisitType},
};

/// A sentence or a name in the languages of the portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// English.
    pub en: String,
    /// Spanish.
    pub es: String,
}

impl Text {
    /// The text in Spanish or in English.
    pub fn get(&self, spanish: bool) -> &str {
        if spanish { &self.es } else { &self.en }
    }
}

/// A health plan, as its profile describes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The plan's name in words.
    pub name: String,
    /// A demonstration: a banner says that no real care is booked.
    pub demonstration: bool,
    /// The zone of Member Services and of times without a place.
    pub time_zone: String,
    /// Two-letter states of the service area.
    pub service_states: Vec<String>,
    /// The directory's organizations that run the plan's own medical offices (Brief B9).
    pub plan_organizations: Vec<OrganizationId>,
    /// The day on which the facts without a day of their own were looked up.
    pub as_of: jiff::civil::Date,
    /// Where the facts without a source of their own were looked up.
    pub source: String,
    /// Phone lines, the order is that of the help page.
    pub phones: Vec<PhoneLine>,
    /// How a copay is paid (Brief B10).
    pub payment: Payment,
    /// Specialties (Brief B3, B4).
    pub specialties: Vec<Specialty>,
    /// Kinds of visits (Brief B5).
    pub visit_types: Vec<VisitType>,
    /// Between two visits in person at different places a member has at least so many minutes;
    /// 0 asks for none.
    #[serde(default)]
    pub travel_minutes_between_offices: u16,
    /// How times are kept for members who are about to book them.
    #[serde(default)]
    pub holds: Holding,
    /// How earlier times are proposed to members who want one.
    #[serde(default)]
    pub earlier: Proposing,
    /// From and until which ages somebody acts for a child.
    #[serde(default)]
    pub household: Household,
    /// How visits of several people are put together.
    #[serde(default)]
    pub together: Together,
    /// When sessions end by themselves.
    #[serde(default)]
    pub sessions: Sessions,
    /// How long it is kept who has seen or changed what.
    #[serde(default)]
    pub audit: Keeping,
    /// Whether and for how long people of offices see records in an emergency; `None` is never.
    #[serde(default)]
    pub emergency: Option<Emergencies>,
    /// How many hours before an appointment its member is reminded by e-mail, each once.
    #[serde(default)]
    pub reminder_hours: Vec<u32>,
    /// The visit type that starts a journey: the Travel Advisory Service.
    pub travel_visit_type: VisitTypeId,
    /// How many weeks before leaving the Travel Advisory Service should be called: from, to.
    pub travel_advice_weeks: (u8, u8),
    /// Areas where travellers find the plan's care (Brief B11).
    pub areas: Vec<Area>,
    /// The file that holds the countries, relative to the profile.
    pub countries_file: Option<String>,
    /// All countries with their emergency numbers (Brief B13), in order of their codes.
    #[serde(default)]
    pub countries: Vec<Country>,
}

/// A number to call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhoneLine {
    /// Which one.
    pub id: PhoneLineId,
    /// For people.
    pub name: Text,
    /// As it is printed, for example `1-888-901-4636`.
    pub number: String,
    /// A second number that reaches the same people.
    pub other_number: Option<String>,
    /// For people who type instead of talk, for example `711`.
    pub tty: Option<String>,
    /// When somebody answers; `None` means day and night.
    pub hours: Option<Weekly>,
    /// What to call it for, in a sentence.
    pub purpose: Text,
    /// What to have at hand.
    pub have_at_hand: Text,
    /// The day on which this was looked up.
    pub as_of: jiff::civil::Date,
    /// Where it was looked up.
    pub source: String,
}

/// The lines that every plan has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PhoneLineId {
    /// Questions, coverage, pre-authorization, finding a doctor (Brief B2, B12).
    MemberServices,
    /// Urgent advice day and night (Brief B6, B14).
    ConsultingNurse,
    /// After an emergency, within 24 hours (Brief B13).
    EmergencyNotification,
    /// Planning care in another area (Brief B11).
    AwayFromHome,
}

impl PhoneLineId {
    /// All, in the order of the brief.
    pub const ALL: [Self; 4] =
        [Self::MemberServices, Self::ConsultingNurse, Self::EmergencyNotification, Self::AwayFromHome];

    /// As it stands in a profile.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::MemberServices => "member-services",
            Self::ConsultingNurse => "consulting-nurse",
            Self::EmergencyNotification => "emergency-notification",
            Self::AwayFromHome => "away-from-home",
        }
    }
}

/// How a copay is paid (Brief B10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// What is accepted.
    pub accepted: Vec<Tender>,
    /// Whether cash is.
    pub cash: bool,
    /// The day on which this was looked up.
    pub as_of: jiff::civil::Date,
    /// Where it was looked up.
    pub source: String,
}

/// A means of payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tender {
    /// A check drawn on a person's own account.
    PersonalCheck,
    /// A card.
    Visa,
    /// A card.
    MasterCard,
    /// A card.
    Discover,
    /// A card.
    AmericanExpress,
}

impl Plan {
    /// The phone line, which [`Plan::check`] made sure exists.
    pub fn phone(&self, id: PhoneLineId) -> Option<&PhoneLine> {
        self.phones.iter().find(|line| line.id == id)
    }

    /// The visit type, where the plan has it.
    pub fn visit_type(&self, id: &VisitTypeId) -> Option<&VisitType> {
        self.visit_types.iter().find(|visit_type| visit_type.id == *id)
    }

    /// The specialty, where the plan has it.
    pub fn specialty(&self, id: &SpecialtyId) -> Option<&Specialty> {
        self.specialties.iter().find(|specialty| specialty.id == *id)
    }

    /// The specialty that people call so, in any of its languages: by its id or one of its names.
    pub fn specialty_called(&self, words: &str) -> Option<&Specialty> {
        let words = words.trim().to_lowercase();
        let called = |specialty: &&Specialty| {
            specialty.id.as_str() == words
                || specialty.names().iter().any(|name| name.to_lowercase() == words)
        };
        self.specialties.iter().find(called)
    }

    /// The specialty that a NUCC taxonomy code belongs to.
    pub fn specialty_for_code(&self, code: &str) -> Option<&Specialty> {
        self.specialties.iter().find(|specialty| specialty.codes.iter().any(|c| c == code))
    }

    /// Whether clinicians of this specialty can be a personal physician (Brief B1).
    pub fn is_personal_physician(&self, specialty: &SpecialtyId) -> bool {
        self.specialty(specialty).is_some_and(|specialty| specialty.personal_physician)
    }

    /// Whether this organization of the directory runs the plan's own offices (Brief B9).
    pub fn is_own(&self, organization: &OrganizationId) -> bool {
        self.plan_organizations.contains(organization)
    }

    /// The country with that two-letter code.
    pub fn country(&self, code: &str) -> Option<&Country> {
        self.countries.iter().find(|country| country.code == code)
    }

    /// Visit types that a role of this specialty can offer.
    pub fn visit_types_of<'a>(&'a self, specialty: &'a SpecialtyId) -> impl Iterator<Item = &'a VisitType> {
        self.visit_types.iter().filter(move |visit_type| visit_type.specialties.contains(specialty))
    }
}

#[cfg(test)]
pub(crate) mod example;
