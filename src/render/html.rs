//! HTML: one file with everything in it, no script, readable by whatever reads pages aloud, on a light
//! or a dark screen and on paper. Whatever a text says, it is text.
//!
//! Source: HTML Living Standard, 13.1.2.4 and 13.3; WCAG 2.2, 1.1.1, 1.3.1, 1.4.3, 2.4.2, 3.1.1.

use std::fmt;

use super::escaped::Escaped;
use crate::{
    document::{Block, Cell, Code, Document, Fact, Labelled, Phrase, Side, Signature, Table},
    draw::{
        Um,
        qr::{self, Level, Matrix},
    },
    render::{chart::write_chart, title},
};

/// The side of a module of a code.
const MODULE: Um = Um(450);
/// How the page looks: the fonts of the reader's own machine, nothing fetched.
const STYLE: &str = include_str!("../../assets/page.css");

/// Renders documents, each on a page of its own on paper.
#[must_use]
pub fn html(documents: &[Document]) -> String {
    Page(documents).to_string()
}

struct Page<'a>(&'a [Document]);

impl fmt::Display for Page<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let language = self.0.first().map_or("", |document| document.language);
        writeln!(
            f,
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">",
            Escaped(language)
        )?;
        // Nothing is fetched and no script runs, whatever a text says.
        f.write_str(
            "<meta http-equiv=\"Content-Security-Policy\" \
             content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n",
        )?;
        writeln!(f, "<title>{}</title>\n<style>\n{STYLE}</style>\n</head>", Escaped(&title(self.0)))?;
        f.write_str("<body>\n<main>\n")?;
        self.0.iter().try_for_each(|document| write_document(f, document))?;
        f.write_str("</main>\n</body>\n</html>\n")
    }
}

fn write_document(f: &mut fmt::Formatter<'_>, document: &Document) -> fmt::Result {
    writeln!(f, "<article lang=\"{}\">", Escaped(document.language))?;
    document.blocks.iter().try_for_each(|block| write_block(f, block))?;
    let foot = &document.foot;
    if !foot.head.is_empty() {
        writeln!(
            f,
            "<footer><p>{}<br><code>{}</code></p></footer>",
            Escaped(&foot.head),
            Escaped(&foot.hash)
        )?;
    }
    f.write_str("</article>\n")
}

fn write_block(f: &mut fmt::Formatter<'_>, block: &Block) -> fmt::Result {
    match block {
        Block::Title(said) => writeln!(f, "<h1>{}</h1>", Escaped(said)),
        Block::Heading(said) => writeln!(f, "<h2>{}</h2>", Escaped(said)),
        Block::Subheading(said) => writeln!(f, "<h3>{}</h3>", Escaped(said)),
        Block::Paragraph(said) => writeln!(f, "<p>{}</p>", Said(said)),
        Block::Verbatim(copied) => writeln!(f, "<pre>{}</pre>", Escaped(copied)),
        Block::List(items) => {
            f.write_str("<ul>\n")?;
            items.iter().try_for_each(|item| writeln!(f, "<li>{}</li>", Said(item)))?;
            f.write_str("</ul>\n")
        }
        Block::Figures(figures) => write_figures(f, figures),
        Block::Facts(facts) => write_facts(f, facts),
        Block::Table(table) => write_table(f, table),
        Block::Chart(chart) => {
            writeln!(f, "<figure class=\"chart\">\n<figcaption>{}</figcaption>", Escaped(&chart.title))?;
            f.write_str("<div class=\"scroll\">")?;
            write_chart(f, chart)?;
            f.write_str("</div>\n</figure>\n")
        }
        Block::Codes(codes) => codes.iter().try_for_each(|code| {
            f.write_str("<figure>")?;
            write_code(f, code)?;
            let (alt, payload) = (Escaped(&code.alt), Escaped(&code.payload));
            writeln!(f, "<figcaption>{alt}<br><code>{payload}</code></figcaption></figure>")
        }),
        Block::Signatures(boxes) => write_signatures(f, boxes),
    }
}

