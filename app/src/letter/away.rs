//! The letter to a member whose clinician is away.

use leptos_i18n::td_string;

use super::{Letter, Visit, closing, greeting, joined, locale, member_services, place, words};
use crate::domain::{directory::Listing, time::LocalTime};

impl Visit<'_> {
    /// Says that the appointment cannot take place then, and which time is suggested: without one
    /// the office calls.
    pub fn away(&self, instead: Option<(&Listing, &LocalTime)>) -> Letter {
        let locale = locale(self.member);
        let address = format!("{}/appointments/{}", self.address, self.appointment.id);
        let next = match instead {
            Some((listing, start)) => td_string!(
                locale,
                mail.away_suggest,
                time = words::moment(locale, start),
                clinician = listing.clinician.name.clone(),
                place = place(&listing.location),
                address = address
            ),
            None => td_string!(locale, mail.away_call, address = address),
        };
        let mut paragraphs = vec![
            greeting(self.member),
            td_string!(locale, mail.away).to_owned(),
            self.facts().join("\n"),
            next,
            td_string!(locale, mail.away_other, phone = member_services(self.plan)),
        ];
        paragraphs.extend(closing(locale, self.plan));
        Letter { subject: td_string!(locale, mail.away_subject).to_owned(), text: joined(&paragraphs) }
    }
}
