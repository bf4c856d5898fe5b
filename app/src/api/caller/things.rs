//! What whoever asks is shown: their own things, and the directory's.

use super::Caller;
use crate::{
    domain::{
        appointment::Appointment,
        audit::Kind,
        directory::Listing,
        draft::Draft,
        hold::Hold,
        id::{ClinicianId, IdempotencyKey, RoleId, VisitTypeId},
        on_file::OnFile,
        right::Readable,
        visit_type::VisitType,
    },
    error::AppError,
    store,
};

impl Caller {
    /// What is on file of whoever asks: nothing where nobody is signed on.
    pub async fn on_file(&self) -> Result<OnFile, AppError> {
        match self.maybe_member(Kind::Details).await? {
            Some(member) => self.on_file_of(&member).await,
            None => Ok(OnFile::default()),
        }
    }

    /// What is on file of a member.
    pub async fn on_file_of(&self, member: &Readable) -> Result<OnFile, AppError> {
        let referrals = store::referral::of_member(&self.portal.store, member).await?;
        Ok(OnFile { physician: member.physician.clone(), referrals })
    }

    /// The member's draft with that id; `Booked` where it has booked, otherwise `NotFound`.
    pub async fn draft(&self, member: &Readable, id: &IdempotencyKey) -> Result<Draft, AppError> {
        let found = store::draft::find(&self.portal.store, member, id).await?;
        let Some(draft) = found else { return Err(self.booked(member, id).await?) };
        let seen = self.sees_visits(&self.listing(&draft.role)?, &draft.visit_type).await?;
        if seen { Ok(draft) } else { Err(AppError::NotFound) }
    }

    async fn booked(&self, member: &Readable, id: &IdempotencyKey) -> Result<AppError, AppError> {
        let booked = store::appointment::find_by_key(&self.portal.store, member, id).await?;
        let Some(Appointment { id, role, visit_type, .. }) = booked else { return Ok(AppError::NotFound) };
        let seen = self.sees_visits(&self.listing(&role)?, &visit_type).await?;
        Ok(if seen { AppError::Booked { appointment: id } } else { AppError::NotFound })
    }

    /// What is kept for the member with a role.
    pub async fn holds(&self, member: &Readable, role: &RoleId) -> Result<Vec<Hold>, AppError> {
        let mut holds = store::hold::of_member(&self.portal.store, member).await?;
        holds.retain(|hold| hold.role == *role && hold.is_kept(self.now));
        Ok(holds)
    }

    /// The places of a clinician, in order of their names.
    pub fn places_of(&self, clinician: Option<&ClinicianId>) -> Vec<Listing> {
        clinician.map(|id| self.portal.directory().clinician(id)).unwrap_or_default()
    }

    /// The listing of a role, or `NotFound`.
    pub fn listing(&self, role: &RoleId) -> Result<Listing, AppError> {
        self.portal.directory().role(role).ok_or(AppError::NotFound)
    }

    /// The visit type with that id, or `NotFound`.
    pub fn visit_type(&self, id: &VisitTypeId) -> Result<&VisitType, AppError> {
        self.portal.plan.visit_type(id).ok_or(AppError::NotFound)
    }
}
