//! What a manager types about a clinician who is away, and what they are shown.

use jiff::civil::Date;

use super::{
    caller::Caller,
    identity::all_right,
    office_away::{AffectedView, AwayView, TeamView},
    office_views::{clinician, member},
    staff_caller::StaffCaller,
};
use crate::{
    domain::{
        draft::REASON_MOST,
        id::{LocationId, RoleId},
    },
    error::{AppError, Fault, Field},
    office::{Affected, Away, Named, Telling},
};

/// Who works at the offices of a manager.
pub(super) async fn teams(caller: &StaffCaller) -> Result<Vec<TeamView>, AppError> {
    let StaffCaller { caller: Caller { portal, .. }, staff, .. } = caller;
    let places: Vec<_> = staff.offices.iter().filter(|place| staff.may_close_at(place)).cloned().collect();
    let named = Named::at_any(&portal.store, &places).await?;
    let team = |place: &LocationId| {
        let own = || named.iter().filter(|named| named.role.location == *place);
        let office = own().next()?.location.as_ref();
        let role = |named: &Named| {
            let name = clinician(named).unwrap_or_else(|| named.role.id.to_string());
            (named.role.id.clone(), name)
        };
        Some(TeamView {
            office: office.map_or_else(|| place.to_string(), |location| location.name.clone()),
            roles: own().map(role).collect(),
        })
    };
    let teams: Vec<_> = places.iter().filter_map(team).collect();
    if teams.is_empty() { Err(AppError::NotFound) } else { Ok(teams) }
}

/// What becomes of the appointments.
pub(super) fn view(away: Away) -> AwayView {
    let Away { named, days: (from, until), affected } = away;
    AwayView { clinician: clinician(&named), from, until, affected: affected.into_iter().map(one).collect() }
}

fn one(affected: Affected) -> AffectedView {
    let Affected { appointment, member: of, instead, clinician, telling } = affected;
    AffectedView {
        start: appointment.start,
        visit_type: appointment.visit_type,
        member: of.map(member),
        instead: instead.map(|instead| instead.start).zip(clinician),
        told: telling == Telling::Before,
    }
}

/// The role that was chosen.
pub(super) fn role_of(typed: &str) -> Result<RoleId, AppError> {
    all_right([(Field::Role, typed.is_empty().then_some(Fault::Missing))])?;
    Ok(typed.into())
}

/// The days that were typed; a last day that is before the first one is the office's to refuse.
pub(super) fn days(from: &str, until: &str) -> Result<(Date, Date), AppError> {
    let fault = |text: &str| match text.trim().is_empty() {
        true => Some(Fault::Missing),
        false => text.trim().parse::<Date>().is_err().then_some(Fault::Unreadable),
    };
    all_right([(Field::From, fault(from)), (Field::Until, fault(until))])?;
    from.trim().parse().and_then(|from| Ok((from, until.trim().parse()?))).map_err(|_| AppError::Malformed)
}

/// The reason that members read; nothing where none was typed.
pub(super) fn reason_of(typed: &str) -> Result<Option<&str>, AppError> {
    let typed = typed.trim();
    let fault = (typed.chars().count() > REASON_MOST).then_some(Fault::TooLong);
    all_right([(Field::Reason, fault)])?;
    Ok((!typed.is_empty()).then_some(typed))
}
