//! The screen: stdout is the data, stderr is the talk.

use std::{
    cell::RefCell,
    ffi::OsString,
    io::{self, BufWriter, ErrorKind, IsTerminal, Write},
    rc::Rc,
    time::Duration,
};

use serde::Serialize;

use super::{
    args::value::Color,
    failure::{Exit, Trouble},
    json,
};
use crate::{lang::Words, model::text::is_control};

/// What appears on a screen, kept in writing.
#[derive(Clone, Default)]
pub(super) struct Transcript(Rc<RefCell<Vec<u8>>>);

impl Transcript {
    /// Takes what appeared since the last time.
    pub(super) fn take(&self) -> Vec<u8> {
        self.0.take()
    }
}

impl Write for Transcript {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What a command prints on.
#[allow(clippy::struct_excessive_bools, reason = "each is asked for on its own")]
pub(super) struct Screen {
    json: bool,
    quiet: bool,
    tinted: bool,
    /// Whether what is printed appears on a terminal.
    terminal: bool,
    out: BufWriter<Box<dyn Write>>,
    talk: Box<dyn Write>,
    broken: Option<io::Error>,
}

/// The colours of a terminal (ECMA-48, 8.3.117).
#[derive(Clone, Copy)]
enum Ink {
    Red = 31,
    Yellow = 33,
    Cyan = 36,
}

#[derive(Serialize)]
struct ErrorDocument<'e> {
    error: ErrorBody<'e>,
}

#[derive(Serialize)]
pub(super) struct ErrorBody<'e> {
    pub(super) code: &'e str,
    pub(super) message: &'e str,
    pub(super) hints: &'e [String],
}

impl Screen {
    /// The screen of the program itself.
    pub(super) fn new(json: bool, quiet: bool) -> Self {
        let screen = Self::of(Box::new(io::stdout()), Box::new(io::stderr()), json, quiet);
        Self { terminal: io::stdout().is_terminal(), ..screen }
    }

    /// A screen of which all that appears is kept in writing.
    pub(super) fn on(transcript: &Transcript, json: bool, quiet: bool) -> Self {
        Self::of(Box::new(transcript.clone()), Box::new(transcript.clone()), json, quiet)
    }

    fn of(out: Box<dyn Write>, talk: Box<dyn Write>, json: bool, quiet: bool) -> Self {
        Self { json, quiet, tinted: false, terminal: false, out: BufWriter::new(out), talk, broken: None }
    }

