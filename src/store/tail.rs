//! The end of the log, before anything is appended to it: a chain that goes on from a forged or shortened end
//! would hide it. `verify` reads the rest; this asks what one look at a few pages tells.

use super::fold::read_line;
use crate::{
    model::event::{Hash, Seq},
    store::{Error, Head, Reader, Result, line_hash},
};

/// How many commands are looked at, the latest identities first. They are made in the order of time, so that the
/// last one recorded is most often the first of them; one that was repeated much later may not be among them.
pub(super) const LATEST: u32 = 16;

/// The last event as it is kept, with what is said beside it.
pub(super) struct End {
    pub(super) seq: Seq,
    pub(super) hash: Hash,
    pub(super) line: String,
    /// The hash of the event before, if there is one.
    pub(super) before: Option<Hash>,
    /// The last event that commands and reserved tags speak of, as far as an index tells.
    pub(super) furthest: Option<Seq>,
}

impl End {
    /// Returns it as the head of the log, if it is the end that the record speaks of.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Tail`] if the last event is not what its hash says, does not follow the one before, is not
    /// the last of its command, or if a command or a reserved tag speaks of a later one.
    pub(super) fn sound(self, reader: &dyn Reader) -> Result<Head> {
        let Self { seq, hash, line, before, furthest } = self;
        let event = read_line(seq, &line)?;
        let follows = event.seq == seq && event.prev == before.unwrap_or(Hash::ZERO);
        let ends = reader.command(event.cmd)?.is_some_and(|span| span.last == seq);
        if !follows || hash != line_hash(&line) || !ends {
            return Err(Error::Tail(seq));
        }
        if furthest > Some(seq) {
            return Err(Error::Tail(seq + 1));
        }
        Ok(Head { seq, hash, recorded_at: Some(event.recorded_at) })
    }
}
