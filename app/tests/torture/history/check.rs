//! Whether some order of the operations explains every answer.

use std::collections::BTreeMap;

use app::{
    domain::{
        appointment::EventKind,
        id::{AppointmentId, IdempotencyKey},
        ledger::Entry,
    },
    portal::Portal,
    store,
};

use super::{
    kept::{Kept, kept},
    owned::{Owned, owned},
    record::{Asked, Done, Outcome, Span},
};
use crate::{
    support::ledger::verified,
    world::{LENGTH, TRAVEL, clinician},
};

/// Stops at the first answer that nothing explains.
pub async fn explains(portal: &Portal, record: &[Done]) {
    let history = verified(&portal.store).await;
    let keys = forms(portal, &history).await;
    once(record, &keys);
    let (mut all, mut cancelled) = (Vec::new(), Cancelled::new());
    for (id, entries) in &history {
        let spans = spans(record, &keys, id, entries);
        in_order(entries, &spans);
        all.extend(owned(entries, &spans));
        let ends = entries.iter().zip(&spans).find(|(entry, _)| entry.kind == EventKind::Cancelled);
        cancelled.extend(ends.map(|(_, span)| (id.clone(), *span)));
    }
    apart(&all);
    let kept = kept(record);
    kept.iter().for_each(|kept| kept.is_respected(&all));
    for done in record {
        refused(done, &all, &kept, &history);
        is_so(done, &all, &cancelled);
    }
}

/// When each cancelled appointment was cancelled.
type Cancelled = BTreeMap<AppointmentId, Span>;

/// What was answered as done was so at some time meanwhile, whether by this or by what was asked before.
fn is_so(done: &Done, all: &[Owned], cancelled: &Cancelled) {
    if done.outcome != Outcome::Done(None) {
        return;
    }
    let so = match &done.asked {
        Asked::Move { id, start } => {
            all.iter().any(|owned| owned.id == *id && owned.start == *start && owned.may_be_in(&done.span))
        }
        Asked::Cancel { id } => cancelled.get(id).is_some_and(|span| span.may_precede(&done.span)),
        _ => true,
    };
    assert!(so, "it is not so: {done:?}");
}

/// Which form has booked which appointment.
async fn forms(
    portal: &Portal,
    history: &BTreeMap<AppointmentId, Vec<Entry>>,
) -> BTreeMap<AppointmentId, IdempotencyKey> {
    let mut keys = BTreeMap::new();
    for id in history.keys() {
        let appointment = store::office::find(&portal.store, id).await.unwrap().unwrap();
        keys.insert(id.clone(), appointment.key);
    }
    keys
}

/// A form has booked once where it was said, and not at all where that was said.
fn once(record: &[Done], keys: &BTreeMap<AppointmentId, IdempotencyKey>) {
    let mut asked: BTreeMap<&IdempotencyKey, Vec<&Outcome>> = BTreeMap::new();
    for done in record {
        if let Asked::Book { key, .. } = &done.asked {
            asked.entry(key).or_default().push(&done.outcome);
        }
    }
    for (key, outcomes) in asked {
        let booked: Vec<_> = keys.iter().filter(|(_, by)| *by == key).map(|(id, _)| id).collect();
        let said: Vec<_> = outcomes.iter().filter(|it| matches!(it, Outcome::Done(_))).collect();
        let known = !outcomes.contains(&&Outcome::Unknown);
        assert!(booked.len() <= 1, "{key} has booked {booked:?}");
        assert!(
            said.iter().all(|it| ***it == Outcome::Done(booked.first().cloned().cloned())),
            "{outcomes:?}"
        );
        assert!(!known || said.is_empty() == booked.is_empty(), "{key}: {outcomes:?}, {booked:?}");
    }
}

/// When each entry was written: as long as the operation lasted that has done it.
fn spans(
    record: &[Done],
    keys: &BTreeMap<AppointmentId, IdempotencyKey>,
    id: &AppointmentId,
    entries: &[Entry],
) -> Vec<Span> {
    let mut used = vec![false; record.len()];
    let mut spans = Vec::new();
    for (n, entry) in entries.iter().enumerate() {
        let role_before = n.checked_sub(1).map(|before| &entries[before].role);
        let is_it = |done: &Done| match &done.asked {
            Asked::Book { key, .. } => entry.kind == EventKind::Booked && keys[id] == *key,
            Asked::Move { id: whose, start } => {
                let same = role_before == Some(&entry.role);
                entry.kind == EventKind::Moved && whose == id && entry.start == *start && same
            }
            Asked::Take { id: whose } => {
                entry.kind == EventKind::Moved && whose == id && role_before != Some(&entry.role)
            }
            Asked::Cancel { id: whose } => entry.kind == EventKind::Cancelled && whose == id,
            Asked::Tell { id: whose } => entry.kind == EventKind::Away && whose == id,
            Asked::Fill { .. } | Asked::Keep { .. } => false,
        };
        let mut candidates: Vec<_> = (0..record.len()).filter(|n| !used[*n] && is_it(&record[*n])).collect();
        candidates.retain(|n| matches!(record[*n].outcome, Outcome::Done(_) | Outcome::Unknown));
        candidates.sort_by_key(|n| record[*n].span.from);
        let done = candidates.iter().find(|n| matches!(record[**n].outcome, Outcome::Done(_)));
        let unknown = candidates.iter().any(|n| record[*n].outcome == Outcome::Unknown);
        let first = candidates.first().unwrap_or_else(|| panic!("nobody has asked for {entry:?}"));
        // Where more than one can have done it, it was at some time from the first on.
        let from = record[*first].span.from;
        let span = match done {
            Some(done) if !unknown && candidates.len() == 1 => {
                used[*done] = true;
                record[*done].span
            }
            Some(done) if !unknown && entry.kind != EventKind::Booked => {
                used[*done] = true;
                let until = candidates.iter().filter_map(|n| record[*n].span.until).max();
                Span { from, until }
            }
            Some(_) if !unknown => {
                Span { from, until: candidates.iter().filter_map(|n| record[*n].span.until).min() }
            }
            _ => Span { from, until: None },
        };
        spans.push(span);
    }
    all_are_there(record, id, entries);
    spans
}

