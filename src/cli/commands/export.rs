//! `export`: what other programs read.

use std::{io::Write, path::Path};

use super::asset::{columns, each_view, row};
use crate::{
    cli::{
        args::{
            export::Export,
            value::{ExportFormat, Exported},
        },
        csv::Csv,
        failure::{Exit, Trouble},
        output::{self, Output},
        run::{Run, shown},
        screen::Screen,
    },
    store::{AssetFilter, Flow, Reader},
};

pub(super) fn export(run: &mut Run<'_>, args: &Export) -> Result<Exit, Trouble> {
    let store = run.store()?;
    let reader = store.read()?;
    let reader = reader.as_ref();
    let path = args.output.as_deref().filter(|path| *path != Path::new("-")).map(|path| run.place(path));
    let path = path.as_deref();
    let default = match args.what {
        Exported::Log => ExportFormat::Jsonl,
        Exported::Assets if run.screen.json() => ExportFormat::Jsonl,
        Exported::Assets => ExportFormat::Csv,
    };
    let format = output::format(args.format, path, ExportFormat::ALL, ExportFormat::code, default)?;
    match path {
        None => pour(reader, args, format, &mut Stdout(&mut run.screen))?,
        Some(path) => {
            let mut output = Output::create(path)?;
            pour(reader, args, format, &mut output)?;
            output.publish()?;
            let line = run.words.written(&shown(path));
            run.screen.note(&line);
        }
    }
    Ok(Exit::Done)
}

/// The screen as something to write to; when nobody reads any more, the stream ends.
struct Stdout<'s>(&'s mut Screen);

impl Write for Stdout<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.bytes(bytes);
        if self.0.is_open() { Ok(bytes.len()) } else { Err(std::io::ErrorKind::BrokenPipe.into()) }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn pour(reader: &dyn Reader, args: &Export, format: ExportFormat, to: &mut dyn Write) -> Result<(), Trouble> {
    let after = args.since.unwrap_or(0);
    let mut failed = None;
    let mut put = |bytes: &[u8]| match to.write_all(bytes) {
        Ok(()) => true,
        Err(e) => {
            failed = Some(e);
            false
        }
    };
    let flow = |open: bool| if open { Flow::Continue(()) } else { Flow::Break(()) };
    match (args.what, format) {
        (Exported::Log, ExportFormat::Jsonl) => {
            reader.lines(after, &mut |logged| flow(put(logged.line.as_bytes()) && put(b"\n")))?;
        }
        (Exported::Log, ExportFormat::Csv) => {
            let mut csv = Csv::new(&["seq", "type", "hash", "line"]);
            reader.lines(after, &mut |logged| {
                csv.row(&[
                    logged.seq.to_string(),
                    logged.kind.to_owned(),
                    logged.hash.to_string(),
                    logged.line.to_owned(),
                ]);
                flow(put(&csv.take()))
            })?;
        }
        (Exported::Assets, ExportFormat::Jsonl) => {
            let filter = changed(args);
            each_view(reader, &filter, args.holders, |view| {
                let line = serde_json::to_string(&view).unwrap_or_default();
                put(line.as_bytes()) && put(b"\n")
            })?;
        }
        (Exported::Assets, ExportFormat::Csv) => {
            let mut csv = Csv::new(&columns());
            let filter = changed(args);
            put(&csv.take());
            each_view(reader, &filter, args.holders, |view| {
                csv.row(&row(&view));
                put(&csv.take())
            })?;
        }
    }
    match failed {
        // A reader that has seen enough is no error.
        Some(e) if e.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        Some(e) => {
            let path = args.output.as_deref().map_or_else(|| "-".to_owned(), shown);
            Err(Trouble::Output { path, cause: e.to_string() })
        }
        None => Ok(()),
    }
}

fn changed(args: &Export) -> AssetFilter {
    AssetFilter { changed_after: args.since, ..AssetFilter::default() }
}
