//! Errors of people of offices in words.

use leptos::prelude::*;

use super::super::{
    back::this_page,
    notice::{Notice, NoticeKind},
};
use crate::{
    domain::attendance::{Attendance, Unattended},
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
        _ => return None,
    })
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
    }
}
