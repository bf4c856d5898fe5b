//! Letters to members, as plain text in the member's language. None holds the reason for a
//! visit: mail is read over shoulders. Why somebody has opened a record in an emergency does stand in
//! one: the member is to judge it.

mod away;
mod closed;
mod code;
mod contact;
mod device;
mod earlier;
mod emergency;
mod ended;
pub mod language;
mod listed;
mod news;
pub mod receipt;
mod subject;
mod words;

use jiff::{SignedDuration, Timestamp};
use leptos_i18n::td_string;

use crate::{
    domain::{
        appointment::Appointment,
        directory::Location,
        member::Member,
        plan::{PhoneLineId, Plan},
        time::LocalTime,
        visit_type::{Modality, VisitType},
    },
    i18n::Locale,
    portal::{Portal, zone},
    store::{self, outbox::Kind},
    wording::{dollars, tenders},
};

pub use closed::with_closing;
pub use code::with_code;
pub use contact::{with_email_code, with_new_email, with_new_phone};
pub use device::with_device;
pub use emergency::with_emergency;
pub use ended::with_end;
use listed::{listed, place};
pub use news::with_news;
use subject::opening;
pub use subject::subject;

/// What is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Says nothing about health: it is shown on locked screens.
    pub subject: String,
    /// Lines that end with a line feed.
    pub text: String,
}

/// What a letter about an appointment is written from.
#[derive(Clone)]
pub struct Visit<'a> {
    /// To whom.
    pub member: &'a Member,
    /// Where somebody acts for somebody in it: one of both is the reader.
    pub between: Option<Between<'a>>,
    /// The appointment.
    pub appointment: &'a Appointment,
    /// The start that this letter is about.
    pub start: &'a LocalTime,
    /// With whom, by name; `None` where nobody knows any more.
    pub clinician: Option<String>,
    /// Where; `None` where nobody knows any more.
    pub location: Option<Location>,
    /// Its visit type in the plan profile.
    pub visit_type: &'a VisitType,
    /// The plan.
    pub plan: &'a Plan,
    /// The portal's address, without a slash at its end.
    pub address: &'a str,
    /// When it is written.
    pub now: Timestamp,
}

/// Two members of whom one acts for the other.
#[derive(Clone, Copy, Debug)]
pub struct Between<'a> {
    /// Who acts.
    pub proxy: &'a Member,
    /// Whose appointment it is.
    pub subject: &'a Member,
}

