//! Reads all that is held about a member.

use std::collections::HashMap;

use jiff::tz::TimeZone;

use super::{
    Names, accesses,
    on_the_way::{draft, hold, wish, with_whom},
};
use crate::{
    domain::{
        appointment::{Appointment, Event},
        audit::Access,
        grant::Grant,
        id::MemberId,
        member::Member,
        record::{Held, HeldAppointment, HeldEvent, HeldGathering, HeldGrant, HeldLetter},
        time::LocalTime,
        together::Gathering,
    },
    letter,
    portal::{Portal, zone},
    store::{self, audit::Wanted},
};

/// So many of who has seen the record at most, the newest: a file that opens.
pub const MOST_ACCESSES: usize = 10_000;

/// All that is held about a member at this moment. Whoever calls this has written down that it is seen.
///
/// # Errors
/// Those of the store.
pub async fn held(portal: &Portal, member: &Member) -> Result<Held, store::Error> {
    let (store, id, now) = (&portal.store, &member.id, portal.now());
    let zone = zone(&portal.plan.time_zone);
    let appointments = store::appointment::of_member(store, id).await?;
    let wanted = Wanted { member: Some(id.clone()), ..Wanted::default() };
    let mut found: Vec<Access> = store::audit::search(store, &wanted, MOST_ACCESSES + 1).await?;
    let has_older_accesses = found.len() > MOST_ACCESSES;
    found.truncate(MOST_ACCESSES);
    let wishes = store::earlier::of(store, appointments.iter().map(|it| &it.id)).await?;
    let sessions = store::session::of_member(store, id, now).await?;
    Ok(Held {
        at: LocalTime::at(now, &zone),
        physician: member.physician.as_ref().and_then(|id| {
            portal.directory().clinician(id).into_iter().next().map(|listing| listing.clinician.name)
        }),
        has_password: store::credential::find(store, id).await?.is_some(),
        referrals: store::referral::of_member(store, id).await?,
        grants: grants(portal, member).await?,
        holds: store::hold::of_member(store, id).await?.into_iter().map(|it| hold(portal, it)).collect(),
        wishes: wishes.into_values().map(|it| wish(portal, it)).collect(),
        drafts: store::draft::of_member(store, id).await?.into_iter().map(|it| draft(portal, it)).collect(),
        gatherings: gatherings(portal, member, &zone).await?,
        letters: letters(portal, member, &zone).await?,
        sessions: sessions.iter().map(|session| LocalTime::at(session.session.started, &zone)).collect(),
        accesses: accesses(portal, found).await?,
        has_older_accesses,
        appointments: each_with_history(portal, appointments).await?,
        member: member.clone(),
    })
}

async fn each_with_history(
    portal: &Portal,
    appointments: Vec<Appointment>,
) -> Result<Vec<HeldAppointment>, store::Error> {
    let absences = store::absence::of(&portal.store, appointments.iter().map(|it| &it.id)).await?;
    let mut all = Vec::with_capacity(appointments.len());
    for appointment in appointments {
        let events = store::appointment::history(&portal.store, &appointment.id).await?;
        let zone = zone(&appointment.start.zone);
        let told_away = absences.get(&appointment.id).map(|absence| LocalTime::at(absence.at, &zone));
        all.push(with_history(portal, appointment, events, told_away).await?);
    }
    Ok(all)
}

async fn with_history(
    portal: &Portal,
    appointment: Appointment,
    events: Vec<Event>,
    told_away: Option<LocalTime>,
) -> Result<HeldAppointment, store::Error> {
    let names = Names::of(&portal.store, events.iter().map(|event| &event.by)).await?;
    let proxies: Vec<MemberId> = appointment.proxy.iter().cloned().collect();
    let arranged_by = store::member::names(&portal.store, &proxies).await?.into_values().next();
    let (clinician, place) = with_whom(portal, &appointment.role);
    let event = |event: Event| HeldEvent {
        kind: event.kind,
        at: LocalTime::at(event.at, &zone(&event.start.zone)),
        who: names.who(Some(&event.by)),
        start: event.start,
        reason: event.reason,
    };
    let history = events.into_iter().map(event).collect();
    let appointment = Appointment { proxy: None, ..appointment };
    Ok(HeldAppointment { appointment, arranged_by, clinician, place, history, told_away })
}

async fn grants(portal: &Portal, member: &Member) -> Result<Vec<HeldGrant>, store::Error> {
    let store = &portal.store;
    let of_me = store::grant::of_proxy(store, &member.id).await?;
    let over_me = store::grant::of_member(store, &member.id).await?;
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
    member: &Member,
    zone: &TimeZone,
) -> Result<Vec<HeldGathering>, store::Error> {
    let all = store::together::of_member(&portal.store, &member.id).await?;
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

async fn letters(portal: &Portal, member: &Member, zone: &TimeZone) -> Result<Vec<HeldLetter>, store::Error> {
    let written = store::outbox::of_member(&portal.store, &member.id).await?;
    let held = |letter: store::outbox::Written| HeldLetter {
        subject: letter::subject(letter.kind, member).to_owned(),
        at: LocalTime::at(letter.at, zone),
        sent: letter.sent.map(|sent| LocalTime::at(sent, zone)),
        about: letter.appointment,
    };
    Ok(written.into_iter().map(held).collect())
}
