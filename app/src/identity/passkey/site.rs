//! For which address passkeys are.

use std::time::Duration;

use webauthn_rs::prelude::{Url, Webauthn, WebauthnBuilder};

use crate::identity::cookie::CEREMONY;

/// Checks passkeys for one site.
pub struct Site(pub(super) Webauthn);

impl Site {
    /// The site that people reach at `origin`; `None` where its host is no name: passkeys belong to
    /// names. On this machine that is `localhost`, however it is called else.
    pub fn at(origin: &str, plan: &str) -> Option<Self> {
        let mut origin = Url::parse(origin).ok()?;
        let loopback = origin
            .host_str()?
            .trim_matches(['[', ']'])
            .parse()
            .is_ok_and(|host: std::net::IpAddr| host.is_loopback());
        if loopback {
            origin.set_host(Some("localhost")).ok()?;
        }
        let id = origin.domain()?.to_owned();
        let seconds = u64::from(CEREMONY.seconds);
        let site =
            WebauthnBuilder::new(&id, &origin).ok()?.rp_name(plan).timeout(Duration::from_secs(seconds));
        site.build().ok().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_belong_to_names_and_on_this_machine_to_localhost() {
        let id = |origin: &str| {
            let Site(site) = Site::at(origin, "Plan")?;
            Some(site.get_allowed_origins()[0].to_string())
        };
        assert_eq!(id("https://portal.example.org").as_deref(), Some("https://portal.example.org/"));
        assert_eq!(id("http://127.0.0.1:3000").as_deref(), Some("http://localhost:3000/"));
        assert_eq!(id("http://[::1]:3000").as_deref(), Some("http://localhost:3000/"));
        assert_eq!(id("https://198.51.100.7"), None);
        assert_eq!(id("nonsense"), None);
    }
}
