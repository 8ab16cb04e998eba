//! From where an incremental export goes on: an event, by its number, or by a file that keeps it from
//! one run to the next.
//!
//! Such a file holds the number of the last event that was exported and its hash, so that a record
//! that was restored or replaced meanwhile is noticed: nothing would be missing from what is written,
//! and nothing would tell.

use std::{fs, io::ErrorKind, path::PathBuf};

use super::{args::value::Since, failure::Trouble, output, run::shown};
use crate::{
    lang::BadCursor,
    model::{
        event::{Hash, Seq},
        text as plain,
    },
    report::{self, Moment},
    store::{Flow, Head, Reader, View},
};

/// How much of a file is shown that holds no cursor, in characters.
const SHOWN: usize = 60;

/// From where an export goes on, and to where it has come.
pub(super) struct Cursor {
    /// The event after which it begins; none for all of the record.
    pub(super) after: Option<Seq>,
    /// The last event there is.
    pub(super) head: Head,
    file: Option<PathBuf>,
}

impl Cursor {
    /// Finds from where to go on; a file that does not exist yet means from the beginning.
    ///
    /// # Errors
    ///
    /// Refuses an event that the record does not have or that is another than the file says, and a
    /// file that holds no event.
    pub(super) fn find(reader: &dyn Reader, since: Option<&Since>) -> Result<Self, Trouble> {
        let head = reader.head()?;
        let (after, file) = match since {
            None => (None, None),
            Some(Since::Event(seq)) => (Some((*seq, None)), None),
            Some(Since::Kept(file)) => (kept(file)?, Some(file.clone())),
        };
        if let Some((seq, hash)) = after {
            if seq > head.seq {
                return Err(report::Error::NoSuchHead(seq).into());
            }
            let elsewhere = hash.is_some() && seq > 0 && hash != hash_of(reader, seq)?;
            if let Some(file) = file.as_ref().filter(|_| elsewhere) {
                return Err(Trouble::Cursor { path: shown(file), why: BadCursor::Elsewhere(seq) });
            }
        }
        Ok(Self { after: after.map(|(seq, _)| seq), head, file })
    }

    /// The same, where the record is looked at from a past head.
    ///
    /// # Errors
    ///
    /// Returns why the record cannot be read.
    pub(super) fn seen(mut self, reader: &dyn Reader, view: View) -> Result<Self, Trouble> {
        if view.at_head.is_some() {
            let report::Head { seq, hash } = Moment::of(reader, view)?.head;
            let recorded_at = reader.event(seq)?.map(|event| event.recorded_at);
            self.head = Head { seq, hash, recorded_at };
        }
        Ok(self)
    }

    /// Whether nothing was recorded since.
    pub(super) fn is_at_head(&self) -> bool {
        self.after == Some(self.head.seq)
    }

    /// Keeps the head in the file, once what was exported is where it belongs.
    ///
    /// # Errors
    ///
    /// Returns why it cannot be written; then the next run begins where this one did.
    pub(super) fn keep(&self) -> Result<(), Trouble> {
        let Some(file) = self.file.as_ref().filter(|_| !self.is_at_head()) else { return Ok(()) };
        output::write(file, format!("{} {}\n", self.head.seq, self.head.hash).as_bytes())
    }
}

/// Reads a cursor: a number, and the hash of that event unless somebody wrote the file by hand.
fn kept(file: &PathBuf) -> Result<Option<(Seq, Option<Hash>)>, Trouble> {
    let path = || shown(file);
    let text = match fs::read(file) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Trouble::Unreadable { path: path(), cause: error.to_string() }),
    };
    let mut words = text.split_whitespace();
    let seq = words.next().and_then(|word| word.parse().ok());
    let hash = words.next().map(|word| Hash::parse(word).ok_or(()));
    if let (Some(seq), Ok(hash), None) = (seq, hash.transpose(), words.next()) {
        return Ok(Some((seq, hash)));
    }
    let shown = text.trim().chars().take(SHOWN).map(|c| if plain::is_control(c) { '\u{fffd}' } else { c });
    Err(Trouble::Cursor { path: path(), why: BadCursor::NotACursor(shown.collect()) })
}

fn hash_of(reader: &dyn Reader, seq: Seq) -> Result<Option<Hash>, Trouble> {
    let mut hash = None;
    reader.lines(seq - 1, &mut |logged| {
        hash = Some(logged.hash);
        Flow::Break(())
    })?;
    Ok(hash)
}