fn write_figures(f: &mut fmt::Formatter<'_>, figures: &[Labelled]) -> fmt::Result {
    f.write_str("<div class=\"scroll\"><table class=\"pairs figures\">\n<tbody>\n")?;
    for Labelled { label, value } in figures {
        let (label, value) = (Escaped(label), Escaped(value));
        writeln!(f, "<tr><th scope=\"row\">{label}</th><td class=\"number\">{value}</td></tr>")?;
    }
    f.write_str("</tbody>\n</table></div>\n")
}

fn write_facts(f: &mut fmt::Formatter<'_>, facts: &[Fact]) -> fmt::Result {
    f.write_str("<div class=\"scroll\"><table class=\"pairs\">\n<tbody>\n")?;
    for Fact { label, value } in facts {
        writeln!(f, "<tr><th scope=\"row\">{}</th><td>{}</td></tr>", Escaped(label), Said(value))?;
    }
    f.write_str("</tbody>\n</table></div>\n")
}

fn write_table(f: &mut fmt::Formatter<'_>, table: &Table) -> fmt::Result {
    f.write_str("<div class=\"scroll\"><table>\n<thead>\n<tr>")?;
    for (head, side) in &table.columns {
        write!(f, "<th scope=\"col\"{}>{}</th>", class(*side), Escaped(head))?;
    }
    f.write_str("</tr>\n</thead>\n<tbody>\n")?;
    table.rows.iter().try_for_each(|row| write_row(f, table, row, false))?;
    f.write_str("</tbody>\n")?;
    if let Some(total) = &table.total {
        f.write_str("<tfoot>\n")?;
        write_row(f, table, total, true)?;
        f.write_str("</tfoot>\n")?;
    }
    f.write_str("</table></div>\n")
}

fn write_row(f: &mut fmt::Formatter<'_>, table: &Table, row: &[Cell], total: bool) -> fmt::Result {
    f.write_str("<tr>")?;
    for (at, (cell, (_, side))) in row.iter().zip(&table.columns).enumerate() {
        let (open, close) = if total && at == 0 { ("th scope=\"row\"", "th") } else { ("td", "td") };
        let class = if *side == Side::Left && is_one_word(cell) { " class=\"word\"" } else { class(*side) };
        write!(f, "<{open}{class}>")?;
        match cell {
            Cell::Text(said) => write!(f, "{}", Said(said))?,
            Cell::Code(code) => write_code(f, code)?,
        }
        write!(f, "</{close}>")?;
    }
    f.write_str("</tr>\n")
}

/// Whether a cell is one word with hyphens, such as a tag or a serial number, that is not too long to stand on one line:
/// broken at a hyphen, it could be read as two.
fn is_one_word(cell: &Cell) -> bool {
    /// As long as most serial numbers, in characters.
    const LONG: usize = 20;
    let Cell::Text(phrase) = cell else { return false };
    let text = phrase.text();
    text.contains('-') && !text.contains(char::is_whitespace) && text.chars().count() <= LONG
}

const fn class(side: Side) -> &'static str {
    match side {
        Side::Left => "",
        Side::Right => " class=\"number\"",
    }
}

fn write_signatures(f: &mut fmt::Formatter<'_>, boxes: &[Signature]) -> fmt::Result {
    f.write_str("<div class=\"signatures\">\n")?;
    for Signature { role, lines } in boxes {
        write!(f, "<section><p><strong>{}</strong></p>", Escaped(role))?;
        lines.iter().try_for_each(|line| write!(f, "<p>{}</p>", Escaped(line)))?;
        f.write_str("</section>\n")?;
    }
    f.write_str("</div>\n")
}

