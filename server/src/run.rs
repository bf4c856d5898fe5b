//! Serving: what is opened, started and ended.

use std::{
    io::{self, Write},
    sync::Arc,
    time::Duration,
};

use app::{
    domain::plan::Plan,
    error::AppError,
    identity::{authenticator::Authenticator, registration, staff},
    portal::Portal,
    store::{self, Store, changes::Changes},
};
use jiff::Timestamp;
use leptos::prelude::LeptosOptions;
use tokio::{net::TcpListener, task::JoinSet, time::timeout};

use crate::{
    command::{
        host::Host,
        socket::{self, Socket},
    },
    config::{MailTo, PublicUrl, Settings},
    demonstration,
    failure::Failure,
    field_keys,
    jobs::{away, changes, disk, earlier, holds, indexes, outbox::Postman, prune},
    ledger::{self, Heads},
    mail::transport::Transport,
    plan_file, production, router,
    serve::{self, Door},
    signing,
    stop::Stop,
    tls::Certificate,
    zip_table,
};

/// Work in the background is given this long to finish when the server stops.
const FINISH_WITHIN: Duration = Duration::from_secs(10);

/// Serves until the process is told to end.
pub async fn serve(settings: &Settings) -> Result<(), Failure> {
    let plan = plan_file::read(&settings.plan)?;
    let places = zip_table::beside(&settings.plan)?;
    let demonstrates = settings.demonstration(plan.demonstration);
    production::check(settings, demonstrates)?;
    let certificate = settings.certificate().map(Certificate::read).transpose()?;
    let store = open(settings).await?;
    let socket = commands(settings);
    let heads = settings.ledger().map(Heads::at);
    if let Some(heads) = &heads {
        ledger::at_start(&store, heads).await.map_err(|error| Failure::of_ledger(&error))?;
    }
    if demonstrates {
        demonstrate(&store, &plan).await?;
    }
    is_whole(&store).await?;
    let listener = listen(settings).await?;
    let public = settings.public_url();
    let secure = public.is_secure() || !public.is_loopback();
    let signer = signing::signer(settings.signing_key().as_deref())?;
    let written = store.clone();
    let changes = of_others(settings, &store).await?;
    let portal = Portal::open(store, plan, places, signer, secure, Timestamp::now).await?.at(public.origin());
    let authenticator = match demonstrates {
        true => Some(enrol(&portal).await?),
        false => None,
    };
    let stop = Stop::on_signal().map_err(|error| Failure::Other(error.to_string()))?;
    let router = router::router(portal.clone(), options(settings), &public, &settings.limit, stop.clone())
        .map_err(|error| Failure::Setting(error.to_string()))?;
    let mut jobs = jobs(settings, portal.clone(), &public, &stop)?;
    if let Some(changes) = changes {
        jobs.spawn(changes::work(portal.clone(), changes, stop.clone()));
    }
    if let Some(heads) = heads {
        jobs.spawn(ledger::work(portal.clone(), heads, stop.clone()));
    }
    if let Some(certificate) = certificate.clone() {
        jobs.spawn(certificate.follow(stop.clone())?);
    }
    if let Some(socket) = socket {
        jobs.spawn(Host::new(portal, settings.clone(), stop.clone()).work(socket));
    }
    warn_of(&public, settings);
    if let Err(error) = greet(&public, settings, authenticator.as_ref()) {
        tracing::warn!(%error, "nobody reads the output");
    }
    more_files();
    let proxies = settings.trusted_proxy.clone().into();
    serve::serve(listener, Door { router, certificate, proxies, stop }).await;
    if timeout(FINISH_WITHIN, jobs.join_all()).await.is_err() {
        tracing::warn!("stopped with work in the background under way");
    }
    if written.has_failed() { Err(Failure::of_disk()) } else { Ok(()) }
}

/// Each connection is a file to the system, which gives a process few unless it asks for more.
fn more_files() {
    if let Err(error) = rlimit::increase_nofile_limit(u64::MAX) {
        tracing::warn!(%error, "the number of open files stays as it is");
    }
}

/// Opens the database of the settings.
pub async fn open(settings: &Settings) -> Result<Store, Failure> {
    let store = Store::open(settings.database.as_str(), settings.database_login())
        .await
        .map_err(|error| Failure::of_database(&settings.database, &error))?;
    field_keys::seal(store, settings.field_keys()).await
}

/// Where commands arrive while this process has the database's folder. Without it the portal is
/// served all the same.
fn commands(settings: &Settings) -> Option<Socket> {
    let path = socket::path(&settings.database)?;
    let listening = Socket::listen(path.clone());
    let failed =
        |error| tracing::warn!(%error, path = %path.display(), "commands cannot be handed to this server");
    listening.map_err(failed).ok()
}

async fn listen(settings: &Settings) -> Result<TcpListener, Failure> {
    TcpListener::bind(settings.address).await.map_err(|error| Failure::of_listening(settings.address, &error))
}

