//! Follows the whole ledger and the audit, and compares all appointments and claims with the ledger, a
//! chain at a time.

use std::collections::{BTreeSet, HashMap};

use app::{
    domain::{
        appointment::{Appointment, State},
        id::{AppointmentId, MemberId},
        ledger::Entry,
    },
    store::{
        Error, Store,
        ledger::Head,
        verification::{Link, Snapshot},
    },
};

use super::{
    clinicians::Visits,
    report::{Fault, Report},
};

/// Entries of a chain that are read at a time.
const PAGE: usize = 1_000;

/// Reads everything as it is at one moment: what is booked meanwhile is not looked at.
///
/// # Errors
/// Those of the engine; what does not fit is in the report.
pub async fn verify(store: &Store) -> Result<Report, Error> {
    let snapshot = Snapshot::take(store).await?;
    let (mut report, mut visits) = (Report::default(), Visits::of(&snapshot).await?);
    for head in snapshot.heads().await? {
        if head.is_of_audit() {
            audit(&snapshot, &head, &mut report).await?;
        } else {
            let last = chain(&snapshot, &head, &mut report).await?;
            let booked = appointments(&snapshot, last, &mut report).await?;
            visits.add(&booked);
            overlaps(booked, &mut report);
        }
    }
    visits.compare(&mut report);
    let (appointments, claims) = snapshot.count().await?;
    let strangers = appointments.saturating_sub(report.appointments);
    report.unless(strangers == 0, || Fault::Strangers { appointments: strangers });
    let stray = claims.saturating_sub(report.claims);
    report.unless(stray == 0, || Fault::Stray { claims: stray });
    snapshot.end().await?;
    Ok(report)
}

/// Follows a chain; the last entry of each appointment in it.
async fn chain(
    snapshot: &Snapshot,
    head: &Head,
    report: &mut Report,
) -> Result<HashMap<AppointmentId, Entry>, Error> {
    let mut last = HashMap::new();
    let reads = |link: &Link| link.entry().map(|entry| last.insert(entry.appointment.clone(), entry)).is_ok();
    report.entries += follow(snapshot, head, (0, String::new()), report, reads).await?;
    report.chains += 1;
    Ok(last)
}

/// Follows a chain of the audit from where it begins, since its oldest rows were taken out.
async fn audit(snapshot: &Snapshot, head: &Head, report: &mut Report) -> Result<(), Error> {
    let start = snapshot.start(&head.chain).await?;
    report.accesses += follow(snapshot, head, start, report, Link::is_access).await?;
    Ok(())
}

/// Follows a chain behind an entry: each is sealed after the one before it, and can be read. Says how
/// many there are.
async fn follow(
    snapshot: &Snapshot,
    head: &Head,
    (mut number, mut seal): (u64, String),
    report: &mut Report,
    mut reads: impl FnMut(&Link) -> bool,
) -> Result<u64, Error> {
    let mut count = 0;
    loop {
        let links = snapshot.after(&head.chain, number, PAGE).await?;
        let read = links.len();
        for link in links {
            let chain = || head.chain.clone();
            count += 1;
            report.unless(link.number == number + 1, || Fault::Gap { chain: chain(), number: number + 1 });
            let whole = link.follows(&seal) && reads(&link);
            report.unless(whole, || Fault::Broken { chain: chain(), number: link.number });
            (number, seal) = (link.number, link.seal);
        }
        if read < PAGE {
            break;
        }
    }
    report.unless((number, &seal) == (head.number, &head.seal), || Fault::End { chain: head.chain.clone() });
    Ok(count)
}

/// Compares the appointments of a chain's members with their last entries; those that are booked.
async fn appointments(
    snapshot: &Snapshot,
    mut last: HashMap<AppointmentId, Entry>,
    report: &mut Report,
) -> Result<Vec<Appointment>, Error> {
    let members: BTreeSet<MemberId> = last.values().map(|entry| entry.member.clone()).collect();
    let mut booked = Vec::new();
    for appointment in snapshot.of_members(&members).await? {
        report.appointments += 1;
        let id = || appointment.id.clone();
        match last.remove(&appointment.id).map(|entry| entry.differs(&appointment)) {
            Some(Some(how)) => report.tell(Fault::Differs { appointment: id(), how }),
            Some(None) => {}
            None => report.tell(Fault::Unknown { appointment: id() }),
        }
        booked.extend((appointment.state == State::Booked).then_some(appointment));
    }
    last.into_keys().for_each(|appointment| report.tell(Fault::Gone { appointment }));
    claims(snapshot, &booked, report).await?;
    Ok(booked)
}

async fn claims(snapshot: &Snapshot, booked: &[Appointment], report: &mut Report) -> Result<(), Error> {
    let claimed = snapshot.claims_of(booked).await?;
    report.claims += claimed.len() as u64;
    for Appointment { id, role, claims, .. } in booked {
        let holds = claims.iter().all(|step| claimed.contains(&(id.clone(), role.clone(), *step)));
        report.unless(holds, || Fault::Unclaimed { appointment: id.clone() });
    }
    Ok(())
}

fn overlaps(mut booked: Vec<Appointment>, report: &mut Report) {
    booked.sort_by(|one, other| (&one.member, one.start.instant).cmp(&(&other.member, other.start.instant)));
    for pair in booked.windows(2) {
        let [one, other] = pair else { continue };
        let apart = one.member != other.member || one.end() <= other.start.instant;
        report.unless(apart, || Fault::Overlap { one: one.id.clone(), other: other.id.clone() });
    }
}
