//! The letter to a member whose clinician is away.

use jiff::Timestamp;
use leptos_i18n::td_string;

use super::{Letter, Visit, closing, greeting, joined, locale, member_services, place, words};
use crate::{
    domain::{directory::Listing, time::LocalTime},
    i18n::Locale,
    portal::zone,
};

impl Visit<'_> {
    /// Says that the appointment cannot take place then, and which time is suggested: without one
    /// the office calls. It may be kept for the member until `kept_until`.
    pub fn away(&self, instead: Option<(&Listing, &LocalTime)>, kept_until: Option<Timestamp>) -> Letter {
        let locale = locale(self.member);
        let address = format!("{}/appointments/{}", self.address, self.appointment.id);
        let next = match instead {
            Some((listing, start)) => {
                let suggest = td_string!(
                    locale,
                    mail.away_suggest,
                    time = words::moment(locale, start),
                    clinician = listing.clinician.name.clone(),
                    place = place(&listing.location),
                    address = address
                );
                format!("{suggest} {}", kept(locale, start, kept_until))
            }
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

/// Until when the time is kept, where it is.
fn kept(locale: Locale, start: &LocalTime, until: Option<Timestamp>) -> String {
    match until {
        Some(until) => {
            let until = words::moment(locale, &LocalTime::at(until, &zone(&start.zone)));
            td_string!(locale, mail.away_kept, until = until)
        }
        None => td_string!(locale, mail.away_not_kept).to_owned(),
    }
}
