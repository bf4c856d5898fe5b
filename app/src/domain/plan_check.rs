//! What must hold in a plan profile beyond its shape: every name leads somewhere, every number
//! can be right, and every fact says where it comes from.

use std::collections::HashSet;

use jiff::tz::TimeZone;

use super::{
    hours::Weekly,
    plan::{PhoneLine, PhoneLineId, Plan, Text},
    visit_type::{Modality, VisitType},
};

/// Searches look for free times of many visit types at once, as the bits of a number.
const VISIT_TYPES: usize = 64;

/// A fault of a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where it stands: field names and places in lists, for example `visit_types.3.minutes`.
    pub path: String,
    /// The value as it stands there.
    pub value: String,
    /// What is wrong with it.
    pub problem: &'static str,
}

impl Fault {
    /// The field without places in lists, for example `visit_types.minutes`.
    pub fn field(&self) -> String {
        let names: Vec<_> = self.path.split('.').filter(|step| step.parse::<usize>().is_err()).collect();
        names.join(".")
    }
}

impl Plan {
    /// All faults; none in a profile that can be used.
    pub fn check(&self) -> Vec<Fault> {
        let mut faults = Faults::default();
        self.check_plan(&mut faults);
        self.check_phones(&mut faults);
        self.check_payment(&mut faults);
        self.check_specialties(&mut faults);
        self.check_visit_types(&mut faults);
        self.check_travel(&mut faults);
        self.check_areas(&mut faults);
        self.check_countries(&mut faults);
        faults.0
    }

    fn check_plan(&self, faults: &mut Faults) {
        faults.filled("name", &self.name);
        faults.filled("source", &self.source);
        let zone = TimeZone::get(&self.time_zone).is_ok();
        faults.unless(zone, "time_zone", &self.time_zone, "is not a time zone of the IANA database");
        faults.unless(!self.service_states.is_empty(), "service_states", "", "must name a state");
        for (n, state) in self.service_states.iter().enumerate() {
            let path = format!("service_states.{n}");
            faults.unless(two_capitals(state), path, state, "must be two capital letters");
        }
        let own = "must name the organization that runs the plan's own offices";
        faults.unless(!self.plan_organizations.is_empty(), "plan_organizations", "", own);
        faults.once("plan_organizations", "", self.plan_organizations.iter().map(|id| id.as_str()));
    }

    fn check_phones(&self, faults: &mut Faults) {
        for id in PhoneLineId::ALL.into_iter().filter(|id| self.phone(*id).is_none()) {
            faults.add("phones", id.as_str(), "is a line that every plan must have");
        }
        faults.once("phones", ".id", self.phones.iter().map(|line| line.id.as_str()));
        for (n, line) in self.phones.iter().enumerate() {
            check_phone(faults, &format!("phones.{n}"), line);
        }
    }

    fn check_payment(&self, faults: &mut Faults) {
        faults.filled("payment.source", &self.payment.source);
        let accepted = &self.payment.accepted;
        faults.unless(!accepted.is_empty(), "payment.accepted", "", "must name a means of payment");
        for (n, tender) in accepted.iter().enumerate().filter(|(n, tender)| accepted[..*n].contains(tender)) {
            faults.add(format!("payment.accepted.{n}"), format!("{tender:?}"), "stands there twice");
        }
    }

    fn check_specialties(&self, faults: &mut Faults) {
        faults.once("specialties", ".id", self.specialties.iter().map(|s| s.id.as_str()));
        let mut seen = HashSet::new();
        for (n, specialty) in self.specialties.iter().enumerate() {
            let at = |field: &str| format!("specialties.{n}.{field}");
            faults.slug(at("id"), specialty.id.as_str());
            faults.text(&at("name"), &specialty.name);
            faults.filled(at("source"), &specialty.source);
            for (m, words) in specialty.also_called.iter().enumerate() {
                faults.filled(at(&format!("also_called.{m}")), words);
            }
            for (m, code) in specialty.codes.iter().enumerate() {
                let path = at(&format!("codes.{m}"));
                faults.unless(seen.insert(code), path.clone(), code, "stands there twice");
                faults.unless(
                    taxonomy_code(code),
                    path,
                    code,
                    "must be a NUCC code, ten characters that end in X",
                );
            }
        }
    }

