//! Who is signed on, and for whom they act. The cookie holds a token by chance, the database its
//! hash; whom it acts for is kept with that, in no address and no cookie.

mod arrival;
mod household;
mod sight;
pub mod span;
pub mod staff;
mod stand_in;

use axum::http::HeaderMap;

use crate::{
    domain::{
        actor::Actor,
        appointment::Appointment,
        audit::{Access, Kind},
        grant::{Power, Scope},
        id::{AppointmentId, MemberId},
        right::{Changeable, Personal, Readable},
        session::Session,
    },
    error::AppError,
    identity::{
        cookie::{Cookie, SESSION},
        secret,
    },
    portal::Portal,
    store,
};

pub use arrival::{Arrival, start};

/// Who is signed on.
pub struct SignedOn {
    /// The member.
    pub member: Personal,
    /// For whom they act.
    pub acting: Acting,
    /// What the database keeps of the session.
    pub hash: String,
    /// Others use the computer too.
    pub shared: bool,
}

/// For whom somebody acts at this moment.
pub enum Acting {
    /// For themselves.
    Own,
    /// For another member, as far as that reaches.
    For(Box<Readable>, Power),
    /// For another member until a moment ago: it holds no more.
    Over,
}

/// Who is signed on by a request that has these headers; `None` when nobody is. Where it `is_use`,
/// the session lasts longer by it.
///
/// # Errors
/// `Unexpected` when the store fails.
pub async fn signed_on(
    portal: &Portal,
    headers: &HeaderMap,
    is_use: bool,
) -> Result<Option<SignedOn>, AppError> {
    let Some((hash, session)) = span::open(portal, headers, is_use).await? else { return Ok(None) };
    let Session { member, acts_for, shared, .. } = session;
    let found = store::member::find_covered(&portal.store, &member).await?;
    let Some(member) = found.map(Personal::granted) else { return Ok(None) };
    let acting = match acts_for {
        None => Acting::Own,
        Some(other) => acting(portal, &member.id, &other).await?,
    };
    Ok(Some(SignedOn { member, acting, hash, shared }))
}

/// Whether one may act for the other at this moment.
async fn acting(portal: &Portal, proxy: &MemberId, other: &MemberId) -> Result<Acting, AppError> {
    let Some(other) = store::member::find_covered(&portal.store, other).await? else {
        return Ok(Acting::Over);
    };
    let power = portal.power_over(proxy, &other).await?;
    Ok(power.map_or(Acting::Over, |power| Acting::For(Box::new(Readable::granted(other)), power)))
}

impl SignedOn {
    /// The same who acts for another member.
    #[must_use]
    pub fn acting_for(&self, other: Readable, power: Power) -> Self {
        Self { acting: Acting::For(Box::new(other), power), ..self.acting_for_nobody() }
    }

    /// The same who acts for themselves.
    #[must_use]
    pub fn acting_for_nobody(&self) -> Self {
        let Self { member, hash, shared, .. } = self;
        Self { member: member.clone(), acting: Acting::Own, hash: hash.clone(), shared: *shared }
    }

    /// The same by what holds now: a grant may have ended since they were asked.
    ///
    /// # Errors
    /// What it is when the store fails.
    pub async fn as_it_is_now(&self, portal: &Portal) -> Result<Self, AppError> {
        let acting = match &self.acting {
            Acting::Own => Acting::Own,
            Acting::For(other, _) => acting(portal, &self.member.id, &other.id).await?,
            Acting::Over => Acting::Over,
        };
        Ok(Self { acting, ..self.acting_for_nobody() })
    }

    /// The member whose things are asked for.
    ///
    /// # Errors
    /// `ActingEnded` where they may not be asked for any more: nothing is taken for the caller's own
    /// instead.
    pub fn subject(&self) -> Result<&Readable, AppError> {
        match &self.acting {
            Acting::Own => Ok(&self.member),
            Acting::For(other, _) => Ok(other),
            Acting::Over => Err(AppError::ActingEnded),
        }
    }

    /// Who does what is asked for.
    pub fn actor(&self) -> Actor {
        match self.acting {
            Acting::Own | Acting::Over => Actor::Member,
            Acting::For(..) => Actor::Proxy(self.member.id.clone()),
        }
    }

    /// The same, where they may change what they see.
    ///
    /// # Errors
    /// `ActingEnded` or `ViewOnly`.
    pub fn changes(&self) -> Result<Changeable, AppError> {
        match &self.acting {
            Acting::For(_, power) if power.scope < Scope::Book => Err(AppError::ViewOnly),
            Acting::Own | Acting::For(..) | Acting::Over => self.subject().cloned().map(Changeable::granted),
        }
    }

    /// The member who is signed on, where they act for nobody else: for what nobody does for another.
    ///
    /// # Errors
    /// `OwnOnly`.
    pub fn own(&self) -> Result<Personal, AppError> {
        match self.acting {
            Acting::Own => Ok(self.member.clone()),
            Acting::For(..) | Acting::Over => Err(AppError::OwnOnly),
        }
    }

    /// Writes down that they see this of the member for whom they act, or of their own.
    ///
    /// # Errors
    /// `ActingEnded`, or what it is when the store fails.
    pub async fn note(&self, portal: &Portal, kind: Kind) -> Result<(), AppError> {
        let access = Access::read(portal.now(), self.actor(), self.subject()?.id.clone(), kind);
        Ok(portal.store.note_access(access).await?)
    }

    /// The appointment with that id, or `NotFound`. It is written down first that it is seen, or was
    /// asked for.
    ///
    /// # Errors
    /// `NotFound`, `ActingEnded`, or what it is when the store fails.
    pub async fn appointment(
        &self,
        portal: &Portal,
        id: &AppointmentId,
        kind: Kind,
    ) -> Result<Appointment, AppError> {
        let subject = self.subject()?;
        let found = store::appointment::find(&portal.store, subject, id).await?;
        let found = found.filter(|found| self.sees(portal, found));
        let access = Access::read(portal.now(), self.actor(), subject.id.clone(), kind);
        let access = if found.is_some() { access.about(id) } else { access.refused() };
        portal.store.note_access(access).await?;
        found.ok_or(AppError::NotFound)
    }
}

/// What the database keeps of the session whose request has these headers.
pub fn hash_of(portal: &Portal, headers: &HeaderMap) -> Option<String> {
    hash_in(SESSION, portal, headers)
}

/// What the database keeps of the token in a cookie.
fn hash_in(cookie: Cookie, portal: &Portal, headers: &HeaderMap) -> Option<String> {
    let token = cookie.read(headers, portal.secure_cookies).filter(|token| !token.is_empty())?;
    Some(secret::hash(&[token]))
}
