//! Passwords: long rather than intricate, none that is guessed soon, and kept as argon2id hashes.

use argon2::{
    Argon2,
    password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString},
};
use tokio::{sync::Semaphore, task::spawn_blocking};

use super::guessable::{Known, fault_of_guesses};
use crate::{
    error::{AppError, Fault, Field},
    portal::unexpected,
};

/// The shortest password where nothing is asked for besides, in characters (NIST SP 800-63B-4, 3.1.1.2).
const LEAST: usize = 15;
/// The shortest one where a second step is asked for too.
const LEAST_WITH_STEP: usize = 8;
/// The longest, in characters.
pub const MOST: usize = 256;

/// What a password stands beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// It is all that is asked for.
    Nothing,
    /// A second step is asked for too.
    SecondStep,
}

impl Beside {
    fn least(self) -> usize {
        match self {
            Self::Nothing => LEAST,
            Self::SecondStep => LEAST_WITH_STEP,
        }
    }
}

/// Hashes made at the same time: each takes a core and 19 MiB.
const PLACES: usize = 2;

/// The hash of a password that nobody has: an unknown number takes the same work as a known one.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyB0aGlz$jOyD8YbWRnQ0T0cLo3tGmUuugktlxYZU1GkDAS0PuWk";

/// Where passwords are hashed: not on the threads that answer, and few at a time.
#[derive(Debug)]
pub struct Passwords(Semaphore);

impl Default for Passwords {
    fn default() -> Self {
        Self(Semaphore::new(PLACES))
    }
}

/// What is wrong with the length of a new password; there are no rules of composition.
pub fn fault(password: &str, beside: Beside) -> Option<Fault> {
    match password.chars().count() {
        0 => Some(Fault::Missing),
        length if length < beside.least() => Some(Fault::TooShort),
        length => (length > MOST).then_some(Fault::TooLong),
    }
}

impl Passwords {
    /// The hash to keep.
    ///
    /// # Errors
    /// `Unexpected`: a fault of the program or of the machine.
    pub async fn hash(&self, password: String) -> Result<String, AppError> {
        self.work(move || {
            let mut salt = [0; 16];
            getrandom::fill(&mut salt).map_err(|error| unexpected(&error))?;
            let salt = SaltString::encode_b64(&salt).map_err(|error| unexpected(&error))?;
            let hash = Argon2::default().hash_password(password.as_bytes(), &salt);
            hash.map(|hash| hash.to_string()).map_err(|error| unexpected(&error))
        })
        .await
    }

    /// Whether `password` is the one with that hash. Without a hash it is not, after the same work.
    ///
    /// # Errors
    /// `Unexpected`: a fault of the program or of the machine.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, AppError> {
        self.work(move || {
            let known = hash.is_some();
            let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
            let hash = PasswordHash::new(&hash).map_err(|error| unexpected(&error))?;
            Ok(Argon2::default().verify_password(password.as_bytes(), &hash).is_ok() && known)
        })
        .await
    }

    /// Lets a new password pass that is long enough, and not guessed soon by who knows these words.
    ///
    /// # Errors
    /// `Invalid` for one that is not; `Unexpected`.
    pub async fn accept(&self, password: &str, beside: Beside, known: Known) -> Result<(), AppError> {
        let new = password.to_owned();
        let fault = match fault(password, beside) {
            Some(fault) => Some(fault),
            None => self.work(move || Ok(fault_of_guesses(&new, beside, &known))).await?,
        };
        fault.map_or(Ok(()), |fault| Err(AppError::field(Field::Password, fault)))
    }

    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        let _place = self.0.acquire().await.map_err(|error| unexpected(&error))?;
        spawn_blocking(work).await.map_err(|error| unexpected(&error))?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_is_counted_in_characters_and_nothing_else_is_asked() {
        let alone = |password: &str| fault(password, Beside::Nothing);
        assert_eq!(alone(""), Some(Fault::Missing));
        assert_eq!(alone("ñandúñandúñand"), Some(Fault::TooShort));
        assert_eq!(alone("ñandúñandúñandú"), None);
        assert_eq!(alone(&"a".repeat(256)), None);
        assert_eq!(alone(&"a".repeat(257)), Some(Fault::TooLong));
    }

    #[test]
    fn with_a_second_step_eight_characters_do() {
        let beside = |password: &str| fault(password, Beside::SecondStep);
        assert_eq!((beside("ñandúñan"), beside("ñandúña")), (None, Some(Fault::TooShort)));
    }

    #[tokio::test]
    async fn only_the_same_password_is_right() {
        let passwords = Passwords::default();
        let hash = passwords.hash("four words are fine".into()).await.expect("a hash");
        assert_eq!(passwords.verify("four words are fine".into(), Some(hash.clone())).await, Ok(true));
        assert_eq!(passwords.verify("four words are fine ".into(), Some(hash)).await, Ok(false));
        assert_eq!(passwords.verify("four words are fine".into(), None).await, Ok(false));
    }

    #[tokio::test]
    async fn an_unknown_number_takes_the_work_of_a_known_one() {
        let hash = Passwords::default().hash("four words are fine".into()).await.expect("a hash");
        let (real, nobody) = (PasswordHash::new(&hash), PasswordHash::new(NOBODY));
        let (real, nobody) = (real.expect("a hash"), nobody.expect("a hash"));
        assert_eq!(
            (real.algorithm, real.version, real.params),
            (nobody.algorithm, nobody.version, nobody.params)
        );
    }
}
