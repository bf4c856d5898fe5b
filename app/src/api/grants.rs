//! Who acts for whom, against the grants on file.

use std::collections::HashMap;

use super::{
    caller::Caller,
    grant::{ActingFor, GrantView, Grants, Household, Other},
};
use crate::{
    domain::{
        audit::{Action, Kind},
        grant::{Grant, NoPower, Power, is_adult},
        id::{GrantId, MemberId, Whom},
        member::Member,
    },
    error::AppError,
    session::{Acting, SignedOn},
    store,
};

/// Where somebody begins who acts for another member.
pub(super) const APPOINTMENTS: &str = "/appointments";

/// Pages about one thing of one member: nobody goes back there for another one.
const OF_ONE_MEMBER: [&str; 2] = ["/appointments/", "/book/check/"];

/// Where to go after the member was chosen.
pub(super) fn way_back(back: &str) -> &str {
    if OF_ONE_MEMBER.iter().any(|page| back.starts_with(page)) { APPOINTMENTS } else { back }
}

/// What every page shows of it.
pub(super) async fn household(caller: &Caller, signed_on: &SignedOn) -> Result<Household, AppError> {
    let others = signed_on.may_act_for(&caller.portal).await?;
    let other = |member: &Member, power: &Power| Other {
        name: member.name(),
        whom: signed_on.whom_of(&member.id),
        scope: power.scope,
    };
    let acting = match &signed_on.acting {
        Acting::Own => ActingFor::Own,
        Acting::Over => ActingFor::Over,
        Acting::For(member, power) => ActingFor::Other(other(member, power)),
    };
    Ok(Household { acting, others: others.iter().map(|(member, power)| other(member, power)).collect() })
}

/// Chooses the member.
pub(super) async fn act_for(caller: &Caller, whom: Option<Whom>) -> Result<(), AppError> {
    let signed_on = caller.signed_on(Kind::Grant).await?;
    let member = match whom.filter(|whom| !whom.as_str().is_empty()) {
        None => None,
        Some(whom) => {
            let mut others = signed_on.may_act_for(&caller.portal).await?.into_iter();
            let chosen = others.find(|(member, _)| signed_on.whom_of(&member.id) == whom);
            Some(chosen.ok_or(AppError::NotFound)?.0)
        }
    };
    Ok(store::session::act_for(&caller.portal.store, &signed_on.hash, member.as_ref()).await?)
}

#[expect(clippy::disallowed_methods, reason = "the two who are in a grant know each other")]
async fn members(
    caller: &Caller,
    ids: impl Iterator<Item = &MemberId>,
) -> Result<HashMap<MemberId, Member>, AppError> {
    let ids: Vec<_> = ids.cloned().collect();
    let found = store::member::find_all(&caller.portal.store, &ids).await?;
    Ok(found.into_iter().map(|member| (member.id.clone(), member)).collect())
}

/// What holds or is to come, of the member who is signed on, for whomever they act.
pub(super) async fn list(caller: &Caller) -> Result<Grants, AppError> {
    let member = &caller.signed_on(Kind::Grant).await?.member;
    let store = &caller.portal.store;
    let (by_me, over_me) =
        (store::grant::of_proxy(store, member).await?, store::grant::of_member(store, member).await?);
    let both = members(caller, by_me.iter().map(|it| &it.member).chain(over_me.iter().map(|it| &it.proxy)));
    let others = both.await?;
    let view = |grant: &Grant, other: &MemberId, subject: &Member, may_end| {
        let name = others.get(other)?.name();
        view(caller, grant, subject, name).map(|view| GrantView { may_end, ..view })
    };
    let of_me = by_me.iter().filter_map(|it| view(it, &it.member, others.get(&it.member)?, false));
    let over = over_me.iter().filter_map(|it| view(it, &it.proxy, member, is_of_age(caller, member)));
    Ok(Grants { of_me: of_me.collect(), over_me: over.collect() })
}

/// What one of its two members sees of a grant; nothing once it holds no more.
fn view(caller: &Caller, grant: &Grant, subject: &Member, name: String) -> Option<GrantView> {
    let plan = &caller.portal.plan;
    let power = grant.power(subject.born, caller.portal.today(), &plan.household);
    let from = match power {
        Ok(_) => None,
        Err(NoPower::NotYet) => Some(grant.valid_from),
        Err(_) => return None,
    };
    let until = grant.last_day(subject.born, &plan.household);
    let Grant { id, relation, scope, .. } = grant.clone();
    Some(GrantView { id, name, relation, scope, from, until, may_end: false })
}

/// Ends what is over the member who is signed on. A child ends nothing: the plan does.
pub(super) async fn end(caller: &Caller, id: &GrantId) -> Result<(), AppError> {
    let member = &caller.signed_on(Kind::Grant).await?.member;
    let found = store::grant::find(&caller.portal.store, member, id).await?;
    let own = found.filter(|_| is_of_age(caller, member));
    // Where it was ended before, there is nothing to do and nothing to tell.
    let store = caller.writes_own(member, (Action::Delete, Kind::Grant));
    store::grant::end(&store, &own.ok_or(AppError::NotFound)?, caller.now).await?;
    Ok(())
}

fn is_of_age(caller: &Caller, member: &Member) -> bool {
    is_adult(member.born, caller.portal.today(), &caller.portal.plan.household)
}
