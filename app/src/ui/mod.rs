//! What two or more pages show. A component has its style in `style/` under its own name.

pub mod address;
pub mod authenticator;
pub mod back;
pub mod changes;
pub mod combobox;
pub mod days;
pub mod error;
pub mod field;
pub mod hours;
pub mod household;
pub mod keeping;
pub mod language;
pub mod layout;
pub mod live;
pub mod me;
pub mod notice;
pub mod page;
pub mod phone;
pub mod plan;
pub mod position;
pub mod refusal;
pub mod spoken;
pub mod times;
pub mod verdict;
pub mod weekdays;
pub mod when;
