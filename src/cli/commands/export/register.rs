//! `export register`: the register of outgoing waste, in the layout of the national register or as JSON Lines.

use serde::{Serialize, Serializer};

use crate::{
    cli::{
        args::{export::Export, value::ExportFormat},
        failure::Trouble,
        json, paper,
        run::Run,
    },
    document,
    lang::{Lang, Words, capital, sheets::Exported, words},
    report::{
        Cell, Column, Moment, Table,
        register::{Content, Line, lines, table, trackdechets},
    },
    store::Reader,
};

/// The register, written out.
pub(super) enum Register {
    Text(String),
    Book(Vec<u8>),
}

impl Register {
    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Book(bytes) => bytes,
        }
    }
}

/// Returns the register of a period, written out; says how many of its lines the national register would
/// not take.
pub(super) fn made(
    run: &mut Run<'_>,
    reader: &dyn Reader,
    args: &Export,
    format: ExportFormat,
    moment: Moment,
) -> Result<Register, Trouble> {
    let period = moment.period(args.period)?;
    let lines = lines(reader, period, moment.as_of)?;
    let sender = reader.policies()?.organisation_siret;
    let incomplete = lines.iter().filter(|line| !line.lacks(&sender).is_empty()).count();
    if incomplete > 0 {
        let note = run.words.register_incomplete(incomplete, lines.len(), &period.to_string());
        run.screen.note(&note);
    }
    match format {
        // The national register is French, whatever language the person who exports speaks.
        ExportFormat::Csv => {
            Ok(Register::Text(trackdechets::write(&lines, &sender, &|line| usual(line, words(Lang::Fr)))?))
        }
        ExportFormat::Jsonl => json_lines(&table(&lines)).map(Register::Text),
        ExportFormat::Xlsx => {
            let name = run.words.sheet(Exported::Register);
            let sheet = document::sheet_of_codes(name, &table(&lines));
            paper::book(name, moment.as_of, &[sheet]).map(Register::Book)
        }
    }
}

/// The usual name of the waste of a line: what is in it.
fn usual(line: &Line, words: &dyn Words) -> String {
    let named = line.contents.iter().map(|(content, count)| {
        let name = match content {
            Content::Asset(kind) => words.kind(*kind),
            Content::Medium(kind) => words.medium_kind(*kind),
            Content::Bulk(said) => said.as_deref().unwrap_or_else(|| words.erased()),
        };
        format!("{name} ({count})")
    });
    capital(&named.collect::<Vec<_>>().join(", "))
}

/// A line of the register by the columns of the report.
struct Document<'t>(&'t [Column], &'t [Cell]);

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|column| column.code()).zip(self.1))
    }
}

/// Each line of the register as a document of its own.
fn json_lines(table: &Table) -> Result<String, Trouble> {
    let mut text = String::new();
    for row in &table.rows {
        let document = Document(&table.columns, row);
        text.push_str(&json::text(&document).map_err(|error| Trouble::fault(error.to_string()))?);
        text.push('\n');
    }
    Ok(text)
}
