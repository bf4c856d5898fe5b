//! What somebody of an office typed to prove who they are, against the limits.

use super::{
    caller::Caller,
    factors::{code_of, factor_view, missing},
    identity::{ALL, all_right, remember},
    sign_on::Typed,
    staff::{EnrolmentView, PlaceView, StaffView},
};
use crate::{
    domain::{
        actor::Actor,
        audit::{Access, Kind},
        id::{LocationId, StaffId},
        staff::{self, Staff},
    },
    error::{AppError, Fault, Field},
    identity::{
        cookie,
        enrolment::{self, Offered},
        limit::{ALL_STAFF_SIGN_ONS, ENROLLING, ENROLMENTS, STAFF_SIGN_ONS},
        pace::{Pace, REFUSED},
        password::{self, Beside},
        staff::prove,
    },
    session, store,
};

/// Begins to enrol. Wrong codes are counted, whosever.
pub(super) async fn begin(caller: &Caller, invitation: &str) -> Result<(), AppError> {
    all_right([(Field::Invitation, missing(invitation))])?;
    let Caller { portal, now, .. } = caller;
    ENROLMENTS.check(&portal.store, ALL, *now).await?;
    match enrolment::begin(portal, invitation, *now).await {
        Ok(token) => {
            caller.set_cookie(cookie::ENROLMENT, &token);
            Ok(())
        }
        Err(error) => {
            ENROLMENTS.count(&portal.store, ALL, *now).await?;
            Err(error)
        }
    }
}

/// What is shown to whoever enrols.
pub(super) async fn offered(caller: &Caller) -> Result<Option<EnrolmentView>, AppError> {
    let Some(Offered { staff, factor, .. }) = under_way(caller).await? else { return Ok(None) };
    Ok(Some(EnrolmentView { staff: view(caller, staff).await?, factor: factor_view(factor)? }))
}

/// Ends enrolling, and signs on.
pub(super) async fn finish(caller: &Caller, password: String, code: &str) -> Result<(), AppError> {
    let code = code_of(code);
    all_right([
        (Field::Password, password::fault(&password, Beside::Nothing)),
        (Field::OneTime, missing(&code)),
    ])?;
    let gone = || AppError::field(Field::Invitation, Fault::Wrong);
    let token = caller.cookie(cookie::ENROLMENT).ok_or_else(gone)?;
    ENROLLING.count(&caller.portal.store, token, caller.now).await?;
    let offered = under_way(caller).await?.ok_or_else(gone)?;
    let who = Some(Actor::Staff(offered.staff.id.clone()));
    let session = offered.finish(&caller.portal, password, &code, caller.now).await?;
    caller.portal.store.note_access(Access::deed(caller.now, who, None, Kind::Credential)).await?;
    caller.clear_cookie(cookie::ENROLMENT);
    caller.set_cookie(cookie::STAFF, &session);
    Ok(())
}

async fn under_way(caller: &Caller) -> Result<Option<Offered>, AppError> {
    match caller.cookie(cookie::ENROLMENT) {
        Some(token) => enrolment::offered(&caller.portal, token, caller.now).await,
        None => Ok(None),
    }
}

/// Signs on. The session of before ends.
pub(super) async fn sign_on(
    caller: &Caller,
    name: &str,
    password: String,
    code: &str,
) -> Result<(), AppError> {
    let staff = match check(caller, name, password, code).await {
        Ok(staff) => staff,
        Err(error) => {
            remember(caller, &Typed { name: name.to_owned(), ..Typed::default() });
            return Err(error);
        }
    };
    let Caller { portal, now, headers, .. } = caller;
    let who = Some(Actor::Staff(staff.clone()));
    portal.store.note_access(Access::deed(*now, who, None, Kind::SignOn)).await?;
    session::staff::end(portal, headers).await?;
    let session = session::staff::start(portal, &staff, *now).await?;
    caller.clear_cookie(cookie::TYPED);
    caller.set_cookie(cookie::STAFF, &session);
    Ok(())
}

/// Who has that name, password and code. Wrong ones are counted, known or not.
async fn check(caller: &Caller, name: &str, password: String, code: &str) -> Result<StaffId, AppError> {
    let code = code_of(code);
    all_right([
        (Field::Name, missing(name)),
        (Field::Password, missing(&password)),
        (Field::OneTime, missing(&code)),
    ])?;
    let Caller { portal, now, .. } = caller;
    let key = staff::key(name);
    let pace = Pace::begin(REFUSED);
    ALL_STAFF_SIGN_ONS.check(&portal.store, ALL, *now).await?;
    STAFF_SIGN_ONS.count(&portal.store, &key, *now).await?;
    let Some(staff) = prove(portal, name, password, &code, *now).await? else {
        // Each time; as whom somebody has tried stands there, where that is somebody.
        let tried = store::staff::find_by_name(&portal.store, name).await?;
        let tried = tried.map(|staff| Actor::Staff(staff.id));
        let failed = Access::deed(*now, tried, None, Kind::SignOn).refused();
        store::audit::write(&portal.store, &[failed]).await?;
        ALL_STAFF_SIGN_ONS.count(&portal.store, ALL, *now).await?;
        pace.keep().await;
        return Err(AppError::field(Field::Name, Fault::Wrong));
    };
    STAFF_SIGN_ONS.forget(&portal.store, &key, *now).await?;
    Ok(staff)
}

/// Signs off, where somebody is signed on.
pub(super) async fn sign_off(caller: &Caller) -> Result<(), AppError> {
    let Caller { portal, now, headers, is_use, .. } = caller;
    if let Some(staff) = session::staff::staff_of(portal, headers, *is_use).await? {
        let who = Some(Actor::Staff(staff.id));
        portal.store.note_access(Access::deed(*now, who, None, Kind::SignOff)).await?;
    }
    session::staff::end(portal, headers).await?;
    caller.clear_cookie(cookie::STAFF);
    Ok(())
}

/// Somebody with the names of their offices.
pub(super) async fn view(caller: &Caller, staff: Staff) -> Result<StaffView, AppError> {
    let Staff { name, duty, offices, .. } = staff;
    let found = store::directory::locations_of(&caller.portal.store, &offices).await?;
    let place = |id: LocationId| {
        let place = found.iter().find(|place| place.id == id);
        PlaceView { name: place.map_or_else(|| id.to_string(), |place| place.name.clone()), id }
    };
    let places = offices.into_iter().map(place).collect();
    Ok(StaffView { name, duty, offices: places })
}
