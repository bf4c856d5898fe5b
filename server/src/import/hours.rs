//! Hours of a week as FHIR writes them: `hoursOfOperation`, `availableTime`, `notAvailable`.

use app::domain::{
    hours::{Opening, Weekly},
    schedule::{Exception, Schedule, Session},
};
use jiff::{
    ToSpan,
    civil::{Date, Time},
};

use super::resource::Part;

/// A longer absence is read up to so many days: no visit can be booked further ahead.
const LONGEST_ABSENCE: i32 = 400;

/// The names of the fields for the begin and the end.
type Names = (&'static str, &'static str);

/// The days of a week, from the first on.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Names in PractitionerRole and HealthcareService.
const AVAILABLE: Names = ("availableStartTime", "availableEndTime");
/// Names in Location.
const OPENING: Names = ("openingTime", "closingTime");

/// A Location's `hoursOfOperation`; `None` where it says nothing that can be read.
pub fn hours_of_operation(location: &Part) -> Option<Weekly> {
    weekly(location, "hoursOfOperation", OPENING)
}

/// A HealthcareService's `availableTime`; `None` where it says nothing that can be read.
pub fn service_hours(service: &Part) -> Option<Weekly> {
    weekly(service, "availableTime", AVAILABLE)
}

/// A PractitionerRole's `availableTime` as sessions in the local time of the place, added to a
/// schedule that has none. They lie on one grid and apart from each other: what does not is cut, for
/// a visit could be booked twice there.
pub fn add_sessions(schedule: &mut Schedule, role: &Part) {
    for session in sessions(role) {
        let fitted = schedule.fitted(&session);
        if fitted.as_ref() != Some(&session) {
            role.report("availableTime", cut(&session, fitted.as_ref(), schedule));
        }
        schedule.sessions.extend(fitted);
    }
}

/// What has become of a session, in words.
fn cut(session: &Session, fitted: Option<&Session>, schedule: &Schedule) -> String {
    let Session { weekday, start, end, .. } = session;
    let day = DAYS[(*weekday - 1).clamp(0, 6) as usize];
    let [start, end] = [start, end].map(|time| time.strftime("%H:%M"));
    let done = match fitted {
        Some(fitted) => format!("begins at {}", fitted.start.strftime("%H:%M")),
        None => "is left out".to_owned(),
    };
    let slot = schedule.slot_minutes;
    format!(
        "on {day} from {start} to {end} {done}: hours may not overlap, and lie on one grid of {slot} minutes"
    )
}

fn sessions(role: &Part) -> Vec<Session> {
    let openings = openings(role, "availableTime", AVAILABLE);
    let session = |opening: Opening| {
        let Opening { days, start, end } = opening;
        days.into_iter().map(move |weekday| Session { weekday, start, end, visit_types: Vec::new() })
    };
    let mut sessions: Vec<_> = openings.into_iter().flat_map(session).collect();
    sessions.sort_by_key(|session| (session.weekday, session.start));
    sessions.dedup();
    sessions
}

/// A PractitionerRole's `notAvailable`: each day in it, from the first to the last.
pub fn absences(role: &Part) -> Vec<Exception> {
    let mut days: Vec<Date> = role
        .objects("notAvailable")
        .iter()
        .filter_map(|absence| absence.object("during"))
        .flat_map(|during| days_of(&during))
        .collect();
    days.sort_unstable();
    days.dedup();
    days.into_iter().map(|date| Exception::Closed { date }).collect()
}

fn days_of(during: &Part) -> Vec<Date> {
    let Some(start) = date(during, "start") else {
        during.report("start", "is missing: the absence is left out");
        return Vec::new();
    };
    let longest = start.saturating_add(LONGEST_ABSENCE.days());
    let end = date(during, "end").unwrap_or(longest);
    if end > longest {
        during.report("end", format!("is more than {LONGEST_ABSENCE} days after the start and was cut"));
    }
    start.series(1.day()).take_while(|day| *day <= end.min(longest)).collect()
}

/// The day of a FHIR date or dateTime; one without a day is reported.
pub fn date(part: &Part, name: &str) -> Option<Date> {
    let text = part.text(name)?;
    let day = text.get(..10).and_then(|day| day.parse().ok());
    if day.is_none() {
        part.report(name, "must be a day like 2026-11-24");
    }
    day
}

fn weekly(part: &Part, list: &str, names: Names) -> Option<Weekly> {
    let openings = openings(part, list, names);
    (!openings.is_empty()).then_some(Weekly(openings))
}

fn openings(part: &Part, list: &str, names: Names) -> Vec<Opening> {
    part.objects(list).iter().filter_map(|item| opening(item, names)).collect()
}

fn opening(item: &Part, (start_name, end_name): Names) -> Option<Opening> {
    let days = days(item);
    if days.is_empty() {
        item.report("daysOfWeek", "is missing: these hours are left out");
        return None;
    }
    if item.flag("allDay") == Some(true) {
        return Some(Opening { days, start: Time::MIN, end: Time::MAX });
    }
    let (start, end) = (time(item, start_name)?, time(item, end_name)?);
    let end = if end == Time::MIN { Time::MAX } else { end };
    if start >= end {
        item.report(end_name, "is not after the start: these hours are left out");
        return None;
    }
    Some(Opening { days, start, end })
}

