//! What things are called for people in an office.

use app::{
    domain::{
        appointment::Appointment,
        directory::{Clinician, Location, Role},
        id::{MemberId, RoleId},
        member::Member,
        plan::Plan,
        visit_type::Modality,
    },
    i18n::Locale,
    store::{self, Store},
    wording::{dollars, tenders},
};

use super::error::OfficeError;

/// A role with the names of who and where.
pub struct Named {
    /// The role.
    pub role: Role,
    /// Who, where the directory has them.
    pub clinician: Option<Clinician>,
    /// Where, where the directory has it.
    pub location: Option<Location>,
}

impl Named {
    /// Looks a role up.
    ///
    /// # Errors
    /// Where it is not in the directory.
    pub async fn find(store: &Store, id: &RoleId) -> Result<Self, OfficeError> {
        let found = store::schedule::of_roles(store, std::slice::from_ref(id)).await?.remove(id);
        let named = Self::all(store, found.into_iter().map(|found| found.role).collect()).await?.pop();
        named.ok_or_else(|| OfficeError::NoRole(id.clone()))
    }

    /// The names of roles, in the same order.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn all(store: &Store, roles: Vec<Role>) -> Result<Vec<Self>, store::Error> {
        let clinicians = store::office::clinicians(store, &roles).await?;
        let locations = store::office::locations(store, &roles).await?;
        let named = |role: Role| Self {
            clinician: clinicians.get(&role.clinician).cloned(),
            location: locations.get(&role.location).cloned(),
            role,
        };
        Ok(roles.into_iter().map(named).collect())
    }

    /// Who.
    pub fn clinician(&self) -> &str {
        self.clinician.as_ref().map_or("a clinician who is not in the directory", |it| &it.name)
    }

    /// Where.
    pub fn location(&self) -> &str {
        self.location.as_ref().map_or("a place that is not in the directory", |it| &it.name)
    }

    /// The zone of the place.
    pub fn zone(&self) -> &str {
        self.location.as_ref().map_or("UTC", |it| &it.time_zone)
    }
}

/// The member's name and number.
pub fn member(member: Option<&Member>, id: &MemberId) -> String {
    match member {
        Some(Member { given, family, number, .. }) => format!("{given} {family}, {number}"),
        None => format!("member {id}, who is not on the roll"),
    }
}

/// What for, and how where it is not at the place.
pub fn visit(plan: &Plan, appointment: &Appointment) -> String {
    let id = appointment.visit_type.as_str();
    let name = plan.visit_type(&appointment.visit_type).map_or(id, |visit_type| &visit_type.name.en);
    match appointment.modality {
        Modality::InPerson => name.to_owned(),
        Modality::Phone => format!("{name}, by phone"),
        Modality::Video => format!("{name}, by video"),
    }
}

/// The copay that is due.
pub fn copay(appointment: &Appointment) -> String {
    match appointment.copay_cents {
        0 => "no copay".to_owned(),
        cents => format!("copay {}", dollars(cents)),
    }
}

/// How a copay is paid (Brief B10).
pub fn tender(plan: &Plan) -> String {
    let accepted = tenders(Locale::en, &plan.payment.accepted);
    if plan.payment.cash { format!("{accepted}, or cash") } else { format!("{accepted}; no cash") }
}
