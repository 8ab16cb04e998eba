//! The numbers of tags: given in order, and each once.

use std::collections::HashSet;

use super::{Act, Failure, Refusal, inventory::taken};
use crate::model::{
    policy::{BadValue, Key},
    tag::{NotATag, Tag},
};

/// The tags that are generated in one command.
#[derive(Default)]
pub(super) struct Series {
    next: Option<u64>,
}

impl Series {
    /// Returns the next tag that nothing has and no label bears, and that is none of `others`.
    pub(super) fn next(&mut self, act: &Act<'_>, others: &HashSet<Tag>) -> Result<Tag, Failure> {
        let prefix = act.policies().tag_prefix.clone();
        let mut number = self.number(act)?;
        loop {
            let tag = generate(&prefix, number)?;
            number += 1;
            if !others.contains(&tag) && !spent(act, &tag)? {
                self.next = Some(number);
                return Ok(tag);
            }
        }
    }

    /// Returns so many tags that may come next, none of `others`.
    pub(super) fn ahead(
        &mut self,
        act: &Act<'_>,
        others: &HashSet<Tag>,
        many: usize,
    ) -> Result<Vec<Tag>, Failure> {
        let mut tags = Vec::with_capacity(many);
        if many == 0 {
            return Ok(tags);
        }
        let mut number = self.number(act)?;
        while tags.len() < many {
            let tag = generate(&act.policies().tag_prefix, number)?;
            tags.extend(Some(tag).filter(|tag| !others.contains(tag)));
            number += 1;
        }
        Ok(tags)
    }

    /// Returns the number from which on the next tag is looked for.
    fn number(&mut self, act: &Act<'_>) -> Result<u64, Failure> {
        if let Some(number) = self.next {
            return Ok(number);
        }
        let prefix = act.policies().tag_prefix.clone();
        let number = first_free(|number| spent(act, &generate(&prefix, number)?))?;
        self.next = Some(number);
        Ok(number)
    }
}

/// Tells whether a tag is an asset's, or stands on a label although none has it: a label that was
/// printed may be stuck on something already.
fn spent(act: &Act<'_>, tag: &Tag) -> Result<bool, Failure> {
    Ok(!act.reader().reserved(tag.as_str())?.is_empty() || taken(act, tag.as_str(), None)?.is_some())
}

fn generate(prefix: &str, number: u64) -> Result<Tag, Failure> {
    Tag::generate(prefix, number)
        .map_err(|NotATag(tag)| Refusal::Policy(BadValue { key: Key::TagPrefix, value: tag }).into())
}

/// Returns the first number of a series that is free, without looking at each: numbers are given in
/// order, so that it lies between the last power of two that is taken and the next.
pub(super) fn first_free(taken: impl Fn(u64) -> Result<bool, Failure>) -> Result<u64, Failure> {
    let (mut below, mut free) = (0, 1);
    while taken(free)? {
        below = free;
        free *= 2;
    }
    while free - below > 1 {
        let middle = below + (free - below) / 2;
        if taken(middle)? {
            below = middle;
        } else {
            free = middle;
        }
    }
    Ok(free)
}

#[cfg(test)]
mod tests {
    use super::first_free;

    #[test]
    fn the_first_free_number_follows_the_last_taken_one() {
        for last in [0_u64, 1, 2, 3, 7, 8, 9, 1000, 123_456] {
            assert_eq!(first_free(|number| Ok(number <= last)).unwrap(), last + 1);
        }
    }
}
