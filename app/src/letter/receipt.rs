//! Receipts as files: first for people, then signed for whoever checks them.

use leptos_i18n::td_string;

use super::{Visit, locale, words};
use crate::{
    domain::{appointment::Event, receipt::Receipt, time::LocalTime},
    portal::zone,
    wording::what_happened,
};

const BEGIN: &str = "-----BEGIN RECEIPT-----";
const END: &str = "-----END RECEIPT-----";

/// Letters in a line of the signature: mail does not break them.
const LINE: usize = 64;

impl Visit<'_> {
    /// The receipt for something that happened to the appointment.
    pub fn receipt(&self, event: &Event) -> Receipt {
        Receipt {
            plan: self.plan.name.clone(),
            member: self.subject().name(),
            appointment: self.appointment.id.clone(),
            number: event.number,
            kind: event.kind,
            by: (&event.by).into(),
            proxy: self.between.filter(|_| event.by.proxy().is_some()).map(|between| between.proxy.name()),
            at: LocalTime::at(event.at, &zone(&self.start.zone)),
            start: self.start.clone(),
            visit: self.visit_type.name.get(self.member.reads_spanish()).to_owned(),
            clinician: self.with_whom(),
            place: self.place(),
        }
    }

    /// The file of a receipt, in the member's language; `token` is the receipt, signed.
    pub fn receipt_file(&self, receipt: &Receipt, token: &str) -> String {
        let locale = locale(self.member);
        let address = format!("{}/receipts", self.address);
        let by = receipt.proxy.clone().map(|proxy| (td_string!(locale, receipt.proxy), proxy));
        let happened = what_happened(locale, receipt.kind, receipt.by).to_owned();
        let first = [(td_string!(locale, receipt.happened), happened)];
        let rest = [
            (td_string!(locale, receipt.at), words::moment(locale, &receipt.at)),
            (td_string!(locale, receipt.member), receipt.member.clone()),
            (td_string!(locale, receipt.visit), receipt.visit.clone()),
            (td_string!(locale, receipt.start), words::moment(locale, &receipt.start)),
            (td_string!(locale, receipt.clinician), receipt.clinician.clone()),
            (td_string!(locale, receipt.place), receipt.place.clone()),
            (td_string!(locale, receipt.appointment), receipt.appointment.reference()),
        ];
        let facts = first.into_iter().chain(by).chain(rest);
        let line = |(name, value)| td_string!(locale, receipt.file_fact, name = name, value = value);
        let facts: Vec<String> = facts.map(line).collect();
        let title = td_string!(locale, receipt.file_title, plan = receipt.plan.clone());
        let how = td_string!(locale, receipt.file_how, address = address);
        let lines: Vec<_> = token.as_bytes().chunks(LINE).map(String::from_utf8_lossy).collect();
        format!("{title}\n\n{}\n\n{how}\n\n{BEGIN}\n{}\n{END}\n", facts.join("\n"), lines.join("\n"))
    }
}

/// What is signed in a file, or in its last lines; mail may have put blanks and marks before them.
pub fn signed_in(text: &str) -> String {
    let after = text.split_once(BEGIN).map_or(text, |(_, after)| after);
    let signed = after.split_once(END).map_or(after, |(signed, _)| signed);
    signed.chars().filter(|letter| letter.is_ascii_alphanumeric() || "-_.".contains(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_signed_is_found_as_mail_leaves_it() {
        let file = format!("Receipt\n\nWhen: today\n\n{BEGIN}\nabc.d-e\n_f.9\n{END}\n");
        assert_eq!(signed_in(&file), "abc.d-e_f.9");
        assert_eq!(signed_in(&file.replace('\n', "\r\n> ")), "abc.d-e_f.9");
        assert_eq!(signed_in(" abc.d-e\n_f.9\n"), "abc.d-e_f.9");
        assert_eq!(signed_in("¿?"), "");
    }
}
