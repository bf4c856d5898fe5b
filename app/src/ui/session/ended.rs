//! Why somebody has to sign on again.

use leptos::prelude::*;

use super::super::notice::{Notice, NoticeKind};
use crate::{api::session::why_signed_off, domain::session::Ended, i18n::*};

/// Says why whoever was signed on is so no more; nothing to whoever was not.
#[component]
pub fn WhySignedOff(
    /// It is the page of an office.
    #[prop(optional)]
    at_office: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let why = Resource::new_blocking(|| (), move |()| why_signed_off(at_office));
    let title = move |ended: Ended| match ended {
        Ended::Idle => t_string!(i18n, session.ended_idle),
        Ended::Over => t_string!(i18n, session.ended_over),
        Ended::Elsewhere => t_string!(i18n, session.ended_elsewhere),
    };
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                why.await.ok().flatten().map(|ended| view! { <Notice kind=NoticeKind::Info title=title(ended) /> })
            })}
        </Suspense>
    }
}
