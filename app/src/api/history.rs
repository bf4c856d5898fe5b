//! What happened to an appointment, as its member sees it.

use super::{
    appointment::{ForAnother, Happening},
    caller::Caller,
};
use crate::{
    domain::{actor::Actor, appointment::Event, member::Member, time::LocalTime},
    error::AppError,
    portal::zone,
    store,
};

/// What happened to a member's appointment, on the clock of its place.
#[expect(clippy::disallowed_methods, reason = "the names of who has changed the appointment that is shown")]
pub(super) async fn of_appointment(
    caller: &Caller,
    member: &Member,
    events: Vec<Event>,
) -> Result<Vec<Happening>, AppError> {
    let proxies: Vec<_> = events.iter().filter_map(|event| event.by.proxy().cloned()).collect();
    let proxies = store::member::names(&caller.portal.store, &proxies).await?;
    let for_another = |by: &Actor| {
        let proxy = proxies.get(by.proxy()?)?.clone();
        Some(ForAnother { proxy, member: member.name() })
    };
    let happening = |event: Event| Happening {
        has_receipt: event.has_receipt(),
        number: event.number,
        kind: event.kind,
        at: LocalTime::at(event.at, &zone(&event.start.zone)),
        start: event.start,
        by_office: matches!(event.by, Actor::Staff(_) | Actor::Operator(_) | Actor::Plan),
        for_another: for_another(&event.by),
        reason: event.reason,
    };
    Ok(events.into_iter().map(happening).collect())
}