    /// Decides whether what is said beside the data is coloured: as asked; else on a terminal, unless
    /// `NO_COLOR` is set (no-color.org).
    pub(super) fn color(&mut self, when: Color, env: &dyn Fn(&str) -> Option<OsString>) {
        self.tinted = match when {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                env("NO_COLOR").is_none()
                    && env("TERM").is_some_and(|term| term != "dumb")
                    && io::stderr().is_terminal()
            }
        };
    }

    /// A line with its first word, up to the colon, in a colour.
    fn tint(&self, ink: Ink, line: &str) -> String {
        let line = printable(line);
        match line.split_once(':').filter(|_| self.tinted) {
            Some((word, rest)) => format!("\u{1b}[{}m{word}:\u{1b}[0m{rest}", ink as u8),
            None => line.into_owned(),
        }
    }

    /// Says a warning, already worded.
    pub(super) fn warn(&mut self, line: &str) {
        let line = self.tint(Ink::Yellow, line);
        self.say(&line);
    }

    /// Says a way out, already worded.
    pub(super) fn hint(&mut self, line: &str) {
        let line = self.tint(Ink::Cyan, line);
        self.say(&line);
    }

    /// Whether what is printed appears on a terminal, which obeys some bytes.
    pub(super) fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Whether answers are JSON.
    pub(super) fn json(&self) -> bool {
        self.json
    }

    /// Whether anything is said to people beside the data.
    pub(super) fn talks(&self) -> bool {
        !self.json && !self.quiet
    }

    /// Prints a line of data.
    pub(super) fn data(&mut self, line: &str) {
        let printed = writeln!(self.out, "{}", printable(line));
        self.keep(printed);
    }

    /// Prints bytes as they are: a file that was asked for on stdout.
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        let printed = self.out.write_all(bytes);
        self.keep(printed);
    }

    /// Prints one JSON document on a line of its own.
    pub(super) fn document(&mut self, document: &impl Serialize) {
        let printed =
            json::write(&mut self.out, document).map_err(io::Error::from).and_then(|()| writeln!(self.out));
        self.keep(printed);
    }

    /// Says something beside the data.
    pub(super) fn note(&mut self, line: &str) {
        let line = printable(line).into_owned();
        self.say(&line);
    }

    fn say(&mut self, line: &str) {
        if !self.quiet {
            // The order in which a person sees things: what was printed before comes before.
            let flushed = self.out.flush();
            self.keep(flushed);
            let _ = writeln!(self.talk, "{line}");
        }
    }

    /// Hands over at once what was printed; tells whether anyone still reads it.
    pub(super) fn flush(&mut self) -> bool {
        let flushed = self.out.flush();
        self.keep(flushed);
        self.is_open()
    }

    /// Rings the bell of a terminal: once for what was done, twice for what was refused.
    pub(super) fn bell(&mut self, times: u32) {
        if self.quiet || !io::stderr().is_terminal() {
            return;
        }
        for time in 0..times {
            if time > 0 {
                // Two at once sound as one.
                std::thread::sleep(Duration::from_millis(150));
            }
            let _ = write!(self.talk, "\u{7}").and_then(|()| self.talk.flush());
        }
    }

    /// Whether anyone still reads the data; a stream that nobody reads may end.
    pub(super) fn is_open(&self) -> bool {
        self.broken.is_none()
    }

    fn keep(&mut self, printed: io::Result<()>) {
        if let Err(error) = printed {
            self.broken.get_or_insert(error);
        }
    }

    /// Ends what was printed.
    ///
    /// # Errors
    ///
    /// Returns why some of it could not be.
    pub(super) fn end(&mut self) -> Result<(), Trouble> {
        let flushed = self.out.flush();
        self.keep(flushed);
        match self.broken.take() {
            // A reader that has seen enough is no error.
            Some(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            Some(error) => Err(Trouble::Output { path: "-".to_owned(), cause: error.to_string() }),
            None => Ok(()),
        }
    }

    /// Says what went wrong, and returns the exit code that says it too.
    pub(super) fn fail(&mut self, words: &dyn Words, trouble: &Trouble) -> Exit {
        let told = trouble.told(words);
        if self.json {
            let error = ErrorBody { code: trouble.code(), message: &told.message, hints: &told.hints };
            self.document(&ErrorDocument { error });
        }
        if self.out.flush().is_ok() && self.json {
            return trouble.exit();
        }
        // Where nothing can be printed as data, it is said all the same.
        let lines = std::iter::once((Ink::Red, words.error_line(&told.message)))
            .chain(told.hints.iter().map(|hint| (Ink::Cyan, words.hint_line(hint))));
        for (ink, line) in lines {
            let line = self.tint(ink, &line);
            let _ = writeln!(self.talk, "{line}");
        }
        trouble.exit()
    }
}

/// Shows what a terminal would obey instead of print: control characters and those that turn the
/// direction of writing.
fn printable(text: &str) -> std::borrow::Cow<'_, str> {
    let risky = |c: char| is_control(c) && c != '\n';
    if !text.contains(risky) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if risky(c) { shown.extend(c.escape_unicode()) } else { shown.push(c) }
    }
    shown.into()
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn a_terminal_is_never_told_what_to_do() {
        assert_eq!(printable("a\u{1b}[31m\u{202e}b\nc"), "a\\u{1b}[31m\\u{202e}b\nc");
        assert_eq!(printable("École"), "École");
    }
}
