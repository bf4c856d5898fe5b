//! How much one network may ask for of what costs much or could be guessed. Whoever asks for more
//! waits; others do not notice.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use crate::config::{Kind, Limit};

/// Each bucket is full again within a minute, so that what was not asked for a generation long need
/// not be remembered.
const MINUTE: Duration = Duration::from_secs(60);
const GENERATION: Duration = Duration::from_secs(120);
/// Networks that are remembered by themselves; more share one bucket.
const NETWORKS: usize = 100_000;
/// So much larger is the one that they share.
const SHARED: u32 = 50;

/// The limits and who has asked for how much.
pub struct Limits {
    limits: HashMap<Kind, Limit>,
    buckets: Mutex<Buckets>,
}

/// What is counted, and for whom; `None` are those that are not remembered by themselves.
type Key = (Kind, Option<IpAddr>);

struct Buckets {
    young: HashMap<Key, Bucket>,
    old: HashMap<Key, Bucket>,
    turned: Instant,
    most: usize,
}

/// What is left for somebody, and since when.
#[derive(Clone, Copy)]
struct Bucket {
    left: f64,
    since: Instant,
}

impl Limits {
    /// Those that were set; the others as usual.
    pub fn new(set: &[Limit], now: Instant) -> Self {
        let (young, old) = Default::default();
        let buckets = Mutex::new(Buckets { young, old, turned: now, most: NETWORKS });
        Self { limits: set.iter().map(|limit| (limit.kind, *limit)).collect(), buckets }
    }

    /// Takes one for that address, or says how long it is to wait. This machine itself has no limits.
    ///
    /// # Errors
    /// The time until there is one again.
    pub fn take(&self, kind: Kind, client: IpAddr, now: Instant) -> Result<(), Duration> {
        let most = self.limits.get(&kind).map_or(Some(kind.usual()), |limit| limit.most);
        let Some(most) = most.filter(|_| !client.to_canonical().is_loopback()) else { return Ok(()) };
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        buckets.turn(now);
        let (bucket, most) = buckets.of((kind, Some(network(client))), most, now);
        bucket.take(f64::from(most), now)
    }
}

impl Buckets {
    /// Forgets those that are full again.
    fn turn(&mut self, now: Instant) {
        if now.duration_since(self.turned) >= GENERATION {
            self.old = std::mem::take(&mut self.young);
            self.turned = now;
        }
    }

    fn of(&mut self, key: Key, most: u32, now: Instant) -> (&mut Bucket, u32) {
        let before = self.old.remove(&key);
        let is_new = before.is_none() && !self.young.contains_key(&key);
        let (key, most) = match is_new && self.young.len() >= self.most {
            true => ((key.0, None), most.saturating_mul(SHARED)),
            false => (key, most),
        };
        let full = Bucket { left: f64::from(most), since: now };
        (self.young.entry(key).or_insert(before.unwrap_or(full)), most)
    }
}

impl Bucket {
    fn take(&mut self, most: f64, now: Instant) -> Result<(), Duration> {
        let each = MINUTE.as_secs_f64() / most;
        let came = now.duration_since(self.since).as_secs_f64() / each;
        (self.left, self.since) = ((self.left + came).min(most), now);
        if self.left < 1.0 {
            return Err(Duration::from_secs_f64((1.0 - self.left) * each));
        }
        self.left -= 1.0;
        Ok(())
    }
}

/// A house has one IPv4 address, or 64 bits of IPv6 with as many addresses as it likes.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
        address => address,
    }
}

#[cfg(test)]
mod tests;
