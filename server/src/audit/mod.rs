//! `server audit`: who has seen or changed what of members' records. To look is a look of its own, and
//! is written down before anything is told.

mod printed;

use app::{
    domain::{
        actor::Actor,
        audit::{Access, Kind},
        day::midnight,
        id::{MemberId, MemberNumber},
        staff::key,
    },
    portal::zone,
    store::{self, audit::Wanted},
};
use jiff::ToSpan;

use crate::{command::AtHand, config::Audit, failure::Failure};
use printed::Printed;

/// Looks up what is wanted and tells it, the newest first.
///
/// # Errors
/// For a member who is not on the roll, and when something cannot be read or written.
pub async fn command(at_hand: &AtHand, wanted: &Audit) -> Result<(), Failure> {
    let limit = usize::try_from(wanted.most).unwrap_or(usize::MAX);
    let wanted = meant(at_hand, wanted).await?;
    let looks = Access::deed(at_hand.now, Some(at_hand.by.clone()), wanted.member.clone(), Kind::Accesses);
    store::audit::write(&at_hand.store, &[looks]).await?;
    let found = store::audit::search(&at_hand.store, &wanted, limit).await?;
    at_hand.answer(&Printed::of(at_hand, found).await?)
}

/// What is looked for, by ids and moments.
async fn meant(at_hand: &AtHand, wanted: &Audit) -> Result<Wanted, Failure> {
    let zone = zone(&at_hand.plan.time_zone);
    let member = match &wanted.member {
        Some(number) => Some(member(at_hand, number).await?),
        None => None,
    };
    let by = match &wanted.staff {
        Some(name) => Some(called(at_hand, name).await?),
        None => None,
    };
    Ok(Wanted {
        member,
        by,
        by_others: false,
        from: wanted.from.map(|day| midnight(day, &zone)),
        until: wanted.until.map(|day| midnight(day.saturating_add(1.day()), &zone)),
        kind: wanted.kind,
    })
}

async fn member(at_hand: &AtHand, number: &MemberNumber) -> Result<MemberId, Failure> {
    let found = store::member::find_by_number(&at_hand.store, number).await?;
    let nobody = || Failure::Other("no member on the roll has that number: look at the card".to_owned());
    Ok(found.ok_or_else(nobody)?.id)
}

/// Whoever has that name: people of offices, also those who have left, and who gives commands.
async fn called(at_hand: &AtHand, name: &str) -> Result<Vec<Actor>, Failure> {
    let all = store::staff::all(&at_hand.store).await?.into_iter();
    let staff = all.filter(|staff| key(&staff.name) == key(name)).map(|staff| Actor::Staff(staff.id));
    Ok(staff.chain([Actor::Operator(name.trim().to_owned())]).collect())
}
