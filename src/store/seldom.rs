//! The types of events that are seldom in a log and looked for often.

use super::{Flow, Reader, Result, fold::read_line};
use crate::model::{
    codes::codes,
    event::{Event, Seq},
};

codes! {
    /// A type of which a store finds every event without reading the log.
    pub enum Seldom {
        /// Another event is as if it had not been.
        Voided = "voided",
        /// Another event is read with other values.
        Corrected = "corrected",
        /// A policy was set.
        Configured = "configured",
        /// Tags stand on labels already.
        Reserved = "reserved",
        /// A lot is as if it had never been.
        LotCancelled = "lot_cancelled",
        /// A name was erased.
        Forgotten = "forgotten",
        /// A head was signed.
        Sealed = "sealed",
        /// A backup was restored.
        Epoch = "epoch",
    }
}

/// Reads the events of seldom types, in the order of the log: all of them, or up to a head.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn events_of(reader: &dyn Reader, kinds: &[Seldom], head: Option<Seq>) -> Result<Vec<Event>> {
    let (mut events, mut failed) = (Vec::new(), None);
    reader.seldom(kinds, &mut |logged| {
        if head.is_some_and(|head| logged.seq > head) {
            return Flow::Break(());
        }
        match read_line(logged.seq, logged.line) {
            Ok(event) => events.push(event),
            Err(e) => failed = Some(e),
        }
        if failed.is_none() { Flow::Continue(()) } else { Flow::Break(()) }
    })?;
    failed.map_or(Ok(events), Err)
}
