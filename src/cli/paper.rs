//! Documents on their way out: by which template, in which format, to a file or to stdout.

use std::path::{Path, PathBuf};

use super::{
    args::{
        paper::PaperOutput,
        value::{PaperFormat, Preference},
    },
    failure::Trouble,
    output,
    run::{Run, bytes_of, shown},
};
use crate::{
    document::{Document, Issue, Paper, Template, sheet::Sheet},
    lang::{BadTemplate, Fault, Lang, Told, Words, usage::nearest},
    model::day::Day,
    render::{
        self,
        xlsx::{Book, Unwritten},
    },
    report::Moment,
    store::{Reader, View},
};

/// Between two documents of a text.
const APART: &str = "\n\n";
/// The same in Markdown: a rule.
const RULE: &str = "\n---\n\n";

/// Returns documents as one file of a format.
///
/// # Errors
///
/// Returns a fault of ours.
pub(super) fn bytes(format: PaperFormat, documents: &[Document]) -> Result<Vec<u8>, Trouble> {
    let each = |render: fn(&Document) -> String, between: &str| {
        documents.iter().map(render).collect::<Vec<_>>().join(between).into_bytes()
    };
    Ok(match format {
        PaperFormat::Text => each(render::text, APART),
        PaperFormat::Markdown => each(render::markdown, RULE),
        PaperFormat::Html => render::html(documents).into_bytes(),
        PaperFormat::Pdf => {
            render::pdf::papers(documents).map_err(|error| Trouble::fault(error.to_string()))?
        }
    })
}

/// Refuses a spreadsheet where a terminal would show its bytes.
///
/// # Errors
///
/// Returns the way out.
pub(super) fn refuse_terminal(run: &Run<'_>) -> Result<(), Trouble> {
    if !run.screen.is_terminal() {
        return Ok(());
    }
    let Told { message, hints } = run.words.sheet_on_terminal();
    Err(Trouble::Usage { message, hints })
}

/// Returns sheets as one spreadsheet.
///
/// # Errors
///
/// Refuses a text that no cell takes.
pub(super) fn book(title: &str, day: Day, sheets: &[Sheet]) -> Result<Vec<u8>, Trouble> {
    let mut book = Book::new(Vec::new(), title, day);
    let mut write = || -> Result<(), Unwritten> {
        for sheet in sheets {
            book.sheet(&sheet.name, &sheet.columns, sheet.filtered)?;
            for row in &sheet.rows {
                book.row(|put| row.iter().cloned().for_each(put))?;
            }
            sheet.charts.iter().for_each(|chart| book.chart(chart, &sheet.rows));
        }
        Ok(())
    };
    write().and_then(|()| book.finish()).map(|(_, bytes)| bytes).map_err(|error| unwritten(error, "-"))
}

/// Tells why a spreadsheet is not written to a place.
pub(super) fn unwritten(error: Unwritten, path: &str) -> Trouble {
    match error {
        Unwritten::TooLong { sheet, row, column, characters } => {
            Trouble::Cell { sheet, row, column, characters }
        }
        Unwritten::Io(error) => Trouble::Output { path: path.to_owned(), cause: error.to_string() },
    }
}

/// Where documents go, and in which format.
pub(super) struct Target {
    format: PaperFormat,
    path: Option<PathBuf>,
}

impl Target {
    /// Reads what was asked for.
    ///
    /// # Errors
    ///
    /// Refuses an ending that promises another format.
    pub(super) fn of(run: &Run<'_>, asked: &PaperOutput) -> Result<Self, Trouble> {
        let path = asked.output.as_deref().filter(|path| *path != Path::new("-")).map(|path| run.place(path));
        let known = PaperFormat::ALL;
        let format =
            output::format(asked.format, path.as_deref(), known, PaperFormat::code, PaperFormat::Text)?;
        Ok(Self { format, path })
    }

    /// Writes documents there, whole or not at all, and says where.
    ///
    /// # Errors
    ///
    /// Returns why they cannot be written.
    pub(super) fn write(&self, run: &mut Run<'_>, documents: &[Document]) -> Result<(), Trouble> {
        let bytes = bytes(self.format, documents)?;
        run.deliver(self.path.as_deref(), &bytes)
    }
}

/// What every document that is issued now has in common.
pub(super) struct Sheets {
    words: &'static dyn Words,
    organisation: String,
    label_url: String,
    moment: Moment,
    folder: Option<PathBuf>,
}

/// A template, and where its faults are looked for.
pub(super) struct Loaded {
    file: String,
    template: Template,
}

