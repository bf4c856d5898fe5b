//! The one error that crosses the wire. It names no member: without JavaScript it travels in
//! an address.

use leptos::{
    prelude::{FromServerFnError, ServerFnErrorErr},
    server_fn::codec::JsonEncoding,
};
use serde::{Deserialize, Serialize};

use crate::domain::{
    appointment::Refusal,
    attendance::Unattended,
    emergency,
    id::{AppointmentId, IdempotencyKey},
};

/// What a server function answers when it does not do what was asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum AppError {
    /// 401: sign on first.
    #[error("sign on first")]
    SignOn,
    /// 401: sign on first as somebody of an office.
    #[error("sign on first at the office's page")]
    StaffSignOn,
    /// 403: what let them act for somebody holds no more.
    #[error("acting for somebody has ended")]
    ActingEnded,
    /// 403: they may see what is another member's, and change nothing.
    #[error("may see, and change nothing")]
    ViewOnly,
    /// 403: the member themself does this, and nobody for them.
    #[error("only the member themself does this")]
    OwnOnly,
    /// 403: only who has signed on a moment ago does this.
    #[error("sign on again first")]
    ProveAgain,
    /// 404: does not exist, or is not this member's.
    #[error("not found")]
    NotFound,
    /// 409: a rule of booking refuses; says why and what else there is.
    #[error("refused by a rule of booking")]
    Refused(Refusal),
    /// 409: it cannot be written down whether the member came.
    #[error("it cannot be written down")]
    Unattended(Unattended),
    /// 404, 409 or 429: there is no emergency access, or no more of it.
    #[error("no emergency access")]
    Emergency(emergency::Refusal),
    /// 422: fields to correct.
    #[error("fields to correct")]
    Invalid(Vec<FieldError>),
    /// 410: this form has booked already; what was entered in it is kept no longer.
    #[error("the form has booked")]
    Booked {
        /// What it booked.
        appointment: AppointmentId,
    },
    /// 422: this form has booked already, with other answers than it has now.
    #[error("the form has booked something else")]
    BookedOtherwise {
        /// What it booked.
        appointment: AppointmentId,
    },
    /// 410: this form has booked the visits of several people already.
    #[error("the form has booked for several people")]
    BookedTogether {
        /// The form: its page shows what it booked.
        form: IdempotencyKey,
    },
    /// 422: it has, at other times than it has now.
    #[error("the form has booked something else for several people")]
    BookedTogetherOtherwise {
        /// The form: its page shows what it booked.
        form: IdempotencyKey,
    },
    /// 503: the database does not say whether it was done; sent again it is never done twice.
    #[error("not known whether it was done")]
    NotKnown,
    /// 409: others were quicker again and again; nothing was changed, and it can be sent again.
    #[error("too many at once")]
    Busy,
    /// 429: too many attempts; again after so many minutes.
    #[error("too many attempts")]
    TooMany {
        /// Minutes to wait.
        minutes: u32,
    },
    /// 400: the request itself is malformed.
    #[error("malformed request")]
    Malformed,
    /// 500: not foreseen; the id stands in the log too.
    #[error("unexpected, number {id}")]
    Unexpected {
        /// To be told to the plan.
        id: String,
    },
}

/// A field and what is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// Which field.
    pub field: Field,
    /// What is wrong.
    pub fault: Fault,
}

/// Fields that somebody fills in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// The number on the card.
    Number,
    /// Date of birth.
    Born,
    /// Last name.
    Family,
    /// The code sent by e-mail.
    Code,
    /// The password.
    Password,
    /// The password of whoever is signed on, once more.
    OwnPassword,
    /// Where letters go.
    Email,
    /// Where the plan calls.
    Phone,
    /// The password that they have.
    CurrentPassword,
    /// What a passkey is called.
    PasskeyName,
    /// A passkey.
    Passkey,
    /// Why the visit is wanted.
    Reason,
    /// Where to reach the member.
    Contact,
    /// The chosen start.
    Start,
    /// How soon care is needed.
    Need,
    /// The name of somebody of an office.
    Name,
    /// The code with which they enrol.
    Invitation,
    /// The code of their authenticator.
    OneTime,
    /// The clinician who is away.
    Role,
    /// The number on the card of the member whom somebody of an office looks for.
    TheirNumber,
    /// That member's date of birth.
    TheirBorn,
    /// The first day of it.
    From,
    /// The last day of it.
    Until,
    /// Who is to be seen.
    People,
    /// Where.
    Office,
    /// On which day.
    Day,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// Empty.
    Missing,
    /// Longer than fits.
    TooLong,
    /// Shorter than is safe.
    TooShort,
    /// Cannot be read as what it should be.
    Unreadable,
    /// Does not match what is on file.
    Wrong,
    /// There are as many as there may be.
    Most,
    /// A password that is tried first.
    Common,
    /// A password of words that are known about whoever chose it.
    Known,
}

impl AppError {
    /// The HTTP status.
    pub fn status(&self) -> u16 {
        match self {
            Self::SignOn | Self::StaffSignOn => 401,
            Self::ActingEnded | Self::ViewOnly | Self::OwnOnly | Self::ProveAgain => 403,
            Self::NotFound | Self::Emergency(emergency::Refusal::Ended) => 404,
            Self::Refused(_)
            | Self::Unattended(_)
            | Self::Busy
            | Self::Emergency(emergency::Refusal::NotOffered) => 409,
            Self::Booked { .. } | Self::BookedTogether { .. } => 410,
            Self::Invalid(_) | Self::BookedOtherwise { .. } | Self::BookedTogetherOtherwise { .. } => 422,
            Self::TooMany { .. } | Self::Emergency(emergency::Refusal::MostADay) => 429,
            Self::Malformed => 400,
            Self::NotKnown => 503,
            Self::Unexpected { .. } => 500,
        }
    }

    /// One field that is wrong.
    pub fn field(field: Field, fault: Fault) -> Self {
        Self::Invalid(vec![FieldError { field, fault }])
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => Self::Malformed,
            _ => Self::Unexpected { id: "network".to_owned() },
        }
    }
}
