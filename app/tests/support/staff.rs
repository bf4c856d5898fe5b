//! People of offices, and browsers of theirs.

use app::{
    domain::staff::{Duty, Staff},
    identity::enrolment::invite,
    portal::Portal,
    session,
};

use super::Browser;

/// Somebody of that place, who has not enrolled: and the code with which they would.
pub async fn invited(portal: &Portal, name: &str, place: &str, duty: Duty) -> (Staff, String) {
    let places = vec![place.into()];
    invite(&portal.store, name, places, duty, portal.now()).await.unwrap().unwrap()
}

impl Browser {
    /// Somebody of an office who is signed on.
    pub async fn of_staff(portal: &Portal, staff: &Staff) -> Self {
        let token = session::staff::start(portal, &staff.id, portal.now()).await.unwrap();
        Self::with(portal, &[("bookwell-staff", &token)])
    }

    /// Somebody with these cookies.
    pub fn with(portal: &Portal, cookies: &[(&str, &str)]) -> Self {
        let cookies = cookies.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Self { cookies: cookies.collect(), ..Self::new(portal) }
    }

    /// The same browser at another portal.
    pub fn at(&self, portal: &Portal) -> Self {
        Self { portal: portal.clone(), ..self.clone() }
    }
}
