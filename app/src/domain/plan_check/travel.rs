//! What a plan profile says for travelers: advice, areas and countries.

use super::faults::{Faults, two_capitals};
use crate::domain::{plan::Plan, visit_type::Modality};

impl Plan {
    pub(super) fn check_travel(&self, faults: &mut Faults) {
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

    pub(super) fn check_areas(&self, faults: &mut Faults) {
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

    pub(super) fn check_countries(&self, faults: &mut Faults) {
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

fn emergency_number(number: &str) -> bool {
    let digits = number.chars().filter(char::is_ascii_digit).count();
    (2..=12).contains(&digits) && number.chars().all(|c| c.is_ascii_digit() || c == '-')
}
