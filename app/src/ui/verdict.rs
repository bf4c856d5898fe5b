//! Whether something can be booked: in a word, and in sentences with the rule.

use leptos::prelude::*;

use super::phone::{PhoneLineLink, PhoneLink};
use crate::{
    domain::{
        eligibility::{ByPhone, Verdict},
        plan::PhoneLineId,
    },
    i18n::*,
};

/// The verdict in a word or two.
#[component]
pub fn VerdictBadge(
    /// The verdict.
    verdict: Verdict,
) -> impl IntoView {
    let i18n = use_i18n();
    let (class, word) = match verdict {
        Verdict::Online => ("badge--online", t_string!(i18n, verdict.online_badge)),
        Verdict::ByPhone(_) => ("badge--phone", t_string!(i18n, verdict.phone_badge)),
        Verdict::ReferralFirst => ("badge--referral", t_string!(i18n, verdict.referral_badge)),
        Verdict::NotOffered => ("badge--not-offered", t_string!(i18n, verdict.not_offered_badge)),
    };
    view! { <span class="badge" class=(class, true)>{word}</span> }
}

/// The verdict in sentences: what, why (the rule), and what can be done now.
#[component]
pub fn VerdictExplained(
    /// The verdict.
    verdict: Verdict,
    /// The phone of the office.
    #[prop(optional_no_strip, into)]
    phone: Option<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let [what, why, now] = sentences(verdict);
    view! {
        <div class="verdict">
            <p class="verdict__what"><VerdictBadge verdict /> " " {what}</p>
            <p class="verdict__why">{why}</p>
            <p class="verdict__now">{now}</p>
            <OtherClinicians verdict />
            <dl class="verdict__phones">
                {phone.map(|number| view! {
                    <div><dt>{t!(i18n, common.call_office)}</dt><dd><PhoneLink number /></dd></div>
                })}
                <div>
                    <dt>{t!(i18n, common.questions_line)}</dt>
                    <dd><PhoneLineLink id=PhoneLineId::MemberServices /></dd>
                </div>
            </dl>
        </div>
    }
}

/// What, why, and what now (Brief B3, B5, B9).
pub(super) fn sentences(verdict: Verdict) -> [&'static str; 3] {
    let i18n = use_i18n();
    match verdict {
        Verdict::Online => [
            t_string!(i18n, verdict.online_what),
            t_string!(i18n, verdict.online_why),
            t_string!(i18n, verdict.online_now),
        ],
        Verdict::ByPhone(ByPhone::Contracted) => [
            t_string!(i18n, verdict.contracted_what),
            t_string!(i18n, verdict.contracted_why),
            t_string!(i18n, verdict.contracted_now),
        ],
        Verdict::ByPhone(ByPhone::NotAccepting) => [
            t_string!(i18n, verdict.not_accepting_what),
            t_string!(i18n, verdict.not_accepting_why),
            t_string!(i18n, verdict.not_accepting_now),
        ],
        Verdict::ByPhone(ByPhone::VisitType) => [
            t_string!(i18n, verdict.visit_type_what),
            t_string!(i18n, verdict.visit_type_why),
            t_string!(i18n, verdict.visit_type_now),
        ],
        Verdict::ReferralFirst => [
            t_string!(i18n, verdict.referral_what),
            t_string!(i18n, verdict.referral_why),
            t_string!(i18n, verdict.referral_now),
        ],
        Verdict::NotOffered => [
            t_string!(i18n, verdict.not_offered_what),
            t_string!(i18n, verdict.not_offered_why),
            t_string!(i18n, verdict.not_offered_now),
        ],
    }
}

/// Where the directory has somebody for whom the rule is no obstacle.
#[component]
pub(super) fn OtherClinicians(verdict: Verdict) -> impl IntoView {
    let i18n = use_i18n();
    let link = match verdict {
        Verdict::ReferralFirst => {
            Some(("/directory?self_referral=true", t_string!(i18n, verdict.find_self_referral)))
        }
        Verdict::ByPhone(ByPhone::NotAccepting) => {
            Some(("/directory?accepting=true", t_string!(i18n, verdict.find_accepting)))
        }
        Verdict::ByPhone(ByPhone::Contracted) => {
            Some(("/directory?online=true", t_string!(i18n, verdict.find_online)))
        }
        Verdict::Online | Verdict::ByPhone(ByPhone::VisitType) | Verdict::NotOffered => None,
    };
    link.map(|(href, label)| view! { <p><a href=href>{label}</a></p> })
}
