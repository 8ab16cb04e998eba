//! Whether two heaps of rows are the same, without keeping either: a sum of keyed hashes, in compartments
//! by key, so that the first difference can be looked for in a small part of them.

use std::hash::{BuildHasher, Hasher, RandomState};

/// How many compartments.
const PARTS: usize = 1_024;

/// Two heaps of rows, one against the other. Nobody can choose rows so that they cancel out: the hashes
/// have keys that no other run has.
#[derive(Clone)]
pub(super) struct Tally {
    keys: [RandomState; 2],
    parts: Vec<[u64; 2]>,
}

impl Tally {
    pub(super) fn new() -> Self {
        Self { keys: [RandomState::new(), RandomState::new()], parts: vec![[0; 2]; PARTS] }
    }

    /// Returns the compartment of a key, the same in every run, so that every run names the same difference
    /// first (FNV-1a). Keys chosen to fall into one make the search in it longer, and hide nothing: the sums
    /// have keys that nobody knows.
    pub(super) fn part(key: &[u8]) -> usize {
        const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
        const PRIME: u64 = 0x0100_0000_01b3;
        let hash = key.iter().fold(OFFSET, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME));
        usize::try_from(hash % PARTS as u64).unwrap_or_default()
    }

    fn hash(&self, row: &[&[u8]]) -> [u64; 2] {
        [0, 1].map(|which: usize| {
            let mut hasher = self.keys[which].build_hasher();
            for part in row {
                hasher.write(part);
            }
            hasher.finish()
        })
    }

    /// Puts a row on the one side; the key must be a part of what the row says.
    pub(super) fn give(&mut self, key: &[u8], row: &[&[u8]]) {
        let (part, hash) = (Self::part(key), self.hash(row));
        for (sum, hash) in self.parts[part].iter_mut().zip(hash) {
            *sum = sum.wrapping_add(hash);
        }
    }

    /// Puts a row on the other side.
    pub(super) fn take(&mut self, key: &[u8], row: &[&[u8]]) {
        let (part, hash) = (Self::part(key), self.hash(row));
        for (sum, hash) in self.parts[part].iter_mut().zip(hash) {
            *sum = sum.wrapping_sub(hash);
        }
    }

    /// Returns the compartments in which the two sides differ.
    pub(super) fn differing(&self) -> Vec<usize> {
        (0..PARTS).filter(|part| self.parts[*part] != [0; 2]).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Which difference is named first depends on it.
    #[test]
    fn a_key_has_the_same_compartment_in_every_run_and_keys_have_many() {
        assert_eq!([&b""[..], b"a", b"foobar"].map(Tally::part), [805, 140, 1000]);
        let parts: BTreeSet<usize> = (0..2_000_u32).map(|n| Tally::part(&n.to_le_bytes())).collect();
        assert!(parts.len() > PARTS * 3 / 4, "{}", parts.len());
    }

    #[test]
    fn the_order_is_nothing_and_every_row_counts_as_often_as_it_is_there() {
        let rows: Vec<[u8; 2]> = (0..200).map(|n| [n % 50, n]).collect();
        let mut tally = Tally::new();
        for row in &rows {
            tally.give(&row[..1], &[row]);
        }
        for row in rows.iter().rev() {
            tally.take(&row[..1], &[row]);
        }
        assert_eq!(tally.differing(), [0; 0]);
        for changed in [[7, 7], [7, 8]] {
            tally.give(&[7], &[&[7, 7]]);
            tally.take(&[7], &[&changed]);
            assert_eq!(tally.differing().len(), usize::from(changed != [7, 7]));
        }
        let mut twice = Tally::new();
        twice.give(&[7], &[&[7, 7]]);
        twice.give(&[7], &[&[7, 7]]);
        twice.take(&[7], &[&[7, 7]]);
        assert_eq!(twice.differing(), [Tally::part(&[7])]);
    }
}
