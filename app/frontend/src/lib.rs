//! The app as a file that a browser loads. A crate of its own: the file of a `cdylib` has the
//! same name in every clone, and clones that share a target folder would link each other's app.

#[cfg(feature = "hydrate")]
pub use app::hydrate::hydrate;
