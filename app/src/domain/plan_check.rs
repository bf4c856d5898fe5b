//! What must hold in a plan profile beyond its shape: every name leads somewhere.

use std::collections::HashSet;

use jiff::tz::TimeZone;

use super::plan::{PhoneLineId, Plan};

/// A fault of a profile: the field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The value as it stands in the file: lets the reader be led to its line.
    pub value: String,
    /// The field, for example `visit_types.specialties`.
    pub field: &'static str,
    /// What is wrong.
    pub problem: &'static str,
}

impl Plan {
    /// All faults; none in a profile that can be used.
    pub fn check(&self) -> Vec<Fault> {
        let mut faults = self.dangling();
        faults.extend(self.duplicates());
        faults.extend(self.out_of_range());
        if TimeZone::get(&self.time_zone).is_err() {
            faults.push(fault(&self.time_zone, "time_zone", "is not a time zone of the IANA database"));
        }
        let lines = [
            PhoneLineId::MemberServices,
            PhoneLineId::ConsultingNurse,
            PhoneLineId::EmergencyNotification,
            PhoneLineId::AwayFromHome,
        ];
        for id in lines.into_iter().filter(|id| self.phone(*id).is_none()) {
            faults.push(fault(&format!("{id:?}"), "phones.id", "is a line that every plan must have"));
        }
        faults
    }

    fn dangling(&self) -> Vec<Fault> {
        let specialties = self
            .visit_types
            .iter()
            .flat_map(|visit_type| &visit_type.specialties)
            .filter(|id| self.specialty(id).is_none())
            .map(|id| fault(id.as_str(), "visit_types.specialties", "is not among the specialties"));
        let travel = Some(&self.travel_visit_type)
            .filter(|id| self.visit_type(id).is_none())
            .map(|id| fault(id.as_str(), "travel_visit_type", "is not among the visit types"));
        specialties.chain(travel).collect()
    }

    fn duplicates(&self) -> Vec<Fault> {
        let mut seen = HashSet::new();
        let names = (self.visit_types.iter().map(|v| (v.id.as_str(), "visit_types.id")))
            .chain(self.specialties.iter().map(|s| (s.id.as_str(), "specialties.id")))
            .chain(self.areas.iter().map(|a| (a.id.as_str(), "areas.id")))
            .chain(
                self.specialties
                    .iter()
                    .flat_map(|s| s.codes.iter().map(|c| (c.as_str(), "specialties.codes"))),
            );
        names
            .filter(|name| !seen.insert((name.1, name.0)))
            .map(|(value, field)| fault(value, field, "stands there twice"))
            .collect()
    }

    fn out_of_range(&self) -> Vec<Fault> {
        let minutes = self
            .visit_types
            .iter()
            .filter(|v| v.minutes == 0 || v.minutes > 480)
            .map(|v| fault(v.id.as_str(), "visit_types.minutes", "must be from 1 to 480"));
        let horizon = self
            .visit_types
            .iter()
            .filter(|v| v.horizon_days == 0 || v.horizon_days > 400)
            .map(|v| fault(v.id.as_str(), "visit_types.horizon_days", "must be from 1 to 400"));
        minutes.chain(horizon).collect()
    }
}

fn fault(value: &str, field: &'static str, problem: &'static str) -> Fault {
    Fault { value: value.to_owned(), field, problem }
}
