//! Where somebody is, as their browser knows it. It is asked only when they say so.

#[cfg(feature = "hydrate")]
pub mod browser;

use leptos::prelude::use_context;

/// A point on earth, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// North of the equator.
    pub latitude: f64,
    /// East of Greenwich.
    pub longitude: f64,
}

/// Why there is no position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPosition {
    /// The browser may not tell.
    Refused,
    /// The browser does not know, or not in time.
    NotFound,
}

/// What is done with the answer.
type Tell = Box<dyn FnOnce(Result<Position, NoPosition>)>;

/// How to ask. Only a browser can, and not every one.
#[derive(Clone, Copy)]
pub struct Finder(fn(Tell));

/// The way to ask, where there is one.
pub fn use_finder() -> Option<Finder> {
    use_context()
}

impl Finder {
    /// Asks for the position. The browser asks whoever sits before it first.
    pub fn find(self, tell: impl FnOnce(Result<Position, NoPosition>) + 'static) {
        (self.0)(Box::new(tell));
    }
}
