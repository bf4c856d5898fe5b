//! What was read of some resources, written together.

use app::{
    domain::directory::{Clinician, Location, Organization, Role, Service},
    domain::{
        network::{InsurancePlan, OrganizationAffiliation},
        schedule::Schedule,
    },
    store::{
        self, Saved, Store,
        directory::{self, Entry},
    },
};

use super::resource_type::ResourceType;

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
    pub roles: Vec<Vec<(Role, Schedule)>>,
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
        let places: usize = self.roles.iter().map(Vec::len).sum();
        let of_organizations =
            self.organizations.len() + self.affiliations.len() + self.insurance_plans.len();
        of_organizations + self.services.len() + self.locations.len() + self.clinicians.len() + places
    }

    /// Writes what differs from what is there; says what was done, by type.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn save(self, store: &Store) -> Result<[(ResourceType, Saved); 7], store::Error> {
        let roles = save_roles(store, self.roles);
        Ok([
            (ResourceType::Organization, save(store, &self.organizations).await?),
            (ResourceType::HealthcareService, save(store, &self.services).await?),
            (ResourceType::Location, save(store, &self.locations).await?),
            (ResourceType::Practitioner, save(store, &self.clinicians).await?),
            (ResourceType::PractitionerRole, roles.await?),
            (ResourceType::OrganizationAffiliation, save(store, &self.affiliations).await?),
            (ResourceType::InsurancePlan, save(store, &self.insurance_plans).await?),
        ])
    }
}

async fn save<T: Entry>(store: &Store, entries: &[T]) -> Result<Saved, store::Error> {
    Ok(directory::save(store, entries).await?.into_iter().collect())
}

/// Writes roles and schedules. A role counts once, however many places it has: as what was
/// written most.
async fn save_roles(store: &Store, listed: Vec<Vec<(Role, Schedule)>>) -> Result<Saved, store::Error> {
    let places: Vec<usize> = listed.iter().map(Vec::len).collect();
    let (roles, schedules): (Vec<Role>, Vec<Schedule>) = listed.into_iter().flatten().unzip();
    let of_roles = directory::save(store, &roles).await?;
    let of_schedules = directory::save(store, &schedules).await?;
    let mut outcomes = of_roles.into_iter().zip(of_schedules).map(|(role, schedule)| role.max(schedule));
    Ok(places.into_iter().filter_map(|places| outcomes.by_ref().take(places).max()).collect())
}
