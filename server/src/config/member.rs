//! The commands of `server member`.

use app::domain::{id::MemberNumber, registrant};
use clap::Subcommand;

/// What the plan does for a member who calls.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum Member {
    /// Turn off the second step of signing on, for who has lost their password, their authenticator and
    /// their recovery codes. Make sure first that it is the member who calls: they are told by e-mail,
    /// and then register again.
    #[command(after_help = "Example: server member end-second-step 10000012")]
    EndSecondStep {
        /// The number on their card.
        #[arg(value_name = "NUMBER", value_parser = number)]
        number: MemberNumber,
    },
    /// Remove all passkeys of a member and sign them off everywhere, for who did not add them all
    /// themselves. They are told by e-mail, and sign on with their password.
    #[command(after_help = "Example: server member end-passkeys 10000012")]
    EndPasskeys {
        /// The number on their card.
        #[arg(value_name = "NUMBER", value_parser = number)]
        number: MemberNumber,
    },
}

fn number(text: &str) -> Result<MemberNumber, String> {
    let fault = || format!("`{}` is no member number: it stands on the card", text.escape_debug());
    registrant::member_number(text).ok_or_else(fault)
}
