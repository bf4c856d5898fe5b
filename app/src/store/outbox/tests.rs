use std::time::{Duration, Instant};

use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

#[tokio::test]
async fn a_letter_has_a_due_from_the_first_and_an_empty_one_once_it_was_sent_or_given_up() -> Result<(), Error>
{
    let store = Store::open("mem://", None).await?;
    let now = at("2026-11-24T12:00:00Z");
    let dues = async || store.rows::<String>("SELECT VALUE due FROM outbox ORDER BY id", json!({})).await;
    write_code(&store, &"m".into(), "482913", now).await?;
    write_code(&store, &"m".into(), "482914", now).await?;
    assert_eq!(dues().await?, [now, now].map(|due| due.to_string()));
    let letters = due(&store, now, 2).await?;
    assert_eq!(dues().await?, [now + LEASE, now + LEASE].map(|due| due.to_string()));
    sent(&store, &[&letters[0].id], now).await?;
    give_up(&store, &letters[1].id).await?;
    failed(&store, &letters[0].id, now).await?;
    assert_eq!(dues().await?, ["", ""]);
    Ok(())
}

/// The time of the quickest of some looks into the outbox.
async fn look(store: &Store, now: Timestamp) -> Result<Duration, Error> {
    let mut quickest = Duration::MAX;
    for _ in 0..5 {
        let began = Instant::now();
        due(store, now, 4).await?;
        quickest = quickest.min(began.elapsed());
    }
    Ok(quickest)
}

/// So that a second is enough for any number of reminders.
#[tokio::test]
async fn what_is_to_come_or_was_sent_is_not_looked_at() -> Result<(), Error> {
    let store = Store::open("mem://", None).await?;
    let now = at("2026-11-24T12:00:00Z");
    let empty = look(&store, now).await?;
    let many = "FOR $n IN 0..10000 {
        CREATE outbox SET kind = 'reminder', member = 'm', sent = NULL, due = $to_come RETURN NONE;
        CREATE outbox SET kind = 'booked', member = 'm', sent = $now RETURN NONE };";
    store.run(many, json!({ "now": now, "to_come": at("2026-12-01T12:00:00Z") })).await?;
    let full = look(&store, now).await?;
    let plan: Value = store
        .run(&format!("EXPLAIN {DUE}"), json!({ "now": now, "limit": 4 }))
        .await?
        .take::<Option<Value>>(0)?
        .unwrap_or_default();
    assert!(plan.to_string().contains("outbox_due"), "{plan}");
    assert!(full < empty * 10 + Duration::from_millis(5), "{full:?} after {empty:?}");
    Ok(())
}
