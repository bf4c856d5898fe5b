//! Setting up an account of an office: the code that somebody was given, then an authenticator,
//! recovery codes and a password.

mod offered;

use leptos::prelude::*;

use self::offered::Offered;
use crate::{
    api::staff::{BeginEnrolment, FinishEnrolment, enrolment},
    error::Field,
    i18n::*,
    ui::{
        error::{ErrorNotice, ErrorSummary, error_of, field_fault},
        field::TextField,
        page::Page,
    },
};

/// `/staff/enrol`
#[component]
pub fn StaffEnrolPage() -> impl IntoView {
    let i18n = use_i18n();
    let (begin, finish) = (ServerAction::<BeginEnrolment>::new(), ServerAction::<FinishEnrolment>::new());
    let (error, last) = (error_of(begin), error_of(finish));
    let under_way = Resource::new_blocking(move || begin.version().get(), |_| enrolment());
    let wrong = Signal::derive(move || error.get().is_some() || last.get().is_some());
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, staff.enrol_title).to_owned()) error=wrong>
            <ErrorSummary error />
            <ErrorSummary error=last />
            <h1>{t!(i18n, staff.enrol_title)}</h1>
            <Transition>
                {move || Suspend::new(async move {
                    match under_way.await {
                        Ok(Some(view)) => view! { <Offered view action=finish error=last /> }.into_any(),
                        Ok(None) => view! { <InvitationForm action=begin /> }.into_any(),
                        Err(error) => view! { <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Transition>
        </Page>
    }
}

#[component]
fn InvitationForm(action: ServerAction<BeginEnrolment>) -> impl IntoView {
    let i18n = use_i18n();
    let fault = field_fault(error_of(action), Field::Invitation);
    view! {
        <p>{t!(i18n, staff.enrol_intro)}</p>
        <ActionForm action>
            <TextField id="invitation" label=t_string!(i18n, staff.invitation)
                hint=t_string!(i18n, staff.invitation_hint) error=fault autocomplete="off" />
            <button class="button" type="submit" aria-busy=move || action.pending().get().to_string()>
                {t!(i18n, staff.enrol_begin)}
            </button>
        </ActionForm>
    }
}
