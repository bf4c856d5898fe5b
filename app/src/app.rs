//! The shell of the document and the route table.

use leptos::{nonce::use_nonce, prelude::*};
use leptos_i18n::context::{CookieOptions, I18nContextOptions, init_i18n_context_with_options};
use leptos_meta::{HashedStylesheet, Link, MetaTags, provide_meta_context};
use leptos_router::{
    SsrMode::Async,
    components::{FlatRoutes, Route, Router},
    path,
};

use crate::{
    i18n::{I18nContextProvider, Locale, t, use_i18n},
    pages::{
        account::{AccountPage, passkeys::PasskeysPage, second_step::AccountSecondStepPage},
        account_email::AccountEmailPage,
        account_phone::AccountPhonePage,
        appointment::AppointmentPage,
        appointments::AppointmentsPage,
        book_check::BookCheckPage,
        book_details::BookDetailsPage,
        book_time::BookTimePage,
        book_urgency::BookUrgencyPage,
        book_visit::BookVisitPage,
        cancel::CancelPage,
        clinician::ClinicianPage,
        close_account::CloseAccountPage,
        components::ComponentsPage,
        directory::DirectoryPage,
        download::DownloadPage,
        help::HelpPage,
        home::HomePage,
        move_time::MoveTimePage,
        not_found::NotFoundPage,
        offline::OfflinePage,
        paying::PayingPage,
        receipts::ReceiptsPage,
        record_access::RecordAccessPage,
        register::RegisterPage,
        register_code::RegisterCodePage,
        second_step::SecondStepPage,
        sign_on::SignOnPage,
        staff::StaffPage,
        staff_away::StaffAwayPage,
        staff_emergency::{StaffEmergencyPage, StaffEmergencyRecordPage},
        staff_enrol::StaffEnrolPage,
        staff_sign_on::StaffSignOnPage,
        together::{TogetherCheckPage, TogetherPage, TogetherWaysPage},
        travel::TravelPage,
    },
    ui::{
        household::ask_again_on_each_page,
        keeping::provide_keeping,
        language::language_cookie,
        layout::{Footer, Header},
        live::{Live, provide_announcer},
        me::provide_me,
        page::provide_shown,
        plan::provide_plan,
        session::{SessionWatch, provide_watch},
    },
};

/// The document around the app. Its scripts carry the nonce of the answer.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content="#00546a" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/icons/apple-touch-icon.png" />
                <HashedStylesheet options=options.clone() />
                // In front: without what it allows, the scripts behind may change nothing.
                <script src="/register.js" defer nonce=use_nonce()></script>
                <HydrationScripts options />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// The app: what all pages share, and the pages.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_plan();
    provide_announcer();
    provide_shown();
    provide_language();
    let (going, set_going) = signal(false);
    view! {
        <I18nContextProvider>
            <Router set_is_routing=set_going>
                <Layout going />
            </Router>
        </I18nContextProvider>
    }
}

/// The language of the pages. It changes where it is set, and never by itself: what would write the
/// cookie and follow the browser is at rest. On the server that would run beside the answer, and
/// find nothing left once it is sent.
fn provide_language() {
    // The server writes this cookie when a language is chosen; here it is only read.
    let cookie = CookieOptions::<Locale>::default().readonly(true);
    let (cookie_name, cookie_options) = (language_cookie().into(), cookie);
    let options = I18nContextOptions { cookie_name, cookie_options, ..I18nContextOptions::default() };
    let owner = Owner::new();
    provide_context(owner.with(|| init_i18n_context_with_options(options)));
    owner.pause();
    on_cleanup(move || drop(owner));
}

