//! From where an incremental export goes on: an event, by its number, or by a file that keeps it from
//! one run to the next.
//!
//! Such a file holds the number of the last event that was exported and its hash, so that a record
//! that was restored or replaced meanwhile is noticed: nothing would be missing from what is written,
//! and nothing would tell.
//!
//! An export appears under its name and the cursor moves: two steps, between which the machine may stop. So a
//! second line first says where the cursor is to move, and by the hash of the bytes what will be there when it may. The
//! next run finds that, and goes on after it, or does not, and begins where this one did: no gap and no double.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf, absolute},
};

use super::{
    args::value::Since,
    failure::Trouble,
    output::{self, Output},
    run::shown,
};
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
    /// What the file says, but for what was promised there.
    said: Option<Mark>,
    /// Whether the file has to say something else than it does, once what was exported is where it belongs.
    moves: bool,
}

/// An event, by its number, and the hash of its line unless somebody wrote the file by hand.
#[derive(Clone, Copy)]
struct Mark(Seq, Option<Hash>);

/// What a cursor file says.
struct Kept {
    /// The last event that was exported.
    mark: Mark,
    /// The event to which it moves once a file of this name has these bytes.
    promised: Option<(Mark, Hash, PathBuf)>,
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
        let (said, file) = match since {
            None => (None, None),
            Some(Since::Event(seq)) => (Some(Kept { mark: Mark(*seq, None), promised: None }), None),
            Some(Since::Kept(file)) => (kept(file)?, Some(file.clone())),
        };
        let promised = said.as_ref().is_some_and(|kept| kept.promised.is_some());
        let said = said.map(|kept| match kept.promised {
            Some((mark, hash, path)) if is_there(&path, hash) => mark,
            _ => kept.mark,
        });
        if let Some(Mark(seq, hash)) = said {
            if seq > head.seq {
                return Err(match &file {
                    Some(file) => Trouble::Cursor { path: shown(file), why: BadCursor::Ahead(seq) },
                    None => report::Error::NoSuchHead(seq).into(),
                });
            }
            let elsewhere = hash.is_some() && seq > 0 && hash != hash_of(reader, seq)?;
            if let Some(file) = file.as_ref().filter(|_| elsewhere) {
                return Err(Trouble::Cursor { path: shown(file), why: BadCursor::Elsewhere(seq) });
            }
        }
        let after = said.map(|Mark(seq, _)| seq);
        Ok(Self { after, head, file, said, moves: promised || after != Some(head.seq) })
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

    /// Says in the file where the cursor moves once this output has its name, from its bytes.
    ///
    /// # Errors
    ///
    /// Returns why it cannot be said; then nothing is exported.
    pub(super) fn promise(&self, output: &mut Output) -> Result<(), Trouble> {
        let Some(file) = self.file.as_ref().filter(|_| self.moves) else { return Ok(()) };
        let path = absolute(output.path()).unwrap_or_else(|_| output.path().to_owned());
        // A name that is no text cannot be kept in one: then the next run begins where this one did.
        let Ok(path) = serde_json::to_string(&path) else { return Ok(()) };
        let mark = self.said.unwrap_or(Mark(0, None));
        let hash = output.hash()?;
        let text = format!("{}\n{} {hash} {path}\n", mark.line(), self.moved().line());
        output::write(file, text.as_bytes())
    }

    /// Keeps the head in the file, once what was exported is where it belongs.
    ///
    /// # Errors
    ///
    /// Returns why it cannot be written; then what was promised stands there.
    pub(super) fn keep(&self) -> Result<(), Trouble> {
        let Some(file) = self.file.as_ref().filter(|_| self.moves) else { return Ok(()) };
        output::write(file, format!("{}\n", self.moved().line()).as_bytes())
    }

    /// Where the cursor is after this export.
    const fn moved(&self) -> Mark {
        Mark(self.head.seq, Some(self.head.hash))
    }
}

impl Mark {
    fn line(self) -> String {
        let Self(seq, hash) = self;
        hash.map_or_else(|| seq.to_string(), |hash| format!("{seq} {hash}"))
    }

    fn parse(line: &str) -> Option<Self> {
        let mut words = line.split_whitespace();
        let seq = words.next()?.parse().ok()?;
        let hash = match words.next() {
            None => None,
            Some(word) => Some(Hash::parse(word)?),
        };
        words.next().is_none().then_some(Self(seq, hash))
    }
}

impl Kept {
    fn parse(text: &str) -> Option<Self> {
        let (first, rest) = text.trim().split_once('\n').unwrap_or((text, ""));
        let promise = |line: &str| {
            let mut parts = line.splitn(4, ' ');
            let mark = Mark(parts.next()?.parse().ok()?, Some(Hash::parse(parts.next()?)?));
            Some((mark, Hash::parse(parts.next()?)?, serde_json::from_str(parts.next()?).ok()?))
        };
        let promised = if rest.is_empty() { None } else { Some(promise(rest)?) };
        Some(Self { mark: Mark::parse(first)?, promised })
    }
}

/// Tells whether a file has these bytes.
fn is_there(path: &Path, hash: Hash) -> bool {
    path.symlink_metadata().is_ok_and(|meta| meta.is_file())
        && output::hash_of(path).is_ok_and(|there| there == hash)
}

/// Reads a cursor file; there may be none yet.
fn kept(file: &Path) -> Result<Option<Kept>, Trouble> {
    let path = || shown(file);
    let text = match fs::read(file) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Trouble::Unreadable { path: path(), cause: error.to_string() }),
    };
    if let Some(kept) = Kept::parse(&text) {
        return Ok(Some(kept));
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
