//! Some resources of one file: read, and written together.

use app::{
    domain::{
        directory::{Clinician, Location, Organization, Service},
        id::LocationId,
        plan::Plan,
    },
    store::{
        self, Saved, Store,
        directory::{self, Kind},
    },
};
use serde_json::Value;

use super::{
    files::File,
    location, organization, placed, practitioner,
    report::{Issue, Report, ResourceType},
    resource::{Fault, Faults, Part, is_id},
    role::Listed,
};

/// Resources that are written together; fewer where they are large.
const RESOURCES: usize = 500;

/// Bytes of lines whose resources are written together.
const BYTES: usize = 16 * 1024 * 1024;

/// A resource and its line, counted from 1.
struct Entry {
    line: usize,
    value: Value,
}

/// Some resources of a file.
pub struct Batch<'a> {
    file: &'a File,
    entries: Vec<Entry>,
    bytes: usize,
}

impl<'a> Batch<'a> {
    /// None yet.
    pub fn new(file: &'a File) -> Self {
        Self { file, entries: Vec::new(), bytes: 0 }
    }

    /// Whether it is time to write.
    pub fn is_full(&self) -> bool {
        self.entries.len() >= RESOURCES || self.bytes >= BYTES
    }

    /// Adds the resource of a line of so many bytes.
    pub fn add(&mut self, line: usize, bytes: usize, value: Value) {
        self.entries.push(Entry { line, value });
        self.bytes += bytes;
    }

    /// Reports a line that cannot be used at all.
    pub fn refuse(&self, line: usize, path: &str, reason: &str, report: &mut Report) {
        report.tally(self.file.kind).refused += 1;
        report.note(Issue {
            file: self.file.name.clone(),
            line,
            path: path.to_owned(),
            reason: reason.to_owned(),
        });
    }

    /// Reads and writes the resources, and forgets them.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn save(
        &mut self,
        store: &Store,
        plan: &Plan,
        report: &mut Report,
    ) -> Result<(), store::Error> {
        let kind = self.file.kind;
        let inactive = self.take_inactive();
        report.tally(kind).inactive += inactive.len();
        let saved = match kind {
            ResourceType::Organization => self.organizations(store, &inactive, report).await?,
            ResourceType::HealthcareService => self.services(store, &inactive, report).await?,
            ResourceType::Location => self.locations(store, &inactive, plan, report).await?,
            ResourceType::Practitioner => self.clinicians(store, &inactive, report).await?,
            ResourceType::PractitionerRole => self.roles(store, &inactive, plan, report).await?,
            ResourceType::OrganizationAffiliation | ResourceType::InsurancePlan => {
                self.check(report);
                Saved::default()
            }
        };
        report.add(kind, saved);
        self.entries.clear();
        self.bytes = 0;
        Ok(())
    }

    /// Takes out what is not active any more: the ids.
    fn take_inactive(&mut self) -> Vec<String> {
        let mut inactive = Vec::new();
        self.entries.retain(|entry| match entry.inactive_id() {
            Some(id) => {
                inactive.push(id.to_owned());
                false
            }
            None => true,
        });
        inactive
    }

    async fn organizations(
        &self,
        store: &Store,
        inactive: &[String],
        report: &mut Report,
    ) -> Result<Saved, store::Error> {
        let organizations: Vec<Organization> = self.read(report, organization::organization);
        directory::remove(store, Kind::Organization, &texts(inactive)).await?;
        directory::save_organizations(store, &organizations).await
    }

    async fn services(
        &self,
        store: &Store,
        inactive: &[String],
        report: &mut Report,
    ) -> Result<Saved, store::Error> {
        let services: Vec<Service> = self.read(report, organization::service);
        directory::remove(store, Kind::Service, &texts(inactive)).await?;
        directory::save_services(store, &services).await
    }

    async fn locations(
        &self,
        store: &Store,
        inactive: &[String],
        plan: &Plan,
        report: &mut Report,
    ) -> Result<Saved, store::Error> {
        let locations: Vec<Location> = self.read(report, |resource| location::location(resource, plan));
        let silent = locations.iter().filter(|location| location.hours.is_none());
        let silent: Vec<LocationId> = silent.map(|location| location.id.clone()).collect();
        let services = match silent.is_empty() {
            true => Vec::new(),
            false => directory::services_at(store, &silent).await?,
        };
        let locations: Vec<_> =
            locations.into_iter().map(|location| location::with_hours(location, &services)).collect();
        directory::remove(store, Kind::Location, &texts(inactive)).await?;
        directory::save_locations(store, &locations).await
    }

    async fn clinicians(
        &self,
        store: &Store,
        inactive: &[String],
        report: &mut Report,
    ) -> Result<Saved, store::Error> {
        let clinicians: Vec<Clinician> = self.read(report, practitioner::clinician);
        directory::remove(store, Kind::Clinician, &texts(inactive)).await?;
        directory::save_clinicians(store, &clinicians).await
    }

    async fn roles(
        &self,
        store: &Store,
        inactive: &[String],
        plan: &Plan,
        report: &mut Report,
    ) -> Result<Saved, store::Error> {
        let listed = self.read_lines(report, |resource| Listed::read(resource, plan));
        let around = placed::surroundings(store, &listed).await?;
        let mut placed = Vec::with_capacity(listed.len());
        for (line, listed) in listed {
            let places = listed.at_each_place(&around);
            if places.is_empty() {
                self.refuse(line, "location", "is missing: the resource is refused", report);
            }
            placed.push((listed.id().clone(), places));
        }
        placed::remove_former(store, inactive, &placed).await?;
        placed::save(store, &placed).await
    }

    fn check(&self, report: &mut Report) {
        let ids: Vec<String> = self.read(report, organization::id);
        report.tally(self.file.kind).checked += ids.len();
    }

    fn read<T>(&self, report: &mut Report, read: impl Fn(&Part) -> Option<T>) -> Vec<T> {
        self.read_lines(report, read).into_iter().map(|(_, value)| value).collect()
    }

    /// What can be read of the resources, and their lines; faults go to the report.
    fn read_lines<T>(&self, report: &mut Report, read: impl Fn(&Part) -> Option<T>) -> Vec<(usize, T)> {
        let mut values = Vec::with_capacity(self.entries.len());
        for entry in &self.entries {
            let faults = Faults::default();
            let resource = Part::root(&entry.value, &faults);
            organization::check_identifiers(&resource);
            match read(&resource) {
                Some(value) => values.push((entry.line, value)),
                None => report.tally(self.file.kind).refused += 1,
            }
            for Fault { path, reason } in faults.into_inner() {
                report.note(Issue { file: self.file.name.clone(), line: entry.line, path, reason });
            }
        }
        values
    }
}

impl Entry {
    /// The id of what is not active: `active` of most types, `status` of locations and
    /// products. A place that is suspended comes back with a later import.
    fn inactive_id(&self) -> Option<&str> {
        let status = self.value["status"].as_str();
        let inactive = self.value["active"].as_bool() == Some(false)
            || matches!(status, Some("inactive" | "suspended" | "retired"));
        self.value["id"].as_str().filter(|id| inactive && is_id(id))
    }
}

fn texts(ids: &[String]) -> Vec<&str> {
    ids.iter().map(String::as_str).collect()
}
