//! The second reading: resources become what the portal keeps.

use std::{collections::BTreeMap, mem};

use app::domain::plan::Plan;
use serde_json::Value;

use super::{
    batch::Batch,
    found::Found,
    ids::Ids,
    issues::Issue,
    location, network, organization,
    places::Placed,
    practitioner,
    reference::{self, is_id},
    refused::Refused,
    report::Report,
    resource::{Fault, Faults, Part},
    resource_type::ResourceType,
    role::Listed,
    source::Source,
    survey::{Survey, is_inactive},
};

/// What is said of a week that a role has at several places.
const SEVERAL: &str = "has several places for one week: it holds at one of them, where the role was before \
    or else at the first; what it is at the others can be set by `server schedule import`";

/// Takes resources in, one after the other.
pub struct Intake<'a> {
    plan: &'a Plan,
    survey: &'a Survey,
    refused: &'a mut Refused,
    seen: BTreeMap<ResourceType, Ids>,
    batch: Batch,
    taken: Taken,
}

/// What was taken in.
#[derive(Default)]
pub struct Taken {
    /// What is known without the store.
    pub report: Report,
    /// Roles of the directory whose places are known.
    pub placed: Ids,
    /// Those roles at each of their places.
    pub roles: Ids,
}

impl<'a> Intake<'a> {
    /// Nothing is taken in yet.
    pub fn new(plan: &'a Plan, survey: &'a Survey, refused: &'a mut Refused) -> Self {
        let taken = Taken::default();
        Self { plan, survey, refused, seen: BTreeMap::new(), batch: Batch::default(), taken }
    }

    /// What is to be written, once it is enough.
    pub fn full_batch(&mut self) -> Option<Batch> {
        self.batch.is_full().then(|| mem::take(&mut self.batch))
    }

    /// What is left to be written, and what was taken in.
    pub fn finish(self) -> (Batch, Taken) {
        (self.batch, self.taken)
    }

    /// Takes a resource in; what is wrong with it goes to the report.
    pub fn take(&mut self, found: Found) {
        let Found { source, line, bytes, kind, resource } = found;
        let at = At { source, line };
        match (kind, resource) {
            (Some(kind), Ok(resource)) => {
                self.batch.bytes += bytes;
                self.taken.report.tally(kind).read += 1;
                self.take_resource(&at, kind, &resource);
            }
            (None, Ok(_)) => self.taken.report.others += 1,
            (Some(kind), Err(reason)) => {
                self.taken.report.tally(kind).read += 1;
                self.refuse(&at, kind, "", reason);
            }
            (None, Err(reason)) => self.note(&at, Fault { path: String::new(), reason }),
        }
    }

    fn take_resource(&mut self, at: &At, kind: ResourceType, resource: &Value) {
        if resource["id"].as_str().is_some_and(|id| !self.seen.entry(kind).or_default().insert(id)) {
            return self.refuse(at, kind, "id", "stands in a line before: the resource is refused");
        }
        let faults = Faults::default();
        let part = Part::root(resource, &faults);
        let id = resource["id"].as_str().filter(|id| is_id(id));
        if id.is_some() && is_inactive(resource) {
            self.taken.report.tally(kind).inactive += 1;
            return;
        }
        organization::check_identifiers(&part);
        if id.is_some_and(|id| self.survey.is_circular(kind, id)) {
            part.report("partOf", "leads back to the resource itself: it is left out");
        }
        if self.keep(at, kind, &part).is_none() {
            self.taken.report.tally(kind).refused += 1;
        }
        let lost = reference::lost(resource, |kind, id| self.survey.will_have(kind, id));
        for fault in faults.into_inner().into_iter().chain(lost) {
            self.note(at, fault);
        }
    }

    /// Keeps what the portal knows of a resource; `None` for one that cannot be used.
    fn keep(&mut self, at: &At, kind: ResourceType, part: &Part) -> Option<()> {
        let batch = &mut self.batch;
        match kind {
            ResourceType::Organization => batch.organizations.push(organization::organization(part)?),
            ResourceType::HealthcareService => batch.services.push(organization::service(part)?),
            ResourceType::Location => {
                let location = location::location(part, self.plan)?;
                batch.locations.push(self.survey.around.with_hours(location));
            }
            ResourceType::Practitioner => batch.clinicians.push(practitioner::clinician(part)?),
            ResourceType::PractitionerRole => return self.keep_role(at, part),
            ResourceType::OrganizationAffiliation => batch.affiliations.push(network::affiliation(part)?),
            ResourceType::InsurancePlan => batch.insurance_plans.push(network::insurance_plan(part)?),
        }
        Some(())
    }

    /// A role without a place cannot be used: members would go where it is no more.
    fn keep_role(&mut self, at: &At, part: &Part) -> Option<()> {
        let listed = Listed::read(part, self.plan)?;
        let places = listed.at_each_place(self.survey);
        self.taken.placed.insert(listed.id().as_str());
        for (role, _) in &places {
            self.taken.roles.insert(role.id.as_str());
        }
        if places.is_empty() {
            part.report("location", "is missing: the resource is refused");
            return None;
        }
        if places.len() > 1 && listed.has_hours() {
            part.report("location", SEVERAL);
        }
        let (file, line) = (at.source.name.clone(), at.line);
        self.batch.roles.push(Placed { file, line, places });
        Some(())
    }

    fn refuse(&mut self, at: &At, kind: ResourceType, path: &str, reason: impl Into<String>) {
        self.taken.report.tally(kind).refused += 1;
        self.note(at, Fault { path: path.to_owned(), reason: reason.into() });
    }

    fn note(&mut self, at: &At, Fault { path, reason }: Fault) {
        let issue = Issue { file: at.source.name.clone(), line: at.line, path, reason };
        self.refused.note(&issue);
        self.taken.report.issues.note(issue);
    }
}

/// Where a resource stands.
struct At<'a> {
    source: &'a Source,
    line: usize,
}