/// Draws a code, dark on light on whatever screen: a scanner wants it so.
fn write_code(f: &mut fmt::Formatter<'_>, code: &Code) -> fmt::Result {
    let Ok(matrix) = qr::qr(&code.payload, Level::M) else {
        return write!(f, "<code>{}</code>", Escaped(&code.payload));
    };
    let (quiet, side) = (Matrix::QUIET, u32::from(matrix.side()) + 2 * u32::from(Matrix::QUIET));
    let width = MODULE * i64::from(side);
    write!(
        f,
        "<svg class=\"code\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {side} {side}\" \
         width=\"{width}mm\" height=\"{width}mm\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/>\
         <path shape-rendering=\"crispEdges\" d=\"",
        Escaped(&code.alt)
    )?;
    for run in matrix.runs() {
        let (x, y, length) = (run.x + quiet, run.y + quiet, run.length);
        write!(f, "M{x} {y}h{length}v1h-{length}z")?;
    }
    f.write_str("\"/></svg>")
}

struct Said<'a>(&'a Phrase);

impl fmt::Display for Said<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.0.iter().try_for_each(|span| {
            let text = Escaped(&span.text);
            if span.strong { write!(f, "<strong>{text}</strong>") } else { write!(f, "{text}") }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        document::{Chart, Foot},
        draw::{
            Anchor, Face, Text,
            picture::{Ink, Mark, Picture},
        },
    };

    const HOSTILE: &str = "<script>alert('1')</script> \" onload=\"x & <!-- \u{1}";

    fn picture(text: String) -> Picture {
        let mut picture = Picture { width: Um::mm(10), height: Um::mm(5), layers: Vec::new() };
        let (x, y) = (Um(0), Um::mm(4));
        let text = Text { x, y, anchor: Anchor::End, size: Um(2500), face: Face::Strong, text };
        picture.put(Ink::Pale, Mark::Text(text));
        picture
    }

    fn hostile() -> Document {
        let said = || HOSTILE.to_owned();
        let code = || Code { payload: said(), alt: said() };
        Document {
            title: said(),
            language: "fr",
            blocks: vec![
                Block::Title(said()),
                Block::Heading(said()),
                Block::Subheading(said()),
                Block::Paragraph(said().into()),
                Block::Verbatim(said()),
                Block::List(vec![said().into()]),
                Block::Figures(vec![Labelled { label: said(), value: said() }]),
                Block::Facts(vec![Fact { label: said(), value: said().into() }]),
                Block::Table(Table {
                    columns: vec![(said(), Side::Left), (said(), Side::Right)],
                    rows: vec![vec![said().into(), Cell::Code(code())]],
                    total: Some(vec![said().into(), said().into()]),
                }),
                Block::Chart(Box::new(Chart {
                    title: said(),
                    said: said(),
                    picture: picture(said()),
                    ..Chart::default()
                })),
                Block::Codes(vec![code()]),
                Block::Signatures(vec![Signature { role: said(), lines: vec![said()] }]),
            ],
            foot: Foot { head: said(), hash: said(), page: "Page" },
        }
    }

    #[test]
    fn no_text_becomes_markup_wherever_it_stands() {
        let page = html(&[hostile()]);
        for forbidden in ["<script", "onload=\"", "<!-- ", "\u{1}", "alert('1')"] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
        assert_eq!(page.matches("&lt;script&gt;").count(), 28, "{page}");
    }

    #[test]
    fn every_element_that_is_opened_is_closed_in_its_order() {
        let page = html(&[hostile(), hostile()]);
        let mut open = Vec::new();
        for tag in page.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()) {
            let name = tag.split(' ').next().unwrap();
            if let Some(name) = name.strip_prefix('/') {
                assert_eq!(open.pop(), Some(name), "{tag}");
            } else if !tag.ends_with('/') && !["!doctype", "meta", "br"].contains(&name) {
                open.push(name);
            }
        }
        assert!(open.is_empty(), "{open:?}");
    }

    #[test]
    fn a_page_fetches_nothing() {
        let page = html(&[hostile()]);
        for fetching in ["http://", "https://", "url(", "@import", " src=", " href="] {
            assert!(!page.contains(fetching), "{fetching}");
        }
    }
}
