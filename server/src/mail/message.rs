//! A letter as a mail.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use app::{domain::member::Member, letter::Letter};
use jiff::Timestamp;
use lettre::{
    Address, Message,
    address::AddressError,
    message::{
        Attachment, Mailbox, MultiPart, SinglePart,
        header::{ContentType, ContentTypeErr},
    },
};

/// Why a letter cannot become a mail. None names the member.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address is none.
    #[error("the e-mail is no address")]
    Address(#[from] AddressError),
    /// A part of it cannot be written.
    #[error("the mail cannot be composed")]
    Compose(#[from] lettre::error::Error),
    /// The calendar's type is wrong.
    #[error("the calendar's type is wrong")]
    Calendar(#[from] ContentTypeErr),
}

/// A letter with everything that makes it a mail.
pub struct Envelope<'a> {
    /// The outbox record's id: the mail keeps its id however often it is sent.
    pub id: &'a str,
    /// The sender.
    pub from: &'a Mailbox,
    /// To which address.
    pub to: &'a str,
    /// To whom.
    pub member: &'a Member,
    /// When it was written.
    pub at: Timestamp,
}

impl Envelope<'_> {
    /// The mail, with the calendar file beside the text where there is one.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn mail(&self, letter: Letter, calendar: Option<String>) -> Result<Message, Error> {
        let address: Address = self.to.parse()?;
        let name = format!("{} {}", self.member.given, self.member.family);
        let head = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(Some(name), address))
            .subject(letter.subject)
            .date(written(self.at))
            .message_id(Some(format!("<{}@{}>", self.id, self.from.email.domain())));
        let text = SinglePart::plain(letter.text);
        let Some(calendar) = calendar else { return Ok(head.singlepart(text)?) };
        let kind = ContentType::parse("text/calendar; charset=utf-8; method=PUBLISH")?;
        let file = Attachment::new("appointment.ics".to_owned()).body(calendar, kind);
        Ok(head.multipart(MultiPart::mixed().singlepart(text).singlepart(file))?)
    }
}

fn written(at: Timestamp) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(at.as_second().unsigned_abs())
}
