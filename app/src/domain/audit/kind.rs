//! What of a record can be seen or changed.

use serde::{Deserialize, Serialize};

/// What of a record was seen or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// What is on file: name, contact, personal physician, referrals.
    Details,
    /// The list of appointments.
    Appointments,
    /// One appointment with its history.
    Appointment,
    /// An appointment as a calendar's file.
    Calendar,
    /// A receipt of an appointment.
    Receipt,
    /// What is entered on the way to a booking.
    Draft,
    /// A time that is kept.
    Hold,
    /// The wish for an earlier time.
    Wish,
    /// Visits of several people.
    Together,
    /// A referral.
    Referral,
    /// Who may act for whom.
    Grant,
    /// Where somebody is signed on.
    Sessions,
    /// The day of an office.
    Day,
    /// What somebody of an office sees in an emergency.
    Emergency,
    /// Signing on.
    SignOn,
    /// Signing off.
    SignOff,
    /// What is signed on with.
    Credential,
    /// The list of who has seen the record.
    Accesses,
    /// All that is held about a member.
    Download,
    /// The account as a whole.
    Account,
    /// The whole database, in a file.
    Backup,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::Details,
        Self::Appointments,
        Self::Appointment,
        Self::Calendar,
        Self::Receipt,
        Self::Draft,
        Self::Hold,
        Self::Wish,
        Self::Together,
        Self::Referral,
        Self::Grant,
        Self::Sessions,
        Self::Day,
        Self::Emergency,
        Self::SignOn,
        Self::SignOff,
        Self::Credential,
        Self::Accesses,
        Self::Download,
        Self::Account,
        Self::Backup,
    ];

    /// As it is kept, and as commands name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Details => "details",
            Self::Appointments => "appointments",
            Self::Appointment => "appointment",
            Self::Calendar => "calendar",
            Self::Receipt => "receipt",
            Self::Draft => "draft",
            Self::Hold => "hold",
            Self::Wish => "wish",
            Self::Together => "together",
            Self::Referral => "referral",
            Self::Grant => "grant",
            Self::Sessions => "sessions",
            Self::Day => "day",
            Self::Emergency => "emergency",
            Self::SignOn => "sign-on",
            Self::SignOff => "sign-off",
            Self::Credential => "credential",
            Self::Accesses => "accesses",
            Self::Download => "download",
            Self::Account => "account",
            Self::Backup => "backup",
        }
    }

    /// Whether it is done, not seen: signing on and off, and files, which go out of the portal.
    pub(super) fn is_deed(self) -> bool {
        let is_file = matches!(self, Self::Calendar | Self::Receipt | Self::Download | Self::Backup);
        is_file || matches!(self, Self::SignOn | Self::SignOff)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_kept_by_the_word_that_commands_name_it_by() {
        for kind in Kind::ALL {
            assert_eq!(serde_json::to_value(kind).expect("a word"), kind.as_str());
        }
    }
}
