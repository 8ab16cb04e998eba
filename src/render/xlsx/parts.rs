//! The parts of a spreadsheet beside its rows.

use std::{fmt::Write as _, ops::Range};

use crate::{
    document::sheet::{Column, Kind},
    model::day::Day,
};

pub(super) const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
pub(super) const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
pub(super) const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
pub(super) const CHART: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";

/// How many characters stand side by side in a column of sentences.
pub(super) const LONG: usize = 70;

/// The format of a mass.
const MASS: &str = "#,##0.000&quot; kg&quot;";

/// How a cell looks. The order is that of `cellXfs` in [`styles`].
#[derive(Clone, Copy)]
pub(super) enum Style {
    Plain,
    Head,
    Whole,
    Money,
    Day,
    Mass,
    Share,
    /// A text that would become a formula where somebody edits it.
    Quoted,
    Wrapped,
}

impl Style {
    pub(super) const fn number(self) -> usize {
        self as usize
    }

    /// The format of its numbers, as [`styles`] says it or as its number means it (ECMA-376-1, 18.8.30).
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Whole => "0",
            Self::Money => "#,##0.00",
            Self::Mass => MASS,
            Self::Share => "0.00%",
            _ => "General",
        }
    }
}

/// The look of cells: formats of numbers by the numbers that every reader knows (ECMA-376-1, 18.8.30), so that
/// a day is written as its reader writes days.
pub(super) fn styles() -> String {
    let cell = |format: u32, rest: &str| {
        format!("<xf numFmtId=\"{format}\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"{rest}")
    };
    let number = |format: u32| cell(format, " applyNumberFormat=\"1\"/>");
    let top = "<alignment vertical=\"top\" wrapText=\"1\"/></xf>";
    let cells = [
        cell(0, "/>"),
        "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>".to_owned(),
        number(1),
        number(4),
        number(14),
        number(164),
        number(10),
        cell(0, " quotePrefix=\"1\"/>"),
        cell(0, &format!(" applyAlignment=\"1\">{top}")),
    ];
    let font =
        |bold: &str| format!("<font>{bold}<sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>");
    let fill = |pattern: &str| format!("<fill><patternFill patternType=\"{pattern}\"/></fill>");
    format!(
        "{XML}<styleSheet xmlns=\"{MAIN}\">\
         <numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"{MASS}\"/></numFmts>\
         <fonts count=\"2\">{}{}</fonts><fills count=\"2\">{}{}</fills>\
         <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
         <cellXfs count=\"{}\">{}</cellXfs>\
         <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>",
        font(""),
        font("<b/>"),
        fill("none"),
        fill("gray125"),
        cells.len(),
        cells.concat()
    )
}

/// How wide a column is, in characters.
pub(super) fn width(column: &Column) -> usize {
    let least = match column.kind {
        Kind::Flag => 8,
        Kind::Day => 12,
        Kind::Word | Kind::Money | Kind::Share => 14,
        Kind::Number | Kind::Mass => 16,
        Kind::Name => 24,
        Kind::Long => LONG,
    };
    // A filter hides three letters of the header.
    least.max((column.name.chars().count() + 3).min(40))
}

/// A sheet up to its rows: its first row stays in sight, its columns are as wide as what they hold.
pub(super) fn sheet_start(columns: &[Column], first: bool) -> String {
    let shown = if first { " tabSelected=\"1\"" } else { "" };
    let mut text = format!(
        "{XML}<worksheet xmlns=\"{MAIN}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView{shown} workbookViewId=\"0\">\
         <pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>\
         <selection pane=\"bottomLeft\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>"
    );
    for (at, column) in columns.iter().enumerate() {
        let (at, width) = (at + 1, width(column));
        let _ = write!(text, "<col min=\"{at}\" max=\"{at}\" width=\"{width}\" customWidth=\"1\"/>");
    }
    text + "</cols><sheetData>"
}

/// A sheet after its rows: printed, its columns stand side by side on an A4 page.
pub(super) fn sheet_end(filter: Option<&str>, drawn: bool) -> String {
    let drawing =
        if drawn { format!("<drawing xmlns:r=\"{OFFICE}\" r:id=\"rId1\"/>") } else { String::new() };
    let filter = filter.map(|area| format!("<autoFilter ref=\"{area}\"/>")).unwrap_or_default();
    format!(
        "</sheetData>{filter}<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.5\" header=\"0.3\" footer=\"0.3\"/>\
         <pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/>{drawing}</worksheet>"
    )
}

/// The list of sheets, and of the areas of their filters.
pub(super) fn workbook(names: &[&str], filters: &[(usize, String)]) -> String {
    let mut text = format!(
        "{XML}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><bookViews><workbookView/></bookViews><sheets>"
    );
    for (at, name) in names.iter().enumerate() {
        text.push_str("<sheet name=\"");
        escape(&mut text, name);
        let _ = write!(text, "\" sheetId=\"{0}\" r:id=\"rId{0}\"/>", at + 1);
    }
    text.push_str("</sheets>");
    if !filters.is_empty() {
        text.push_str("<definedNames>");
        for (at, area) in filters {
            let _ = write!(
                text,
                "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{at}\" hidden=\"1\">"
            );
            escape(&mut text, area);
            text.push_str("</definedName>");
        }
        text.push_str("</definedNames>");
    }
    text + "</workbook>"
}

fn relation(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>")
}

fn relations(of: &[String]) -> String {
    format!("{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">{}</Relationships>", of.concat())
}

/// Where the sheets are.
pub(super) fn workbook_rels(sheets: usize) -> String {
    let sheet = |at: usize| {
        relation(&format!("rId{at}"), &format!("{OFFICE}/worksheet"), &format!("worksheets/sheet{at}.xml"))
    };
    let mut all: Vec<String> = (1..=sheets).map(sheet).collect();
    all.push(relation("styles", &format!("{OFFICE}/styles"), "styles.xml"));
    relations(&all)
}

/// Where the drawing of a sheet is.
pub(super) fn sheet_rels(drawing: usize) -> String {
    let target = format!("../drawings/drawing{drawing}.xml");
    relations(&[relation("rId1", &format!("{OFFICE}/drawing"), &target)])
}

/// Where the charts of a drawing are.
pub(super) fn drawing_rels(charts: Range<usize>) -> String {
    let chart = |(at, chart): (usize, usize)| {
        let target = format!("../charts/chart{chart}.xml");
        relation(&format!("rId{}", at + 1), &format!("{OFFICE}/chart"), &target)
    };
    relations(&charts.enumerate().map(chart).collect::<Vec<_>>())
}

/// Where the parts are.
pub(super) fn rels() -> String {
    relations(&[
        relation("rId1", &format!("{OFFICE}/officeDocument"), "xl/workbook.xml"),
        relation("rId2", &format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"),
        relation("rId3", &format!("{OFFICE}/extended-properties"), "docProps/app.xml"),
    ])
}

/// What each part is.
pub(super) fn content_types(sheets: usize, drawings: usize, charts: usize) -> String {
    const OTHER: &str = "application/vnd.openxmlformats-officedocument";
    const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let part = |name: &str, kind: &str| format!("<Override PartName=\"{name}\" ContentType=\"{kind}\"/>");
    let mut parts = String::new();
    for at in 1..=sheets {
        parts += &part(&format!("/xl/worksheets/sheet{at}.xml"), &format!("{SHEET}.worksheet+xml"));
    }
    for at in 1..=drawings {
        parts += &part(&format!("/xl/drawings/drawing{at}.xml"), &format!("{OTHER}.drawing+xml"));
    }
    for at in 1..=charts {
        parts += &part(&format!("/xl/charts/chart{at}.xml"), &format!("{OTHER}.drawingml.chart+xml"));
    }
    format!(
        "{XML}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{}{parts}{}{}{}</Types>",
        part("/xl/workbook.xml", &format!("{SHEET}.sheet.main+xml")),
        part("/xl/styles.xml", &format!("{SHEET}.styles+xml")),
        part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        part("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    )
}

/// What the file says of itself: a title and a day; no person, no clock.
pub(super) fn core(title: &str, day: Day) -> String {
    let mut said = String::new();
    escape(&mut said, title);
    format!(
        "{XML}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{said}</dc:title>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:created></cp:coreProperties>"
    )
}

/// What made the file.
pub(super) fn app() -> String {
    format!(
        "{XML}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Application>rebond</Application></Properties>"
    )
}

/// Writes a text so that it means itself: the signs of XML, what XML cannot hold, and what a spreadsheet would
/// read as the number of a character (ECMA-376-1, 22.9.2.19).
pub(super) fn escape(to: &mut String, text: &str) {
    write_escaped(to, text, true);
}

/// Writes a text where the number of a character means only itself: formulas, titles, what a chart says.
pub(super) fn plain(to: &mut String, text: &str) {
    write_escaped(to, text, false);
}

fn write_escaped(to: &mut String, text: &str, numbers: bool) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '_', '\u{fffe}', '\u{ffff}']) {
        to.push_str(&rest[..at]);
        let Some(c) = rest[at..].chars().next() else { break };
        match c {
            '&' => to.push_str("&amp;"),
            '<' => to.push_str("&lt;"),
            '>' => to.push_str("&gt;"),
            '"' => to.push_str("&quot;"),
            '_' if numbers && is_number(&rest[at..]) => to.push_str("_x005F_"),
            '_' => to.push('_'),
            _ => to.push('\u{fffd}'),
        }
        rest = &rest[at + c.len_utf8()..];
    }
    to.push_str(rest);
}

/// Whether a text begins as the number of a character does: `_x0041_`.
fn is_number(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 7
        && bytes[1].eq_ignore_ascii_case(&b'x')
        && bytes[2..6].iter().all(u8::is_ascii_hexdigit)
        && bytes[6] == b'_'
}

/// The letters of a column: A to Z, then AA.
pub(super) fn letters(at: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = at + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.iter().rev().collect()
}
