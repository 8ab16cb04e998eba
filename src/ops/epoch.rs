//! `restore`: a backup goes on as the record, from an event that says so.

use super::{Act, Failure};
use crate::{
    model::{
        event::{Draft, Seq},
        fact::{Epoch, Fact},
    },
    store::{Error, Flow, Head, Reader, Seldom, events_of},
};

/// Records that a backup, which ended with this head, is the record again, and which it replaced.
///
/// # Errors
///
/// Returns why it could not be recorded.
pub fn begin_epoch(act: &mut Act<'_>, backup: Head, replaced: Option<Head>) -> Result<(), Failure> {
    let on = act.today();
    act.record(Draft::new(
        on,
        Epoch {
            hash: backup.hash,
            replaced_hash: replaced.map(|head| head.hash),
            replaced_seq: replaced.map(|head| head.seq),
            seq: backup.seq,
        },
    ))
}

/// What a record has that a backup of it has not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// Whether the backup is a past of the record; else it is of another, or the two went apart.
    pub past: bool,
    /// How many events the record has after the head of the backup.
    pub events: u64,
    /// The heads that were sealed after it.
    pub seals: Vec<Seq>,
}

/// Tells what a record has that a backup, which ends with this head, has not.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn lacking(record: &dyn Reader, backup: Head) -> Result<Lacking, Error> {
    let mut hash = None;
    record.lines(backup.seq.saturating_sub(1), &mut |logged| {
        hash = (logged.seq == backup.seq).then_some(logged.hash);
        Flow::Break(())
    })?;
    let seals =
        events_of(record, &[Seldom::Sealed], None)?.into_iter().filter_map(|event| match event.fact {
            Fact::Sealed(sealed) if sealed.seq > backup.seq => Some(sealed.seq),
            _ => None,
        });
    let seals = seals.collect();
    let events = record.head()?.seq.saturating_sub(backup.seq);
    Ok(Lacking { past: hash == Some(backup.hash), events, seals })
}
