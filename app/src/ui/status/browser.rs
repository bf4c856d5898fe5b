/// A browser has its answer already.
pub fn not_found() {}