impl<'a> Visit<'a> {
    /// Looks up what the letter needs; `None` where the plan profile no longer has the kind of visit. What
    /// has happened is told also where nobody knows any more with whom it was.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn find(
        portal: &'a Portal,
        member: &'a Member,
        appointment: &'a Appointment,
        start: &'a LocalTime,
        address: &'a str,
    ) -> Result<Option<Self>, store::Error> {
        let Some(visit_type) = portal.plan.visit_type(&appointment.visit_type) else { return Ok(None) };
        let (clinician, location) = listed(portal, appointment).await?;
        let (plan, now) = (&portal.plan, portal.now());
        let between = None;
        Ok(Some(Self {
            member,
            between,
            appointment,
            start,
            clinician,
            location,
            visit_type,
            plan,
            address,
            now,
        }))
    }

    /// The letter about what has happened to the appointment.
    pub fn letter(&self, kind: Kind) -> Letter {
        let locale = locale(self.member);
        let (subject, opening) = opening(locale, kind);
        let mut paragraphs = vec![greeting(self.member), opening.to_owned(), self.facts().join("\n")];
        paragraphs.extend(match kind {
            Kind::Cancelled => vec![self.again()],
            Kind::Reminder if self.is_late() => vec![self.payment(), self.late()],
            _ => vec![self.payment(), self.changes()],
        });
        paragraphs.extend(closing(locale, self.plan));
        Letter { subject: subject.to_owned(), text: joined(&paragraphs) }
    }

    /// Whose appointment it is.
    pub fn subject(&self) -> &Member {
        self.between.map_or(self.member, |between| between.subject)
    }

    /// What a calendar shows beside the time: how to pay and how to change.
    pub fn notes(&self) -> String {
        [self.payment(), self.changes()].join("\n")
    }

    fn facts(&self) -> Vec<String> {
        let locale = locale(self.member);
        let visit = self.visit_type.name.get(self.member.reads_spanish()).to_owned();
        let place = match self.appointment.modality {
            Modality::InPerson => td_string!(locale, mail.place, place = self.place()),
            Modality::Phone => td_string!(locale, mail.place_phone).to_owned(),
            Modality::Video => td_string!(locale, mail.place_video).to_owned(),
        };
        let for_whom = self.between.map(|Between { proxy, subject }| {
            td_string!(locale, mail.for_whom, member = subject.name(), proxy = proxy.name())
        });
        let facts = [
            td_string!(locale, mail.what, visit = visit, minutes = self.appointment.minutes),
            td_string!(locale, mail.who, clinician = self.with_whom()),
            td_string!(locale, mail.when, time = words::moment(locale, self.start)),
            place,
        ];
        for_whom.into_iter().chain(facts).collect()
    }

    /// Brief B10: the copay and how it is paid.
    fn payment(&self) -> String {
        let locale = locale(self.member);
        if self.appointment.copay_cents == 0 {
            return td_string!(locale, mail.copay_none).to_owned();
        }
        let amount = dollars(self.appointment.copay_cents);
        let mut sentences = vec![
            td_string!(locale, mail.copay, amount = amount),
            td_string!(locale, mail.accepted, tender = tenders(locale, &self.plan.payment.accepted)),
        ];
        if !self.plan.payment.cash {
            sentences.push(td_string!(locale, mail.no_cash).to_owned());
        }
        sentences.join(" ")
    }

    /// Brief B7: until when it can be cancelled online, and whom to call.
    fn changes(&self) -> String {
        let locale = locale(self.member);
        let phone = member_services(self.plan);
        if !self.visit_type.cancellation.online {
            return td_string!(locale, mail.change_phone, phone = phone);
        }
        let latest = LocalTime::at(self.latest_change(), &zone(&self.start.zone));
        let address = format!("{}/appointments/{}", self.address, self.appointment.id);
        let online =
            td_string!(locale, mail.change_online, address = address, time = words::moment(locale, &latest));
        format!("{online} {}", td_string!(locale, mail.change_later, phone = phone))
    }

    fn latest_change(&self) -> Timestamp {
        let cutoff = SignedDuration::from_hours(i64::from(self.visit_type.cancellation.cutoff_hours));
        self.start.instant - cutoff
    }

    /// Whether it could be cancelled online and can no more.
    fn is_late(&self) -> bool {
        self.visit_type.cancellation.online && self.latest_change() <= self.now
    }

    fn late(&self) -> String {
        td_string!(locale(self.member), mail.reminder_late, phone = member_services(self.plan))
    }

    fn again(&self) -> String {
        let address = format!("{}/directory", self.address);
        td_string!(locale(self.member), mail.again, address = address, phone = member_services(self.plan))
    }
}

fn locale(member: &Member) -> Locale {
    if member.reads_spanish() { Locale::es } else { Locale::en }
}

fn greeting(member: &Member) -> String {
    td_string!(locale(member), mail.greeting, name = member.given.clone())
}

fn closing(locale: Locale, plan: &Plan) -> Vec<String> {
    let questions = td_string!(locale, mail.questions, phone = member_services(plan));
    let mut paragraphs =
        vec![format!("{questions} {}", td_string!(locale, mail.emergency)), plan.name.clone()];
    if plan.demonstration {
        paragraphs.push(td_string!(locale, mail.demonstration).to_owned());
    }
    paragraphs
}

fn member_services(plan: &Plan) -> String {
    plan.phone(PhoneLineId::MemberServices).map(|line| line.number.clone()).unwrap_or_default()
}

/// A letter that is about no visit: its kind names it, and all of them end alike.
fn written(kind: Kind, member: &Member, plan: &Plan, mut paragraphs: Vec<String>) -> Letter {
    paragraphs.extend(closing(locale(member), plan));
    Letter { subject: subject(kind, member).to_owned(), text: joined(&paragraphs) }
}

fn joined(paragraphs: &[String]) -> String {
    let mut text = paragraphs.join("\n\n");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests;
