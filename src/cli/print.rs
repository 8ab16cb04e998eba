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
        value::{Dpi, LabelFormat, Preference},
    },
    failure::Trouble,
    output,
    run::Run,
};
use crate::{
    draw::{Dots, Drawing, font::Ruler},
    label::{
        layout::{Label, Style},
        pages::{self, Stock, Used},
        sheet::Sheet,
    },
    lang::{
        labels::Ended,
        usage::{Hint, Misuse},
    },
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
    /// Refuses an ending that promises another format, a sheet for a printer of single labels, and
    /// labels that would go nowhere. On `usual` sheets, if there are any, where nothing else is said.
    pub(super) fn new(run: &Run<'_>, args: Printing, usual: Option<Sheet>) -> Result<Self, Trouble> {
        let preferred = || run.world.preferences().value(Preference::PrintCommand).map(str::to_owned);
        let command = args.print_command.or_else(|| preferred().filter(|_| args.output.is_none()));
        if args.output.is_none() && command.is_none() {
            return Err(nowhere(run));
        }
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
        let usual = usual.filter(|_| args.size.is_none() && format != LabelFormat::Zpl);
        let stock = match args.sheet.or(usual) {
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
        Ok(Self { format, dots, lenient, stock, output: args.output, command })
    }

    /// Tells whether the labels go to standard output.
    pub(super) fn on_stdout(&self) -> bool {
        self.output.as_deref() == Some(Path::new("-"))
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
            let path = (!self.on_stdout()).then(|| run.place(path));
            run.deliver(path.as_deref(), &bytes)?;
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

/// Nobody said where labels go.
fn nowhere(run: &Run<'_>) -> Trouble {
    let names = [["--output", "--print-command"].map(str::to_owned).to_vec()];
    Trouble::Usage {
        message: run.words.misuse(&Misuse::Missing { names: &names }),
        hints: vec![run.words.hint(&Hint::More("rebond label --help"))],
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
