//! What the log says was erased.

use std::collections::BTreeSet;

use super::{Error, Flow, Reader, Result, Seldom};
use crate::model::{erasure::Erased, event::Event, fact::Fact};

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
    let (mut all, mut read) = (BTreeSet::new(), Ok(()));
    reader.seldom(&[Seldom::Forgotten], &mut |logged| {
        match Event::read(logged.line) {
            Ok(event) => {
                if let Fact::Forgotten(forgotten) = &event.fact {
                    all.extend(Erased::of(forgotten, event.party, log));
                }
            }
            Err(e) => read = Err(Error::Corrupt(format!("event {}: {e}", logged.seq))),
        }
        if read.is_ok() { Flow::Continue(()) } else { Flow::Break(()) }
    })?;
    read.map(|()| all)
}