fn days(item: &Part) -> Vec<i8> {
    let number = |day: &String| {
        let number = (1..).zip(DAYS).find(|(_, name)| name == day).map(|(number, _)| number);
        if number.is_none() {
            item.report("daysOfWeek", format!("has “{day}”, which is no day of the week"));
        }
        number
    };
    item.texts("daysOfWeek").iter().filter_map(number).collect()
}

/// `08:00:00`; 24:00 is the end of the day.
fn time(item: &Part, name: &str) -> Option<Time> {
    let Some(text) = item.text(name) else {
        item.report(name, "is missing: these hours are left out");
        return None;
    };
    let time = if text.starts_with("24:00") { Some(Time::MIN) } else { text.parse().ok() };
    if time.is_none() {
        item.report(name, "must be a time like 08:00:00: these hours are left out");
    }
    time
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use serde_json::{Value, json};

    use super::*;
    use crate::import::resource::Faults;

    fn read<T>(value: Value, reader: impl Fn(&Part) -> T) -> (T, usize) {
        let faults = Faults::default();
        let read = reader(&Part::root(&value, &faults));
        (read, faults.into_inner().len())
    }

    #[test]
    fn all_day_and_hours_are_read() {
        let value = json!({ "hoursOfOperation": [
            { "daysOfWeek": ["mon", "tue"], "openingTime": "08:00:00", "closingTime": "17:00:00" },
            { "daysOfWeek": ["sat"], "allDay": true },
        ]});
        let (hours, faults) = read(value, hours_of_operation);
        let office = Opening { days: vec![1, 2], start: time(8, 0, 0, 0), end: time(17, 0, 0, 0) };
        let all_day = Opening { days: vec![6], start: Time::MIN, end: Time::MAX };
        assert_eq!((hours, faults), (Some(Weekly(vec![office, all_day])), 0));
    }

    #[test]
    fn hours_that_cannot_be_are_reported_and_the_others_kept() {
        let value = json!({ "availableTime": [
            { "daysOfWeek": ["fri", "xyz"], "availableStartTime": "13:00:00", "availableEndTime": "24:00:00" },
            { "daysOfWeek": ["mon"], "availableStartTime": "17:00:00", "availableEndTime": "08:00:00" },
            { "daysOfWeek": ["mon"], "availableStartTime": "soon", "availableEndTime": "08:00:00" },
            { "availableStartTime": "08:00:00", "availableEndTime": "12:00:00" },
        ]});
        let (sessions, faults) = read(value, sessions);
        let friday =
            Session { weekday: 5, start: time(13, 0, 0, 0), end: Time::MAX, visit_types: Vec::new() };
        assert_eq!((sessions, faults), (vec![friday], 4));
    }

    #[test]
    fn hours_that_overlap_or_are_off_the_grid_are_cut_and_told() {
        let available = |day, start, end| json!({ "daysOfWeek": [day], "availableStartTime": start, "availableEndTime": end });
        let value = json!({ "availableTime": [
            available("mon", "09:10:00", "15:00:00"),
            available("mon", "08:00:00", "12:00:00"),
            available("mon", "10:00:00", "11:00:00"),
            available("tue", "08:30:00", "12:00:00"),
        ]});
        let (mut schedule, faults) = (Schedule::never("r".into()), Faults::default());
        schedule.slot_minutes = 20;
        add_sessions(&mut schedule, &Part::root(&value, &faults));
        let starts: Vec<_> =
            schedule.sessions.iter().map(|session| (session.weekday, session.start)).collect();
        assert_eq!(starts, [(1, time(8, 0, 0, 0)), (1, time(12, 0, 0, 0)), (2, time(8, 40, 0, 0))]);
        let told: Vec<_> = faults.into_inner().into_iter().map(|fault| fault.reason).collect();
        let why = "hours may not overlap, and lie on one grid of 20 minutes";
        let expected = [
            "mon from 09:10 to 15:00 begins at 12:00",
            "mon from 10:00 to 11:00 is left out",
            "tue from 08:30 to 12:00 begins at 08:40",
        ];
        assert_eq!(told, expected.map(|what| format!("on {what}: {why}")));
    }

    #[test]
    fn an_absence_closes_each_of_its_days() {
        let value = json!({ "notAvailable": [
            { "description": "Away", "during": { "start": "2026-12-24", "end": "2026-12-26T08:00:00-08:00" } },
            { "description": "On holidays" },
            { "description": "Sometime", "during": { "start": "2026-12" } },
        ]});
        let (absences, faults) = read(value, absences);
        let closed = [24, 25, 26].map(|day| Exception::Closed { date: date(2026, 12, day) });
        assert_eq!((absences, faults), (closed.to_vec(), 2));
    }

    #[test]
    fn an_absence_without_an_end_is_read_as_far_as_anybody_can_book() {
        let value =
            json!({ "notAvailable": [{ "description": "Away", "during": { "start": "2026-12-24" } }] });
        assert_eq!(read(value, |role| absences(role).len()), (401, 0));
    }
}
