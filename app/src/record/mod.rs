//! What is held about a member, put together for themself: for the page and for the file.

mod held;
mod names;
mod on_the_way;

pub use held::{held, physician};
pub use names::{Names, accesses, accesses_to};
pub use on_the_way::with_whom;
