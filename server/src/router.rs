//! Which address leads where, and what happens to every request on its way.

use std::{
    io,
    panic::resume_unwind,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use app::{
    app::{App, shell},
    domain::plan::Plan,
    identity::cookie,
    portal::Portal,
    ui::language::LanguageCookie,
};
use axum::{
    Router,
    extract::{Request, State},
    http::StatusCode,
    middleware::{Next, from_fn, from_fn_with_state, map_response},
    response::{IntoResponse, Response},
    routing::{MethodRouter, get, post},
};
use leptos::prelude::{LeptosOptions, provide_context};
use leptos_axum::{
    AxumRouteListing, ErrorHandler, LeptosRoutes, generate_route_list_with_exclusions_and_ssg_and_context,
};
use tokio::{runtime, time::timeout};
use tower::util::BoxCloneSyncService;
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, csrf::ConfigError,
    limit::RequestBodyLimitLayer, timeout::TimeoutLayer,
};
use tracing::Instrument;

use crate::{
    answer,
    config::{Limit, PublicUrl},
    feeds, files,
    limit::Limits,
    log, security,
    site::Site,
    stop::Stop,
    throttle,
};

/// The largest body of a request: forms are small.
const BODY_BYTES: usize = 64 * 1024;
/// An answer has begun by then.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);
/// Where receipts are checked.
const CHECK: &str = "/receipts";
/// The database answers by then, or the server is not ready.
const READY_WITHIN: Duration = Duration::from_secs(2);

/// Why there is no site.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The public address is none that a browser sends.
    #[error(transparent)]
    PublicUrl(#[from] ConfigError),
    /// The system has no more threads.
    #[error(transparent)]
    System(#[from] io::Error),
}

/// The whole site.
///
/// # Errors
/// See [`Error`].
pub fn router(
    portal: Portal,
    options: LeptosOptions,
    public: &PublicUrl,
    limits: &[Limit],
    stop: Stop,
) -> Result<Router, Error> {
    let context = context(&portal);
    let handler = ErrorHandler::new_with_context(context.clone(), shell, options.clone());
    let site = Site {
        portal: portal.clone(),
        address: public.origin().into(),
        listeners: feeds::events::places(),
        stop,
        not_found: BoxCloneSyncService::new(handler.clone()),
    };
    let root = options.site_root.clone();
    let folder = Path::new(&*root);
    let plan = portal.plan.clone();
    let limits =
        Arc::new(throttle::Throttle { limits: Limits::new(limits, Instant::now()), plan: plan.clone() });
    let router = pages(options.clone(), context.clone(), hidden(&portal.plan))?
        .merge(checks(options, context))
        .merge(feeds(site))
        .nest_service("/pkg", files::built(&folder.join("pkg")))
        .fallback_service(files::public(folder, handler))
        .layer(from_fn(to_the_end))
        .layer(map_response(answer::with_status_of_error))
        .layer(CompressionLayer::new())
        .layer(from_fn(security::forget_at_sign_off))
        .layer(from_fn_with_state(limits, throttle::throttle))
        .layer(from_fn(security::only_forms))
        .layer(security::same_site(public)?)
        .layer(RequestBodyLimitLayer::new(BODY_BYTES))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, ANSWER_WITHIN))
        .layer(from_fn_with_state(plan.clone(), answer::in_words))
        .layer(CatchPanicLayer::custom(move |_| answer::to_a_panic(&plan)));
    Ok(log::requests(security::with_headers(router, public)))
}

/// The pages and the server functions, all with the same context.
fn pages(
    options: LeptosOptions,
    context: impl Fn() + Clone + Send + Sync + 'static,
    hidden: Vec<String>,
) -> io::Result<Router> {
    let routes = routes(context.clone(), hidden)?;
    let page_options = options.clone();
    let router = Router::new()
        .leptos_routes_with_context(&options, routes, context, move || shell(page_options.clone()));
    Ok(router.with_state(options))
}

/// Answers to the end, also when nobody waits any more: what a page is made of goes with its
/// request, and those of its parts that are still under way would look for it in vain.
async fn to_the_end(request: Request, next: Next) -> Response {
    match tokio::spawn(next.run(request).in_current_span()).await {
        Ok(response) => response,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        },
    }
}

/// The app's route table. Walking through the app begins to load what pages load: on a runtime
/// of its own, which is gone before it runs any of that.
fn routes(
    context: impl Fn() + Clone + Send + Sync + 'static,
    hidden: Vec<String>,
) -> io::Result<Vec<AxumRouteListing>> {
    let aside = runtime::Builder::new_current_thread().build()?;
    let (routes, _) = {
        let _aside = aside.enter();
        generate_route_list_with_exclusions_and_ssg_and_context(App, Some(hidden), context)
    };
    aside.shutdown_background();
    Ok(routes)
}

/// Pages that are not there for this plan: components are drawn in a demonstration only.
fn hidden(plan: &Plan) -> Vec<String> {
    if plan.demonstration { Vec::new() } else { vec!["/components".to_owned()] }
}

/// What pages and server functions find: the portal, and the plan without its long list of
/// countries, which only the travel page asks for.
fn context(portal: &Portal) -> impl Fn() + Clone + Send + Sync + 'static {
    let portal = portal.clone();
    let page_plan = Arc::new(Plan { countries: Vec::new(), ..(*portal.plan).clone() });
    move || {
        provide_context(portal.clone());
        provide_context(page_plan.clone());
        provide_context(LanguageCookie(cookie::language_name(portal.secure_cookies)));
        security::allow_own_scripts();
    }
}

/// The page that checks receipts, sent as a form.
fn checks(options: LeptosOptions, context: impl Fn() + Clone + Send + Sync + 'static) -> Router {
    let check = move |request: Request| feeds::receipt::check(options.clone(), context.clone(), request);
    Router::new().route(CHECK, post(check))
}

/// What other programs read, by GET.
fn feeds(site: Site) -> Router {
    let router =
        feed_routes().into_iter().fold(Router::new(), |router, (path, answer)| router.route(path, answer));
    router.with_state(site)
}

fn feed_routes() -> [(&'static str, MethodRouter<Site>); 7] {
    [
        ("/healthz", get(StatusCode::OK)),
        ("/readyz", get(ready)),
        ("/events/roles/{role}", get(feeds::events::answer)),
        ("/appointments/{id}/calendar.ics", get(feeds::calendar::answer)),
        ("/appointments/{id}/receipts/{number}", get(feeds::receipt::answer)),
        ("/account/download.json", get(feeds::download::answer)),
        ("/.well-known/jwks.json", get(feeds::receipt::keys)),
    ]
}

async fn ready(State(site): State<Site>) -> StatusCode {
    match timeout(READY_WITHIN, site.portal.store.ping()).await {
        Ok(Ok(())) => StatusCode::OK,
        Ok(Err(_)) | Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

#[cfg(test)]
mod tests;
