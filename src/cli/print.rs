//! Labels on their way out: drawn for a format, written to a file, handed to a command that prints.

use std::{
    io::{self, Write},
    os::unix::process::ExitStatusExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use super::{
    args::{
        label::Printing,
        value::{Dpi, LabelFormat},
    },
    failure::Trouble,
    output::{self, Output},
    run::{Run, shown},
};
use crate::{
    draw::{Dots, Drawing, font::Ruler},
    label::{
        layout::{Label, Style},
        pages::{self, Stock, Used},
    },
    lang::labels::Ended,
    render,
};

/// How labels are to be printed.
pub(super) struct Job {
    format: LabelFormat,
    dots: Option<Dots>,
    lenient: bool,
    stock: Stock,
    output: Option<PathBuf>,
    command: Option<String>,
}

impl Job {
    /// Reads what was asked for.
    ///
    /// # Errors
    ///
    /// Refuses an ending that promises another format, and a sheet for a printer of single labels.
    pub(super) fn new(args: Printing) -> Result<Self, Trouble> {
        // A command that prints takes pages, unless it is told that it gets something else.
        let default = if args.output.is_none() { LabelFormat::Pdf } else { LabelFormat::Svg };
        let format = output::format(
            args.format,
            args.output.as_deref(),
            LabelFormat::ALL,
            LabelFormat::code,
            default,
        )?;
        let dots = match (format, args.dpi) {
            (LabelFormat::Png, dpi) => Some(dpi.unwrap_or(Dpi::Fine).dots()),
            (LabelFormat::Zpl, dpi) => Some(dpi.unwrap_or(Dpi::Office).of_head()),
            // The coarsest printers and screens draw all modules of a page alike, if there is room.
            (LabelFormat::Pdf, None) => Some(Dpi::Office.dots()),
            (LabelFormat::Pdf | LabelFormat::Svg, dpi) => dpi.map(Dpi::dots),
        };
        let lenient = args.dpi.is_none() && format == LabelFormat::Pdf;
        let stock = match args.sheet {
            Some(sheet) if format == LabelFormat::Zpl => return Err(Trouble::SheetInZpl(sheet)),
            Some(sheet) => Stock::Sheet(Used {
                sheet,
                start: args.start.unwrap_or(1),
                right: args.offset_x.unwrap_or_default(),
                down: args.offset_y.unwrap_or_default(),
                edges: args.edges,
            }),
            None => Stock::Roll(args.size.unwrap_or_default()),
        };
        Ok(Self { format, dots, lenient, stock, output: args.output, command: args.print_command })
    }

    /// Draws the labels on their pages.
    ///
    /// # Errors
    ///
    /// Refuses what would not be readable, and a start beyond the sheet.
    pub(super) fn draw(&self, labels: &[Label]) -> Result<Vec<Drawing>, Trouble> {
        let style = Style {
            dots: self.dots,
            lenient: self.lenient,
            most: (self.format == LabelFormat::Zpl).then_some(render::zpl::MODULE_MOST),
            ruler: match self.format {
                LabelFormat::Pdf | LabelFormat::Png => Ruler::Font,
                LabelFormat::Svg | LabelFormat::Zpl => Ruler::Tenths,
            },
        };
        Ok(pages::pages(labels, &self.stock, style)?)
    }

    /// Writes the pages where they are wanted, and has them printed.
    ///
    /// # Errors
    ///
    /// Returns why they cannot be written, or how the command that prints failed.
    pub(super) fn print(&self, run: &mut Run<'_>, pages: &[Drawing]) -> Result<(), Trouble> {
        let bytes = self.bytes(run, pages)?;
        if let Some(path) = &self.output {
            if path == Path::new("-") {
                run.screen.bytes(&bytes);
            } else {
                let path = run.place(path);
                let mut output = Output::create(&path)?;
                output.put(&bytes)?;
                output.publish()?;
                let line = run.words.written(&shown(&path));
                run.screen.note(&line);
            }
        }
        if let Some(command) = &self.command {
            hand_over(run, command, &bytes)?;
            let line = run.words.printed(command);
            run.screen.note(&line);
        } else if matches!(self.stock, Stock::Sheet(_)) {
            let line = run.words.actual_size();
            run.screen.note(line);
        }
        Ok(())
    }

    fn bytes(&self, run: &Run<'_>, pages: &[Drawing]) -> Result<Vec<u8>, Trouble> {
        let dots = self.dots.unwrap_or_else(|| Dpi::Fine.dots());
        match self.format {
            LabelFormat::Svg => Ok(render::svg::svg(pages).into_bytes()),
            LabelFormat::Zpl => Ok(render::zpl::zpl(pages, dots).into_bytes()),
            LabelFormat::Pdf => {
                render::pdf::pdf(pages, self.dots, run.lang.code()).map_err(|e| Trouble::fault(e.to_string()))
            }
            LabelFormat::Png => {
                let mut bytes = Vec::new();
                render::png::png(pages, dots, &mut bytes).map_err(|e| Trouble::fault(e.to_string()))?;
                Ok(bytes)
            }
        }
    }
}

/// Has a shell run a command as it was typed; nothing of ours stands in it, the labels are on its
/// standard input. What it says goes beside the data.
fn hand_over(run: &Run<'_>, command: &str, bytes: &[u8]) -> Result<(), Trouble> {
    let failed = |cause: String| Trouble::Printing { command: command.to_owned(), cause };
    let mut child = Command::new("/bin/sh")
        .args(["-c", command])
        .stdin(Stdio::piped())
        .stdout(Stdio::from(io::stderr()))
        .spawn()
        .map_err(|e| failed(e.to_string()))?;
    let given = child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(bytes));
    let status = child.wait().map_err(|e| failed(e.to_string()))?;
    match (status.code(), given) {
        (Some(0), Ok(())) => Ok(()),
        (Some(0), Err(e)) => Err(failed(e.to_string())),
        (Some(code), _) => Err(failed(run.words.ended(Ended::Status(code)))),
        (None, _) => Err(failed(run.words.ended(Ended::Signal(status.signal())))),
    }
}
