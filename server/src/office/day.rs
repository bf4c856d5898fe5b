//! `server office day`: who comes when, what for, and what is due.

use std::fmt;

use app::{
    domain::{plan::Plan, standing::Standing},
    office::{Desk, Listed, Visit},
};

use super::{error::OfficeError, names};
use crate::{command::AtHand, config::Day};

/// The appointments of a day, by clinician, as they are printed.
pub struct Printed<'a> {
    listed: Listed,
    plan: &'a Plan,
}

/// Lists the day.
///
/// # Errors
/// Where the role or the place is not in the directory.
pub async fn day<'a>(at_hand: &'a AtHand, wanted: &Day) -> Result<Printed<'a>, OfficeError> {
    let office = at_hand.office();
    let listed = match (&wanted.role, &wanted.location) {
        (Some(role), _) => office.day_of(role, wanted.date).await?,
        (None, Some(location)) => office.day_at(location, wanted.date).await?,
        (None, None) => return Err(OfficeError::Nobody),
    };
    Ok(Printed { listed, plan: &at_hand.plan })
}

impl fmt::Display for Printed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { listed: Listed { date, desks }, plan } = self;
        for Desk { named, visits } in desks {
            let (who, place) = (names::clinician(named), names::location(named));
            writeln!(f, "{}: {who} at {place}, {date}", named.role.id)?;
            if visits.is_empty() {
                writeln!(f, "  no appointments")?;
            }
            visits.iter().try_for_each(|visit| row(f, plan, visit))?;
        }
        writeln!(f, "copays are paid by {}", names::tender(plan))
    }
}

fn row(f: &mut fmt::Formatter<'_>, plan: &Plan, visit: &Visit) -> fmt::Result {
    let Visit { appointment, member, .. } = visit;
    let time = appointment.start.civil.strftime("%H:%M");
    let member = names::member(member.as_ref(), &appointment.member);
    let what = format!("{} ({} min)", names::visit(plan, appointment), appointment.minutes);
    let copay = names::copay(appointment);
    writeln!(f, "  {time}  {member:<32}  {what:<32}  {copay:<12}  {}{}", appointment.id, note(visit))
}

/// What is to be known besides.
fn note(visit: &Visit) -> String {
    let instead = visit.absence.as_ref().and_then(|absence| absence.instead.as_ref());
    match (visit.standing, instead) {
        (Standing::CheckedIn, _) => "  checked in".to_owned(),
        (Standing::NoShow, _) => "  did not come".to_owned(),
        (Standing::Suggested | Standing::ToCall, Some(instead)) => {
            let when = instead.start.civil.strftime("%a %Y-%m-%d %H:%M");
            format!("  away: {when} suggested, with {}", instead.role)
        }
        (Standing::Suggested | Standing::ToCall, None) => "  away: call the member".to_owned(),
        (Standing::Expected, _) => String::new(),
    }
}
