//! What has changed about how a member signs on. They are told by e-mail, so that nobody does it
//! behind their back (OWASP ASVS 5.0, 6.3.7).

use serde::{Deserialize, Serialize};

/// What has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum News {
    /// There is another password.
    PasswordChanged,
    /// Codes of an authenticator are asked for.
    AuthenticatorOn,
    /// They are not any more.
    AuthenticatorOff,
    /// There are new recovery codes.
    NewRecoveryCodes,
    /// A recovery code was used.
    RecoveryUsed,
    /// A code by e-mail stood in for the authenticator.
    MailUsed,
    /// The password was right, and so many codes were wrong that nobody may try more for some time.
    StepsRefused,
    /// There is one more passkey.
    PasskeyAdded,
    /// A passkey is gone, and others are there.
    PasskeyRemoved,
    /// The last passkey is gone.
    PasskeysGone,
}
