//! For whom a page is: the chooser of who may act for others, and the line that says whom they act
//! for. Both are plain forms: the whole page comes back for the other member.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_location;

use super::{back::this_page, me::use_me};
use crate::{
    api::grant::{ActFor, ActingFor, Household, Other},
    domain::{grant::Scope, id::Whom},
    i18n::*,
};

/// Asks once more who is signed on, and for whom they act, whenever another page is gone to: in
/// another window somebody else may have been chosen. Who acts for nobody is not asked for.
pub fn ask_again_on_each_page() {
    let (me, path) = (use_me(), use_location().pathname);
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        let known = me.get_untracked().and_then(Result::ok).flatten();
        let may_act = known.is_some_and(|me| me.household != Household::default());
        if may_act && before.is_some_and(|before| before != now) {
            me.refetch();
        }
        now
    });
}

/// The members of a household, each a button.
#[component]
pub fn Chooser(
    /// For whom they act, and may.
    household: Household,
) -> impl IntoView {
    let i18n = use_i18n();
    if household == Household::default() {
        return ().into_any();
    }
    let back = this_page();
    let acting = household.other().cloned();
    let name = acting.as_ref().map_or(t_string!(i18n, common.for_me).to_owned(), |other| other.name.clone());
    let whom = household.whom();
    let button = move |value: Option<Whom>, label: String| {
        let current = (value == whom).then_some("true");
        let value = value.map(|whom| whom.0).unwrap_or_default();
        view! {
            <li><button class="chooser__person" type="submit" name="whom" value=value aria-current=current>{label}</button></li>
        }
    };
    let own = button(None, t_string!(i18n, common.for_me).to_owned());
    let others = household.others.into_iter().map(|Other { name, whom, .. }| button(Some(whom), name));
    view! {
        <details class="chooser">
            <summary class="header__tool chooser__now">{t_string!(i18n, common.for_whom, name = name).to_string()}</summary>
            <form method="post" action=ActFor::url() class="chooser__form">
                <input type="hidden" name="back" value=back />
                <p class="chooser__question">{t!(i18n, common.choose_person)}</p>
                <ul class="chooser__list">{own} {others.collect_view()}</ul>
            </form>
        </details>
    }
    .into_any()
}

/// Says for whom somebody acts, on every page, and leads back to their own.
#[component]
pub fn ActingLine() -> impl IntoView {
    let i18n = use_i18n();
    let me = use_me();
    let line = move |household: Household| {
        let said = match household.acting {
            ActingFor::Own => return None,
            ActingFor::Over => t_string!(i18n, common.acting_ended_title).to_owned(),
            ActingFor::Other(Other { name, scope, .. }) => {
                let who = t_string!(i18n, common.acting, name = name).to_string();
                match scope {
                    Scope::Book => who,
                    Scope::View => format!("{who} {}", t_string!(i18n, common.acting_view)),
                }
            }
        };
        Some(view! {
            <div class="acting">
                <div class="acting__inner">
                    <p class="acting__who">{said}</p>
                    <BackToOwn />
                </div>
            </div>
        })
    };
    view! {
        <Transition>
            {move || Suspend::new(async move { me.await.ok().flatten().and_then(|me| line(me.household)) })}
        </Transition>
    }
}

/// Acts for nobody else any more.
#[component]
pub fn BackToOwn() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <form method="post" action=ActFor::url()>
            <button class="button button--secondary" type="submit" name="whom" value="">{t!(i18n, common.acting_stop)}</button>
        </form>
    }
}