    fn check_visit_types(&self, faults: &mut Faults) {
        let count = self.visit_types.len();
        faults.unless(count <= VISIT_TYPES, "visit_types", count, "must be at most 64");
        faults.once("visit_types", ".id", self.visit_types.iter().map(|v| v.id.as_str()));
        for (n, visit_type) in self.visit_types.iter().enumerate() {
            let at = |field: &str| format!("visit_types.{n}.{field}");
            faults.slug(at("id"), visit_type.id.as_str());
            faults.text(&at("name"), &visit_type.name);
            faults.text(&at("description"), &visit_type.description);
            faults.filled(at("source"), &visit_type.source);
            check_figures(faults, &at, visit_type);
            faults.unless(!visit_type.specialties.is_empty(), at("specialties"), "", "must name a specialty");
            for (m, id) in visit_type.specialties.iter().enumerate() {
                let known = self.specialty(id).is_some();
                faults.unless(known, at(&format!("specialties.{m}")), id, "is not among the specialties");
            }
        }
    }

    fn check_travel(&self, faults: &mut Faults) {
        let id = &self.travel_visit_type;
        match self.visit_type(id) {
            None => faults.add("travel_visit_type", id, "is not among the visit types"),
            Some(advice) => {
                let by_phone = advice.modality == Modality::Phone;
                faults.unless(by_phone, "travel_visit_type", id, "must be a visit by phone");
            }
        }
        let (from, to) = self.travel_advice_weeks;
        let ordered = 0 < from && from <= to && to <= 52;
        let problem = "must be two numbers of weeks from 1 to 52, the smaller first";
        faults.unless(ordered, "travel_advice_weeks", format!("{from}, {to}"), problem);
    }

    fn check_areas(&self, faults: &mut Faults) {
        faults.once("areas", ".id", self.areas.iter().map(|area| area.id.as_str()));
        faults.unless(self.areas.iter().any(|area| area.home), "areas", "", "must have one that is home");
        for (n, area) in self.areas.iter().enumerate() {
            let at = |field: &str| format!("areas.{n}.{field}");
            faults.slug(at("id"), &area.id);
            faults.text(&at("name"), &area.name);
            faults.text(&at("coverage"), &area.coverage);
            faults.filled(at("source"), &area.source);
        }
    }

    fn check_countries(&self, faults: &mut Faults) {
        let missing = "must be a file with the countries and their emergency numbers";
        faults.unless(!self.countries.is_empty(), "countries_file", "", missing);
        faults.once("countries", ".code", self.countries.iter().map(|country| country.code.as_str()));
        for (n, country) in self.countries.iter().enumerate() {
            let at = |field: &str| format!("countries.{n}.{field}");
            faults.unless(
                two_capitals(&country.code),
                at("code"),
                &country.code,
                "must be two capital letters",
            );
            faults.text(&at("name"), &country.name);
            faults.filled(at("source"), &country.source);
            for (m, number) in country.emergency.iter().enumerate() {
                let path = at(&format!("emergency.{m}"));
                faults.unless(emergency_number(number), path, number, "must be a number that can be dialled");
            }
        }
    }
}

fn check_phone(faults: &mut Faults, path: &str, line: &PhoneLine) {
    let at = |field: &str| format!("{path}.{field}");
    faults.text(&at("name"), &line.name);
    faults.text(&at("purpose"), &line.purpose);
    faults.text(&at("have_at_hand"), &line.have_at_hand);
    faults.filled(at("source"), &line.source);
    let problem = "must be a phone number such as 1-800-555-0100";
    faults.unless(phone_number(&line.number), at("number"), &line.number, problem);
    for number in line.other_number.iter() {
        faults.unless(phone_number(number), at("other_number"), number, problem);
    }
    for number in line.tty.iter() {
        faults.unless(
            number == "711" || phone_number(number),
            at("tty"),
            number,
            "must be 711 or a phone number",
        );
    }
    for hours in line.hours.iter() {
        check_hours(faults, &at("hours"), hours);
    }
}