/// What was answered as done is in the ledger: as often, or once where the same was asked for again and
/// was done already.
fn all_are_there(record: &[Done], id: &AppointmentId, entries: &[Entry]) {
    let mut said: BTreeMap<&Asked, (usize, usize)> = BTreeMap::new();
    for done in record {
        let whose = match &done.asked {
            Asked::Move { id, .. } | Asked::Cancel { id } | Asked::Tell { id } => id,
            Asked::Book { .. } | Asked::Take { .. } | Asked::Fill { .. } | Asked::Keep { .. } => continue,
        };
        if whose == id {
            let (known, unknown) = said.entry(&done.asked).or_default();
            *known += usize::from(done.outcome == Outcome::Done(None));
            *unknown += usize::from(done.outcome == Outcome::Unknown);
        }
    }
    for (asked, (known, unknown)) in said {
        let moved = |entry: &&Entry, start| entry.kind == EventKind::Moved && entry.start == start;
        let written = match asked {
            // A suggestion may lead to the same start, with the colleague.
            Asked::Move { start, .. } => entries.iter().filter(|entry| moved(entry, *start)).count(),
            Asked::Cancel { .. } => entries.iter().filter(|it| it.kind == EventKind::Cancelled).count(),
            _ => entries.iter().filter(|it| it.kind == EventKind::Away).count(),
        };
        let taken = if let Asked::Move { .. } = asked { entries.len() } else { 0 };
        let least = if let Asked::Tell { .. } = asked { known } else { known.min(1) };
        let right = least <= written && written <= known + unknown + taken;
        assert!(right, "{asked:?} was done {known} times, perhaps {unknown} more: {entries:?}");
    }
}

/// The ledger's order is one in which the operations can have been.
fn in_order(entries: &[Entry], spans: &[Span]) {
    for (n, span) in spans.iter().enumerate() {
        let late = spans[..n].iter().find(|before| !before.may_precede(span));
        assert!(late.is_none(), "entry {n} was answered before an earlier one was asked for: {entries:?}");
    }
}

/// No clinician was with two at once, and no member was at two visits.
fn apart(all: &[Owned]) {
    for (n, one) in all.iter().enumerate() {
        for other in &all[n + 1..] {
            let with_same = clinician(one.role.as_str()) == clinician(other.role.as_str());
            let same = with_same || one.member == other.member;
            let collide = one.id != other.id && same && one.is_near(other.start, LENGTH) && one.meets(other);
            assert!(!collide, "{one:?} and {other:?} at once");
        }
    }
}

/// Something was there that explains why it was refused.
fn refused(done: &Done, all: &[Owned], kept: &[Kept], history: &BTreeMap<AppointmentId, Vec<Entry>>) {
    let mut there = all.iter().filter(|owned| owned.may_be_in(&done.span));
    let explained = match (&done.asked, &done.outcome) {
        (Asked::Book { role, start, .. } | Asked::Keep { role, start }, Outcome::Taken) => {
            let with = clinician(role);
            there.any(|owned| clinician(owned.role.as_str()) == with && owned.is_near(*start, LENGTH))
                || kept.iter().any(|kept| clinician(kept.role) == with && kept.may_hinder(done, *start))
        }
        (Asked::Move { id, start }, Outcome::Taken) => {
            let with: Vec<_> = history[id].iter().map(|entry| clinician(entry.role.as_str())).collect();
            there.any(|owned| with.contains(&clinician(owned.role.as_str())) && owned.is_near(*start, LENGTH))
                || kept.iter().any(|kept| kept.may_hinder(done, *start))
        }
        (Asked::Book { start, .. } | Asked::Move { start, .. }, Outcome::Elsewhere) => {
            let member = format!("m{}", done.member);
            there.any(|owned| owned.member.as_str() == member && owned.is_near(*start, LENGTH + TRAVEL))
        }
        (Asked::Move { id, .. } | Asked::Cancel { id }, Outcome::Changed) => {
            history[id].iter().any(|entry| matches!(entry.kind, EventKind::Cancelled | EventKind::Moved))
        }
        _ => true,
    };
    assert!(explained, "nothing explains {done:?}");
}
