//! Rights over a member's record. The store gives and changes what is a member's to whoever shows a
//! right: an id can come with a request, a right cannot. So a server function that forgets to ask who
//! wants something has nothing to ask the store with, and does not compile.
//!
//! A right is made where somebody has shown that they have it. No server function makes one: they
//! get it from `session`, by who is signed on, or they say at the call why they may (`clippy.toml`).
//!
//! ```no_run
//! # use app::{domain::{id::*, right::Readable}, store::{self, Store}};
//! async fn asks(store: &Store, member: &Readable, id: &AppointmentId) {
//!     let _appointment = store::appointment::find(store, member, id).await;
//! }
//! ```
//! ```compile_fail,E0308
//! # use app::{domain::{id::*, right::Readable}, store::{self, Store}};
//! async fn forgets(store: &Store, member: &MemberId, id: &AppointmentId) {
//!     let _appointment = store::appointment::find(store, member, id).await;
//! }
//! ```

use std::ops::Deref;

use super::member::Member;

/// A member whose record may be read.
#[derive(Clone, Debug)]
pub struct Readable(Member);

/// A member for whom visits may be arranged besides.
#[derive(Clone, Debug)]
pub struct Changeable(Readable);

/// A member who asks for themselves: what nobody does for somebody else may be done besides.
#[derive(Clone, Debug)]
pub struct Personal(Changeable);

impl Readable {
    /// For whoever has shown that they may read the record.
    pub fn granted(member: Member) -> Self {
        Self(member)
    }

    /// The member.
    pub fn into_member(self) -> Member {
        self.0
    }
}

impl Changeable {
    /// For whoever has shown that they may arrange visits.
    pub fn granted(member: Readable) -> Self {
        Self(member)
    }
}

impl Personal {
    /// For whoever has shown that they are the member.
    pub fn granted(member: Member) -> Self {
        Self(Changeable(Readable(member)))
    }
}

impl Deref for Readable {
    type Target = Member;

    fn deref(&self) -> &Member {
        &self.0
    }
}

impl Deref for Changeable {
    type Target = Readable;

    fn deref(&self) -> &Readable {
        &self.0
    }
}

impl Deref for Personal {
    type Target = Changeable;

    fn deref(&self) -> &Changeable {
        &self.0
    }
}
