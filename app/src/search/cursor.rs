//! Where a page of results begins: after which result, in the order of the search.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};

use super::{directory::Directory, ranking::Rank};
use crate::domain::id::RoleId;

impl Directory {
    /// What asks for the page after a result. The place in the order is in it, so that the
    /// next page goes on where this one ended though others book meanwhile.
    pub(super) fn cursor(&self, rank: &Rank) -> String {
        let Rank { tier, start, ordinal, .. } = rank;
        let role = &self.entry(*ordinal).role.id;
        BASE64_URL_SAFE_NO_PAD.encode(format!("{tier}:{start}:{role}"))
    }

    /// The result after which a page begins; `None` for what is no cursor of this directory.
    pub(super) fn rank(&self, cursor: &str) -> Option<Rank> {
        let text = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
        let mut parts = text.splitn(3, ':');
        let (tier, start) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let ordinal = self.ordinal(&RoleId::from(parts.next()?))?;
        Some(Rank { tier, start, ordinal })
    }
}
