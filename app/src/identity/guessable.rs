//! Passwords that are guessed soon: the common ones, patterns, and what is made of words that anybody
//! would try for a member of this plan (OWASP ASVS 5.0, 6.2.4, 6.2.11 and 6.2.12).

use super::password::Beside;
use crate::{
    domain::{member::Member, plan::Plan, search::words},
    error::Fault,
};

/// A new password takes so many guesses at least: a year for who has stolen the hashes and tries 300 a
/// second. The estimate counts 10,000 for each further word: two and three that are tried first do not do.
const GUESSES: u64 = 10_000_000_000;
/// The same where a second step is asked for too: eight characters by chance have it. By signing on
/// it takes longer than anybody lives, as ten wrong ones in a quarter of an hour are let through.
const GUESSES_WITH_STEP: u64 = 100_000_000;
/// A known word of fewer letters is a part of too many others.
const SHORTEST: usize = 4;

/// Words about the portal, in both languages.
const ABOUT: [&str; 23] = [
    "bookwell",
    "appointment",
    "appointments",
    "booking",
    "calendar",
    "clinic",
    "doctor",
    "health",
    "hospital",
    "medical",
    "medicine",
    "member",
    "nurse",
    "password",
    "portal",
    "cita",
    "citas",
    "clínica",
    "contraseña",
    "médico",
    "miembro",
    "salud",
    "seguro",
];

/// Words that anybody would try first.
#[derive(Clone, Debug, Default)]
pub struct Known(Vec<String>);

impl Known {
    /// Those about the portal and its plan.
    pub fn of_plan(plan: &Plan) -> Self {
        ABOUT.into_iter().chain([plan.name.as_str()]).fold(Self::default(), Self::and)
    }

    /// And those about a member: their names, number, year of birth, and the name in their e-mail.
    #[must_use]
    pub fn and_member(self, member: &Member) -> Self {
        let Member { number, given, family, born, email, .. } = member;
        let (born, mailbox) = (born.year().to_string(), email.split('@').next().unwrap_or_default());
        [number.as_str(), given, family, &born, mailbox].into_iter().fold(self, Self::and)
    }

    /// And those of a text, with and without accents.
    #[must_use]
    pub fn and(mut self, text: &str) -> Self {
        let lower = text.to_lowercase();
        let accented = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        self.0.extend(accented.map(str::to_owned));
        self.0.extend(words(text));
        self
    }

    /// What is left of a password without them, the longest first.
    fn rest(&self, password: &str) -> String {
        let mut long: Vec<_> = self.0.iter().filter(|word| word.chars().count() >= SHORTEST).collect();
        long.sort_by_key(|word| std::cmp::Reverse(word.len()));
        long.into_iter().fold(password.to_lowercase(), |rest, word| rest.replace(word.as_str(), ""))
    }
}

/// Why a new password is guessed soon; `None` where it is not.
pub(super) fn fault_of_guesses(password: &str, beside: Beside, known: &Known) -> Option<Fault> {
    let least = match beside {
        Beside::Nothing => GUESSES,
        Beside::SecondStep => GUESSES_WITH_STEP,
    };
    let few = |text: &str, inputs: &[&str]| zxcvbn::zxcvbn(text, inputs).guesses() < least;
    if few(password, &[]) {
        return Some(Fault::Common);
    }
    let inputs: Vec<_> = known.0.iter().map(String::as_str).collect();
    few(&known.rest(password), &inputs).then_some(Fault::Known)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn known() -> Known {
        Known::default().and("Bookwell").and("appointment").and_member(&Member {
            id: "m".into(),
            number: "01234567".into(),
            given: "Ana".into(),
            family: "Núñez".into(),
            born: date(1958, 4, 15),
            email: "ana.walker@example.org".into(),
            phone: "206-555-0100".into(),
            physician: None,
            spanish: None,
        })
    }

    fn fault(password: &str) -> Option<Fault> {
        fault_of_guesses(password, Beside::Nothing, &known())
    }

    #[test]
    fn what_is_tried_first_is_refused_however_long_it_is() {
        for common in [
            "passwordpassword",
            "123456789012345",
            "aaaaaaaaaaaaaaaaaaaa",
            "qwertyuiopasdfgh",
            "iloveyouiloveyou",
        ] {
            assert_eq!(fault(common), Some(Fault::Common), "{common}");
        }
    }

    #[test]
    fn what_others_know_counts_for_nothing() {
        for known in
            ["bookwell appointment", "Nunez1958Bookwell!", "NÚÑEZ-appointment-01234567", "walker walker 1958"]
        {
            assert!(matches!(fault(known), Some(Fault::Known | Fault::Common)), "{known}");
        }
        assert_eq!(fault("bookwell appointment nunez"), Some(Fault::Known));
        assert_eq!(fault("bookwell keeps four purple kettles"), None, "the rest is good by itself");
    }

    #[test]
    fn words_by_chance_and_letters_by_chance_are_accepted() {
        for good in
            ["cedar river walking stone", "four plain words here", "fifteen ñ chars", "kq7vz2mw9xrt4pd"]
        {
            assert_eq!(fault(good), None, "{good}");
        }
    }

    #[test]
    fn eight_characters_by_chance_do_beside_a_second_step_and_a_common_word_does_not() {
        let beside = |password: &str| fault_of_guesses(password, Beside::SecondStep, &known());
        assert_eq!(beside("kq7vz2mw"), None);
        for common in ["sunshine2024", "carpet12", "password1234"] {
            assert_eq!(beside(common), Some(Fault::Common), "{common}");
        }
    }
}
