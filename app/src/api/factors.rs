//! What a member proves beside a password, and what they change about it, against the limits.

use super::{
    caller::Caller,
    entering::{Entered, admit, enter},
    identity::{all_right, check_password},
    passkeys,
    second_factor::{FactorView, SecondFactorView},
    second_step::SecondStepView,
};
use crate::{
    domain::{
        audit::{Access, Action, Kind},
        id::MemberId,
        member::Member,
        news::News,
        right::Personal,
    },
    error::{AppError, Fault, Field},
    identity::{
        authenticator::picture,
        cookie::{AUTHENTICATOR, Cookie, RECOVERY, SECOND_STEP},
        limit::{AUTHENTICATORS, SECOND_STEPS, STEP_MAILS},
        second_factor::{self, Offered, hashes},
        second_step, secret,
    },
    portal::unexpected,
    session,
    store::{self, second_factor::Holder, second_step::Waiting},
};

/// What changes are in the audit.
pub(super) const CHANGES: (Action, Kind) = (Action::Update, Kind::Credential);

/// So many recovery codes of a member.
const RECOVERY_CODES: u8 = 10;

/// The sign-on that waits in this browser.
pub(super) async fn waiting(caller: &Caller) -> Result<Option<SecondStepView>, AppError> {
    let view = |waiting: Waiting| SecondStepView {
        by_mail: waiting.password.is_none(),
        mailed: waiting.code.is_some(),
    };
    match under_way(caller).await {
        Ok((_, waiting)) => Ok(Some(view(waiting))),
        Err(AppError::SignOn) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Takes the second step, and signs on. Wrong codes are counted.
pub(super) async fn take(caller: &Caller, code: &str) -> Result<Entered, AppError> {
    let code = code_of(code);
    all_right([(Field::OneTime, missing(&code))])?;
    let (token, waiting) = under_way(caller).await?;
    let (Caller { portal, now, .. }, subject) = (caller, waiting.member.as_str());
    let left = SECOND_STEPS.count(&portal.store, subject, *now).await?;
    if !second_step::finish(portal, token, &waiting, &code, *now).await? {
        return refuse(caller, waiting.member, left).await;
    }
    SECOND_STEPS.forget(&portal.store, subject, *now).await?;
    caller.clear_cookie(SECOND_STEP);
    if !waiting.shared {
        passkeys::offer(caller, &waiting.member).await?;
    }
    Ok(Entered::On(admit(caller, &waiting.member, waiting.password, waiting.shared).await?))
}

/// A wrong code. The password was right: after the last one that may be tried, the member is told.
async fn refuse(caller: &Caller, member: MemberId, left: u32) -> Result<Entered, AppError> {
    let Caller { portal, now, .. } = caller;
    if left == 0 {
        store::outbox::write_news(&portal.store, &member, News::StepsRefused, *now).await?;
    }
    let failed = Access::deed(*now, None, Some(member), Kind::SignOn).refused();
    store::audit::write(&portal.store, &[failed]).await?;
    Err(AppError::field(Field::OneTime, Fault::Wrong))
}

/// Sends a code by e-mail in place of the authenticator's.
pub(super) async fn mail(caller: &Caller) -> Result<(), AppError> {
    let (token, waiting) = under_way(caller).await?;
    let Caller { portal, now, .. } = caller;
    STEP_MAILS.count(&portal.store, waiting.member.as_str(), *now).await?;
    second_step::mail(portal, token, waiting, *now).await?;
    caller.set_cookie(SECOND_STEP, token);
    Ok(())
}

async fn under_way(caller: &Caller) -> Result<(&str, Waiting), AppError> {
    let token = caller.cookie(SECOND_STEP).ok_or(AppError::SignOn)?;
    let waiting = second_step::waiting(&caller.portal, token, caller.now).await?;
    Ok((token, waiting.ok_or(AppError::SignOn)?))
}

/// Whoever is signed on proves once more who they are.
pub(super) async fn prove(caller: &Caller, password: String) -> Result<Entered, AppError> {
    all_right([(Field::CurrentPassword, missing(&password))])?;
    let member = caller.own(Kind::Credential).await?;
    match check_password(caller, &member.number, password).await {
        Ok(member) => enter(caller, &member, None, caller.is_shared().await?).await,
        Err(AppError::Invalid(_)) => Err(AppError::field(Field::CurrentPassword, Fault::Wrong)),
        Err(error) => Err(error),
    }
}

/// Who is signed on since a moment ago: for changing how they sign on, which nobody does for them.
pub(super) async fn proven(caller: &Caller) -> Result<Personal, AppError> {
    let member = caller.own(Kind::Credential).await?;
    if is_fresh(caller).await? { Ok(member) } else { Err(AppError::ProveAgain) }
}

/// Whether they are so.
pub(super) async fn is_fresh(caller: &Caller) -> Result<bool, AppError> {
    let hash = &caller.signed_on(Kind::Credential).await?.hash;
    session::span::is_fresh(&caller.portal, hash, caller.now).await
}

/// What is asked for beside the member's password. What is being set up is shown to nobody who comes later.
pub(super) async fn view(caller: &Caller) -> Result<SecondFactorView, AppError> {
    let member = caller.own(Kind::Credential).await?;
    let factor = store::second_factor::find(&caller.portal.store, Holder::Member(&member.id)).await?;
    let is_fresh = is_fresh(caller).await?;
    let of = |cookie| secret_of(caller, cookie, &member.id).filter(|_| is_fresh);
    let offered = of(AUTHENTICATOR).map(|secret| factor_view(offered(caller, &member, &secret)));
    Ok(SecondFactorView {
        is_on: factor.is_some(),
        recovery_left: factor.map_or(0, |factor| factor.recovery.len()),
        is_fresh,
        offered: offered.transpose()?,
        is_short: store::credential::is_short(&caller.portal.store, &member).await?,
        recovery: of(RECOVERY).map(|secret| second_factor::recovery(&secret, RECOVERY_CODES)),
    })
}

/// Begins to set up an authenticator, or to make new recovery codes.
pub(super) async fn begin(caller: &Caller, cookie: Cookie) -> Result<(), AppError> {
    proven(caller).await?;
    caller.set_cookie(cookie, &secret::token()?);
    Ok(())
}

/// Turns the second step on, with a code that shows that the authenticator has the secret.
pub(super) async fn turn_on(caller: &Caller, code: &str) -> Result<(), AppError> {
    let code = code_of(code);
    all_right([(Field::OneTime, missing(&code))])?;
    let member = proven(caller).await?;
    let Caller { portal, now, .. } = caller;
    AUTHENTICATORS.count(&portal.store, member.id.as_str(), *now).await?;
    let wrong = || AppError::field(Field::OneTime, Fault::Wrong);
    let secret = secret_of(caller, AUTHENTICATOR, &member.id).ok_or_else(wrong)?;
    let factor = offered(caller, &member, &secret).confirmed(&code, *now).ok_or_else(wrong)?;
    let keep = &caller.signed_on(Kind::Credential).await?.hash;
    let store = caller.writes(&member, CHANGES).await?;
    store::second_factor::save(&store, &member, &factor, keep, *now).await?;
    AUTHENTICATORS.forget(&portal.store, member.id.as_str(), *now).await?;
    caller.clear_cookie(AUTHENTICATOR);
    Ok(())
}

/// Sets nothing up, and makes no new codes: all is as it was.
pub(super) async fn leave(caller: &Caller) -> Result<(), AppError> {
    proven(caller).await?;
    caller.clear_cookie(AUTHENTICATOR);
    caller.clear_cookie(RECOVERY);
    Ok(())
}

/// Puts the new recovery codes in the place of the old ones.
pub(super) async fn renew_recovery(caller: &Caller) -> Result<(), AppError> {
    let member = proven(caller).await?;
    let secret = secret_of(caller, RECOVERY, &member.id).ok_or(AppError::NotFound)?;
    let codes = hashes(&second_factor::recovery(&secret, RECOVERY_CODES));
    caller.clear_cookie(RECOVERY);
    let store = caller.writes(&member, CHANGES).await?;
    let done = store::second_factor::replace_recovery(&store, &member, &codes, caller.now).await?;
    done.then_some(()).ok_or(AppError::NotFound)
}

/// Turns the second step off, where it is on. A password that is good enough beside it only comes first.
pub(super) async fn turn_off(caller: &Caller) -> Result<(), AppError> {
    let member = proven(caller).await?;
    if store::credential::is_short(&caller.portal.store, &member).await? {
        return Err(AppError::field(Field::Password, Fault::TooShort));
    }
    let store = caller.writes(&member, CHANGES).await?;
    store::second_factor::remove(&store, &member, caller.now).await?;
    Ok(())
}

/// From what an authenticator or recovery codes come: another member in the same browser has others.
fn secret_of(caller: &Caller, cookie: Cookie, member: &MemberId) -> Option<String> {
    caller.cookie(cookie).map(|token| secret::hash(&[token, member.as_str()]))
}

fn offered(caller: &Caller, member: &Member, secret: &str) -> Offered {
    Offered::of(secret, &caller.portal.plan.name, &member.name(), RECOVERY_CODES)
}

/// An authenticator and recovery codes as they are shown.
pub(super) fn factor_view(offered: Offered) -> Result<FactorView, AppError> {
    let Offered { authenticator, recovery } = offered;
    let picture = picture(&authenticator.address()).map_err(|error| unexpected(&error))?;
    Ok(FactorView { secret: authenticator.secret(), picture, recovery })
}

/// A code as it is read: apps show a gap in the middle.
pub(super) fn code_of(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Nothing was typed.
pub(super) fn missing(text: &str) -> Option<Fault> {
    text.trim().is_empty().then_some(Fault::Missing)
}
