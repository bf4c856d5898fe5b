//! Who can see a member in place of a clinician who is away: the clinician later, or colleagues
//! of the same specialty at the same office.

use std::slice::from_ref;

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::Named;
use crate::{
    domain::{
        absence::{Instead, better, suggest},
        appointment::{Appointment, Grounds},
        directory::Listing,
        id::RoleId,
        member::Member,
        on_file::OnFile,
        plan::Plan,
        right::{Changeable, Readable},
        schedule::Schedule,
        slot::{Claims, Offer},
    },
    portal::zone,
    store::{self, Store},
};

/// The clinician who is away, and colleagues.
pub struct Team {
    zone: TimeZone,
    mates: Vec<Mate>,
}

struct Mate {
    listing: Listing,
    schedule: Schedule,
    claims: Claims,
}

impl Team {
    /// Looks the team of a role up, with what is free of it at `now`. The days are closed already, or
    /// looked at as if they were.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn around(
        store: &Store,
        away: &Named,
        (first, last): (Date, Date),
        now: Timestamp,
    ) -> Result<Self, store::Error> {
        let mut roles = store::office::roles_at(store, from_ref(&away.role.location)).await?;
        let own = &away.role;
        roles.retain(|role| role.id == own.id || role.specialty.is_some() && role.specialty == own.specialty);
        let ids: Vec<_> = roles.iter().map(|role| role.id.clone()).collect();
        let mut scheduled = store::schedule::of_roles(store, &ids).await?;
        let mut mates = Vec::with_capacity(roles.len());
        for named in Named::all(store, roles).await? {
            let Named { role, clinician: Some(clinician), location: Some(location) } = named else {
                continue;
            };
            let Some(mut scheduled) = scheduled.remove(&role.id) else { continue };
            if role.id == own.id {
                scheduled.amendment.close(first, last);
            }
            let taken = store::schedule::taken(store, &role.id, now, Timestamp::MAX).await?;
            mates.push(Mate {
                listing: Listing { role, clinician, location },
                schedule: scheduled.in_force(),
                claims: taken.into_iter().map(|step| step.start).collect(),
            });
        }
        Ok(Self { zone: zone(away.zone()), mates })
    }

    /// The time that is suggested for an appointment; `None` where there is none.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn suggest(
        &self,
        store: &Store,
        plan: &Plan,
        appointment: &Appointment,
        member: &Member,
        now: Timestamp,
    ) -> Result<Option<Instead>, store::Error> {
        let Some(visit_type) = plan.visit_type(&appointment.visit_type) else { return Ok(None) };
        // It is asked for whom they would see: nothing of it is shown.
        let member = Changeable::granted(Readable::granted(member.clone()));
        let own = store::own::of_member(store, &member).await?;
        let on_file = OnFile { physician: member.physician.clone(), referrals: own.referrals };
        let own = &own.appointments;
        let of_mate = |mate: &Mate| {
            let Mate { listing, schedule, claims } = mate;
            let offer = Offer { schedule, zone: &self.zone, visit_type, claims, chosen: &[], now };
            suggest(appointment, Grounds { listing, on_file: &on_file, own, offer: &offer, plan })
        };
        Ok(self.mates.iter().filter_map(of_mate).reduce(|one, other| better(appointment, one, other)))
    }

    /// What was suggested to one member is not suggested to another.
    pub fn set_aside(&mut self, instead: &Instead) {
        let mate = self.mates.iter_mut().find(|mate| mate.listing.role.id == instead.role);
        mate.into_iter().for_each(|mate| mate.claims.extend(&instead.claims));
    }

    /// Who has a role.
    pub fn clinician(&self, role: &RoleId) -> String {
        let mate = self.mates.iter().find(|mate| mate.listing.role.id == *role);
        mate.map_or_else(|| role.to_string(), |mate| mate.listing.clinician.name.clone())
    }
}
