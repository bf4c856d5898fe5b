//! The letter to a member for whom an earlier time is kept.

use jiff::Timestamp;
use leptos_i18n::td_string;

use super::{Letter, Visit, closing, greeting, joined, locale, words};
use crate::{domain::time::LocalTime, portal::zone};

impl Visit<'_> {
    /// Says which time is free and until when it is kept. Nothing changes by itself.
    pub fn earlier(&self, start: &LocalTime, until: Timestamp) -> Letter {
        let locale = locale(self.member);
        let until = words::moment(locale, &LocalTime::at(until, &zone(&start.zone)));
        let address = format!("{}/appointments/{}", self.address, self.appointment.id);
        let mut paragraphs = vec![
            greeting(self.member),
            td_string!(locale, mail.earlier, time = words::moment(locale, start)),
            td_string!(locale, mail.earlier_take, address = address, until = until),
            td_string!(locale, mail.earlier_stays).to_owned(),
            self.facts().join("\n"),
        ];
        paragraphs.extend(closing(locale, self.plan));
        Letter { subject: td_string!(locale, mail.earlier_subject).to_owned(), text: joined(&paragraphs) }
    }
}
