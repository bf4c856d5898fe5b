//! What must hold in a plan profile beyond its shape: every name leads somewhere, every number
//! can be right, and every fact says where it comes from.

mod care;
mod emergency;
mod faults;
mod phones;
mod sessions;
mod travel;

use jiff::tz::TimeZone;

use self::faults::{Faults, two_capitals};
#[cfg(test)]
pub(super) use self::sessions::IDLE_MINUTES;
use super::{
    audit::Keeping, earlier::Proposing, grant::Household, hold::Holding, plan::Plan, together::Together,
};

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
        let travel = self.travel_minutes_between_offices;
        faults.unless(travel <= 480, "travel_minutes_between_offices", travel, "must be at most 480");
        let Holding { minutes, most, away_hours } = self.holds;
        faults.unless((1..=60).contains(&minutes), "holds.minutes", minutes, "must be from 1 to 60");
        faults.unless((1..=20).contains(&most), "holds.most", most, "must be from 1 to 20");
        let days = "must be from 1 to 720";
        faults.unless((1..=720).contains(&away_hours), "holds.away_hours", away_hours, days);
        let Proposing { minutes, from, until } = self.earlier;
        let day = (15..=1440).contains(&minutes);
        faults.unless(day, "earlier.minutes", minutes, "must be from 15 to 1440");
        faults.unless(from < until, "earlier.until", until, "must be after `from`");
        self.check_reminders(faults);
        self.check_household(faults);
        self.check_sessions(faults);
        self.check_emergency(faults);
        faults.once("plan_organizations", "", self.plan_organizations.iter().map(|id| id.as_str()));
    }

    fn check_reminders(&self, faults: &mut Faults) {
        for (n, hours) in self.reminder_hours.iter().enumerate() {
            let path = format!("reminder_hours.{n}");
            faults.unless((1..=720).contains(hours), path.clone(), hours, "must be from 1 to 720");
            faults.unless(!self.reminder_hours[..n].contains(hours), path, hours, "stands there twice");
        }
    }

    fn check_household(&self, faults: &mut Faults) {
        let Household { adult_age, teen_age, source, .. } = &self.household;
        let ages = (1..=30).contains(adult_age);
        faults.unless(ages, "household.adult_age", adult_age, "must be from 1 to 30");
        let before = "must be less than `adult_age`";
        faults.unless(teen_age < adult_age, "household.teen_age", teen_age, before);
        if let Some(source) = source {
            faults.filled("household.source", source);
        }
        let Keeping { years, source, .. } = &self.audit;
        let kept = (Keeping::LEAST..=Keeping::MOST).contains(years);
        faults.unless(kept, "audit.years", years, "must be from 6 (45 CFR 164.316(b)(2)) to 100");
        if let Some(source) = source {
            faults.filled("audit.source", source);
        }
        let Together { gap_minutes, most, .. } = self.together;
        faults.unless(gap_minutes <= 240, "together.gap_minutes", gap_minutes, "must be at most 240");
        faults.unless((2..=8).contains(&most), "together.most", most, "must be from 2 to 8");
    }

    fn check_payment(&self, faults: &mut Faults) {
        faults.filled("payment.source", &self.payment.source);
        let accepted = &self.payment.accepted;
        faults.unless(!accepted.is_empty(), "payment.accepted", "", "must name a means of payment");
        for (n, tender) in accepted.iter().enumerate().filter(|(n, tender)| accepted[..*n].contains(tender)) {
            faults.add(format!("payment.accepted.{n}"), format!("{tender:?}"), "stands there twice");
        }
    }
}

#[cfg(test)]
mod tests;
