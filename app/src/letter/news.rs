//! The letters about what has changed about how a member signs on.

use jiff::Timestamp;
use leptos_i18n::td_string;

use super::{Letter, greeting, locale, member_services, words, written};
use crate::{
    domain::{member::Member, news::News, plan::Plan, time::LocalTime},
    i18n::Locale,
    portal::zone,
    store::outbox::Kind,
};

/// Says what has changed and when, and what to do where somebody else has done it.
pub fn with_news(member: &Member, plan: &Plan, address: &str, news: News, at: Timestamp) -> Letter {
    let locale = locale(member);
    let at = LocalTime::at(at, &zone(&plan.time_zone));
    // A passkey that somebody else has added outlives a new password.
    let (register, passkeys) = (format!("{address}/register"), format!("{address}/account/passkeys"));
    let paragraphs = vec![
        greeting(member),
        sentence(locale, news).to_owned(),
        td_string!(locale, mail.when, time = words::moment(locale, &at)),
        td_string!(
            locale,
            mail.news_not_you,
            address = register,
            passkeys = passkeys,
            phone = member_services(plan)
        ),
    ];
    written(Kind::News, member, plan, paragraphs)
}

fn sentence(locale: Locale, news: News) -> &'static str {
    match news {
        News::PasswordChanged => td_string!(locale, mail.password_changed),
        News::AuthenticatorOn => td_string!(locale, mail.authenticator_on),
        News::AuthenticatorOff => td_string!(locale, mail.authenticator_off),
        News::NewRecoveryCodes => td_string!(locale, mail.new_recovery_codes),
        News::RecoveryUsed => td_string!(locale, mail.recovery_used),
        News::MailUsed => td_string!(locale, mail.mail_used),
        News::StepsRefused => td_string!(locale, mail.steps_refused),
        News::PasskeyAdded => td_string!(locale, mail.passkey_added),
        News::PasskeyRemoved => td_string!(locale, mail.passkey_removed),
        News::PasskeysGone => td_string!(locale, mail.passkeys_gone),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letter::tests::{member, plan};

    #[test]
    fn it_says_what_has_changed_and_when_and_what_to_do_where_it_was_somebody_else() {
        let at = "2026-11-24T12:00:00Z".parse().expect("an instant");
        let letter = |spanish, news| with_news(&member(spanish), &plan(), "https://example.org", news, at);
        let english = letter(false, News::PasskeyAdded).text;
        for part in [
            "A passkey was added",
            "November 24, 2026, 4:00 am",
            "https://example.org/register",
            "https://example.org/account/passkeys",
            "1-888-901-4636",
        ] {
            assert!(english.contains(part), "{part} in {english}");
        }
        assert!(letter(true, News::AuthenticatorOff).text.contains("El segundo paso está desactivado"));
    }
}
