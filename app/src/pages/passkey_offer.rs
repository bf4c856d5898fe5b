//! A passkey, offered quietly to who has signed on with a password in a browser that has them.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::passkey::DeclinePasskey,
    i18n::*,
    ui::{
        me::use_me,
        notice::{Notice, NoticeKind},
        passkey::is_open,
    },
};

/// The offer, where one is made.
#[component]
pub(super) fn PasskeyOffer() -> impl IntoView {
    let me = use_me();
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let offered = me.await.ok().flatten().is_some_and(|me| me.offer_passkey);
                offered.then(|| view! { <Offer /> })
            })}
        </Transition>
    }
}

#[component]
fn Offer() -> impl IntoView {
    let i18n = use_i18n();
    let open = is_open();
    let shown = move || open.get() == Some(true);
    view! {
        <div class="offer" class:offer--open=shown>
            <Notice kind=NoticeKind::Info title=t_string!(i18n, passkey.offer_title)>
                <p>
                    {t!(i18n, passkey.offer)} " "
                    <a href="/account/passkeys">{t!(i18n, passkey.offer_link)}</a>
                </p>
                <form method="post" action=DeclinePasskey::url()>
                    <button class="button button--secondary" type="submit">{t!(i18n, passkey.not_now)}</button>
                </form>
            </Notice>
        </div>
    }
}
