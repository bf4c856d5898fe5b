//! Places and services: they speak for a role or a place that is silent.

use std::collections::HashMap;

use app::{
    domain::{
        directory::{Location, Service},
        hours::Weekly,
        id::{LocationId, ServiceId},
    },
    store::{self, Store, directory},
};
use serde_json::Value;

use super::{
    location::phone,
    organization,
    resource::{Faults, Part},
    role::accepting,
};

/// What a place says for the roles there.
pub struct Place {
    /// The main phone, for people.
    pub phone: Option<String>,
    /// Whether it takes new patients, where the directory says so.
    pub accepting: Option<bool>,
}

/// All places and services. They are few beside people and roles, and the portal has the places
/// in memory too, so they are kept between the two readings: files need no order of types.
#[derive(Default)]
pub struct Surroundings {
    /// Places, by id.
    pub places: HashMap<LocationId, Place>,
    /// Services, by id.
    pub services: HashMap<ServiceId, Service>,
    hours: HashMap<LocationId, Weekly>,
}

impl Surroundings {
    /// Those that are in the directory: what a part of a directory refers to.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn of(store: &Store) -> Result<Self, store::Error> {
        let locations = directory::locations(store).await?.into_iter();
        let place = |place: Location| (place.id, Place { phone: place.phone, accepting: place.accepting });
        let services = directory::services(store).await?.into_iter();
        Ok(Self {
            places: locations.map(place).collect(),
            services: services.map(|service| (service.id.clone(), service)).collect(),
            hours: HashMap::new(),
        })
    }

    /// Adds a place. What is wrong with it is told by the second reading.
    pub fn add_place(&mut self, id: &str, resource: &Value) {
        let faults = Faults::default();
        let resource = Part::root(resource, &faults);
        self.places.insert(id.into(), Place { phone: phone(&resource), accepting: accepting(&resource) });
    }

    /// Adds a service. What is wrong with it is told by the second reading.
    pub fn add_service(&mut self, resource: &Value) {
        let faults = Faults::default();
        if let Some(service) = organization::service(&Part::root(resource, &faults)) {
            self.services.insert(service.id.clone(), service);
        }
    }

    /// Works out the hours of services at places; of several, those of the first id.
    pub fn settle(&mut self) {
        let mut services: Vec<_> = self.services.values().collect();
        services.sort_by(|a, b| a.id.cmp(&b.id));
        for service in services {
            let Some(hours) = &service.hours else { continue };
            for location in &service.locations {
                self.hours.entry(location.clone()).or_insert_with(|| hours.clone());
            }
        }
    }

    /// The place with the hours of a service there, where it says none itself.
    pub fn with_hours(&self, location: Location) -> Location {
        let hours = location.hours.or_else(|| self.hours.get(&location.id).cloned());
        Location { hours, ..location }
    }
}
