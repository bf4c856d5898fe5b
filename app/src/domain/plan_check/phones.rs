//! The phone lines of a plan profile and their hours.

use super::faults::Faults;
use crate::domain::{
    hours::Weekly,
    plan::{PhoneLine, PhoneLineId, Plan},
};

impl Plan {
    pub(super) fn check_phones(&self, faults: &mut Faults) {
        for id in PhoneLineId::ALL.into_iter().filter(|id| self.phone(*id).is_none()) {
            faults.add("phones", id.as_str(), "is a line that every plan must have");
        }
        faults.once("phones", ".id", self.phones.iter().map(|line| line.id.as_str()));
        for (n, line) in self.phones.iter().enumerate() {
            check_phone(faults, &format!("phones.{n}"), line);
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

/// A number of the North American plan: ten digits, or eleven with the 1 in front.
fn phone_number(number: &str) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let printed = number.chars().all(|c| c.is_ascii_digit() || c == '-');
    let national = digits.strip_prefix('1').unwrap_or(&digits);
    printed && national.len() == 10 && !national.starts_with(['0', '1'])
}
