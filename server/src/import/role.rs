//! FHIR PractitionerRole: a clinician at a place, and when.

use app::domain::{
    directory::{NetworkStatus, Role, Service},
    id::{LocationId, OrganizationId, RoleId, ServiceId},
    plan::Plan,
    schedule::{ALWAYS, SLOTS, Schedule},
};

use super::{
    hours,
    location::phone,
    organization::id,
    resource::Part,
    surroundings::{Place, Surroundings},
    survey::Survey,
};

/// The grid of schedules, where the extension `slot-minutes` does not say another: FHIR's
/// PractitionerRole has none.
const SLOT_MINUTES: u16 = 20;

/// A role as the directory has it: one clinician, one specialty, any number of places.
pub struct Listed {
    id: RoleId,
    role: Role,
    locations: Vec<LocationId>,
    services: Vec<ServiceId>,
    accepting: Option<bool>,
    schedule: Schedule,
}

impl Listed {
    /// A PractitionerRole.
    pub fn read(resource: &Part, plan: &Plan) -> Option<Self> {
        let id = id(resource)?;
        let Some(clinician) = resource.reference("practitioner", "Practitioner") else {
            resource.report("practitioner", "is missing: the resource is refused");
            return None;
        };
        let organization = resource.reference("organization", "Organization").map(|id| id.as_str().into());
        let (specialty, specialty_display) = specialty(resource, plan);
        let visit_types = specialty.iter().flat_map(|id| plan.visit_types_of(id)).map(|v| v.id.clone());
        let role = Role {
            id: id.as_str().into(),
            clinician: clinician.as_str().into(),
            location: LocationId::from(""),
            visit_types: visit_types.collect(),
            specialty,
            specialty_display,
            network: network(organization.as_ref(), plan),
            accepting: true,
            phone: phone(resource),
        };
        Some(Self {
            schedule: schedule(resource, &role.id),
            id: role.id.clone(),
            role,
            locations: ids(resource, "location", "Location").iter().map(|id| id.as_str().into()).collect(),
            services: ids(resource, "healthcareService", "HealthcareService")
                .iter()
                .map(|id| id.as_str().into())
                .collect(),
            accepting: accepting(resource),
        })
    }

    /// The id in the directory.
    pub fn id(&self) -> &RoleId {
        &self.id
    }

    /// One role for each place, with its schedule; none where no place is known.
    ///
    /// The id is the directory's own at the first place, `id~location` at the others. A week is the
    /// clinician's, who is at one place at a time: it holds at the first place, so that whatever is
    /// claimed of it stays under one id.
    pub fn at_each_place(&self, survey: &Survey) -> Vec<(Role, Schedule)> {
        let (around, places) = (&survey.around, self.places(survey));
        let place = |(n, location): (usize, &LocationId)| {
            let (id, sessions) = match n {
                0 => (self.id.clone(), self.schedule.sessions.clone()),
                _ => (RoleId(format!("{}~{location}", self.id)), Vec::new()),
            };
            let place = around.places.get(location);
            let phone = self.role.phone.clone();
            let role = Role {
                id: id.clone(),
                location: location.clone(),
                accepting: self.accepting(place, around),
                phone: phone.filter(|own| place.and_then(|place| place.phone.as_ref()) != Some(own)),
                ..self.role.clone()
            };
            (role, Schedule { role: id, sessions, ..self.schedule.clone() })
        };
        places.iter().enumerate().map(place).collect()
    }

    /// Whether it says when the clinician sees people.
    pub fn has_hours(&self) -> bool {
        !self.schedule.sessions.is_empty()
    }

