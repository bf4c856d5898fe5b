//! Connections: accepts them, bounds what each may cost, and ends them politely.

use std::{
    net::{IpAddr, SocketAddr},
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use axum::{Router, extract::Request};
use hyper::body::Incoming;
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::conn::auto::Builder,
    service::TowerToHyperService,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    task::JoinSet,
    time::{Instant, sleep, sleep_until, timeout},
};
use tower::ServiceExt;

use crate::{client::Client, config::Network, stop::Stop, tls::Certificate};

/// Connections at the same time; more wait in the system's queue.
const CONNECTIONS: usize = 20_000;
/// A client that has not sent its headers by then is gone; so is one that sends no other
/// request over HTTP/1.
const HEADERS_WITHIN: Duration = Duration::from_secs(30);
/// A connection without a new request for this long is ended: also one that sends nothing at all.
const IDLE: Duration = Duration::from_secs(75);
/// What is under way when the server stops may take this long.
const FINISH_WITHIN: Duration = Duration::from_secs(10);
/// Bytes of headers, and how many.
const HEADER_BYTES: u32 = 64 * 1024;
const HEADER_COUNT: usize = 64;
/// Requests at the same time on one HTTP/2 connection.
const STREAMS: u32 = 100;
/// A pause where the system has no more file handles.
const BREATH: Duration = Duration::from_millis(200);

/// What every connection is served with. Cheap to clone.
#[derive(Clone)]
pub struct Door {
    /// Answers.
    pub router: Router,
    /// With one, nothing is said in clear.
    pub certificate: Option<Certificate>,
    /// Who is believed about whom they ask for.
    pub proxies: Arc<[Network]>,
    /// Ends it.
    pub stop: Stop,
}

/// Serves until stopping is requested, then finishes what is under way.
pub async fn serve(listener: TcpListener, door: Door) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let builder = Arc::new(builder());
    let mut connections = JoinSet::new();
    while let Some((stream, peer, place)) = next(&listener, &places, &door.stop).await {
        while connections.try_join_next().is_some() {}
        let (door, builder) = (door.clone(), builder.clone());
        connections.spawn(async move {
            let _place = place;
            connection(stream, peer.ip(), &door, &builder).await;
        });
    }
    let ended = async { while connections.join_next().await.is_some() {} };
    if timeout(FINISH_WITHIN, ended).await.is_err() {
        tracing::warn!(connections = connections.len(), "stopped with connections under way");
        connections.shutdown().await;
    }
}

/// The next connection and its place; `None` when stopping.
async fn next(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
    stop: &Stop,
) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    loop {
        let accepted = async {
            let place = places.clone().acquire_owned().await.ok()?;
            Some((listener.accept().await, place))
        };
        let (accepted, place) = tokio::select! {
            () = stop.requested() => return None,
            accepted = accepted => accepted?,
        };
        match accepted {
            Ok((stream, peer)) => return Some((stream, peer, place)),
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                sleep(BREATH).await;
            }
        }
    }
}

async fn connection(stream: TcpStream, peer: IpAddr, door: &Door, builder: &Builder<TokioExecutor>) {
    // Answers are written whole: waiting for more only delays them.
    let _ = stream.set_nodelay(true);
    let Some(certificate) = &door.certificate else { return requests(stream, peer, door, builder).await };
    let shaken = tokio::select! {
        shaken = timeout(HEADERS_WITHIN, certificate.acceptor().accept(stream)) => shaken,
        () = door.stop.requested() => return,
    };
    match shaken {
        Ok(Ok(stream)) => requests(stream, peer, door, builder).await,
        Ok(Err(error)) => tracing::debug!(%error, "a connection did not become secure"),
        Err(_) => tracing::debug!("a connection did not become secure in time"),
    }
}

async fn requests<S>(stream: S, peer: IpAddr, door: &Door, builder: &Builder<TokioExecutor>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let activity = Activity::default();
    let (seen, proxies) = (activity.clone(), door.proxies.clone());
    let service = door.router.clone().map_request(move |mut request: Request<Incoming>| {
        seen.note();
        let client = Client::of(peer, request.headers(), &proxies);
        request.extensions_mut().insert(client);
        request
    });
    let service = TowerToHyperService::new(service);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
    let ended = tokio::select! {
        ended = connection.as_mut() => Some(ended),
        () = door.stop.requested() => None,
        () = activity.idle() => None,
    };
    let ended = match ended {
        Some(ended) => ended,
        None => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}

fn builder() -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS_WITHIN)
        .max_headers(HEADER_COUNT)
        .max_buf_size(HEADER_BYTES as usize);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_header_list_size(HEADER_BYTES)
        .max_concurrent_streams(STREAMS)
        .keep_alive_interval(IDLE / 3)
        .keep_alive_timeout(HEADERS_WITHIN);
    builder
}

/// When the last request of a connection came: seconds since it was opened.
#[derive(Clone)]
struct Activity {
    opened: Instant,
    last: Arc<AtomicU64>,
}

impl Default for Activity {
    fn default() -> Self {
        Self { opened: Instant::now(), last: Arc::default() }
    }
}

impl Activity {
    fn note(&self) {
        self.last.store(self.opened.elapsed().as_secs(), Ordering::Relaxed);
    }

    /// Returns when no request has come for as long as a connection may idle.
    async fn idle(&self) {
        loop {
            let last = self.last.load(Ordering::Relaxed);
            let until = self.opened + Duration::from_secs(last) + IDLE;
            if until <= Instant::now() {
                return;
            }
            sleep_until(until).await;
        }
    }
}
