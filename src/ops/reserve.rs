//! `label blank`: tags that are printed before the assets that will have them.

use std::collections::HashSet;

use super::{Act, Failure, series::Series};
use crate::model::{event::Draft, fact::Reserved, tag::Tag};

/// Reserves the next tags, so many of them, and returns them. Nothing else is given one from now on;
/// an asset takes one by being added with it.
///
/// # Errors
///
/// Refuses a prefix with which no tag can be made.
pub fn reserve(act: &mut Act<'_>, count: u32) -> Result<Vec<Tag>, Failure> {
    let on = act.day(None)?;
    let mut series = Series::default();
    let tags: Vec<Tag> =
        (0..count).map(|_| series.next(act, &HashSet::new())).collect::<Result<_, Failure>>()?;
    if !tags.is_empty() {
        act.record(Draft::new(on, Reserved { tags: tags.clone() }))?;
    }
    Ok(tags)
}
