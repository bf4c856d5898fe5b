//! One-time codes by time (RFC 6238), as every authenticator app makes them: SHA-1, six digits,
//! thirty seconds.

use jiff::Timestamp;
use qrcode::{Color, QrCode, types::QrError};
use totp_rs::{Algorithm, Secret, TOTP};

/// Digits of a code.
pub const DIGITS: usize = 6;
/// Seconds for which a code is shown.
const STEP: u64 = 30;
/// Bytes of a secret: what RFC 4226 recommends.
pub const SECRET: usize = 20;
/// A light margin of so many modules around a QR code lets a camera find it.
const MARGIN: usize = 4;

/// Knows the codes of one secret.
pub struct Authenticator(TOTP);

impl Authenticator {
    /// Of a secret; `issuer` and `name` are what the app shows beside the code.
    pub fn new(secret: &[u8], issuer: &str, name: &str) -> Self {
        // A colon divides both in the address that apps read.
        let [issuer, name] = [issuer, name].map(|text| text.replace(':', " "));
        Self(TOTP::new_unchecked(Algorithm::SHA1, DIGITS, 1, STEP, secret.to_vec(), Some(issuer), name))
    }

    /// Of a secret in base 32; `None` where it is none.
    pub fn read(secret: &str) -> Option<Self> {
        Some(Self::new(&Secret::Encoded(secret.to_owned()).to_bytes().ok()?, "", ""))
    }

    /// The secret in base 32: to be typed where no camera reads it.
    pub fn secret(&self) -> String {
        self.0.get_secret_base32()
    }

    /// The address that apps read.
    pub fn address(&self) -> String {
        self.0.get_url()
    }

    /// The code at a moment.
    pub fn code(&self, now: Timestamp) -> String {
        self.0.generate(seconds(now))
    }

    /// The step to which a code belongs: this one, the one before or the next, as clocks differ.
    pub fn step_of(&self, code: &str, now: Timestamp) -> Option<u64> {
        let current = seconds(now) / STEP;
        (current.saturating_sub(1)..=current + 1).find(|step| self.0.generate(step * STEP) == code)
    }
}

fn seconds(now: Timestamp) -> u64 {
    now.as_second().max(0).unsigned_abs()
}

/// The address as a QR code: how many modules it is wide with its margin, and the dark ones as
/// the path of an SVG.
///
/// # Errors
/// For a text that is too long for any.
pub fn picture(address: &str) -> Result<(usize, String), QrError> {
    let code = QrCode::new(address)?;
    let width = code.width();
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
    let module = |(at, _)| format!("M{},{}h1v1h-1z", at % width + MARGIN, at / width + MARGIN);
    Ok((width + 2 * MARGIN, dark.map(module).collect()))
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("an instant")
    }

    /// The secret of RFC 6238, appendix B, whose codes are there with eight digits.
    fn of_the_rfc() -> Authenticator {
        Authenticator::new(b"12345678901234567890", "Example", "Ana Ruiz")
    }

    #[test]
    fn codes_are_those_of_the_rfc() {
        let authenticator = of_the_rfc();
        for (second, code) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")] {
            assert_eq!(authenticator.code(at(second)), code);
        }
    }

    #[test]
    fn a_code_holds_for_its_step_and_the_ones_beside_it() {
        let (authenticator, now) = (of_the_rfc(), at(1_111_111_109));
        let code = authenticator.code(now);
        let step = authenticator.step_of(&code, now);
        assert_eq!(step, Some(1_111_111_109 / 30));
        let later = |seconds| now + SignedDuration::from_secs(seconds);
        assert_eq!(
            (authenticator.step_of(&code, later(30)), authenticator.step_of(&code, later(-30))),
            (step, step)
        );
        assert_eq!((authenticator.step_of(&code, later(61)), authenticator.step_of("", now)), (None, None));
    }

    #[test]
    fn what_is_kept_of_it_makes_the_same_codes() {
        let read = Authenticator::read(&of_the_rfc().secret()).expect("a secret");
        assert_eq!(read.code(at(59)), "287082");
        assert!(Authenticator::read("not base 32!").is_none());
    }

    #[test]
    fn the_address_names_who_and_for_what_and_fits_into_a_picture() {
        let address = Authenticator::new(b"12345678901234567890", "My: Plan", "Ana Ruiz").address();
        assert!(address.starts_with("otpauth://totp/My%20%20Plan:Ana%20Ruiz?secret="), "{address}");
        let (width, path) = picture(&address).expect("a picture");
        assert!(width > 2 * MARGIN && path.starts_with("M4,4h1v1h-1z"), "the corner is dark");
    }
}