fn check_hours(faults: &mut Faults, path: &str, hours: &Weekly) {
    faults.unless(!hours.0.is_empty(), path, "", "must not be empty: leave it out for day and night");
    for (n, opening) in hours.0.iter().enumerate() {
        let days = !opening.days.is_empty() && opening.days.iter().all(|day| (1..=7).contains(day));
        let given = format!("{:?}", opening.days);
        faults.unless(days, format!("{path}.{n}.days"), given, "must be days from 1, Monday, to 7, Sunday");
        let ordered = opening.start < opening.end;
        faults.unless(ordered, format!("{path}.{n}.end"), opening.end, "must be after the start");
    }
}

fn check_figures(faults: &mut Faults, at: &dyn Fn(&str) -> String, visit_type: &VisitType) {
    let VisitType { minutes, copay_cents, lead_minutes, horizon_days, cancellation, .. } = visit_type;
    faults.unless((1..=480).contains(minutes), at("minutes"), minutes, "must be from 1 to 480");
    faults.unless(
        (1..=400).contains(horizon_days),
        at("horizon_days"),
        horizon_days,
        "must be from 1 to 400",
    );
    let lead = *lead_minutes < u32::from(*horizon_days) * 24 * 60;
    faults.unless(lead, at("lead_minutes"), lead_minutes, "must be shorter than horizon_days");
    faults.unless(*copay_cents <= 100_000, at("copay_cents"), copay_cents, "must be at most 100000");
    let cutoff = cancellation.cutoff_hours;
    faults.unless(cutoff <= 336, at("cancellation.cutoff_hours"), cutoff, "must be at most 336");
}

/// Collects what does not hold.
#[derive(Default)]
struct Faults(Vec<Fault>);

impl Faults {
    fn add(&mut self, path: impl Into<String>, value: impl ToString, problem: &'static str) {
        self.0.push(Fault { path: path.into(), value: value.to_string(), problem });
    }

    fn unless(&mut self, holds: bool, path: impl Into<String>, value: impl ToString, problem: &'static str) {
        if !holds {
            self.add(path, value, problem);
        }
    }

    fn filled(&mut self, path: impl Into<String>, text: &str) {
        self.unless(!text.trim().is_empty(), path, text, "must not be empty");
    }

    fn text(&mut self, path: &str, text: &Text) {
        self.filled(format!("{path}.en"), &text.en);
        self.filled(format!("{path}.es"), &text.es);
    }

    fn slug(&mut self, path: impl Into<String>, id: &str) {
        let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let holds = !id.is_empty() && id.chars().all(fine);
        self.unless(holds, path, id, "must be lower-case letters, digits and hyphens");
    }

    fn once<'a>(&mut self, list: &str, field: &str, names: impl Iterator<Item = &'a str>) {
        let mut seen = HashSet::new();
        for (n, name) in names.enumerate() {
            self.unless(seen.insert(name), format!("{list}.{n}{field}"), name, "stands there twice");
        }
    }
}

fn two_capitals(code: &str) -> bool {
    code.len() == 2 && code.chars().all(|c| c.is_ascii_uppercase())
}

fn taxonomy_code(code: &str) -> bool {
    code.len() == 10
        && code.ends_with('X')
        && code.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
}

/// A number of the North American plan: ten digits, or eleven with the 1 in front.
fn phone_number(number: &str) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let printed = number.chars().all(|c| c.is_ascii_digit() || c == '-');
    let national = digits.strip_prefix('1').unwrap_or(&digits);
    printed && national.len() == 10 && !national.starts_with(['0', '1'])
}

fn emergency_number(number: &str) -> bool {
    let digits = number.chars().filter(char::is_ascii_digit).count();
    (2..=12).contains(&digits) && number.chars().all(|c| c.is_ascii_digit() || c == '-')
}

#[cfg(test)]
mod tests;
