//! What is exported, row by row, on its way out: nothing is held but a few rows.

use std::io::{ErrorKind, Write};

use serde::{Serialize, Serializer};

use super::{
    press::{self, Text},
    register::Register,
};
use crate::{
    cli::{
        args::value::{ExportFormat, Exported},
        commands::asset::each_view,
        failure::Trouble,
        paper,
        screen::Screen,
    },
    document::sheet::{Cell, Column, Kind, Row},
    model::{day::Day, event::Seq},
    ops::{self, AssetView, LotExport, MediumExport, PartyExport},
    render::xlsx::{Book, Unwritten},
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
    pub(super) register: Option<Register>,
    /// What a sheet of it is called.
    pub(super) sheet: &'static str,
    /// The day of which a spreadsheet says that it was made.
    pub(super) as_of: Day,
}

impl Job {
    /// Writes all of it; returns on how many sheets.
    pub(super) fn pour(&self, reader: &dyn Reader, to: &mut dyn Write) -> Result<usize, Stopped> {
        match self.what {
            Exported::Register => {
                let mut spout = Spout::new(to);
                spout.put(self.register.as_ref().map(Register::bytes).unwrap_or_default());
                spout.end()
            }
            Exported::Log => self.log(reader, to),
            Exported::Assets => {
                let filter = AssetFilter { changed_after: self.after, ..AssetFilter::default() };
                if let Some(text) = Text::of::<AssetView>(self.format) {
                    return press::print(text, Spout::new(to), |row| {
                        Ok(each_view(reader, &filter, self.holders, row)?)
                    });
                }
                let mut rows = self.rows::<AssetView>(to);
                each_view(reader, &filter, self.holders, |view| rows.row(&view))?;
                rows.end()
            }
            Exported::Media => {
                let mut rows = self.rows::<MediumExport>(to);
                ops::each_medium(reader, self.after, &mut |medium| rows.row(medium))?;
                rows.end()
            }
            Exported::Lots => {
                let mut rows = self.rows::<LotExport>(to);
                ops::each_lot(reader, self.after, self.holders, &mut |lot| rows.row(lot))?;
                rows.end()
            }
            Exported::Parties => {
                let mut rows = self.rows::<PartyExport>(to);
                ops::each_party(reader, self.after, self.holders, &mut |party| rows.row(party))?;
                rows.end()
            }
        }
    }

    /// The log: its lines as they are, or a row for each.
    fn log(&self, reader: &dyn Reader, to: &mut dyn Write) -> Result<usize, Stopped> {
        let after = self.after.unwrap_or(0);
        if self.format == ExportFormat::Jsonl {
            let mut spout = Spout::new(to);
            reader.lines(after, &mut |logged| flow(spout.put(logged.line.as_bytes()) && spout.put(b"\n")))?;
            return spout.end();
        }
        let mut rows = self.rows::<LoggedRow<'_>>(to);
        reader.lines(after, &mut |logged| flow(rows.row(&LoggedRow(logged))))?;
        rows.end()
    }

    /// Begins rows of one kind.
    fn rows<'t, T: Row>(&self, to: &'t mut dyn Write) -> Rows<'t> {
        if let Some(text) = Text::of::<T>(self.format) {
            return Rows::Text(text, Spout::new(to));
        }
        let mut book = Book::new(to, self.sheet, self.as_of);
        let columns: Vec<Column> = T::COLUMNS.iter().map(in_euros).collect();
        let failed = book.sheet(self.sheet, &columns, true).err();
        Rows::Xlsx(Box::new(book), failed)
    }
}

/// A column of a spreadsheet, in which money is in euros.
fn in_euros(column: &Column) -> Column {
    let mut column = column.clone();
    if let Some(name) = column.name.strip_suffix("_cents").filter(|_| column.kind == Kind::Money) {
        column.name = format!("{name}_eur").into();
    }
    column
}

/// An event as a row.
struct LoggedRow<'l>(&'l Logged<'l>);

impl Row for LoggedRow<'_> {
    const COLUMNS: &'static [Column] = &[
        Column::new("seq", Kind::Number),
        Column::new("type", Kind::Word),
        Column::new("hash", Kind::Name),
        Column::new("line", Kind::Name),
    ];

    fn cells(&self, put: &mut dyn FnMut(Cell<'_>)) {
        let Logged { seq, kind, hash, line, .. } = self.0;
        put(Cell::count(*seq));
        put(Cell::text(kind));
        put(Cell::made(hash.to_string()));
        put(Cell::text(line));
    }
}

/// Where it stands, it is a line of its own.
impl Serialize for LoggedRow<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.0.line)
    }
}

fn flow(open: bool) -> Flow {
    if open { Flow::Continue(()) } else { Flow::Break(()) }
}

/// Tells what a failure to write means: a reader that has seen enough is no error.
fn ended(failed: Option<std::io::Error>) -> Result<usize, Stopped> {
    match failed {
        Some(e) if e.kind() != ErrorKind::BrokenPipe => Err(Stopped::Writing(e)),
        _ => Ok(1),
    }
}

/// Where bytes go, until they cannot any more.
pub(super) struct Spout<'t> {
    to: &'t mut dyn Write,
    failed: Option<std::io::Error>,
}

impl<'t> Spout<'t> {
    fn new(to: &'t mut dyn Write) -> Self {
        Self { to, failed: None }
    }

    /// Writes what was made, unless it could not be; tells whether more is wanted.
    pub(super) fn take(&mut self, made: std::io::Result<Vec<u8>>) -> bool {
        match made {
            Ok(bytes) => self.put(&bytes),
            Err(e) => {
                self.failed.get_or_insert(e);
                false
            }
        }
    }

    /// Writes bytes; tells whether more are wanted.
    fn put(&mut self, bytes: &[u8]) -> bool {
        if self.failed.is_none() {
            self.failed = self.to.write_all(bytes).err();
        }
        self.failed.is_none()
    }

    /// Ends them; returns on how many sheets they are.
    pub(super) fn end(self) -> Result<usize, Stopped> {
        ended(self.failed)
    }
}

/// Rows on their way out.
enum Rows<'t> {
    Text(Text, Spout<'t>),
    Xlsx(Box<Book<&'t mut dyn Write>>, Option<Unwritten>),
}

impl Rows<'_> {
    /// Writes a row; tells whether more are wanted.
    fn row(&mut self, row: &(impl Row + Serialize)) -> bool {
        match self {
            Self::Text(text, spout) => {
                if let Err(e) = text.row(row) {
                    return spout.take(Err(e));
                }
                if !text.is_full() {
                    return true;
                }
                let open = spout.put(text.written());
                text.clear();
                open
            }
            Self::Xlsx(book, failed) => {
                if failed.is_none() {
                    *failed = book.row(|put| row.cells(put)).err();
                }
                failed.is_none()
            }
        }
    }

    /// Ends them; returns on how many sheets they are.
    fn end(self) -> Result<usize, Stopped> {
        match self {
            Self::Text(text, mut spout) => {
                spout.put(text.written());
                spout.end()
            }
            Self::Xlsx(book, failed) => match failed.map_or_else(|| book.finish(), Err) {
                Ok((sheets, _)) => Ok(sheets),
                Err(Unwritten::Io(error)) => ended(Some(error)),
                Err(other) => Err(Stopped::Reading(paper::unwritten(other, "-"))),
            },
        }
    }
}