    /// The role's own places, else those of its services, each once. Where the role was before it
    /// stays: that one comes first.
    fn places(&self, survey: &Survey) -> Vec<LocationId> {
        let around = &survey.around;
        let of_services = || self.services_in(around).flat_map(|service| &service.locations).cloned();
        let all: Vec<_> = match self.locations.is_empty() {
            true => of_services().collect(),
            false => self.locations.clone(),
        };
        let mut places: Vec<LocationId> = Vec::new();
        for location in all {
            if !places.contains(&location) {
                places.push(location);
            }
        }
        if let Some(n) = places.iter().position(|place| survey.was_at(&self.id, place)) {
            places[..=n].rotate_right(1);
        }
        places
    }

    /// The role says it, else the place, else a service; who says nothing takes new patients.
    fn accepting(&self, place: Option<&Place>, around: &Surroundings) -> bool {
        let of_place = || place.and_then(|place| place.accepting);
        let of_service = || self.services_in(around).find_map(|service| service.accepting);
        self.accepting.or_else(of_place).or_else(of_service).unwrap_or(true)
    }

    fn services_in<'a>(&'a self, around: &'a Surroundings) -> impl Iterator<Item = &'a Service> {
        self.services.iter().filter_map(|id| around.services.get(id))
    }
}

/// Whether Plan-Net's extension `newpatients` says that new patients are taken; for any of the
/// networks that it speaks of.
pub fn accepting(resource: &Part) -> Option<bool> {
    let codes: Vec<String> = resource
        .extensions("newpatients")
        .flat_map(|newpatients| newpatients.extensions("acceptingPatients").collect::<Vec<_>>())
        .filter_map(|accepting| accepting.object("valueCodeableConcept"))
        .flat_map(|concept| concept.codes())
        .collect();
    (!codes.is_empty()).then(|| codes.iter().any(|code| code == "newpt"))
}

/// The plan's specialty for the first code that it knows, and the directory's words for it.
fn specialty(resource: &Part, plan: &Plan) -> (Option<app::domain::id::SpecialtyId>, String) {
    let listed = resource.objects("specialty");
    let known = listed.iter().find_map(|concept| {
        let specialty = concept.codes().iter().find_map(|code| plan.specialty_for_code(code))?;
        Some((specialty.id.clone(), concept.said().unwrap_or_else(|| specialty.name.en.clone())))
    });
    let said = || listed.iter().find_map(Part::said);
    let code = || resource.objects("code").iter().find_map(Part::said);
    match known {
        Some((id, display)) => (Some(id), display),
        None => (None, said().or_else(code).unwrap_or_default()),
    }
}

/// Brief B9: the plan's own are those who work for an organization that runs its offices.
fn network(organization: Option<&OrganizationId>, plan: &Plan) -> NetworkStatus {
    match organization.is_some_and(|id| plan.is_own(id)) {
        true => NetworkStatus::Plan,
        false => NetworkStatus::Contracted,
    }
}

fn schedule(resource: &Part, role: &RoleId) -> Schedule {
    let since = resource.object("period").and_then(|period| hours::date(&period, "start"));
    let mut schedule = Schedule {
        role: role.clone(),
        valid_from: since.unwrap_or(ALWAYS),
        slot_minutes: slot_minutes(resource),
        sessions: Vec::new(),
        exceptions: hours::absences(resource),
    };
    hours::add_sessions(&mut schedule, resource);
    schedule
}

/// What our extension `slot-minutes` says, within what a schedule can have.
fn slot_minutes(resource: &Part) -> u16 {
    let Some(extension) = resource.extensions("slot-minutes").next() else { return SLOT_MINUTES };
    let minutes = extension.number("valuePositiveInt").map(|minutes| minutes as u16);
    let usable = minutes.filter(|minutes| SLOTS.contains(minutes));
    if usable.is_none() {
        extension.report("valuePositiveInt", "must be from 5 to 240 minutes: the schedule has 20");
    }
    usable.unwrap_or(SLOT_MINUTES)
}

fn ids(resource: &Part, name: &str, kind: &str) -> Vec<String> {
    resource.objects(name).iter().filter_map(|reference| reference.referred(kind)).collect()
}
