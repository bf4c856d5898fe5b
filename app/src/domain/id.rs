//! Identifiers: each a type of its own, so that one cannot stand in for another.

use serde::{Deserialize, Serialize};

macro_rules! identifier {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

identifier! {
    /// A clinician: the directory's Practitioner id.
    ClinicianId;
    /// One clinician at one location with a specialty: the directory's PractitionerRole id.
    RoleId;
    /// A place where care is given: the directory's Location id.
    LocationId;
    /// An organization of the directory.
    OrganizationId;
    /// An organization's part in networks: the directory's OrganizationAffiliation id.
    AffiliationId;
    /// A product: the directory's InsurancePlan id.
    InsurancePlanId;
    /// A service of the directory: its HealthcareService id.
    ServiceId;
    /// A kind of visit of the plan profile, for example `eye-exam`.
    VisitTypeId;
    /// A specialty of the plan profile, for example `eye-care`.
    SpecialtyId;
    /// A member, as the portal knows them; never shown.
    MemberId;
    /// Somebody of an office or of the plan.
    StaffId;
    /// The number on the member's card.
    MemberNumber;
    /// A referral on file.
    ReferralId;
    /// What lets one member act for another.
    GrantId;
    /// An appointment: a UUID of version 7.
    AppointmentId;
    /// An emergency access: a UUID of version 7.
    EmergencyId;
    /// Stands for a session of the member in the pages of another one.
    SessionId;
    /// Stands for a member of a household in the forms of one session.
    Whom;
    /// Made by the server for one booking form: the same key books once.
    IdempotencyKey;
}

impl AppointmentId {
    /// What is said on the phone: the last eight digits. Those at the beginning tell the time only.
    pub fn reference(&self) -> String {
        let from = self.as_str().len().saturating_sub(8);
        self.as_str()[from..].to_uppercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_is_short_enough_to_say_on_the_phone() {
        assert_eq!(AppointmentId::from("01936b5e-7c1d-7a31-9c55-3f0e1b2c4d5e").reference(), "1B2C4D5E");
        assert_eq!(AppointmentId::from("a").reference(), "A");
    }
}
