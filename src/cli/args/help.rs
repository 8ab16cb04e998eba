//! A page of help, laid out in 100 columns whatever the terminal, so that it is the same everywhere.

use clap::{Arg, Command};

use crate::lang::{Words, help::Heading};

/// The width of a page, in characters.
const WIDTH: usize = 100;
/// The widest a flag with its value may be for its sentence to begin on the same line.
const FLAG_WIDTH: usize = 30;

/// Lays out the help of a command of a worded and built tree.
pub(super) fn page(command: &Command, say: &dyn Words) -> String {
    let mut page = Page(String::new());
    page.paragraphs(&text(command.get_about()));
    page.usage(say.heading(Heading::Usage), &usage(command));
    let root = !command.get_bin_name().is_some_and(|name| name.contains(' '));
    let args = |wanted: &dyn Fn(&Arg) -> bool| {
        command.get_arguments().filter(|arg| wanted(arg)).map(|arg| row(arg, say)).collect::<Vec<_>>()
    };
    let commands: Vec<_> = command
        .get_subcommands()
        .map(|sub| Row { left: sub.get_name().to_owned(), right: text(sub.get_about()) })
        .collect();
    let common = |arg: &Arg| arg.is_global_set() && !root;
    page.section(say.heading(Heading::Commands), &commands);
    page.section(say.heading(Heading::Arguments), &args(&Arg::is_positional));
    page.section(say.heading(Heading::Options), &args(&|arg| !arg.is_positional() && !common(arg)));
    page.section(say.heading(Heading::Common), &args(&|arg| !arg.is_positional() && common(arg)));
    let details = text(command.get_after_help());
    if !details.is_empty() {
        page.0.push('\n');
        page.paragraphs(&details);
    }
    page.0
}

/// Returns how a command is typed, such as `rebond show [OPTIONS] <ASSET>`.
pub(super) fn usage(command: &Command) -> String {
    let usage = command.clone().render_usage().to_string();
    usage.strip_prefix("Usage:").unwrap_or(&usage).trim().to_owned()
}

struct Row {
    left: String,
    right: String,
}

fn row(arg: &Arg, say: &dyn Words) -> Row {
    let left = match arg.get_short() {
        _ if arg.is_positional() => arg.to_string(),
        Some(short) => format!("-{short}, {arg}"),
        None => format!("    {arg}"),
    };
    let mut right = text(arg.get_help());
    if arg.get_action().takes_values() {
        let choices = arg.get_possible_values();
        let codes: Vec<_> = choices.iter().map(clap::builder::PossibleValue::get_name).collect();
        if !codes.is_empty() {
            right = format!("{right} {}", say.choices(&codes));
        }
    }
    Row { left, right }
}

fn text(styled: Option<&clap::builder::StyledStr>) -> String {
    styled.map(ToString::to_string).unwrap_or_default()
}

struct Page(String);

impl Page {
    fn line(&mut self, indent: usize, line: &str) {
        self.0.push_str(&" ".repeat(indent));
        self.0.push_str(line);
        self.0.push('\n');
    }

    /// Writes paragraphs, and what is to be typed as it is.
    fn paragraphs(&mut self, text: &str) {
        for paragraph in text.lines() {
            if paragraph.starts_with(' ') {
                self.line(0, paragraph);
            } else {
                for line in wrap(paragraph, WIDTH) {
                    self.line(0, &line);
                }
            }
        }
    }

    fn usage(&mut self, heading: &str, usage: &str) {
        let indent = heading.chars().count() + 1;
        for (at, line) in wrap(usage, WIDTH - indent).iter().enumerate() {
            if at == 0 {
                self.0.push('\n');
                self.line(0, &format!("{heading} {line}"));
            } else {
                self.line(indent, line);
            }
        }
    }

    fn section(&mut self, heading: &str, rows: &[Row]) {
        if rows.is_empty() {
            return;
        }
        self.0.push('\n');
        self.line(0, heading);
        let width = |row: &Row| row.left.chars().count();
        let left = rows.iter().map(width).filter(|width| *width <= FLAG_WIDTH).max().unwrap_or(FLAG_WIDTH);
        let indent = 2 + left + 2;
        for row in rows {
            let mut lines = wrap(&row.right, WIDTH - indent).into_iter();
            if width(row) <= left {
                let first = lines.next().unwrap_or_default();
                self.line(2, &format!("{}{}  {first}", row.left, " ".repeat(left - width(row))));
            } else {
                self.line(2, &row.left);
            }
            for line in lines {
                self.line(indent, &line);
            }
        }
    }
}

/// Cuts a text at its spaces into lines of at most `width` characters; a space that must not end a
/// line is not cut at.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ') {
        let len = word.chars().count();
        if used > 0 && used + 1 + len > width {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += len;
        }
    }
    lines
}
