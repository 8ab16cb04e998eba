//! What is exported, row by row, on its way out: nothing is held but a few rows.

use std::io::{ErrorKind, Write};

use serde::Serialize;

use crate::{
    cli::{
        args::value::{ExportFormat, Exported},
        commands::asset::each_view,
        csv::Csv,
        failure::Trouble,
        json,
        screen::Screen,
    },
    document::sheet::Row,
    model::event::Seq,
    ops::{self, AssetView, LotExport, MediumExport, PartyExport},
    store::{self, AssetFilter, Flow, Logged, Reader},
};

/// Why an export stopped.
pub(super) enum Stopped {
    /// The record cannot be read.
    Reading(Trouble),
    /// The output cannot be written.
    Writing(std::io::Error),
}

impl Stopped {
    /// Tells where.
    pub(super) fn at(self, path: &str) -> Trouble {
        match self {
            Self::Reading(trouble) => trouble,
            Self::Writing(error) => Trouble::Output { path: path.to_owned(), cause: error.to_string() },
        }
    }
}

impl From<store::Error> for Stopped {
    fn from(error: store::Error) -> Self {
        Self::Reading(error.into())
    }
}

impl From<Trouble> for Stopped {
    fn from(trouble: Trouble) -> Self {
        Self::Reading(trouble)
    }
}

/// The screen as something to write to; when nobody reads any more, the stream ends.
pub(super) struct Stdout<'s>(pub(super) &'s mut Screen);

impl Write for Stdout<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.bytes(bytes);
        if self.0.is_open() { Ok(bytes.len()) } else { Err(ErrorKind::BrokenPipe.into()) }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What is exported, and how.
pub(super) struct Job {
    pub(super) what: Exported,
    pub(super) format: ExportFormat,
    pub(super) after: Option<Seq>,
    pub(super) holders: bool,
    /// The register, written out.
    pub(super) register: Option<String>,
}

impl Job {
    /// Writes all of it.
    pub(super) fn pour(&self, reader: &dyn Reader, to: &mut dyn Write) -> Result<(), Stopped> {
        match self.what {
            Exported::Register => {
                let mut spout = Spout::new(to);
                spout.put(self.register.as_deref().unwrap_or_default().as_bytes());
                spout.end()
            }
            Exported::Log => self.log(reader, Spout::new(to)),
            Exported::Assets => {
                let filter = AssetFilter { changed_after: self.after, ..AssetFilter::default() };
                let mut rows = Rows::<AssetView>::new(self.format, to);
                each_view(reader, &filter, self.holders, |view| rows.row(&view))?;
                rows.end()
            }
            Exported::Media => {
                let mut rows = Rows::<MediumExport>::new(self.format, to);
                ops::each_medium(reader, self.after, &mut |medium| rows.row(medium))?;
                rows.end()
            }
            Exported::Lots => {
                let mut rows = Rows::<LotExport>::new(self.format, to);
                ops::each_lot(reader, self.after, self.holders, &mut |lot| rows.row(lot))?;
                rows.end()
            }
            Exported::Parties => {
                let mut rows = Rows::<PartyExport>::new(self.format, to);
                ops::each_party(reader, self.after, self.holders, &mut |party| rows.row(party))?;
                rows.end()
            }
        }
    }

    fn log(&self, reader: &dyn Reader, mut spout: Spout<'_>) -> Result<(), Stopped> {
        let after = self.after.unwrap_or(0);
        match self.format {
            ExportFormat::Jsonl => {
                reader.lines(after, &mut |logged| {
                    flow(spout.put(logged.line.as_bytes()) && spout.put(b"\n"))
                })?;
            }
            ExportFormat::Csv => {
                let mut csv = Csv::new(&LOG);
                reader.lines(after, &mut |logged| {
                    let Logged { seq, kind, hash, line, .. } = logged;
                    csv.texts(&[&seq.to_string(), kind, &hash.to_string(), line]);
                    flow(spout.drain(&mut csv, false))
                })?;
                spout.drain(&mut csv, true);
            }
        }
        spout.end()
    }
}

/// The columns of the log.
const LOG: [&str; 4] = ["seq", "type", "hash", "line"];

fn flow(open: bool) -> Flow {
    if open { Flow::Continue(()) } else { Flow::Break(()) }
}

/// Where bytes go, until they cannot any more.
struct Spout<'t> {
    to: &'t mut dyn Write,
    failed: Option<std::io::Error>,
}

impl<'t> Spout<'t> {
    fn new(to: &'t mut dyn Write) -> Self {
        Self { to, failed: None }
    }

    /// Writes bytes; tells whether more are wanted.
    fn put(&mut self, bytes: &[u8]) -> bool {
        if self.failed.is_none() {
            self.failed = self.to.write_all(bytes).err();
        }
        self.failed.is_none()
    }

    /// Writes what a table holds, once it is worth it.
    fn drain(&mut self, csv: &mut Csv, all: bool) -> bool {
        if !all && !csv.is_full() {
            return true;
        }
        let open = self.put(csv.written());
        csv.clear();
        open
    }

    fn end(self) -> Result<(), Stopped> {
        match self.failed {
            // A reader that has seen enough is no error.
            Some(e) if e.kind() == ErrorKind::BrokenPipe => Ok(()),
            Some(e) => Err(Stopped::Writing(e)),
            None => Ok(()),
        }
    }
}

/// Rows of one kind on their way out.
struct Rows<'t, T> {
    form: Form,
    spout: Spout<'t>,
    of: std::marker::PhantomData<T>,
}

/// How rows are written.
enum Form {
    Csv(Csv),
    /// A line, used again for the next.
    Jsonl(Vec<u8>),
}

impl<'t, T: Row + Serialize> Rows<'t, T> {
    fn new(format: ExportFormat, to: &'t mut dyn Write) -> Self {
        let form = match format {
            ExportFormat::Csv => Form::Csv(Csv::of::<T>()),
            ExportFormat::Jsonl => Form::Jsonl(Vec::new()),
        };
        Self { form, spout: Spout::new(to), of: std::marker::PhantomData }
    }

    /// Writes a row; tells whether more are wanted.
    fn row(&mut self, row: &T) -> bool {
        match &mut self.form {
            Form::Csv(csv) => {
                csv.row(row);
                self.spout.drain(csv, false)
            }
            Form::Jsonl(line) => {
                line.clear();
                // Into memory: what could fail would be a fault of ours.
                if let Err(e) = json::write(line, row) {
                    self.spout.failed = Some(e.into());
                }
                line.push(b'\n');
                self.spout.put(line)
            }
        }
    }

    fn end(mut self) -> Result<(), Stopped> {
        if let Form::Csv(csv) = &mut self.form {
            self.spout.drain(csv, true);
        }
        self.spout.end()
    }
}