/// While a page is on its way, the one before it stays. What stands around the pages is made
/// anew when the language changes.
#[component]
fn Layout(going: ReadSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    provide_me();
    ask_again_on_each_page();
    provide_keeping();
    provide_watch();
    view! {
        {move || {
            let href = match i18n.get_locale() {
                Locale::en => "/manifest.webmanifest",
                Locale::es => "/manifest.es.webmanifest",
            };
            view! { <Link rel="manifest" href /> }
        }}
        <a class="skip" href="#main" rel="external">{t!(i18n, common.skip)}</a>
        {move || {
            i18n.get_locale();
            view! { <Header /> }
        }}
        <main class="main" id="main" tabindex="-1" aria-busy=move || going.get().then_some("true")>
            <Pages />
        </main>
        {move || {
            i18n.get_locale();
            view! { <Footer /> }
        }}
        <Live />
        <SessionWatch />
    }
}

/// One line per address. A page is sent whole, so that it works without JavaScript.
#[component]
fn Pages() -> impl IntoView {
    view! {
        <FlatRoutes fallback=NotFoundPage>
            <Route path=path!("/") view=HomePage ssr=Async />
            <Route path=path!("/directory") view=DirectoryPage ssr=Async />
            <Route path=path!("/clinicians/:id") view=ClinicianPage ssr=Async />
            <Route path=path!("/book/check/:draft") view=BookCheckPage ssr=Async />
            <Route path=path!("/book/:role") view=BookUrgencyPage ssr=Async />
            <Route path=path!("/book/:role/visit") view=BookVisitPage ssr=Async />
            <Route path=path!("/book/:role/time") view=BookTimePage ssr=Async />
            <Route path=path!("/book/:role/details") view=BookDetailsPage ssr=Async />
            <Route path=path!("/appointments") view=AppointmentsPage ssr=Async />
            <Route path=path!("/appointments/:id") view=AppointmentPage ssr=Async />
            <Route path=path!("/appointments/:id/cancel") view=CancelPage ssr=Async />
            <Route path=path!("/appointments/:id/move") view=MoveTimePage ssr=Async />
            <Route path=path!("/together") view=TogetherPage ssr=Async />
            <Route path=path!("/together/:id") view=TogetherWaysPage ssr=Async />
            <Route path=path!("/together/:id/check") view=TogetherCheckPage ssr=Async />
            <Route path=path!("/travel") view=TravelPage ssr=Async />
            <Route path=path!("/paying") view=PayingPage ssr=Async />
            <Route path=path!("/receipts") view=ReceiptsPage ssr=Async />
            <Route path=path!("/help") view=HelpPage ssr=Async />
            <Route path=path!("/register") view=RegisterPage ssr=Async />
            <Route path=path!("/register/code") view=RegisterCodePage ssr=Async />
            <Route path=path!("/sign-on") view=SignOnPage ssr=Async />
            <Route path=path!("/sign-on/code") view=SecondStepPage ssr=Async />
            <Route path=path!("/account") view=AccountPage ssr=Async />
            <Route path=path!("/account/email") view=AccountEmailPage ssr=Async />
            <Route path=path!("/account/phone") view=AccountPhonePage ssr=Async />
            <Route path=path!("/account/record-access") view=RecordAccessPage ssr=Async />
            <Route path=path!("/account/download") view=DownloadPage ssr=Async />
            <Route path=path!("/account/close") view=CloseAccountPage ssr=Async />
            <Route path=path!("/account/second-step") view=AccountSecondStepPage ssr=Async />
            <Route path=path!("/account/passkeys") view=PasskeysPage ssr=Async />
            <Route path=path!("/staff") view=StaffPage ssr=Async />
            <Route path=path!("/staff/sign-on") view=StaffSignOnPage ssr=Async />
            <Route path=path!("/staff/enrol") view=StaffEnrolPage ssr=Async />
            <Route path=path!("/staff/away") view=StaffAwayPage ssr=Async />
            <Route path=path!("/staff/emergency") view=StaffEmergencyPage ssr=Async />
            <Route path=path!("/staff/emergency/:id") view=StaffEmergencyRecordPage ssr=Async />
            <Route path=path!("/offline") view=OfflinePage ssr=Async />
            <Route path=path!("/components") view=ComponentsPage ssr=Async />
        </FlatRoutes>
    }
}