/// The changes that others make, where the database is not this process's own. They are followed from
/// before the free times are read.
async fn of_others(settings: &Settings, store: &Store) -> Result<Option<Changes>, Failure> {
    match settings.database.server() {
        Some(_) => Ok(Some(Changes::follow(store).await?)),
        None => Ok(None),
    }
}

/// Loads the demonstration where there is no directory yet.
async fn demonstrate(store: &Store, plan: &Plan) -> Result<(), Failure> {
    demonstration::load(store, plan, Timestamp::now())
        .await
        .map_err(|error| Failure::Other(error.to_string()))
}

/// A directory of which only a part has come in would send members to the wrong place.
async fn is_whole(store: &Store) -> Result<(), Failure> {
    match store::import::unfinished(store).await? {
        Some(import) => Err(Failure::of_unfinished(&import)),
        None => Ok(()),
    }
}

/// The demonstration's member and somebody of its offices can sign on at once, with the passwords
/// and the authenticator that are printed.
async fn enrol(portal: &Portal) -> Result<Authenticator, Failure> {
    let (member, colleague) = (&demonstration::DEMONSTRATION_MEMBER, &demonstration::DEMONSTRATION_STAFF);
    let failed = |error: AppError| Failure::Other(error.to_string());
    let enrolled = registration::enrol(portal, &member.number.into(), member.password).await;
    enrolled.map_err(|error| match error {
        AppError::NotFound => Failure::of_another_directory(),
        other => failed(other),
    })?;
    let (proof, offices) = ((colleague.name, colleague.password), demonstration::offices());
    staff::demonstrate(portal, proof, offices, portal.now()).await.map_err(failed)
}

fn options(settings: &Settings) -> LeptosOptions {
    LeptosOptions::builder()
        .output_name("bookwell")
        .site_root(settings.site().to_string_lossy())
        .site_pkg_dir("pkg")
        .site_addr(settings.address)
        .hash_files(has_hashes())
        .build()
}

/// The names of scripts and styles stand beside the program, where the site was built with it.
fn has_hashes() -> bool {
    std::env::current_exe().is_ok_and(|program| program.with_file_name("hash.txt").exists())
}

fn jobs(
    settings: &Settings,
    portal: Portal,
    public: &PublicUrl,
    stop: &Stop,
) -> Result<JoinSet<()>, Failure> {
    let transport = Transport::new(&settings.mail).map_err(|error| Failure::Setting(error.to_string()))?;
    let postman = Postman {
        portal: portal.clone(),
        address: Arc::from(public.origin()),
        transport,
        from: settings.mail_from.clone(),
    };
    let mut jobs = JoinSet::new();
    jobs.spawn(postman.work(stop.clone()));
    jobs.spawn(prune::work(portal.clone(), stop.clone()));
    if let Some(folder) = settings.database.folder() {
        jobs.spawn(disk::work(portal.clone(), folder.into(), stop.clone()));
    }
    jobs.spawn(earlier::work(portal.clone(), stop.clone()));
    jobs.spawn(holds::work(portal.clone(), stop.clone()));
    jobs.spawn(away::work(portal.clone(), stop.clone()));
    jobs.spawn(indexes::work(portal, stop.clone()));
    Ok(jobs)
}

fn warn_of(public: &PublicUrl, settings: &Settings) {
    if !public.is_secure() && !public.is_loopback() {
        tracing::warn!("browsers sign on over https only: put a proxy in front and set --public-url");
    }
    let behind_a_proxy = public.is_secure() && settings.certificate().is_none();
    if behind_a_proxy && settings.trusted_proxy.is_empty() {
        tracing::warn!("all members look like one network, the proxy: name it by --trusted-proxy");
    }
    if !has_hashes() {
        tracing::warn!(site = %settings.site().display(), "the site is not built: pages come without scripts and styles");
    }
}

/// Tells whoever has started the server where to look.
fn greet(public: &PublicUrl, settings: &Settings, authenticator: Option<&Authenticator>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "\nBookwell is serving at {}", public.origin())?;
    if let Some(authenticator) = authenticator {
        let member = &demonstration::DEMONSTRATION_MEMBER;
        writeln!(out, "  Demonstration member: {}  password: {}", member.number, member.password)?;
        let colleague = &demonstration::DEMONSTRATION_STAFF;
        let (name, password) = (colleague.name, colleague.password);
        writeln!(out, "  Demonstration staff at {}/staff: {name}  password: {password}", public.origin())?;
        writeln!(out, "    for an authenticator app: {}", authenticator.address())?;
    }
    match &settings.mail {
        MailTo::Folder(folder) => writeln!(out, "  Mails are in: {}", folder.display())?,
        MailTo::Server(_) => writeln!(out, "  Mails go to the mail server")?,
    }
    writeln!(out, "  Stop with Ctrl+C\n")?;
    out.flush()
}
