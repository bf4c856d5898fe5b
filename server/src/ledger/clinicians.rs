//! Nobody sees two members at one time, in whatever roles and at whatever places.

use std::collections::HashMap;

use app::{
    domain::{
        appointment::Appointment,
        id::{AppointmentId, ClinicianId, RoleId},
    },
    store::{Error, verification::Snapshot},
};
use jiff::Timestamp;

use super::report::{Fault, Report};

/// The visits that are booked, of all chains: of each no more than is compared.
pub struct Visits {
    clinicians: HashMap<RoleId, ClinicianId>,
    booked: Vec<Visit>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Visit {
    /// The clinician; the role itself where the directory does not list it any more.
    whose: String,
    start: Timestamp,
    end: Timestamp,
    id: AppointmentId,
}

impl Visits {
    /// None yet, of the clinicians of the directory.
    pub async fn of(snapshot: &Snapshot) -> Result<Self, Error> {
        Ok(Self { clinicians: snapshot.clinicians().await?, booked: Vec::new() })
    }

    /// Adds those of a chain.
    pub fn add(&mut self, booked: &[Appointment]) {
        let visit = |visit: &Appointment| {
            let clinician = self.clinicians.get(&visit.role).map(ClinicianId::as_str);
            let whose = clinician.unwrap_or(visit.role.as_str()).to_owned();
            Visit { whose, start: visit.start.instant, end: visit.end(), id: visit.id.clone() }
        };
        self.booked.extend(booked.iter().map(visit));
    }

    /// Tells of those that overlap.
    pub fn compare(mut self, report: &mut Report) {
        self.booked.sort();
        for pair in self.booked.windows(2) {
            let [one, other] = pair else { continue };
            let apart = one.whose != other.whose || one.end <= other.start;
            report.unless(apart, || Fault::Twice { one: one.id.clone(), other: other.id.clone() });
        }
    }
}
