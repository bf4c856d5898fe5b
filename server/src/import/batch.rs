//! What was read of some resources, written together.

use app::{
    domain::directory::{Clinician, Location, Organization, Service},
    domain::network::{InsurancePlan, OrganizationAffiliation},
    store::{
        self, Saved, Store,
        directory::{self, Entry},
    },
};
use jiff::Timestamp;

use super::{
    issues::Issue,
    places::{self, Placed},
    resource_type::ResourceType,
};

/// Records that are written together; fewer where they are large.
const RECORDS: usize = 1_000;

/// Bytes of resources that are written together.
const BYTES: usize = 8 * 1024 * 1024;

/// What was read of some resources, of any type.
#[derive(Default)]
pub struct Batch {
    /// Organizations.
    pub organizations: Vec<Organization>,
    /// Services.
    pub services: Vec<Service>,
    /// Places.
    pub locations: Vec<Location>,
    /// People.
    pub clinicians: Vec<Clinician>,
    /// For each role of the directory, what it is at each of its places.
    pub roles: Vec<Placed>,
    /// Who works with whom.
    pub affiliations: Vec<OrganizationAffiliation>,
    /// Products.
    pub insurance_plans: Vec<InsurancePlan>,
    /// How large the resources were, in bytes.
    pub bytes: usize,
}

impl Batch {
    /// Whether it is time to write.
    pub fn is_full(&self) -> bool {
        self.records() >= RECORDS || self.bytes >= BYTES
    }

    fn records(&self) -> usize {
        let places: usize = self.roles.iter().map(|role| role.places.len()).sum();
        let of_organizations =
            self.organizations.len() + self.affiliations.len() + self.insurance_plans.len();
        of_organizations + self.services.len() + self.locations.len() + self.clinicians.len() + places
    }

    /// Writes what differs from what is there; says what was done, by type, and which weeks stay as
    /// they were because of what is booked after `now`.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn save(self, store: &Store, now: Timestamp) -> Result<Written, store::Error> {
        let roles = places::save(store, self.roles, now);
        let organizations = save(store, &self.organizations).await?;
        let services = save(store, &self.services).await?;
        let locations = save(store, &self.locations).await?;
        let clinicians = save(store, &self.clinicians).await?;
        let (roles, issues) = roles.await?;
        let saved = [
            (ResourceType::Organization, organizations),
            (ResourceType::HealthcareService, services),
            (ResourceType::Location, locations),
            (ResourceType::Practitioner, clinicians),
            (ResourceType::PractitionerRole, roles),
            (ResourceType::OrganizationAffiliation, save(store, &self.affiliations).await?),
            (ResourceType::InsurancePlan, save(store, &self.insurance_plans).await?),
        ];
        Ok(Written { saved, issues })
    }
}

/// What was done with a batch.
pub struct Written {
    /// By type.
    pub saved: [(ResourceType, Saved); 7],
    /// What could not be written as it was read.
    pub issues: Vec<Issue>,
}

async fn save<T: Entry>(store: &Store, entries: &[T]) -> Result<Saved, store::Error> {
    Ok(directory::save(store, entries).await?.into_iter().collect())
}
