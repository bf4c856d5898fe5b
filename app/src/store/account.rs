//! The account with which a member signs on. What the plan must keep, appointments and the ledger, is
//! no part of it.

use jiff::Timestamp;
use serde_json::json;

use super::{
    Error,
    audit::Audited,
    decoded,
    hold::{Released, begin},
    outbox,
};
use crate::domain::right::Personal;

/// Which statement of the transaction says what has become free.
const GONE: usize = 4;

/// Closes it: whatever the member signs on with, where they are signed on, what they have entered and
/// what is kept for them is gone, and a letter says so. They may register again.
///
/// # Errors
/// Those of the engine.
pub async fn close(store: &Audited, member: &Personal, now: Timestamp) -> Result<Vec<Released>, Error> {
    let mail = json!({ "kind": outbox::Kind::Closed, "member": member.id, "at": now, "sent": null });
    let text = concat!(
        begin!(),
        "LET $gone = (SELECT * FROM hold WHERE member = $member);",
        include_str!("let_go.surql"),
        include_str!("close_account.surql"),
        "COMMIT;"
    );
    let vars = json!({ "member": member.id, "mail": mail });
    decoded(&mut store.transact(text, vars).await?, GONE)
}
