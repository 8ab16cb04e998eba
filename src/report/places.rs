//! Services and sites in tables, by the names that people know them by.

use std::collections::BTreeMap;

use super::Result;
use crate::{
    model::text,
    store::{Place, Reader},
};

/// Names services or sites by their labels, in alphabetical order; what has none comes last. A label that was
/// erased leaves the code.
pub(super) fn labelled<T>(
    reader: &dyn Reader,
    place: Place,
    by_code: BTreeMap<Option<String>, T>,
) -> Result<Vec<(Option<String>, T)>> {
    let mut named = Vec::with_capacity(by_code.len());
    for (code, of) in by_code {
        let label = match &code {
            Some(code) => reader.label(place, code)?,
            None => None,
        };
        named.push((label.or(code), of));
    }
    named.sort_by_cached_key(|(label, _)| (label.is_none(), label.as_deref().map(text::fold)));
    Ok(named)
}
