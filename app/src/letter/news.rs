//! The letters about what has changed about how a member signs on.

use jiff::Timestamp;
use leptos_i18n::td_string;

use super::{Letter, closing, greeting, joined, locale, member_services, words};
use crate::{
    domain::{member::Member, news::News, plan::Plan, time::LocalTime},
    i18n::Locale,
    portal::zone,
};

/// Says what has changed and when, and what to do where somebody else has done it.
pub fn with_news(member: &Member, plan: &Plan, address: &str, news: News, at: Timestamp) -> Letter {
    let locale = locale(member);
    let at = LocalTime::at(at, &zone(&plan.time_zone));
    let register = format!("{address}/register");
    let mut paragraphs = vec![
        greeting(member),
        sentence(locale, news).to_owned(),
        td_string!(locale, mail.when, time = words::moment(locale, &at)),
        td_string!(locale, mail.news_not_you, address = register, phone = member_services(plan)),
    ];
    paragraphs.extend(closing(locale, plan));
    Letter { subject: td_string!(locale, mail.news_subject).to_owned(), text: joined(&paragraphs) }
}

fn sentence(locale: Locale, news: News) -> &'static str {
    match news {
        News::PasswordChanged => td_string!(locale, mail.password_changed),
        News::AuthenticatorOn => td_string!(locale, mail.authenticator_on),
        News::AuthenticatorOff => td_string!(locale, mail.authenticator_off),
        News::NewRecoveryCodes => td_string!(locale, mail.new_recovery_codes),
        News::RecoveryUsed => td_string!(locale, mail.recovery_used),
        News::MailUsed => td_string!(locale, mail.mail_used),
        News::PasskeyAdded => td_string!(locale, mail.passkey_added),
        News::PasskeyRemoved => td_string!(locale, mail.passkey_removed),
        News::PasskeysGone => td_string!(locale, mail.passkeys_gone),
    }
}
