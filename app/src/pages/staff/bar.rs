//! Above the pages of offices: who is signed on, where to go, and signing off.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::staff::{StaffSignOff, StaffView},
    domain::staff::Duty,
    i18n::*,
    ui::plan::use_plan,
};

/// Who is signed on, and what they may open. Signing off is a plain form: the whole page comes back
/// without what was personal.
#[component]
pub fn StaffBar(staff: StaffView) -> impl IntoView {
    let i18n = use_i18n();
    let away = (staff.duty == Duty::Manager).then(|| {
        view! { <li><a href="/staff/away">{t!(i18n, staff.away_link)}</a></li> }
    });
    let emergency = use_plan().emergency.is_some().then(|| {
        view! { <li><a href="/staff/emergency">{t!(i18n, emergency.link)}</a></li> }
    });
    view! {
        <div class="staff-bar">
            <p class="staff-bar__who">{staff.name}</p>
            <nav aria-label=t_string!(i18n, staff.bar)>
                <ul class="staff-bar__links">
                    <li><a href="/staff">{t!(i18n, staff.day_link)}</a></li>
                    {away}
                    {emergency}
                </ul>
            </nav>
            <form method="post" action=StaffSignOff::url()>
                <button class="button button--secondary" type="submit">{t!(i18n, staff.sign_off)}</button>
            </form>
        </div>
    }
}
