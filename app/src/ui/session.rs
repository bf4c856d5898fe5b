//! Whoever is signed on stays so while they do something. A page warns before the end, has what was
//! typed kept, and at the end shows nothing personal any more. The server decides: a page only asks it.

mod dialog;
mod ended;
mod form;
mod watch;

pub use self::{
    ended::WhySignedOff,
    form::{TimeHint, keep_before_the_end},
    watch::{SessionWatch, provide_watch},
};
