//! `server office away`: days of a clinician are closed, and nobody who is booked in them is
//! left alone. Each member gets another time suggested, or the office calls.

use std::fmt;

use app::{
    domain::{id::RoleId, plan::Plan},
    office::{Affected, Away},
};
use jiff::civil::Date;

use super::{error::OfficeError, names};
use crate::command::AtHand;

/// What became of the appointments in the days, as it is printed.
pub struct Printed<'a> {
    away: Away,
    plan: &'a Plan,
}

/// Closes the days, then tells the members.
///
/// # Errors
/// For a role that is not there, days that cannot be, and those of the store.
pub async fn away<'a>(
    at_hand: &'a AtHand,
    role: &RoleId,
    days: (Date, Date),
) -> Result<Printed<'a>, OfficeError> {
    let away = at_hand.office().away(role, days, None).await?;
    Ok(Printed { away, plan: &at_hand.plan })
}

impl fmt::Display for Printed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { away: Away { named, days, affected }, plan } = self;
        let who = names::clinician(named);
        writeln!(f, "{}: {who} is away from {} to {}", named.role.id, days.0, days.1)?;
        let calls = affected.iter().filter(|one| one.instead.is_none()).count();
        writeln!(f, "appointments in these days: {}; to be called: {calls}", affected.len())?;
        affected.iter().try_for_each(|one| row(f, plan, one))
    }
}

fn row(f: &mut fmt::Formatter<'_>, plan: &Plan, one: &Affected) -> fmt::Result {
    let Affected { appointment, member, instead, clinician, before } = one;
    let when = appointment.start.civil.strftime("%a %Y-%m-%d %H:%M");
    let phone = member.as_ref().map_or("", |member| &member.phone);
    let (who, visit) = (names::member(member.as_ref(), &appointment.member), names::visit(plan, appointment));
    writeln!(f, "  {when}  {who}, {phone}  {visit}  {}", appointment.id)?;
    let before = if *before { " (told before)" } else { "" };
    match (instead, clinician) {
        (Some(instead), Some(clinician)) => {
            let when = instead.start.civil.strftime("%a %Y-%m-%d %H:%M");
            writeln!(f, "    suggested: {when} with {clinician}{before}")
        }
        _ => writeln!(f, "    call the member: no other time was found{before}"),
    }
}
