//! `server office away`: days of a clinician are closed, and nobody who is booked in them is
//! left alone. Each member gets another time suggested, or the office calls.

use std::fmt;

use app::{
    domain::{id::RoleId, plan::Plan},
    office::{Affected, Away, Telling},
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
        let calls = affected.iter().filter(|one| is_called(one)).count();
        writeln!(f, "appointments in these days: {}; to be called: {calls}", affected.len())?;
        affected.iter().try_for_each(|one| row(f, plan, one))?;
        match self.away.untold() {
            0 => Ok(()),
            untold => {
                writeln!(f, "not told yet: {untold}; a server that runs goes on trying, or do it again")
            }
        }
    }
}

/// Whether nobody has to answer a suggestion, or is told of one yet.
fn is_called(one: &Affected) -> bool {
    one.instead.is_none() && one.telling != Telling::Failed
}

fn row(f: &mut fmt::Formatter<'_>, plan: &Plan, one: &Affected) -> fmt::Result {
    let Affected { appointment, member, instead, clinician, telling } = one;
    let when = appointment.start.civil.strftime("%a %Y-%m-%d %H:%M");
    let phone = member.as_ref().map_or("", |member| &member.phone);
    let (who, visit) = (names::member(member.as_ref(), &appointment.member), names::visit(plan, appointment));
    writeln!(f, "  {when}  {who}, {phone}  {visit}  {}", appointment.id)?;
    match (instead, clinician, telling) {
        (_, _, Telling::Failed) => writeln!(f, "    not told yet: the database failed"),
        (Some(instead), Some(clinician), _) => {
            let when = instead.start.civil.strftime("%a %Y-%m-%d %H:%M");
            let before = if *telling == Telling::Before { " (told before)" } else { "" };
            writeln!(f, "    suggested: {when} with {clinician}{before}")
        }
        (.., Telling::Before) => {
            writeln!(f, "    call the member: no other time was found, or nobody has answered (told before)")
        }
        (.., Telling::Now) => writeln!(f, "    call the member: no other time was found"),
    }
}
