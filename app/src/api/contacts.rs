//! Changes of what is on file of a member, by who has proved once more to be them.

use jiff::SignedDuration;

use super::{
    caller::Caller,
    factors::proven,
    identity::{all_right, code_fault, digits, is_own_password, remember},
    sign_on::Typed,
};
use crate::{
    domain::{
        audit::{Action, Kind},
        contact,
    },
    error::{AppError, Fault, Field},
    identity::{cookie::TYPED, limit::EMAIL_CHANGES, second_step, secret},
    store::{self, contact::Change},
};

/// So long a code holds.
const HOLDS: SignedDuration = SignedDuration::from_mins(10);

/// What it is in the audit.
const WRITES: (Action, Kind) = (Action::Update, Kind::Details);

/// Keeps a new e-mail until its code comes. A code by e-mail can stand in for a second step: where one is
/// on, it was taken a moment ago.
pub(super) async fn ask(caller: &Caller, email: String, password: String) -> Result<(), AppError> {
    let member = caller.own(Kind::Details).await?;
    if second_step::is_on(&caller.portal, &member.id).await? {
        proven(caller).await?;
    }
    remember(caller, &Typed { email: email.clone(), ..Typed::default() });
    let read = contact::email(&email);
    all_right([(Field::Email, fault(&email, read.is_some())), (Field::OwnPassword, missing(&password))])?;
    is_own_password(caller, &member, password).await?;
    let Caller { portal, now, .. } = caller;
    EMAIL_CHANGES.count(&portal.store, member.id.as_str(), *now).await?;
    let code = secret::code()?;
    let change = Change {
        email: read.ok_or(AppError::Malformed)?,
        code: secret::hash(&[&caller.signed_on(Kind::Details).await?.hash, &code]),
        until: *now + HOLDS,
    };
    let store = caller.writes(&member, WRITES).await?;
    store::contact::ask(&store, &member, &change, &code, *now).await?;
    caller.clear_cookie(TYPED);
    Ok(())
}

/// The new e-mail that waits for its code.
pub(super) async fn waiting(caller: &Caller) -> Result<Option<String>, AppError> {
    let member = caller.own(Kind::Details).await?;
    let found = store::contact::find(&caller.portal.store, &member, caller.now).await?;
    Ok(found.map(|change| contact::masked(&change.email)))
}

/// Takes the new e-mail. A code holds in the session that has asked for it.
pub(super) async fn confirm(caller: &Caller, code: &str) -> Result<(), AppError> {
    let member = caller.own(Kind::Details).await?;
    let code = digits(code);
    all_right([(Field::Code, code_fault(&code))])?;
    let code = secret::hash(&[&caller.signed_on(Kind::Details).await?.hash, &code]);
    let store = caller.writes(&member, WRITES).await?;
    match store::contact::confirm(&store, &member, &code, caller.now).await? {
        true => Ok(()),
        false => Err(AppError::field(Field::Code, Fault::Wrong)),
    }
}

/// Takes another phone at once.
pub(super) async fn change_phone(caller: &Caller, phone: String, password: String) -> Result<(), AppError> {
    let member = caller.own(Kind::Details).await?;
    remember(caller, &Typed { phone: phone.clone(), ..Typed::default() });
    let read = contact::phone(&phone);
    all_right([(Field::Phone, fault(&phone, read.is_some())), (Field::OwnPassword, missing(&password))])?;
    is_own_password(caller, &member, password).await?;
    let phone = read.ok_or(AppError::Malformed)?;
    let store = caller.writes(&member, WRITES).await?;
    store::contact::change_phone(&store, &member, &phone, caller.now).await?;
    caller.clear_cookie(TYPED);
    Ok(())
}

fn fault(text: &str, readable: bool) -> Option<Fault> {
    missing(text).or((!readable).then_some(Fault::Unreadable))
}

fn missing(text: &str) -> Option<Fault> {
    text.trim().is_empty().then_some(Fault::Missing)
}
