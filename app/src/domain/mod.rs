//! The rules of booking: pure, no input or output, no clock. `now` and the zone of a
//! place are arguments.

pub mod absence;
pub mod accessibility;
pub mod actor;
pub mod amendment;
pub mod appointment;
pub mod attendance;
pub mod day;
pub mod directory;
pub mod draft;
pub mod earlier;
pub mod eligibility;
pub mod found;
pub mod grant;
pub mod hold;
pub mod hours;
pub mod id;
pub mod ledger;
pub mod member;
pub mod misfit;
pub mod need;
pub mod network;
pub mod on_file;
pub mod plan;
pub mod plan_check;
pub mod receipt;
pub mod referral;
pub mod registrant;
pub mod schedule;
pub mod search;
pub mod slot;
pub mod stretch;
pub mod time;
pub mod travel;
pub mod understanding;
pub mod visit_type;
