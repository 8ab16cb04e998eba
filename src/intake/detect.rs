//! What a file is, from its content and never from its name; and its reading.

use serde_json::Value;

use super::{
    Fault, Faults, Item, Options, Reason, encoding,
    json::{self, Document},
    lshw,
    out::Out,
    smartctl,
    table::{self, Summary},
};
use crate::model::codes::codes;

codes! {
    /// What `import` reads.
    pub enum Format {
        /// A table with a header: CSV.
        Table = "table",
        /// Reports of `smartctl -j`.
        Smartctl = "smartctl",
        /// Machines, by `lshw -json`.
        Lshw = "lshw",
    }
}

/// How much of a file is looked at to tell whether it is a table.
const LOOK: usize = 4096;

/// Tells what a file is: a table where nothing shows that it is anything else.
#[must_use]
pub fn format_of(bytes: &[u8]) -> Format {
    if !is_json(bytes) {
        return Format::Table;
    }
    let Ok(text) = encoding::text_of(bytes) else { return Format::Table };
    let mut format = None;
    // The first decides; the rest is read, or refused, later.
    let _ = json::each(&text, |document| {
        format = format_of_document(&document.value);
        false
    });
    format.unwrap_or(Format::Table)
}

/// A bracket alone may begin a line of a log, or the header of a table.
fn is_json(bytes: &[u8]) -> bool {
    let mut first = look(bytes).into_iter().filter(|c| !c.is_ascii_whitespace());
    matches!((first.next(), first.next()), (Some('{'), _) | (Some('['), Some('{' | '[' | ']')))
}

/// The first characters of a file.
fn look(bytes: &[u8]) -> Vec<char> {
    let bytes = &bytes[..bytes.len().min(LOOK)];
    let (encoding, mark) = encoding_rs::Encoding::for_bom(bytes).unwrap_or((encoding_rs::UTF_8, 0));
    let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
    text.chars().collect()
}

/// XML of lshw: it prints JSON just as well.
fn is_lshw_xml(bytes: &[u8]) -> bool {
    let text: String = look(bytes).into_iter().collect();
    let text = text.trim_start();
    text.starts_with('<') && (text.contains("<list") || text.contains("<node"))
}

fn format_of_document(value: &Value) -> Option<Format> {
    if smartctl::is_report(value) {
        Some(Format::Smartctl)
    } else {
        lshw::is_node(value).then_some(Format::Lshw)
    }
}

/// Reads what is good in a file piece by piece, in its order, and returns what is wrong with the rest.
pub fn scan(bytes: &[u8], options: &Options, mut take: impl FnMut(Item)) -> (Summary, Faults) {
    let found = options.format.map(|_| format_of(bytes));
    if let Some((format, found)) = options.format.zip(found).filter(|(format, found)| format != found) {
        let reason = Reason::NotThatFormat { format: format.code(), found: found.code() };
        let fault = Fault { line: 1, column: None, value: None, reason };
        return (Summary::default(), Faults { listed: vec![fault], total: 1 });
    }
    if is_json(bytes) {
        return documents(bytes, &mut take);
    }
    if is_lshw_xml(bytes) {
        let fault = Fault { line: 1, column: None, value: None, reason: Reason::LshwXml };
        return (Summary::default(), Faults { listed: vec![fault], total: 1 });
    }
    table::scan(bytes, options, |record| take(Item::Row(record)))
}

fn documents(bytes: &[u8], take: &mut dyn FnMut(Item)) -> (Summary, Faults) {
    let mut out = Out { take, summary: Summary::default(), faults: Faults::default() };
    let mut any = false;
    let read = encoding::text_of(bytes).and_then(|text| {
        json::each(&text, |document| {
            any = true;
            document_of(&document, &mut out);
            // More would not be listed, and nothing is taken any more.
            out.faults.total < Faults::LISTED as u64
        })
    });
    match read {
        Err(fault) => out.faults.push(fault),
        Ok(()) if !any => out.fault(1, None, None, Reason::Empty),
        Ok(()) => {}
    }
    (out.summary, out.faults)
}

fn document_of(document: &Document, out: &mut Out<'_>) {
    let Document { line, value } = document;
    match format_of_document(value) {
        Some(Format::Smartctl) => smartctl::read(document, out),
        Some(Format::Lshw) => lshw::read(document, out),
        _ => {
            let erasure = json::text(value, &["type"]).is_some_and(|kind| kind.contains("Snapshot"))
                || value.get("sprog").is_some();
            let reason = if erasure { Reason::ErasureLog } else { Reason::UnknownJson };
            out.fault(*line, None, None, reason);
        }
    }
}

#[cfg(test)]
mod tests;
