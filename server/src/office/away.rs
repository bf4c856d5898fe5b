//! `server office away`: days of a clinician are closed, and nobody who is booked in them is
//! left alone. Each member gets another time suggested, or the office calls.

use std::fmt;

use app::{
    domain::{
        absence::{Absence, Instead},
        actor::Actor,
        appointment::Appointment,
        hold::Hold,
        id::RoleId,
        member::Member,
    },
    portal::zone,
    store,
};
use jiff::{ToSpan, civil::Date};

use super::{
    error::OfficeError,
    names::{self, Named},
    team::Team,
};
use crate::{command::AtHand, jobs::indexes, schedule};

/// What became of the appointments in the days.
pub struct Away {
    named: Named,
    days: (Date, Date),
    told: Vec<Told>,
}

/// A member who was told.
struct Told {
    appointment: Appointment,
    who: String,
    phone: String,
    visit: String,
    instead: Option<(Instead, String)>,
    before: bool,
}

/// Closes the days, then tells the members, each in a transaction of their own. A second time it
/// goes on where it was interrupted, and finds who was quicker than the closing.
///
/// # Errors
/// For a role that is not there, days that cannot be, and those of the store.
pub async fn away(
    at_hand: &AtHand,
    role: &RoleId,
    days: (Date, Date),
    by: &Actor,
) -> Result<Away, OfficeError> {
    let AtHand { store, now, portal, .. } = at_hand;
    let named = Named::find(store, role).await?;
    schedule::time_off(store, role, days).await?;
    if let Some(portal) = portal {
        indexes::reload(portal).await?;
    }
    let zone = zone(named.zone());
    let [from, until] = [days.0, days.1.saturating_add(1.day())].map(|day| schedule::midnight(day, &zone));
    let mut booked = store::office::booked(store, role, from, until).await?;
    booked.retain(|appointment| appointment.may_cancel_by_phone(*now).is_ok());
    let mut team = Team::around(store, &named, *now).await?;
    let mut told = Vec::with_capacity(booked.len());
    for appointment in booked {
        told.extend(tell(at_hand, &mut team, appointment, by).await?);
    }
    Ok(Away { named, days, told })
}

/// Tells one member; `None` where the appointment was changed meanwhile.
async fn tell(
    at_hand: &AtHand,
    team: &mut Team,
    appointment: Appointment,
    by: &Actor,
) -> Result<Option<Told>, OfficeError> {
    let AtHand { store, plan, now, .. } = at_hand;
    let member = store::member::find(store, &appointment.member).await?;
    let before = store::absence::find(store, &appointment.id).await?;
    if let Some(before) = before.filter(|before| before.is_open(&appointment, *now)) {
        return Ok(Some(Told::new(at_hand, team, appointment, member.as_ref(), before.instead, true)));
    }
    loop {
        let instead = match &member {
            Some(member) => team.suggest(store, plan, &appointment, member, *now).await?,
            None => None,
        };
        // Suggested to nobody else, and where somebody was quicker to nobody at all.
        instead.iter().for_each(|instead| team.set_aside(instead));
        match suggest(at_hand, &appointment, instead.clone(), by).await? {
            store::absence::Told::New(_) => {
                return Ok(Some(Told::new(at_hand, team, appointment, member.as_ref(), instead, false)));
            }
            store::absence::Told::Changed => return Ok(None),
            store::absence::Told::Taken => {}
        }
    }
}

/// Keeps the time for the member, and tells them.
async fn suggest(
    at_hand: &AtHand,
    appointment: &Appointment,
    instead: Option<Instead>,
    by: &Actor,
) -> Result<store::absence::Told, OfficeError> {
    let AtHand { store, plan, now, portal, .. } = at_hand;
    let hold = instead.as_ref().map(|instead| Hold::instead(appointment, instead, plan.holds, *now));
    let (id, start) = (appointment.id.clone(), appointment.start.clone());
    let absence = Absence { appointment: id, start, instead, at: *now };
    let told = store::absence::tell(store, appointment, &absence, hold.as_ref(), by, *now).await?;
    if let (Some(portal), store::absence::Told::New(released)) = (portal, &told) {
        portal.note_released(released.clone()).await;
    }
    if let (Some(portal), Some(hold)) = (portal, hold) {
        portal.note(&hold.role, &hold.claims, false).await;
    }
    Ok(told)
}

impl Told {
    fn new(
        at_hand: &AtHand,
        team: &Team,
        appointment: Appointment,
        member: Option<&Member>,
        instead: Option<Instead>,
        before: bool,
    ) -> Self {
        Self {
            who: names::member(member, &appointment.member),
            phone: member.map(|member| member.phone.clone()).unwrap_or_default(),
            visit: names::visit(&at_hand.plan, &appointment),
            instead: instead.map(|instead| {
                let who = team.clinician(&instead.role);
                (instead, who)
            }),
            appointment,
            before,
        }
    }
}

impl fmt::Display for Away {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { named, days, told } = self;
        writeln!(f, "{}: {} is away from {} to {}", named.role.id, named.clinician(), days.0, days.1)?;
        let calls = told.iter().filter(|told| told.instead.is_none()).count();
        writeln!(f, "appointments in these days: {}; to be called: {calls}", told.len())?;
        told.iter().try_for_each(|told| told.fmt(f))
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { appointment, who, phone, visit, instead, before } = self;
        let when = appointment.start.civil.strftime("%a %Y-%m-%d %H:%M");
        writeln!(f, "  {when}  {who}, {phone}  {visit}  {}", appointment.id)?;
        let before = if *before { " (told before)" } else { "" };
        match instead {
            Some((Instead { start, .. }, clinician)) => {
                let when = start.civil.strftime("%a %Y-%m-%d %H:%M");
                writeln!(f, "    suggested: {when} with {clinician}{before}")
            }
            None => writeln!(f, "    call the member: no other time was found{before}"),
        }
    }
}
