//! What made-up directories are made of: names, weeks, disciplines, taken times and Plan-Net
//! resources. The demonstration and `server generate` put them together, each in its own way.

pub mod dice;
pub mod disciplines;
pub mod names;
pub mod resources;
pub mod taken;
pub mod weeks;
