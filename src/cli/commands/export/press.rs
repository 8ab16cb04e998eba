//! Rows written out as text while the next ones are read.

use std::{io, mem, sync::mpsc, thread};

use serde::Serialize;

use super::pour::{Spout, Stopped};
use crate::{
    cli::{args::value::ExportFormat, csv::Csv, json},
    document::sheet::Row,
    store::TOGETHER,
};

/// How much is written before it is worth passing on, in bytes.
const ENOUGH: usize = 32_768;

/// How many handfuls of rows may wait to be written out.
const WAITING: usize = 2;

/// Rows as text.
pub(super) enum Text {
    /// With a heading.
    Csv(Csv),
    /// A line for each.
    Jsonl(Vec<u8>),
}

impl Text {
    /// Begins rows of one kind, if the format is one of text.
    pub(super) fn of<T: Row>(format: ExportFormat) -> Option<Self> {
        match format {
            ExportFormat::Csv => Some(Self::Csv(Csv::of::<T>())),
            ExportFormat::Jsonl => Some(Self::Jsonl(Vec::new())),
            ExportFormat::Xlsx => None,
        }
    }

    /// Adds a row.
    ///
    /// # Errors
    ///
    /// Only by a fault of ours: it is written into memory.
    pub(super) fn row(&mut self, row: &(impl Row + Serialize)) -> io::Result<()> {
        match self {
            Self::Csv(csv) => csv.row(row),
            Self::Jsonl(lines) => {
                json::write(lines, row)?;
                lines.push(b'\n');
            }
        }
        Ok(())
    }

    /// Whether what is written is worth passing on.
    pub(super) fn is_full(&self) -> bool {
        self.written().len() >= ENOUGH
    }

    /// Returns what was written since it was last emptied.
    pub(super) fn written(&self) -> &[u8] {
        match self {
            Self::Csv(csv) => csv.written(),
            Self::Jsonl(lines) => lines,
        }
    }

    /// Forgets what was passed on.
    pub(super) fn clear(&mut self) {
        match self {
            Self::Csv(csv) => csv.clear(),
            Self::Jsonl(lines) => lines.clear(),
        }
    }
}

/// Writes out all that is read, in its order, the text of it on a thread of its own; returns on how many sheets.
///
/// # Errors
///
/// Returns why it could not be read, or written.
pub(super) fn print<T: Row + Serialize + Send>(
    text: Text,
    spout: Spout<'_>,
    read: impl FnOnce(&mut dyn FnMut(T) -> bool) -> Result<(), Stopped>,
) -> Result<usize, Stopped> {
    thread::scope(|scope| {
        let (rows, waiting) = mpsc::sync_channel(WAITING);
        let (done, printed) = mpsc::channel();
        let press = thread::Builder::new().spawn_scoped(scope, move || typeset(text, &waiting, &done));
        press.map_err(Stopped::Writing)?;
        let mut handful: Vec<T> = Vec::with_capacity(TOGETHER);
        let mut spout = spout;
        read(&mut |row| {
            handful.push(row);
            if handful.len() < TOGETHER {
                return true;
            }
            let sent = rows.send(mem::replace(&mut handful, Vec::with_capacity(TOGETHER))).is_ok();
            printed.try_iter().fold(sent, |open, text| spout.take(text) && open)
        })?;
        // It is gone only if what it printed cannot be written.
        let _ = rows.send(handful);
        drop(rows);
        for text in printed {
            spout.take(text);
        }
        spout.end()
    })
}

/// Makes text of rows until there are no more, or nobody wants it.
fn typeset<T: Row + Serialize>(
    mut text: Text,
    rows: &mpsc::Receiver<Vec<T>>,
    to: &mpsc::Sender<io::Result<Vec<u8>>>,
) {
    // The heading goes first, even if no row follows.
    let mut flow = to.send(Ok(text.written().to_vec()));
    text.clear();
    for handful in rows {
        let printed = handful.iter().try_for_each(|row| text.row(row));
        flow = flow.and(to.send(printed.map(|()| text.written().to_vec())));
        text.clear();
        if flow.is_err() {
            break;
        }
    }
}
