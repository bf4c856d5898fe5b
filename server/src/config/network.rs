//! A network of addresses, as proxies are named.

use std::{net::IpAddr, str::FromStr};

use super::value::Fault;

/// For example `10.0.0.0/8`; a single address is a network of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    length: u8,
}

impl Network {
    /// Whether an address is in it. An IPv4 address is the same one written as IPv6.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(one), IpAddr::V4(other)) => {
                begin_alike(bits(one.octets()), bits(other.octets()), self.length)
            }
            (IpAddr::V6(one), IpAddr::V6(other)) => {
                begin_alike(bits(one.octets()), bits(other.octets()), self.length)
            }
            _ => false,
        }
    }
}

/// The bits of an address, the first ones in front.
fn bits<const N: usize>(octets: [u8; N]) -> u128 {
    octets.iter().enumerate().fold(0, |bits, (at, octet)| bits | u128::from(*octet) << (120 - 8 * at))
}

fn begin_alike(one: u128, other: u128, length: u8) -> bool {
    length == 0 || (one ^ other) >> (128 - u32::from(length)) == 0
}

impl FromStr for Network {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let fault = || Fault::new(text, "is not a network: write for example 10.0.0.0/8 or 192.0.2.1");
        let (address, length) = text.split_once('/').map_or((text, None), |(at, length)| (at, Some(length)));
        let address: IpAddr = address.parse().map_err(|_| fault())?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let length = length.map_or(Ok(most), str::parse).map_err(|_| fault())?;
        if length > most { Err(fault()) } else { Ok(Self { address, length }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_in_its_network_and_in_no_other() {
        for (network, inside, outside) in [
            ("10.0.0.0/8", "10.255.1.2", "11.0.0.1"),
            ("192.0.2.1", "192.0.2.1", "192.0.2.2"),
            ("192.0.2.0/25", "::ffff:192.0.2.127", "192.0.2.128"),
            ("2001:db8::/32", "2001:db8:1::1", "2001:db9::1"),
            ("0.0.0.0/0", "203.0.113.9", "2001:db8::1"),
        ] {
            let network: Network = network.parse().expect("a network");
            assert!(network.contains(inside.parse().expect("an address")), "{inside}");
            assert!(!network.contains(outside.parse().expect("an address")), "{outside}");
        }
        for wrong in ["10.0.0.0/33", "ten", "", "10.0.0.0/", "::1/129", "10.0.0.0/-1"] {
            assert!(wrong.parse::<Network>().is_err(), "{wrong}");
        }
    }
}
