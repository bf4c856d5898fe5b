//! What a check of the ledger has found.

use std::fmt;

use app::domain::{id::AppointmentId, ledger::Difference};

/// Faults that are told one by one; the rest is counted.
const TOLD: usize = 20;

/// What was found.
#[derive(Debug, Default)]
pub struct Report {
    /// Chains that were followed.
    pub chains: u64,
    /// Entries in them.
    pub entries: u64,
    /// Rows of the audit.
    pub accesses: u64,
    /// Appointments that were compared with them.
    pub appointments: u64,
    /// Steps that are claimed for those.
    pub claims: u64,
    /// How many faults there are.
    pub faults: u64,
    told: Vec<Fault>,
}

/// Something that does not fit.
#[derive(Debug, PartialEq, Eq)]
pub enum Fault {
    /// An entry is not sealed after the one before it, or cannot be read.
    Broken {
        /// Which chain.
        chain: String,
        /// Which entry.
        number: u64,
    },
    /// A number is missing in a chain.
    Gap {
        /// Which chain.
        chain: String,
        /// Which entry.
        number: u64,
    },
    /// The chain does not end where its end says.
    End {
        /// Which chain.
        chain: String,
    },
    /// An appointment is not as its last entry says.
    Differs {
        /// Which one.
        appointment: AppointmentId,
        /// In what.
        how: Difference,
    },
    /// An appointment of the ledger is gone.
    Gone {
        /// Which one.
        appointment: AppointmentId,
    },
    /// The ledger does not know an appointment.
    Unknown {
        /// Which one.
        appointment: AppointmentId,
    },
    /// Appointments of members who are in no chain.
    Strangers {
        /// How many.
        appointments: u64,
    },
    /// An appointment does not hold its time.
    Unclaimed {
        /// Which one.
        appointment: AppointmentId,
    },
    /// Steps are claimed for appointments that are not there, or not booked.
    Stray {
        /// How many.
        claims: u64,
    },
    /// A clinician has two visits at one time.
    Twice {
        /// The earlier one.
        one: AppointmentId,
        /// The other one.
        other: AppointmentId,
    },
    /// A member has two visits at one time.
    Overlap {
        /// The earlier one.
        one: AppointmentId,
        /// The other one.
        other: AppointmentId,
    },
}

impl Report {
    /// Tells the fault, unless all is well.
    pub fn unless(&mut self, holds: bool, fault: impl FnOnce() -> Fault) {
        if !holds {
            self.tell(fault());
        }
    }

    /// Tells a fault.
    pub fn tell(&mut self, fault: Fault) {
        self.faults += 1;
        if self.told.len() < TOLD {
            self.told.push(fault);
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { chains, entries, accesses, appointments, claims, faults, told } = self;
        writeln!(f, "ledger: {entries} entries in {chains} chains")?;
        writeln!(f, "appointments: {appointments}, with {claims} claimed steps")?;
        writeln!(f, "audit: {accesses} rows")?;
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
            Self::Unknown { appointment } => write!(f, "appointment {appointment} is not in the ledger"),
            Self::Strangers { appointments } => {
                write!(f, "appointments of members who are not in the ledger: {appointments}")
            }
            Self::Unclaimed { appointment } => write!(f, "appointment {appointment} does not hold its time"),
            Self::Stray { claims } => write!(f, "claimed steps without a booked appointment: {claims}"),
            Self::Twice { one, other } => {
                write!(f, "appointments {one} and {other} of one clinician overlap")
            }
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
