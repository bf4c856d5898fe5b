//! What is a part of what, and parts that are a part of themselves.

use std::collections::HashMap;

use super::ids::Ids;

/// `partOf` of the resources of one type: hashes of ids.
#[derive(Default)]
pub struct PartOf(HashMap<u64, u64>);

impl PartOf {
    /// Notes what a resource is a part of.
    pub fn insert(&mut self, id: u64, whole: u64) {
        self.0.insert(id, whole);
    }

    /// Those from which `partOf` leads back to themselves.
    pub fn circular(&self) -> Ids {
        let mut visited = HashMap::new();
        let circles = self.0.keys().filter_map(|start| self.circle(*start, &mut visited));
        circles.flatten().collect()
    }

    /// The circle into which the way from `start` leads, where no way before has been there.
    fn circle(&self, start: u64, visited: &mut HashMap<u64, u64>) -> Option<Vec<u64>> {
        let mut at = start;
        while !visited.contains_key(&at) {
            visited.insert(at, start);
            at = *self.0.get(&at)?;
        }
        (visited[&at] == start).then(|| self.around(at))
    }

    fn around(&self, first: u64) -> Vec<u64> {
        let mut circle = vec![first];
        let mut at = self.0[&first];
        while at != first {
            circle.push(at);
            at = self.0[&at];
        }
        circle
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_those_in_a_circle_are_circular() {
        let mut part_of = PartOf::default();
        for (id, whole) in [(1, 2), (2, 3), (3, 2), (4, 1), (5, 5), (6, 7), (8, 5)] {
            part_of.insert(id, whole);
        }
        let mut circular: Vec<_> = part_of.circular().hashes().collect();
        circular.sort_unstable();
        assert_eq!(circular, [2, 3, 5]);
    }
}
