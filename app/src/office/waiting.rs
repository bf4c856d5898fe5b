//! What waits for an answer of members whose clinician is away.

use std::collections::HashMap;

use super::Office;
use crate::{
    domain::{absence::Absence, appointment::Appointment, id::AppointmentId},
    store,
};

impl Office<'_> {
    /// Of what members were `told` about appointments, that which they have not answered. A suggestion
    /// that is not kept for them any more, or of which nobody has read, is none: they are called.
    pub(super) async fn waiting(
        &self,
        booked: &[Appointment],
        told: &HashMap<AppointmentId, Absence>,
    ) -> Result<HashMap<AppointmentId, Absence>, store::Error> {
        let told = booked.iter().filter_map(|booked| Some((booked, told.get(&booked.id)?)));
        let open: Vec<_> = told.filter(|(booked, absence)| absence.is_open(booked, self.now)).collect();
        let can_answer = store::absence::can_answer(self.store, &open, self.now).await?;
        let as_it_stands = |(booked, absence): (&Appointment, &Absence)| {
            let instead = absence.instead.clone().filter(|_| can_answer.contains(&booked.id));
            (booked.id.clone(), Absence { instead, ..absence.clone() })
        };
        Ok(open.into_iter().map(as_it_stands).collect())
    }
}
