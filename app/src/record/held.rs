//! Reads all that is held about a member.

use std::collections::HashMap;

use jiff::tz::TimeZone;

use super::{
    Names, accesses, accesses_to,
    on_the_way::{draft, hold, wish, with_whom},
};
use crate::{
    domain::{
        appointment::{Appointment, Event},
        grant::Grant,
        id::MemberId,
        member::Member,
        record::{
            Held, HeldAppointment, HeldEvent, HeldGathering, HeldGrant, HeldLetter, HeldPasskey,
            HeldSigningOn,
        },
        right::Personal,
        time::LocalTime,
        together::Gathering,
    },
    letter,
    portal::{Portal, zone},
    store::{self, Store, passkey::Passkey, second_factor::Holder},
};

/// So many of who has seen the record at most, the newest: a file that opens.
pub const MOST_ACCESSES: usize = 10_000;

/// All that is held about a member at this moment. Whoever calls this has written down that it is seen.
///
/// # Errors
/// Those of the store.
pub async fn held(portal: &Portal, member: &Personal) -> Result<Held, store::Error> {
    let (store, now) = (&portal.store, portal.now());
    let zone = zone(&portal.plan.time_zone);
    let appointments = store::appointment::of_member(store, member).await?;
    let mut found = accesses_to(portal, member, false, MOST_ACCESSES + 1).await?;
    let has_older_accesses = found.len() > MOST_ACCESSES;
    found.truncate(MOST_ACCESSES);
    let wishes = store::earlier::of(store, &appointments).await?;
    let sessions = store::session::of_member(store, member, now).await?;
    Ok(Held {
        at: LocalTime::at(now, &zone),
        physician: physician(portal, member),
        signing_on: signing_on(store, member, &zone).await?,
        referrals: store::referral::of_member(store, member).await?,
        grants: grants(portal, member).await?,
        holds: store::hold::of_member(store, member).await?.into_iter().map(|it| hold(portal, it)).collect(),
        wishes: wishes.into_values().map(|it| wish(portal, it)).collect(),
        drafts: store::draft::of_member(store, member)
            .await?
            .into_iter()
            .map(|it| draft(portal, it))
            .collect(),
        gatherings: gatherings(portal, member, &zone).await?,
        letters: letters(portal, member, &zone).await?,
        sessions: sessions.iter().map(|session| LocalTime::at(session.session.started, &zone)).collect(),
        accesses: accesses(portal, found).await?,
        has_older_accesses,
        appointments: each_with_history(portal, appointments).await?,
        member: Member::clone(member),
    })
}

async fn signing_on(
    store: &Store,
    member: &Personal,
    zone: &TimeZone,
) -> Result<HeldSigningOn, store::Error> {
    let factor = store::second_factor::find(store, Holder::Member(&member.id)).await?;
    let held = |Passkey { name, added, used, .. }: Passkey| HeldPasskey {
        name,
        added: LocalTime::at(added, zone),
        used: used.map(|used| LocalTime::at(used, zone)),
    };
    Ok(HeldSigningOn {
        has_password: store::credential::find(store, &member.id).await?.is_some(),
        has_authenticator: factor.is_some(),
        recovery_left: factor.map_or(0, |factor| factor.recovery.len()),
        passkeys: store::passkey::of_member(store, member).await?.into_iter().map(held).collect(),
    })
}

/// What a member's personal physician is called, where the directory has them.
pub fn physician(portal: &Portal, member: &Member) -> Option<String> {
    let places = portal.directory().clinician(member.physician.as_ref()?);
    places.into_iter().next().map(|listing| listing.clinician.name)
}

/// Appointments and what happened to each: one question for all of them.
async fn each_with_history(
    portal: &Portal,
    appointments: Vec<Appointment>,
) -> Result<Vec<HeldAppointment>, store::Error> {
    let store = &portal.store;
    let absences = store::absence::of(store, &appointments).await?;
    let histories = store::appointment::histories(store, &appointments).await?;
    let names = Names::of(store, histories.iter().flatten().map(|event| &event.by)).await?;
    let proxies: Vec<MemberId> = appointments.iter().filter_map(|it| it.proxy.clone()).collect();
    let proxies = store::member::names(store, &proxies).await?;
    let held = |(appointment, history): (Appointment, Vec<Event>)| {
        let (clinician, place) = with_whom(portal, &appointment.role);
        let away = absences.get(&appointment.id);
        HeldAppointment {
            arranged_by: appointment.proxy.as_ref().and_then(|proxy| proxies.get(proxy)).cloned(),
            told_away: away.map(|away| LocalTime::at(away.at, &zone(&appointment.start.zone))),
            history: history.into_iter().map(|event| held_event(event, &names)).collect(),
            appointment: Appointment { proxy: None, ..appointment },
            clinician,
            place,
        }
    };
    Ok(appointments.into_iter().zip(histories).map(held).collect())
}

fn held_event(event: Event, names: &Names) -> HeldEvent {
    let at = LocalTime::at(event.at, &zone(&event.start.zone));
    HeldEvent {
        kind: event.kind,
        at,
        who: names.who(Some(&event.by)),
        start: event.start,
        reason: event.reason,
    }
}

async fn grants(portal: &Portal, member: &Personal) -> Result<Vec<HeldGrant>, store::Error> {
    let store = &portal.store;
    let of_me = store::grant::of_proxy(store, member).await?;
    let over_me = store::grant::of_member(store, member).await?;
    let others: Vec<_> =
        of_me.iter().map(|it| &it.member).chain(over_me.iter().map(|it| &it.proxy)).cloned().collect();
    let names = store::member::names(store, &others).await?;
    let held = |grant: Grant, of_me: bool| {
        let other = if of_me { &grant.member } else { &grant.proxy };
        let other = names.get(other).cloned().unwrap_or_default();
        let Grant { id, relation, scope, valid_from, valid_until, is_ended, .. } = grant;
        HeldGrant { id, of_me, other, relation, scope, valid_from, valid_until, is_ended }
    };
    let of_me = of_me.into_iter().map(|grant| held(grant, true));
    Ok(of_me.chain(over_me.into_iter().map(|grant| held(grant, false))).collect())
}

async fn gatherings(
    portal: &Portal,
    member: &Personal,
    zone: &TimeZone,
) -> Result<Vec<HeldGathering>, store::Error> {
    let all = store::together::of_member(&portal.store, member).await?;
    let guests: Vec<_> = all.iter().flat_map(|it| &it.guests).map(|guest| guest.member.clone()).collect();
    let names: HashMap<_, _> = store::member::names(&portal.store, &guests).await?;
    let held = |Gathering { at, day, contact, guests, .. }: Gathering| HeldGathering {
        at: LocalTime::at(at, zone),
        day,
        contact,
        people: guests
            .into_iter()
            .map(|guest| (names.get(&guest.member).cloned().unwrap_or_default(), guest.visit_type))
            .collect(),
    };
    Ok(all.into_iter().map(held).collect())
}

async fn letters(
    portal: &Portal,
    member: &Personal,
    zone: &TimeZone,
) -> Result<Vec<HeldLetter>, store::Error> {
    let written = store::outbox::of_member(&portal.store, member).await?;
    let held = |letter: store::outbox::Written| HeldLetter {
        subject: letter::subject(letter.kind, member).to_owned(),
        at: LocalTime::at(letter.at, zone),
        sent: letter.sent.map(|sent| LocalTime::at(sent, zone)),
        about: letter.appointment,
    };
    Ok(written.into_iter().map(held).collect())
}
