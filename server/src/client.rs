//! Who asks: the address of the connection or, where that is a proxy of ours, what it says.

use std::net::{IpAddr, Ipv4Addr};

use axum::http::{HeaderMap, HeaderName};

use crate::config::Network;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
/// A proxy of ours has said something that is no address: all of these are one client.
const UNKNOWN: IpAddr = IpAddr::V4(Ipv4Addr::UNSPECIFIED);

/// The address of whoever asks: each request has it with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Client(pub IpAddr);

impl Client {
    /// Proxies add whom they have heard at the end: the last one that is no proxy of ours is the
    /// client. What stands before was said by the client, and is not believed.
    pub fn of(peer: IpAddr, headers: &HeaderMap, proxies: &[Network]) -> Self {
        let is_proxy = |address| proxies.iter().any(|network| network.contains(address));
        let mut client = peer.to_canonical();
        let lines = headers.get_all(FORWARDED_FOR).into_iter();
        let named: Vec<_> =
            lines.map(|line| line.to_str().unwrap_or("?")).flat_map(|line| line.split(',')).collect();
        for text in named.into_iter().rev() {
            if !is_proxy(client) {
                break;
            }
            client = text.trim().parse().map_or(UNKNOWN, |address: IpAddr| address.to_canonical());
        }
        Self(client)
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn client(peer: &str, lines: &[&'static str]) -> String {
        let proxies = ["10.0.0.0/8", "::1"].map(|text| text.parse().expect("a network"));
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(FORWARDED_FOR, HeaderValue::from_static(line));
        }
        Client::of(peer.parse().expect("an address"), &headers, &proxies).0.to_string()
    }

    #[test]
    fn only_a_proxy_of_ours_is_believed_and_only_what_it_has_heard_itself() {
        assert_eq!(client("203.0.113.5", &["198.51.100.7"]), "203.0.113.5");
        assert_eq!(client("10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &["198.51.100.7"]), "198.51.100.7");
        assert_eq!(client("::ffff:10.0.0.1", &["127.0.0.1, 198.51.100.7"]), "198.51.100.7");
        assert_eq!(client("10.0.0.1", &["127.0.0.1", "198.51.100.7, 10.0.0.2"]), "198.51.100.7");
        assert_eq!(client("::1", &["2001:db8::7"]), "2001:db8::7");
        assert_eq!(client("10.0.0.1", &["somebody"]), "0.0.0.0");
    }
}
