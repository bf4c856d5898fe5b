//! The server's certificate: read at the start, and again when its files change or at SIGHUP.

use std::{
    fs, io,
    path::PathBuf,
    sync::Arc,
    time::{Duration, SystemTime},
};

use tokio::{
    signal::unix::{SignalKind, signal},
    sync::watch,
    time::sleep,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        self, ServerConfig,
        crypto::ring::default_provider,
        pki_types::{CertificateDer, PrivateKeyDer, pem, pem::PemObject},
    },
};

use crate::stop::Stop;

/// So often is looked whether the files have changed.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// What is spoken over it, the best first.
const PROTOCOLS: [&[u8]; 2] = [b"h2", b"http/1.1"];

/// Why there is no certificate.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// A file is none of the kind.
    #[error("{}: is no {wanted} in PEM: {error}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What should be in it.
        wanted: &'static str,
        /// Why it cannot be read.
        error: pem::Error,
    },
    /// They do not belong together, or cannot be used.
    #[error("the certificate and its key cannot be used: {0}")]
    Unusable(#[from] rustls::Error),
    /// The system has no such signals.
    #[error("SIGHUP cannot be heard: {0}")]
    Signal(#[from] io::Error),
}

/// A certificate with its key. Cheap to clone.
#[derive(Clone)]
pub struct Certificate {
    files: Files,
    current: Arc<watch::Sender<Arc<ServerConfig>>>,
}

/// Where they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Files {
    /// The certificate, and those that vouch for it.
    pub certificate: PathBuf,
    /// Its key.
    pub key: PathBuf,
}

impl Certificate {
    /// # Errors
    /// Where the files hold none.
    pub fn read(files: Files) -> Result<Self, Fault> {
        let current = Arc::new(watch::Sender::new(files.read()?));
        Ok(Self { files, current })
    }

    /// Shakes hands with the newest one.
    pub fn acceptor(&self) -> TlsAcceptor {
        TlsAcceptor::from(self.current.borrow().clone())
    }

    /// Reads it again when it is to, until stopping. One that cannot be used changes nothing.
    ///
    /// # Errors
    /// Where the system has no such signal.
    pub fn follow(self, stop: Stop) -> Result<impl Future<Output = ()> + Send + 'static, Fault> {
        let mut hangup = signal(SignalKind::hangup())?;
        Ok(async move {
            let mut seen = self.files.stamps();
            loop {
                let asked = tokio::select! {
                    () = stop.requested() => return,
                    _ = hangup.recv() => true,
                    () = sleep(LOOK_EVERY) => false,
                };
                let stamps = self.files.stamps();
                if asked || stamps != seen {
                    seen = stamps;
                    self.read_again();
                }
            }
        })
    }

    fn read_again(&self) {
        match self.files.read() {
            Ok(config) => {
                self.current.send_replace(config);
                tracing::info!("the certificate was read again");
            }
            Err(error) => tracing::warn!(%error, "the certificate stays as it was"),
        }
    }
}

impl Files {
    fn read(&self) -> Result<Arc<ServerConfig>, Fault> {
        let fault = |path: &PathBuf, wanted| {
            let path = path.clone();
            move |error| Fault::File { path, wanted, error }
        };
        let chain = CertificateDer::pem_file_iter(&self.certificate).and_then(Iterator::collect);
        let chain: Vec<_> = chain.map_err(fault(&self.certificate, "certificate"))?;
        let key = PrivateKeyDer::from_pem_file(&self.key).map_err(fault(&self.key, "key"))?;
        let builder = ServerConfig::builder_with_provider(Arc::new(default_provider()));
        let builder = builder.with_safe_default_protocol_versions()?.with_no_client_auth();
        let mut config = builder.with_single_cert(chain, key)?;
        config.alpn_protocols = PROTOCOLS.map(<[u8]>::to_vec).to_vec();
        Ok(Arc::new(config))
    }

    /// When they were written; nothing where they are away for a moment.
    fn stamps(&self) -> [Option<SystemTime>; 2] {
        [&self.certificate, &self.key].map(|path| fs::metadata(path).and_then(|file| file.modified()).ok())
    }
}
