//! Errors of people of offices in words.

use leptos::prelude::*;

use super::super::{
    back::this_page,
    notice::{Notice, NoticeKind},
    plan::use_plan,
};
use crate::{
    domain::{
        attendance::{Attendance, Unattended},
        emergency::Refusal,
    },
    error::{Fault, Field},
    i18n::*,
};

/// The way to sign on as staff that leads back here.
#[component]
pub(super) fn StaffSignOnNotice() -> impl IntoView {
    let i18n = use_i18n();
    let here = this_page();
    let href = move || {
        let mut query = leptos_router::params::ParamsMap::new();
        query.insert("next", here());
        format!("/staff/sign-on{}", query.to_query_string())
    };
    view! {
        <Notice kind=NoticeKind::Info title=t_string!(i18n, staff.first)>
            <p>{t!(i18n, staff.first_advice)}</p>
            <p><a href=href>{t!(i18n, staff.first_link)}</a></p>
        </Notice>
    }
}

/// What is wrong with a field of theirs; `None` where nobody else's has more to say.
pub(super) fn fault(field: Field, fault: Fault) -> Option<&'static str> {
    let i18n = use_i18n();
    Some(match (field, fault) {
        (Field::Name, Fault::Missing) => t_string!(i18n, staff.name_missing),
        (Field::Name, _) => t_string!(i18n, staff.name_wrong),
        (Field::Invitation, Fault::Missing) => t_string!(i18n, staff.invitation_missing),
        (Field::Invitation, _) => t_string!(i18n, staff.invitation_wrong),
        (Field::OneTime, Fault::Missing) => t_string!(i18n, staff.one_time_missing),
        (Field::OneTime, _) => t_string!(i18n, staff.one_time_wrong),
        (Field::Role, _) => t_string!(i18n, staff.role_missing),
        (Field::From, _) => t_string!(i18n, staff.from_missing),
        (Field::Until, Fault::Wrong) => t_string!(i18n, staff.until_wrong),
        (Field::Until, _) => t_string!(i18n, staff.until_missing),
        (Field::TheirNumber, Fault::Missing) => t_string!(i18n, emergency.number_missing),
        (Field::TheirNumber, Fault::Wrong) => t_string!(i18n, emergency.nobody),
        (Field::TheirNumber, _) => t_string!(i18n, emergency.number_unreadable),
        (Field::TheirBorn, Fault::Missing) => t_string!(i18n, emergency.born_missing),
        (Field::TheirBorn, _) => t_string!(i18n, common.born_unreadable),
        (Field::Reason, Fault::Missing) => t_string!(i18n, emergency.reason_missing),
        (Field::Reason, Fault::TooShort) => t_string!(i18n, emergency.reason_too_short),
        _ => return None,
    })
}

/// Why no record is opened in an emergency, and what to do.
pub(super) fn emergency(why: Refusal) -> (&'static str, String) {
    let i18n = use_i18n();
    match why {
        Refusal::NotOffered => {
            (t_string!(i18n, emergency.not_offered_title), t_string!(i18n, emergency.not_offered).to_owned())
        }
        Refusal::Ended => {
            (t_string!(i18n, emergency.ended_title), t_string!(i18n, emergency.ended).to_owned())
        }
        Refusal::MostADay => {
            let most = use_plan().emergency.as_ref().map_or(0, |offered| offered.most_a_day);
            let advice = t_string!(i18n, emergency.most_a_day, most = most).to_string();
            (t_string!(i18n, emergency.most_a_day_title), advice)
        }
    }
}

/// Why it cannot be written down whether a member came.
pub(super) fn unattended(why: Unattended) -> &'static str {
    let i18n = use_i18n();
    match why {
        Unattended::Cancelled => t_string!(i18n, staff.why_cancelled),
        Unattended::AnotherDay => t_string!(i18n, staff.why_another_day),
        Unattended::NotBegun => t_string!(i18n, staff.why_not_begun),
        Unattended::NotAccepted => t_string!(i18n, staff.why_not_accepted),
        Unattended::Already(Attendance::CheckedIn) => t_string!(i18n, staff.why_checked_in),
        Unattended::Already(Attendance::NoShow) => t_string!(i18n, staff.why_no_show),
        Unattended::NotHere => t_string!(i18n, staff.why_not_here),
        Unattended::NothingDue => t_string!(i18n, staff.no_copay),
        Unattended::Paid => t_string!(i18n, staff.why_paid),
    }
}
