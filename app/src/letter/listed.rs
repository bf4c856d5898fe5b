//! With whom and where an appointment is, as far as the directory says.

use leptos_i18n::td_string;

use super::{Visit, locale};
use crate::{
    domain::{
        appointment::Appointment,
        directory::{Listing, Location},
        visit_type::Modality,
    },
    i18n::Locale,
    portal::Portal,
    store,
};

/// The clinician by name, and the place. Where the role is gone it was as it last was; of one that was
/// not kept the place may be known by others who are there.
pub(super) async fn listed(
    portal: &Portal,
    appointment: &Appointment,
) -> Result<(Option<String>, Option<Location>), store::Error> {
    let directory = portal.directory();
    let listing = match directory.role(&appointment.role) {
        Some(listing) => Some(listing),
        None => store::former::find(&portal.store, &appointment.role).await?,
    };
    Ok(match listing {
        Some(Listing { clinician, location, .. }) => (Some(clinician.name), Some(location)),
        None => (None, appointment.location.as_ref().and_then(|id| directory.location(id)).cloned()),
    })
}

impl Visit<'_> {
    /// With whom, by name.
    pub(super) fn with_whom(&self) -> String {
        self.clinician.clone().unwrap_or_else(|| unlisted(locale(self.member)))
    }

    /// Where to be, on one line.
    pub fn place(&self) -> String {
        let locale = locale(self.member);
        match self.appointment.modality {
            Modality::InPerson => self.location.as_ref().map_or_else(|| unlisted(locale), place),
            Modality::Phone => td_string!(locale, mail.by_phone).to_owned(),
            Modality::Video => td_string!(locale, mail.by_video).to_owned(),
        }
    }
}

/// A place on one line.
pub(super) fn place(location: &Location) -> String {
    let Location { name, line, city, state, zip, .. } = location;
    format!("{name}, {line}, {city}, {state} {zip}")
}

/// What stands where nobody knows any more who or where.
fn unlisted(locale: Locale) -> String {
    td_string!(locale, mail.unlisted).to_owned()
}
