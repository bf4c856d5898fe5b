//! A place in each zone, where somebody is seen by day and by night.

use app::{
    api::{
        appointment::{AppointmentView, book, find_appointment},
        draft::start_draft,
        times::free_times,
    },
    domain::{
        directory::Listing,
        id::{AppointmentId, IdempotencyKey, MemberId, MemberNumber},
        member::Member,
        need::Need,
        plan::Plan,
        schedule::Schedule,
        time::LocalTime,
        visit_type::ReferralRule,
    },
    letter::Visit,
    portal::Portal,
    search::places::Places,
    store::{self, Store, outbox::Kind},
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use serde_json::json;

use super::{super::file, reader};
use crate::{
    fixture,
    support::{self, Browser, read},
};

/// How long a visit is.
pub const LENGTH: SignedDuration = SignedDuration::from_mins(20);

/// The portal; each zone has a member of its own.
pub struct World {
    portal: Portal,
    zones: Vec<String>,
}

impl World {
    pub async fn new(zones: &[String], clock: fn() -> Timestamp) -> Self {
        let store = Store::open("mem://", None).await.expect("a store");
        fill(&store, zones).await;
        let portal = Portal::open(store, plan(), Places::default(), fixture::signer(), false, clock)
            .await
            .expect("a portal");
        Self { portal, zones: zones.to_vec() }
    }

    /// At another moment: free times go on to its days.
    pub async fn wake_up(&self) {
        self.portal.reload().await.expect("a portal");
    }

    async fn browser(&self, zone: &str) -> Browser {
        let member = self.zones.iter().position(|name| name == zone).expect("a zone");
        Browser::of(&self.portal, member).await
    }

    /// The list of free times of a day.
    pub async fn free(&self, zone: &str, date: Date) -> Vec<LocalTime> {
        let asked = free_times(zone.into(), visit_type().into(), Some(date), None);
        let mut browser = Browser::new(&self.portal);
        browser.ask(asked).await.outcome.expect("times").times
    }

    /// Books a visit and reads it wherever it can be read.
    pub async fn visit(&self, zone: &str, start: &LocalTime) {
        let mut browser = self.browser(zone).await;
        let id = book_at(&mut browser, zone, start).await;
        let page = browser.ask(find_appointment(id.clone())).await;
        let view: AppointmentView = page.outcome.expect("an appointment");
        assert_eq!(&view.appointment.start, start, "the page");
        assert_eq!((start.zone.as_str(), view.appointment.end()), (zone, start.instant + LENGTH));
        let member = fixture::member();
        let address = "https://portal.example.org";
        let visit = Visit::find(&self.portal, &member, &view.appointment, start, address).await;
        let visit = visit.expect("the store").expect("a visit");
        let history = support::history(&self.portal.store, &id).await;
        let calendar = reader::Calendar::read(&file::write(&visit, &history).expect("a file"));
        assert_eq!(calendar.moment("DTSTART"), start.instant, "the calendar of {start:?}");
        assert_eq!(calendar.moment("DTEND"), view.appointment.end(), "the calendar of {start:?}");
        let letter = visit.letter(Kind::Booked).text;
        let (civil, abbreviation) = reader::moment_of(&letter);
        assert_eq!((civil, &abbreviation), (start.civil, &start.abbreviation), "the letter");
        assert!(calendar.may_be(civil, &abbreviation, start.instant), "{civil} {abbreviation} of {start:?}");
    }
}

async fn book_at(browser: &mut Browser, zone: &str, start: &LocalTime) -> AppointmentId {
    let (role, visit, contact) = (zone.into(), visit_type().into(), "206-555-0100".to_owned());
    let form = start_draft(None, role, visit, start.instant, Need::Routine, String::new(), contact, None);
    let answer = browser.ask(form).await;
    let draft = answer.location.unwrap_or_else(|| panic!("{zone}: {:?}", answer.outcome));
    let key = IdempotencyKey::from(draft.rsplit('/').next().expect("a draft"));
    let answer = browser.ask(book(key)).await;
    let location = answer.location.unwrap_or_else(|| panic!("{zone}, {start:?}: {:?}", answer.outcome));
    let id = location.strip_prefix("/appointments/").and_then(|id| id.strip_suffix("?done=booked"));
    id.expect("an appointment").into()
}

fn visit_type() -> &'static str {
    "visit"
}

/// The demonstration's plan with one kind of visit that is booked up to the last minute.
fn plan() -> Plan {
    let mut plan = fixture::plan();
    let mut visit = fixture::visit_type(&plan);
    (visit.id, visit.minutes) = (visit_type().into(), LENGTH.as_mins() as u16);
    (visit.lead_minutes, visit.horizon_days, visit.most_open) = (0, 4, None);
    plan.specialties.iter_mut().for_each(|specialty| specialty.referral = ReferralRule::None);
    plan.travel_minutes_between_offices = 0;
    plan.visit_types = vec![visit];
    plan
}

async fn fill(store: &Store, zones: &[String]) {
    let listing = fixture::listing();
    let (mut clinicians, mut roles, mut locations, mut schedules) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for zone in zones {
        let Listing { mut clinician, mut role, mut location } = listing.clone();
        clinician.id = zone.as_str().into();
        (role.id, role.clinician, role.location) =
            (zone.as_str().into(), clinician.id.clone(), zone.as_str().into());
        role.visit_types = vec![visit_type().into()];
        (location.id, location.time_zone) = (zone.as_str().into(), zone.clone());
        let session =
            |day: u8| json!({ "weekday": day, "start": "00:00:00", "end": "23:59:00", "visit_types": [] });
        schedules
            .push(read::<Schedule>(json!({ "role": zone, "valid_from": "2020-01-01", "slot_minutes": 20,
            "sessions": (1..=7).map(session).collect::<Vec<_>>(), "exceptions": [] })));
        clinicians.push(clinician);
        roles.push(role);
        locations.push(location);
    }
    store::directory::save(store, &clinicians).await.expect("saved");
    store::directory::save(store, &locations).await.expect("saved");
    store::directory::save(store, &roles).await.expect("saved");
    store::directory::save(store, &schedules).await.expect("saved");
    let member = |n: usize| {
        let (id, number) = (MemberId(format!("m{n}")), MemberNumber(format!("{n:08}")));
        Member { id, number, ..fixture::member() }
    };
    let members: Vec<_> = (0..zones.len()).map(member).collect();
    store::member::save_all(store, &members).await.expect("saved");
}
