//! A portal with all that can stand in the way of a booking: two clinicians at one office, one at
//! another, one who takes no new patients and one who wants a referral; the way between offices, and
//! two calls at most.

use app::{
    domain::{actor::Actor, directory::Location, hold::Holding, plan::Plan},
    portal::Portal,
    search::places::Places,
    store::{self, Store},
};
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime, date, time},
    tz::Offset,
};
use serde_json::json;

use crate::support::{add_role, plan, portal, read, signer};

/// The roles: the last one takes no new patients.
pub const ROLES: [&str; 5] = ["role", "colleague", "branch", "heart", "full"];
/// The one that wants a referral.
pub const HEART: &str = "heart";

/// Whose role it is: two of them are never with the same clinician at once.
pub fn clinician(role: &str) -> &str {
    match role {
        "colleague" | "branch" | "full" => "cleo",
        HEART => "ben",
        _ => "ada",
    }
}

/// Steps of the grid, and how long visits are.
pub const STEP: SignedDuration = SignedDuration::from_mins(20);
pub const LENGTH: SignedDuration = SignedDuration::from_mins(40);
/// How long before its start a visit is chosen at the latest.
pub const LEAD: SignedDuration = SignedDuration::from_hours(1);
/// The way between two offices.
pub const TRAVEL: SignedDuration = SignedDuration::from_mins(30);
/// How long a start is kept, and for how many roles at once: for all.
pub const KEPT_MINUTES: u16 = 10;
const MOST_KEPT: u16 = 5;
/// How many calls of a member are open at most.
pub const MOST_CALLS: u16 = 2;

/// Referrals for [`HEART`]: id, member, first day, last day, visits.
pub const REFERRALS: [(&str, usize, Date, Date, u32); 4] = [
    ("r0", 0, date(2026, 11, 24), date(2026, 12, 3), 2),
    ("r1", 1, date(2026, 11, 24), date(2026, 11, 30), 1),
    ("r2", 1, date(2026, 11, 27), date(2026, 12, 31), 2),
    ("r3", 2, date(2026, 11, 24), date(2026, 12, 31), 50),
];

/// In Seattle clocks do not change while these tests last.
pub fn instant(day: Date, hour: i8, minute: i8) -> Timestamp {
    Offset::constant(-8).to_timestamp(day.to_datetime(time(hour, minute, 0, 0))).unwrap()
}

/// What the clock in Seattle shows.
pub fn civil(instant: Timestamp) -> DateTime {
    Offset::constant(-8).to_datetime(instant)
}

/// A store with the directory, and so many members on the roll.
pub async fn store(members: usize) -> Store {
    let store = portal(members).await.store;
    add_role(&store, "colleague", "cleo", "office").await;
    let branch = json!({ "id": "branch", "name": "branch", "line": "2 Main St", "city": "Lacey", "state": "WA",
        "zip": "98503", "position": null, "phone": null, "time_zone": "America/Los_Angeles", "hours": null,
        "plan_office": true, "accessibility": [], "organization": null });
    store::directory::save(&store, &[read::<Location>(branch)]).await.unwrap();
    add_role(&store, "branch", "cleo", "branch").await;
    let referral = |(id, member, from, until, visits): (&str, usize, Date, Date, u32)| {
        read(json!({ "id": id, "member": format!("m{member}"), "specialty": "heart", "valid_from": from,
            "valid_until": until, "visits": visits }))
    };
    store::referral::save_all(&store.by(Actor::Plan, Timestamp::UNIX_EPOCH), &REFERRALS.map(referral))
        .await
        .unwrap();
    store
}

/// The portal as a process has it that starts on the store.
pub async fn start(store: Store, clock: fn() -> Timestamp) -> Portal {
    Portal::open(store, strict(), Places::default(), signer(), false, clock).await.unwrap()
}

fn strict() -> Plan {
    let mut plan = plan();
    plan.travel_minutes_between_offices = 30;
    plan.reminder_hours = vec![24, 72];
    plan.holds = Holding { minutes: KEPT_MINUTES, most: MOST_KEPT, ..Holding::default() };
    plan.visit_types[1].most_open = Some(MOST_CALLS);
    plan
}
