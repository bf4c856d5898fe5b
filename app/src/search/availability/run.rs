//! Steps of a grid as bits. All times are minutes since the epoch.

use std::collections::HashMap;

use crate::domain::{day::Day, id::VisitTypeId, stretch::Stretch};

/// Steps in a run.
pub(super) const STEPS: u32 = u64::BITS;

/// Minutes of an hour.
const HOUR: u32 = 60;

/// At most 64 steps of a stretch in a row. A longer stretch is several runs, one after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The first step.
    pub first: u32,
    /// What it has in common with many others: its place in [`Shapes`].
    pub shape: u32,
    /// The steps that nobody has claimed.
    pub free: u64,
}

/// What runs have in common: a whole directory has few shapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Shape {
    /// The steps that exist.
    pub exists: u64,
    /// The length of a step.
    pub step: u32,
    /// From the first step to the end of the session.
    pub length: u32,
    /// The visit types, as bits in the plan's order, that can be booked in the session.
    pub visits: u64,
    /// How far the clock on the wall is ahead of UTC at the first step.
    pub offset: i32,
    /// Where clocks change within the run: from which step on, and by how much.
    pub change: Option<(u32, i32)>,
    /// The run goes on where the one before it ends.
    pub continues: bool,
}

/// All shapes, each once.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    list: Vec<Shape>,
    places: HashMap<Shape, u32>,
    offsets: Vec<i32>,
    grids: Vec<(u32, u32)>,
    starts: u64,
}

impl Shapes {
    /// The shape of a run.
    pub fn of(&self, run: &Run) -> &Shape {
        &self.list[run.shape as usize]
    }

    /// How far clocks are ahead of UTC, for all of the places and days.
    pub fn offsets(&self) -> &[i32] {
        &self.offsets
    }

    /// The next minute, from one on, at which a step of any run can start.
    pub fn next_start(&self, minute: u32) -> u32 {
        let starts = |minute: &u32| self.starts >> (minute % HOUR) & 1 == 1;
        (minute..=minute.saturating_add(HOUR)).find(starts).unwrap_or(minute)
    }

    /// The runs of a stretch with all steps free; `visits` are the visit types of its session.
    pub fn runs(&mut self, stretch: &Stretch, visits: u64, day: &Day) -> Vec<Run> {
        let parts = (0..stretch.count).step_by(STEPS as usize);
        parts.filter_map(|from| self.run(stretch, from, visits, day)).collect()
    }

    fn run(&mut self, stretch: &Stretch, from: u32, visits: u64, day: &Day) -> Option<Run> {
        let first = stretch.first + i64::from(from) * stretch.step;
        let offset = |n: u32| (day.offset(first + i64::from(n) * stretch.step) / 60) as i32;
        let steps = (stretch.count - from).min(STEPS);
        let shape = Shape {
            exists: exists(stretch, from, steps),
            step: (stretch.step / 60) as u32,
            length: ((stretch.end - first) / 60) as u32,
            visits,
            offset: offset(0),
            change: if day.is_even() { None } else { change(steps, offset) },
            continues: from > 0,
        };
        // Whoever asks about the next century gets no times.
        let first = u32::try_from(first / 60).ok()?;
        self.note_starts(first % HOUR, shape.step);
        Some(Run { first, shape: self.place(shape), free: shape.exists })
    }

    /// Notes at which minutes of the hour the steps of a grid start.
    fn note_starts(&mut self, first: u32, step: u32) {
        if !self.grids.contains(&(first, step)) {
            self.grids.push((first, step));
            self.starts = (0..HOUR).fold(self.starts, |starts, n| starts | 1 << ((first + n * step) % HOUR));
        }
    }

    fn place(&mut self, shape: Shape) -> u32 {
        if let Some(place) = self.places.get(&shape) {
            return *place;
        }
        for offset in [shape.offset, shape.offset + shape.change.map_or(0, |(_, by)| by)] {
            if !self.offsets.contains(&offset) {
                self.offsets.push(offset);
            }
        }
        let place = self.list.len() as u32;
        self.list.push(shape);
        self.places.insert(shape, place);
        place
    }
}

impl Run {
    /// The step that starts at `minute`, as a bit; 0 where none does.
    pub fn bit(&self, shape: &Shape, minute: u32) -> u64 {
        let since = minute.wrapping_sub(self.first);
        if since >= shape.step * STEPS || !since.is_multiple_of(shape.step) {
            return 0;
        }
        shape.exists & (1 << (since / shape.step))
    }

    /// The minutes at which the steps of these bits start.
    pub fn minutes(&self, shape: &Shape, bits: u64) -> impl Iterator<Item = u32> + use<> {
        let (first, step) = (self.first, shape.step);
        ones(bits).map(move |n| first + n * step)
    }

    /// Whether there is a free step that starts in a span of time.
    pub fn is_free_between(&self, shape: &Shape, from: u32, until: u32) -> bool {
        let [from, until] = [from, until].map(|minute| shape.steps_until(self.first, minute));
        self.free & bits(from, until) != 0
    }
}

impl Shape {
    /// How many steps of a run that begins at `first` start before `minute`, were it endless.
    pub fn steps_until(&self, first: u32, minute: u32) -> u32 {
        minute.saturating_sub(first).div_ceil(self.step)
    }
}

/// The visit types of a session as bits; none are named where all can be booked.
pub(super) fn visits(session: &[VisitTypeId], plan: &[VisitTypeId]) -> u64 {
    if session.is_empty() {
        return u64::MAX;
    }
    let named = plan.iter().take(u64::BITS as usize).enumerate().filter(|(_, id)| session.contains(id));
    named.fold(0, |visits, (n, _)| visits | (1 << n))
}

/// The bits from `from` to before `to`.
pub(super) fn bits(from: u32, to: u32) -> u64 {
    let below = |n: u32| if n >= u64::BITS { u64::MAX } else { (1 << n) - 1 };
    below(to) & !below(from)
}

/// The places of the bits that are set, in order.
pub(in crate::search) fn ones(mut bits: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let place = (bits != 0).then(|| bits.trailing_zeros());
        bits &= bits.wrapping_sub(1);
        place
    })
}

/// Leaves the bits after which so many are set in a row, across words: `steps` free steps.
pub(super) fn in_a_row(words: &mut [u64], steps: u32) {
    let mut have = 1;
    while have < steps {
        let by = have.min(steps - have).min(u64::BITS - 1);
        for n in 0..words.len() {
            let next = words.get(n + 1).copied().unwrap_or(0);
            words[n] &= (words[n] >> by) | (next << (u64::BITS - by));
        }
        have += by;
    }
}

fn exists(stretch: &Stretch, from: u32, steps: u32) -> u64 {
    if stretch.is_whole() {
        return bits(0, steps);
    }
    (0..steps).filter(|n| stretch.has(from + n)).fold(0, |bits, n| bits | (1 << n))
}

fn change(steps: u32, offset: impl Fn(u32) -> i32) -> Option<(u32, i32)> {
    let first = offset(0);
    (1..steps).map(|n| (n, offset(n) - first)).find(|(_, by)| *by != 0)
}
