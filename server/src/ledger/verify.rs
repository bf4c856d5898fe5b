//! `server verify`: the whole ledger, and all appointments and claims against it.

use std::{
    collections::{BTreeSet, HashMap},
    fmt,
};

use app::{
    domain::{
        appointment::{Appointment, State},
        id::{AppointmentId, MemberId},
        ledger::{Difference, Entry},
    },
    store::{self, Error, Store, ledger},
};

/// Entries of a chain that are read at a time.
const PAGE: usize = 1_000;
/// Faults that are told one by one; the rest is counted.
const TOLD: usize = 20;

/// What was found.
#[derive(Debug, Default)]
pub struct Report {
    chains: u64,
    entries: u64,
    appointments: u64,
    claims: u64,
    /// How many faults there are.
    pub faults: u64,
    told: Vec<Fault>,
}

/// Something that does not fit.
#[derive(Debug)]
enum Fault {
    /// An entry is not sealed after the one before it, or cannot be read.
    Broken { chain: String, number: u64 },
    /// A number is missing in a chain.
    Gap { chain: String, number: u64 },
    /// The chain does not end where its end says.
    End { chain: String },
    /// An appointment is not as its last entry says.
    Differs { appointment: AppointmentId, how: Difference },
    /// An appointment of the ledger is gone.
    Gone { appointment: AppointmentId },
    /// Appointments that the ledger does not know.
    Unknown { appointments: i128 },
    /// An appointment does not hold its time.
    Unclaimed { appointment: AppointmentId },
    /// Steps are claimed for appointments that are not there, or not booked.
    Stray { claims: i128 },
    /// A member has two visits at one time.
    Overlap { one: AppointmentId, other: AppointmentId },
}

/// Reads everything, a chain at a time.
///
/// # Errors
/// Those of the engine; what does not fit is in the report.
pub async fn verify(store: &Store) -> Result<Report, Error> {
    let mut report = Report::default();
    for head in ledger::heads(store).await? {
        let last = chain(store, &head, &mut report).await?;
        appointments(store, last, &mut report).await?;
    }
    let (appointments, claims) = store::appointment::count(store).await?;
    let unknown = i128::from(appointments) - i128::from(report.appointments);
    report.unless(unknown == 0, || Fault::Unknown { appointments: unknown });
    let stray = i128::from(claims) - i128::from(report.claims);
    report.unless(stray == 0, || Fault::Stray { claims: stray });
    Ok(report)
}

/// Follows a chain; the last entry of each appointment in it.
async fn chain(
    store: &Store,
    head: &ledger::Head,
    report: &mut Report,
) -> Result<HashMap<AppointmentId, Entry>, Error> {
    let (mut number, mut seal, mut last) = (0, String::new(), HashMap::new());
    loop {
        let links = ledger::after(store, &head.chain, number, PAGE).await?;
        let read = links.len();
        for link in links {
            let chain = || head.chain.clone();
            report.entries += 1;
            report.unless(link.number == number + 1, || Fault::Gap { chain: chain(), number: number + 1 });
            match link.entry() {
                Ok(entry) if link.follows(&seal) => drop(last.insert(entry.appointment.clone(), entry)),
                _ => report.tell(Fault::Broken { chain: chain(), number: link.number }),
            }
            (number, seal) = (link.number, link.seal);
        }
        if read < PAGE {
            break;
        }
    }
    report.chains += 1;
    report.unless((number, &seal) == (head.number, &head.seal), || Fault::End { chain: head.chain.clone() });
    Ok(last)
}

/// Compares the appointments of a chain's members with their last entries.
async fn appointments(
    store: &Store,
    mut last: HashMap<AppointmentId, Entry>,
    report: &mut Report,
) -> Result<(), Error> {
    let members: BTreeSet<MemberId> = last.values().map(|entry| entry.member.clone()).collect();
    let mut booked = Vec::new();
    for appointment in store::appointment::of_members(store, &members).await? {
        report.appointments += 1;
        match last.remove(&appointment.id).map(|entry| entry.differs(&appointment)) {
            Some(Some(how)) => report.tell(Fault::Differs { appointment: appointment.id.clone(), how }),
            Some(None) => {}
            None => report.tell(Fault::Unknown { appointments: 1 }),
        }
        booked.extend((appointment.state == State::Booked).then_some(appointment));
    }
    last.into_keys().for_each(|appointment| report.tell(Fault::Gone { appointment }));
    claims(store, &booked, report).await?;
    overlaps(booked, report);
    Ok(())
}

async fn claims(store: &Store, booked: &[Appointment], report: &mut Report) -> Result<(), Error> {
    let claimed = store::appointment::claims_of(store, booked).await?;
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

impl Report {
    fn unless(&mut self, holds: bool, fault: impl FnOnce() -> Fault) {
        if !holds {
            self.tell(fault());
        }
    }

    fn tell(&mut self, fault: Fault) {
        self.faults += 1;
        if self.told.len() < TOLD {
            self.told.push(fault);
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { chains, entries, appointments, claims, faults, told } = self;
        writeln!(f, "ledger: {entries} entries in {chains} chains")?;
        writeln!(f, "appointments: {appointments}, with {claims} claimed steps")?;
        told.iter().try_for_each(|fault| writeln!(f, "fault: {fault}"))?;
        writeln!(f, "{faults} faults")
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken { chain, number } => write!(f, "entry {number} in chain {chain} was changed"),
            Self::Gap { chain, number } => write!(f, "entry {number} in chain {chain} is gone"),
            Self::End { chain } => write!(f, "chain {chain} does not end where it should"),
            Self::Differs { appointment, how } => {
                write!(f, "appointment {appointment} is not as the ledger says: {}", word(*how))
            }
            Self::Gone { appointment } => write!(f, "appointment {appointment} is gone"),
            Self::Unknown { appointments } => {
                write!(f, "appointments that the ledger does not know: {appointments}")
            }
            Self::Unclaimed { appointment } => write!(f, "appointment {appointment} does not hold its time"),
            Self::Stray { claims } => write!(f, "claimed steps without a booked appointment: {claims}"),
            Self::Overlap { one, other } => write!(f, "appointments {one} and {other} of one member overlap"),
        }
    }
}

fn word(difference: Difference) -> &'static str {
    match difference {
        Difference::State => "booked or cancelled",
        Difference::Time => "its time",
        Difference::Parties => "whose it is, with whom or what for",
        Difference::Claims => "the steps that it occupies",
    }
}
