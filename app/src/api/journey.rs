//! The answer for a journey, from the plan, the clock and the physician's office hours.

use jiff::{SignedDuration, Timestamp, civil::Date};

use super::{caller::Caller, to, travel::TravelAnswer};
use crate::{
    domain::{
        directory::Listing,
        hours::Weekly,
        id::RoleId,
        on_file::OnFile,
        search::DirectoryQuery,
        time::LocalTime,
        travel::{UrgentCare, advice_window, notification_deadline, urgent_care},
    },
    error::AppError,
    identity::cookie::EMERGENCY,
    portal::zone,
};

/// The answer for `destination`; `places` are those of the personal physician.
pub(super) fn answer(
    caller: &Caller,
    places: &[Listing],
    destination: &str,
    leaving: Option<Date>,
) -> TravelAnswer {
    let Caller { portal, now, .. } = caller;
    let plan = &portal.plan;
    let office = best_office(places, *now);
    let urgent = urgent(office, *now);
    let (began, home) = (began(caller), zone(&plan.time_zone));
    TravelAnswer {
        area: plan.areas.iter().find(|area| area.id == destination).cloned(),
        country: plan.country(destination).cloned(),
        opens: opens(&urgent, office),
        urgent,
        physician: office.or(places.first()).cloned(),
        began,
        deadline: began.map(|began| LocalTime::at(notification_deadline(began), &home)),
        advice: leaving.map(|leaving| advice_window(leaving, plan.travel_advice_weeks)),
        advisory_role: advisory_role(caller),
        now: *now,
        today: now.to_zoned_datetime(home).date(),
    }
}

/// Keeps in a cookie when an emergency began, and goes back to what is said about it.
pub(super) async fn note_emergency(
    caller: &Caller,
    hours_ago: u32,
    minutes_ago: u32,
    destination: &str,
) -> Result<(), AppError> {
    let ago = SignedDuration::from_hours(i64::from(hours_ago.min(MOST_HOURS_AGO)))
        + SignedDuration::from_mins(i64::from(minutes_ago.min(59)));
    let began = (caller.now - ago).as_second().to_string();
    caller.set_cookie(EMERGENCY.passing(caller.is_shared().await?), &began);
    to::fragment("/travel", &[("to", destination)], "emergency");
    Ok(())
}

/// An emergency that began longer ago is past the hours that count.
const MOST_HOURS_AGO: u32 = 48;

fn began(caller: &Caller) -> Option<Timestamp> {
    let began = caller.cookie(EMERGENCY)?.parse().ok()?;
    Timestamp::from_second(began).ok().filter(|began| *began <= caller.now)
}

/// The physician's office that is open, or else the one that opens first.
fn best_office(places: &[Listing], now: Timestamp) -> Option<&Listing> {
    let known = places.iter().filter(|place| place.location.hours.is_some());
    known.min_by_key(|place| match urgent(Some(place), now) {
        UrgentCare::PersonalPhysician => Timestamp::MIN,
        UrgentCare::ConsultingNurse { opens } => opens.unwrap_or(Timestamp::MAX),
    })
}

/// Brief B14.
fn urgent(office: Option<&Listing>, now: Timestamp) -> UrgentCare {
    let hours: Option<(&Weekly, _)> =
        office.and_then(|place| Some((place.location.hours.as_ref()?, zone(&place.location.time_zone))));
    urgent_care(hours.as_ref().map(|(hours, zone)| (*hours, zone)), now)
}

fn opens(urgent: &UrgentCare, office: Option<&Listing>) -> Option<LocalTime> {
    let UrgentCare::ConsultingNurse { opens: Some(opens) } = urgent else { return None };
    office.map(|place| LocalTime::at(*opens, &zone(&place.location.time_zone)))
}

/// Where the Travel Advisory Service is booked: whoever can be booked online (Brief B5).
fn advisory_role(caller: &Caller) -> Option<RoleId> {
    let query = DirectoryQuery {
        visit_type: Some(caller.portal.plan.travel_visit_type.clone()),
        online: true,
        ..DirectoryQuery::default()
    };
    let found = caller.portal.search(&OnFile::default(), &query, caller.now);
    found.hits.first().map(|hit| hit.listing.role.id.clone())
}
