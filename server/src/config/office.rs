//! The commands of `server office`.

use app::domain::{
    id::{AppointmentId, LocationId, RoleId},
    plan::Tender,
};
use clap::{ArgGroup, Args, Subcommand};
use jiff::civil::Date;

/// What an office does about appointments, and who does it.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// What is done.
    #[command(subcommand)]
    pub work: OfficeWork,
    /// Who does it; it is written down with the change [default: the user of the system].
    #[arg(long, global = true, value_name = "NAME", value_parser = name)]
    pub by: Option<String>,
}

/// What an office does about appointments.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum OfficeWork {
    /// List the appointments of a day: who comes when and what for, the copay, and how it is paid.
    #[command(after_help = "Example: server office day --location lake-union --date 2026-12-01")]
    Day(Day),
    /// Write down that a member is here, and tell the copay that is due.
    CheckIn {
        /// The appointment, as `server office day` lists it.
        #[arg(value_name = "APPOINTMENT")]
        appointment: AppointmentId,
        /// How the copay was paid, where it was: for example `visa`.
        #[arg(long, value_name = "TENDER", value_parser = tender)]
        tender: Option<Tender>,
    },
    /// Write down how the copay was paid by a member who was checked in without.
    Paid {
        /// The appointment, as `server office day` lists it.
        #[arg(value_name = "APPOINTMENT")]
        appointment: AppointmentId,
        /// How: for example `visa`.
        #[arg(long, value_name = "TENDER", value_parser = tender)]
        tender: Tender,
    },
    /// Write down that a member did not come, once the visit has begun.
    NoShow {
        /// The appointment, as `server office day` lists it.
        #[arg(value_name = "APPOINTMENT")]
        appointment: AppointmentId,
    },
    /// Cancel for a member who calls, until the visit begins.
    #[command(after_help = "Example: server office cancel APPOINTMENT --reason \"Called: the bus is late\"")]
    Cancel {
        /// The appointment, as `server office day` lists it.
        #[arg(value_name = "APPOINTMENT")]
        appointment: AppointmentId,
        /// Why. The member reads it in the history of the appointment.
        #[arg(long, value_name = "TEXT", value_parser = reason)]
        reason: String,
    },
    /// Close days of a clinician who is away. Each member who is booked in them gets another time
    /// suggested, or is listed to be called, and is told by e-mail.
    #[command(
        after_help = "Example: server office away --role ruth-brennan-at-lake-union --from 2026-12-21 --until 2026-12-24"
    )]
    Away {
        /// The role's id in the directory.
        #[arg(long, value_name = "ROLE")]
        role: RoleId,
        /// The first day.
        #[arg(long, value_name = "DATE")]
        from: Date,
        /// The last day.
        #[arg(long, value_name = "DATE")]
        until: Date,
    },
}

/// Whose day, and which one.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
#[command(group(ArgGroup::new("whose").required(true).args(["role", "location"])))]
pub struct Day {
    /// One role's.
    #[arg(long, value_name = "ROLE")]
    pub role: Option<RoleId>,
    /// That of all roles at a place.
    #[arg(long, value_name = "LOCATION")]
    pub location: Option<LocationId>,
    /// The day at the place [default: today].
    #[arg(long, value_name = "DATE")]
    pub date: Option<Date>,
}

/// As the plan profile writes it.
fn tender(text: &str) -> Result<Tender, String> {
    let wanted = "write personal-check, visa, master-card, discover or american-express";
    serde_json::from_value(text.into())
        .map_err(|_| format!("`{}` is not accepted: {wanted}", text.escape_debug()))
}

/// So many characters of a name or a reason are read by people.
const LONGEST: usize = 300;

fn name(text: &str) -> Result<String, String> {
    one_line(text, "is no name: write for example \"Ana Ruiz\"")
}

fn reason(text: &str) -> Result<String, String> {
    one_line(text, "is no reason: write a sentence for the member")
}

/// What was typed, without blanks around it.
fn one_line(text: &str, wanted: &str) -> Result<String, String> {
    let text = text.trim();
    let fits = !text.is_empty() && text.chars().count() <= LONGEST && !text.contains(char::is_control);
    if fits { Ok(text.to_owned()) } else { Err(format!("`{}` {wanted}", text.escape_debug())) }
}
