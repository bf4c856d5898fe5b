//! The audit as it is printed: a line each.

use std::{collections::HashMap, fmt};

use app::{
    domain::{
        actor::Actor,
        audit::{Access, Outcome},
        id::{EmergencyId, MemberId, StaffId},
    },
    portal::zone,
    store,
};
use jiff::tz::TimeZone;

use crate::{command::AtHand, failure::Failure};

/// What was found, with names for ids.
pub struct Printed {
    found: Vec<Access>,
    members: HashMap<MemberId, String>,
    staff: HashMap<StaffId, String>,
    reasons: HashMap<EmergencyId, String>,
    zone: TimeZone,
}

impl Printed {
    /// With the names as they are now.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn of(at_hand: &AtHand, found: Vec<Access>) -> Result<Self, Failure> {
        let proxies = found.iter().filter_map(|it| it.by.as_ref()?.proxy());
        let members: Vec<_> =
            found.iter().filter_map(|it| it.member.as_ref()).chain(proxies).cloned().collect();
        let members = store::member::find_all(&at_hand.store, &members).await?;
        let staff = store::staff::all(&at_hand.store).await?;
        let emergencies = found.iter().filter_map(|it| it.emergency.as_ref());
        let reasons = store::emergency::reasons(&at_hand.store, emergencies).await?;
        Ok(Self {
            reasons,
            found,
            members: members.into_iter().map(|member| (member.id, member.number.to_string())).collect(),
            staff: staff.into_iter().map(|staff| (staff.id, staff.name)).collect(),
            zone: zone(&at_hand.plan.time_zone),
        })
    }

    fn number<'a>(&'a self, member: &'a MemberId) -> &'a str {
        self.members.get(member).map_or(member.as_str(), String::as_str)
    }

    fn who(&self, by: Option<&Actor>) -> String {
        match by {
            None => "not known".to_owned(),
            Some(Actor::Member) => "the member".to_owned(),
            Some(Actor::Proxy(id)) => format!("proxy {}", self.number(id)),
            Some(Actor::Staff(id)) => {
                format!("staff {}", self.staff.get(id).map_or(id.as_str(), String::as_str))
            }
            Some(Actor::Operator(name)) => format!("command {name}"),
            Some(Actor::Plan) => "the plan".to_owned(),
        }
    }
}

impl fmt::Display for Printed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for access in &self.found {
            let Access { at, by, member, action, kind, about, emergency, outcome } = access;
            let at = at.to_zoned_datetime(self.zone.clone()).strftime("%Y-%m-%d %H:%M:%S%:z");
            let (who, whose) = (self.who(by.as_ref()), member.as_ref().map_or("-", |id| self.number(id)));
            write!(f, "{at}  {whose:<10}  {who:<28}  {}  {:<12}", action.letter(), kind.as_str())?;
            let about = about.as_ref().map_or("", |id| id.as_str());
            let refused = if *outcome == Outcome::Refused { "  refused" } else { "" };
            let reason = emergency.as_ref().and_then(|id| self.reasons.get(id));
            let reason = reason.map_or_else(String::new, |reason| format!("  {}", reason.escape_debug()));
            writeln!(f, "{}", format!("  {about}{refused}{reason}").trim_end())?;
        }
        writeln!(f, "{} rows", self.found.len())
    }
}
