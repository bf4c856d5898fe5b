//! Counts what is read, and holds it within a limit.

use std::{
    cell::Cell,
    io::{self, Read},
    rc::Rc,
};

/// Bytes that have passed a [`Meter`]. Cheap to clone: all clones are one count.
#[derive(Clone, Default)]
pub struct Count(Rc<Cell<u64>>);

impl Count {
    /// How many.
    pub fn get(&self) -> u64 {
        self.0.get()
    }

    /// Counts from zero again; returns how many there were.
    pub fn restart(&self) -> u64 {
        self.0.replace(0)
    }
}

/// A reader that counts; it fails once more than `limit` bytes have passed since the last restart.
pub struct Meter<R> {
    inner: R,
    count: Count,
    limit: u64,
}

impl<R: Read> Meter<R> {
    /// Without a limit.
    pub fn new(inner: R, count: Count) -> Self {
        Self { inner, count, limit: u64::MAX }
    }

    /// With a limit in bytes.
    pub fn limited(inner: R, count: Count, limit: usize) -> Self {
        Self { inner, count, limit: limit as u64 }
    }
}

impl<R: Read> Read for Meter<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.count.get() > self.limit {
            let limit = self.limit / (1024 * 1024);
            return Err(io::Error::other(format!("an entry is longer than {limit} MiB")));
        }
        let read = self.inner.read(buffer)?;
        self.count.0.set(self.count.get() + read as u64);
        Ok(read)
    }
}