impl Sheets {
    /// Looks at the record as it is now, and warns of templates that no document is made from.
    ///
    /// # Errors
    ///
    /// Returns why it cannot be read.
    pub(super) fn new(run: &mut Run<'_>, reader: &dyn Reader) -> Result<Self, Trouble> {
        let policies = reader.policies()?;
        let folder = run.world.preferences().value(Preference::Templates).map(PathBuf::from);
        if let Some(folder) = &folder {
            warn_of_strays(run, folder);
        }
        Ok(Self {
            words: run.words,
            organisation: policies.organisation,
            label_url: policies.label_url,
            moment: Moment::of(reader, View::default())?,
            folder,
        })
    }

    pub(super) fn issue(&self) -> Issue<'_> {
        Issue {
            words: self.words,
            organisation: &self.organisation,
            label_url: &self.label_url,
            moment: self.moment,
        }
    }

    /// Reads the template of a document: that of the folder preferred, else the one of the program.
    ///
    /// # Errors
    ///
    /// Returns its first fault with its file, line and column, and why the folder or the file cannot be read.
    pub(super) fn template(&self, paper: Paper) -> Result<Loaded, Trouble> {
        let language = self.words.language();
        let own =
            self.folder.as_ref().map(|folder| own(folder, language.code(), paper)).transpose()?.flatten();
        let (file, source) = own.unwrap_or_else(|| {
            (format!("{language}/{paper}.md"), paper.shipped(language).as_bytes().to_vec())
        });
        let source = String::from_utf8(source).map_err(|error| {
            let sound = error.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(&error.as_bytes()[..sound]).into_owned();
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
            let bad = BadTemplate { line, column, fault: Fault::NotText };
            Trouble::Template { file: file.clone(), bad }
        })?;
        match Template::read(&source, paper.shape()) {
            Ok(template) => Ok(Loaded { file, template }),
            Err(bad) => Err(Trouble::Template { file, bad }),
        }
    }
}

/// Returns the template of a folder, if it has one.
fn own(folder: &Path, language: &str, paper: Paper) -> Result<Option<(String, Vec<u8>)>, Trouble> {
    if let Err(error) = std::fs::read_dir(folder) {
        return Err(Trouble::Unreadable { path: shown(folder), cause: error.to_string() });
    }
    let file = folder.join(language).join(format!("{paper}.md"));
    if file.symlink_metadata().is_err() {
        return Ok(None);
    }
    // A link may lead to a file; what else there is, such as a pipe, is not waited for.
    if !file.is_file() {
        return Err(Trouble::NoTemplate { path: shown(&file), folder: file.is_dir() });
    }
    Ok(Some((shown(&file), bytes_of(&file)?)))
}

/// How many templates of no document are named.
const STRAYS: usize = 5;

/// Warns of what stands among the templates and is the one of no document: a slip in its name, or in the folder.
fn warn_of_strays(run: &mut Run<'_>, folder: &Path) {
    let own = (folder.to_owned(), None);
    let languages = Lang::ALL.iter().map(|lang| (folder.join(lang.code()), Some(*lang)));
    let places: Vec<(PathBuf, Option<Lang>)> = std::iter::once(own).chain(languages).collect();
    let mut strays = Vec::new();
    for (place, lang) in places {
        // A folder that cannot be read is told of where a template is wanted from it.
        for entry in std::fs::read_dir(place).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            let known = lang.is_some() && Paper::ALL.iter().any(|paper| name == format!("{paper}.md"));
            if !known && is_template(&name) && path.is_file() {
                let meant = nearest(
                    name.split('.').next().unwrap_or(&name),
                    Paper::ALL.iter().map(|paper| paper.code()),
                );
                let lang = lang.unwrap_or_else(|| run.words.language());
                strays.push((shown(&path), meant.map(|paper| format!("{lang}/{paper}.md"))));
            }
        }
    }
    strays.sort();
    let known: Vec<&str> = Paper::ALL.iter().map(|paper| paper.code()).collect();
    for (path, meant) in strays.iter().take(STRAYS) {
        let line = run.words.warning_line(&run.words.stray_template(path, meant.as_deref(), &known));
        run.screen.warn(&line);
    }
}

/// Tells whether a file is meant as a template, by its name: neither what explains them nor what an editor left.
fn is_template(name: &str) -> bool {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let text = ["md", "markdown", "txt", ""].iter().any(|known| ending.eq_ignore_ascii_case(known));
    text && !name.starts_with('.') && !name.ends_with('~') && !stem.eq_ignore_ascii_case("readme")
}

impl Loaded {
    /// Writes a document by the template.
    ///
    /// # Errors
    ///
    /// Returns the fault of the template with its file.
    pub(super) fn write(
        &self,
        write: impl FnOnce(&Template) -> Result<Document, BadTemplate>,
    ) -> Result<Document, Trouble> {
        write(&self.template).map_err(|bad| Trouble::Template { file: self.file.clone(), bad })
    }
}
