//! What the log says was erased.

use std::collections::{BTreeSet, HashSet};

use super::{Reader, Result, Seldom, events_of};
use crate::model::{erasure::Erased, event::Hash, fact::Fact};

/// Returns everything that the log says was erased. A place is that of this log.
///
/// # Errors
///
/// Returns why the log cannot be read.
pub fn erased_in_log(reader: &dyn Reader) -> Result<BTreeSet<Erased>> {
    let log = match reader.event(1)?.map(|event| event.fact) {
        Some(Fact::Opened(opened)) => Some(opened.log),
        _ => None,
    };
    let forgotten = events_of(reader, &[Seldom::Forgotten], None)?;
    let all = forgotten.iter().filter_map(|event| match &event.fact {
        Fact::Forgotten(forgotten) => Some(Erased::of(forgotten, event.party, log)),
        _ => None,
    });
    Ok(all.flatten().collect())
}

/// Returns the hashes of the files that the log says were erased.
///
/// # Errors
///
/// Returns why the log cannot be read.
pub fn erased_files(reader: &dyn Reader) -> Result<HashSet<Hash>> {
    let hashes = erased_in_log(reader)?.into_iter().filter_map(|erased| match erased {
        Erased::Evidence(hash, _) => Some(hash),
        _ => None,
    });
    Ok(hashes.collect())
}
