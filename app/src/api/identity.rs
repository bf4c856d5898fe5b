//! What was typed to prove who somebody is, against the limits and the roll.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::civil::Date;

use super::{
    caller::Caller,
    entering::{Entered, enter},
    sign_on::Typed,
};
use crate::{
    domain::{
        audit::{Access, Kind},
        id::{MemberId, MemberNumber},
        member::Member,
        registrant::{self, Registrant},
    },
    error::{AppError, Fault, Field, FieldError},
    identity::{
        cookie::{REGISTRATION, TYPED},
        limit::{ALL_REGISTRATIONS, ALL_SIGN_ONS, REGISTRATIONS, SIGN_ONS},
        pace::{Pace, REFUSED},
        password::{self, Beside},
        registration,
    },
    store,
};

/// So many characters of a field are given back after an error.
const TYPED_MOST: usize = 60;
/// So many of a reason: what is too long is seen to be so.
const REASON_MOST: usize = 600;
/// Whom a limit for everybody counts.
pub(super) const ALL: &str = "all";

/// Sends a code where what was typed is right; gives the same answer where it is not.
pub(super) async fn register(caller: &Caller, typed: &Typed) -> Result<(), AppError> {
    remember(caller, typed);
    let registrant = registrant(typed)?;
    let Caller { portal, now, .. } = caller;
    REGISTRATIONS.count(&portal.store, registrant.number.as_str(), *now).await?;
    ALL_REGISTRATIONS.count(&portal.store, ALL, *now).await?;
    let token = registration::start(portal, &registrant, *now).await?;
    caller.set_cookie(REGISTRATION, &token);
    Ok(())
}

/// Ends a registration and signs the member on, where no second step is asked for.
pub(super) async fn confirm(
    caller: &Caller,
    code: &str,
    password: String,
    shared: bool,
) -> Result<Entered, AppError> {
    let code = digits(code);
    // What was chosen stays, where something must be corrected.
    remember(caller, &Typed { shared, ..typed(caller) });
    // Whether a second step stands beside it is told to nobody before the code was right.
    let fault = password::fault(&password, Beside::SecondStep);
    all_right([(Field::Code, code_fault(&code)), (Field::Password, fault)])?;
    let token = caller.cookie(REGISTRATION).ok_or_else(|| AppError::field(Field::Code, Fault::Wrong))?;
    let (member, password) = registration::finish(&caller.portal, token, &code, password, caller.now).await?;
    caller.clear_cookie(REGISTRATION);
    enter(caller, &member, Some(password), shared).await
}

/// Signs on, where no second step is asked for.
pub(super) async fn sign_on(
    caller: &Caller,
    number: String,
    password: String,
    shared: bool,
) -> Result<Entered, AppError> {
    match check(caller, &number, password).await {
        Ok(member) => enter(caller, &member, None, shared).await,
        Err(error) => {
            remember(caller, &Typed { number, shared, ..Typed::default() });
            Err(error)
        }
    }
}

