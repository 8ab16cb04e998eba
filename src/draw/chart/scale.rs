//! How long a value is on an axis, and where the axis is marked.

use crate::draw::Um;

/// An axis from zero to at least the largest value, marked at multiples of 1, 2 or 5 times a power of ten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    step: u128,
    count: u128,
}

impl Scale {
    /// Returns the finest axis of at most so many steps on which the largest value has its place. What is counted
    /// is whole: no step is smaller than one.
    pub(super) fn new(most: u128, steps: u128) -> Self {
        let (most, steps) = (most.max(1), steps.max(1));
        let mut power = 1;
        loop {
            for step in [power, power * 2, power * 5] {
                let count = most.div_ceil(step);
                if count <= steps {
                    return Self { step, count };
                }
            }
            power *= 10;
        }
    }

    /// Returns the value at its end.
    pub(super) fn top(self) -> u128 {
        self.step * self.count
    }

    /// Returns the values that are marked; none beyond what can be counted.
    pub(super) fn marks(self) -> impl Iterator<Item = u64> {
        (0..=self.count).filter_map(move |at| u64::try_from(self.step * at).ok())
    }

    /// Returns how long a value is, of an axis of this length.
    pub(super) fn length(self, value: u128, whole: Um) -> Um {
        let whole = u128::try_from(whole.0).unwrap_or_default();
        Um(i64::try_from(value.min(self.top()) * whole / self.top()).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_axis_is_marked_at_round_values() {
        for (most, marks) in [
            (0, vec![0, 1]),
            (1, vec![0, 1]),
            (3, vec![0, 1, 2, 3]),
            (6, vec![0, 2, 4, 6]),
            (7, vec![0, 2, 4, 6, 8]),
            (12, vec![0, 5, 10, 15]),
            (99, vec![0, 20, 40, 60, 80, 100]),
            (101, vec![0, 50, 100, 150]),
            (250_000, vec![0, 50_000, 100_000, 150_000, 200_000, 250_000]),
        ] {
            assert_eq!(Scale::new(most, 5).marks().collect::<Vec<_>>(), marks, "{most}");
        }
    }

    proptest! {
        #[test]
        fn the_largest_value_has_its_place_and_no_step_is_wasted(most: u64, steps in 1..8_u128) {
            let scale = Scale::new(most.into(), steps);
            prop_assert!(scale.top() >= u128::from(most).max(1) && scale.count <= steps);
            prop_assert!(scale.top() - scale.step < u128::from(most).max(1));
            let first = scale.step.to_string();
            prop_assert!(matches!(first.trim_end_matches('0'), "1" | "2" | "5"), "{first}");
            let whole = Um::mm(100);
            prop_assert_eq!(scale.length(0, whole), Um(0));
            prop_assert_eq!(scale.length(scale.top(), whole), whole);
            prop_assert!(scale.length(most.into(), whole) <= whole);
        }
    }
}
