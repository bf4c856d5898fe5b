//! Phone numbers as links, and the plan's lines.

use leptos::prelude::*;

use super::{language::text, plan::use_plan};
use crate::{domain::plan::PhoneLineId, i18n::*};

/// A number to call.
#[component]
pub fn PhoneLink(
    /// As it is printed, for example `1-888-901-4636`.
    #[prop(into)]
    number: String,
    /// Words in front of the number, within the link.
    #[prop(optional, into)]
    label: Option<String>,
) -> impl IntoView {
    let href = tel(&number);
    let label = label.map(|label| view! { <span class="phone__label">{label}" "</span> });
    view! {
        <a class="phone" href=href>{label}<span class="phone__number">{number}</span></a>
    }
}

/// A line of the plan: its number, and the TTY beside it.
#[component]
pub fn PhoneLineLink(
    /// Which one.
    id: PhoneLineId,
    /// Whether its name stands in front.
    #[prop(optional)]
    named: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let plan = use_plan();
    plan.phone(id).cloned().map(|line| {
        let name = named.then(|| view! { <span class="phone-line__name">{text(&line.name)}": "</span> });
        let tty = line.tty.map(|number| {
            view! { " " <span class="phone-line__tty">"("{t!(i18n, common.tty, number = number)}")"</span> }
        });
        view! { <span class="phone-line">{name}<PhoneLink number=line.number />{tty}</span> }
    })
}

/// The address that a phone understands: in full for numbers of the plan's country, as it is
/// for short ones such as 911.
pub fn tel(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    match digits.len() {
        _ if number.starts_with('+') => format!("tel:+{digits}"),
        10 => format!("tel:+1{digits}"),
        11 if digits.starts_with('1') => format!("tel:+{digits}"),
        _ => format!("tel:{digits}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_the_country_are_dialled_in_full_and_short_ones_as_they_are() {
        assert_eq!(tel("1-888-901-4636"), "tel:+18889014636");
        assert_eq!(tel("206-901-4609"), "tel:+12069014609");
        assert_eq!(tel("911"), "tel:911");
        assert_eq!(tel("+44 20 7946 0000"), "tel:+442079460000");
    }
}