/// A code as it was typed, without gaps.
pub(super) fn digits(code: &str) -> String {
    code.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What is wrong with a code of six digits.
pub(super) fn code_fault(code: &str) -> Option<Fault> {
    let unreadable = code.len() != 6 || !code.bytes().all(|byte| byte.is_ascii_digit());
    if code.is_empty() { Some(Fault::Missing) } else { unreadable.then_some(Fault::Unreadable) }
}

/// Whether whoever is signed on types their own password. Wrong ones are counted like those of signing on.
pub(super) async fn is_own_password(
    caller: &Caller,
    member: &Member,
    password: String,
) -> Result<(), AppError> {
    match check_password(caller, &member.number, password).await {
        Ok(found) if found == member.id => Ok(()),
        Ok(_) | Err(AppError::Invalid(_)) => Err(AppError::field(Field::OwnPassword, Fault::Wrong)),
        Err(error) => Err(error),
    }
}

/// Reads what was typed to sign on, then checks it.
async fn check(caller: &Caller, number: &str, password: String) -> Result<MemberId, AppError> {
    let missing = password.is_empty().then_some(Fault::Missing);
    all_right([(Field::Number, number_fault(number)), (Field::Password, missing)])?;
    let number = registrant::member_number(number).ok_or(AppError::Malformed)?;
    check_password(caller, &number, password).await
}

/// What was typed before an error.
pub(super) fn typed(caller: &Caller) -> Typed {
    let json = caller.cookie(TYPED).and_then(|value| URL_SAFE_NO_PAD.decode(value).ok());
    json.and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default()
}

/// The member with that number and password. Wrong ones are counted, known or not.
#[expect(clippy::disallowed_methods, reason = "who it is has to be found before they can prove it")]
pub(super) async fn check_password(
    caller: &Caller,
    number: &MemberNumber,
    password: String,
) -> Result<MemberId, AppError> {
    let Caller { portal, now, .. } = caller;
    let pace = Pace::begin(REFUSED);
    ALL_SIGN_ONS.check(&portal.store, ALL, *now).await?;
    SIGN_ONS.count(&portal.store, number.as_str(), *now).await?;
    let member = store::member::find_by_number(&portal.store, number).await?.map(|member| member.id);
    let nobody = MemberId::from("-");
    let hash = store::credential::find(&portal.store, member.as_ref().unwrap_or(&nobody)).await?;
    let right = portal.passwords.verify(password, hash).await?;
    let Some(member) = member.clone().filter(|_| right) else {
        // Each time, known or not.
        let failed = Access::deed(*now, None, member, Kind::SignOn).refused();
        store::audit::write(&portal.store, &[failed]).await?;
        ALL_SIGN_ONS.count(&portal.store, ALL, *now).await?;
        pace.keep().await;
        return Err(AppError::field(Field::Password, Fault::Wrong));
    };
    SIGN_ONS.forget(&portal.store, number.as_str(), *now).await?;
    Ok(member)
}

/// Reads what was typed.
fn registrant(typed: &Typed) -> Result<Registrant, AppError> {
    let (born, born_fault) = born(typed);
    let family = typed.family.trim().to_owned();
    let family_fault = family.is_empty().then_some(Fault::Missing);
    let number = number_fault(&typed.number);
    all_right([(Field::Number, number), (Field::Born, born_fault), (Field::Family, family_fault)])?;
    match (registrant::member_number(&typed.number), born) {
        (Some(number), Some(born)) => Ok(Registrant { number, born, family }),
        _ => Err(AppError::Malformed),
    }
}

/// A date of birth, and what is wrong with it.
pub(super) fn born(typed: &Typed) -> (Option<Date>, Option<Fault>) {
    let Typed { day, month, year, .. } = typed;
    let born = registrant::born(day, month, year);
    let fault = match [day, month, year].iter().all(|part| part.trim().is_empty()) {
        true => Some(Fault::Missing),
        false => born.is_none().then_some(Fault::Unreadable),
    };
    (born, fault)
}

/// What is wrong with a number of a card.
pub(super) fn number_fault(text: &str) -> Option<Fault> {
    match text.trim().is_empty() {
        true => Some(Fault::Missing),
        false => registrant::member_number(text).is_none().then_some(Fault::Unreadable),
    }
}

/// Nothing where no field has a fault.
pub(super) fn all_right<const N: usize>(fields: [(Field, Option<Fault>); N]) -> Result<(), AppError> {
    let wrong = fields.into_iter().filter_map(|(field, fault)| Some(FieldError { field, fault: fault? }));
    let wrong: Vec<_> = wrong.collect();
    if wrong.is_empty() { Ok(()) } else { Err(AppError::Invalid(wrong)) }
}

/// Lets the browser bring what was typed along when a form comes back without JavaScript.
pub(super) fn remember(caller: &Caller, typed: &Typed) {
    let short = |text: &str| text.chars().take(TYPED_MOST).collect::<String>();
    let short = Typed {
        number: short(&typed.number),
        name: short(&typed.name),
        family: short(&typed.family),
        day: short(&typed.day),
        month: short(&typed.month),
        year: short(&typed.year),
        email: short(&typed.email),
        phone: short(&typed.phone),
        reason: typed.reason.chars().take(REASON_MOST).collect(),
        shared: typed.shared,
    };
    if let Ok(json) = serde_json::to_vec(&short) {
        caller.set_cookie(TYPED, &URL_SAFE_NO_PAD.encode(json));
    }
}
