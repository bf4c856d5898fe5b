use super::*;

fn ip(text: &str) -> IpAddr {
    text.parse().expect("an address")
}

fn limits(most: u32, now: Instant) -> Limits {
    Limits::new(&[Limit { kind: Kind::SignOn, most: Some(most) }], now)
}

#[test]
fn whoever_asks_too_often_waits_and_nobody_else_does() {
    let now = Instant::now();
    let limits = limits(6, now);
    let ask =
        |client: &str, after: u64| limits.take(Kind::SignOn, ip(client), now + Duration::from_secs(after));
    assert!((0..6).all(|_| ask("198.51.100.7", 0).is_ok()));
    let wait = ask("198.51.100.7", 0).expect_err("too many");
    assert!((9..=10).contains(&wait.as_secs()), "{wait:?}");
    assert!(ask("198.51.100.8", 0).is_ok(), "another network");
    assert!(limits.take(Kind::Search, ip("198.51.100.7"), now).is_ok(), "something else");
    assert!(ask("198.51.100.7", 10).is_ok() && ask("198.51.100.7", 10).is_err(), "one each ten seconds");
    assert!((0..6).all(|_| ask("198.51.100.7", 500).is_ok()));
    assert!(ask("198.51.100.7", 500).is_err(), "no more than fit");
}

#[test]
fn one_house_has_many_addresses_and_this_machine_no_limits() {
    let now = Instant::now();
    let limits = limits(1, now);
    let ask = |client: &str| limits.take(Kind::SignOn, ip(client), now);
    assert!(ask("2001:db8:0:1::1").is_ok() && ask("2001:db8:0:1:ffff::2").is_err());
    assert!(ask("2001:db8:0:2::1").is_ok());
    assert!(ask("::ffff:198.51.100.7").is_ok() && ask("198.51.100.7").is_err());
    assert!((0..100).all(|_| ask("127.0.0.1").is_ok() && ask("::1").is_ok()));
}

#[test]
fn a_crowd_of_networks_takes_no_memory_and_nobodys_turn() {
    let now = Instant::now();
    let limits = limits(1, now);
    limits.buckets.lock().expect("buckets").most = 100;
    assert!(limits.take(Kind::SignOn, ip("192.0.2.1"), now).is_ok());
    let crowd = (0..10_000_u32).map(|n| IpAddr::from((0x0a00_0000 + n).to_be_bytes()));
    let let_in = crowd.filter(|client| limits.take(Kind::SignOn, *client, now).is_ok()).count();
    assert_eq!(let_in, 99 + 50);
    assert!(limits.buckets.lock().expect("buckets").young.len() <= 101);
    // Whoever was there before is counted by themselves.
    assert!(limits.take(Kind::SignOn, ip("192.0.2.1"), now).is_err());
    let later = now + Duration::from_secs(60);
    assert!(limits.take(Kind::SignOn, ip("192.0.2.1"), later).is_ok());
}

#[test]
fn what_is_full_again_is_forgotten() {
    let now = Instant::now();
    let limits = limits(1, now);
    let at = |minutes: u64| now + MINUTE * u32::try_from(minutes).expect("minutes");
    for minutes in 0..10 {
        assert!(limits.take(Kind::SignOn, ip(&format!("192.0.2.{minutes}")), at(minutes)).is_ok());
    }
    let buckets = limits.buckets.lock().expect("buckets");
    assert!(buckets.young.len() + buckets.old.len() <= 4);
}
