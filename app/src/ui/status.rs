//! The HTTP status of a page whose absence only the page itself can tell.

#[cfg(not(feature = "ssr"))]
mod browser;
#[cfg(feature = "ssr")]
mod server;

#[cfg(not(feature = "ssr"))]
pub use browser::not_found;
#[cfg(feature = "ssr")]
pub use server::not_found;
