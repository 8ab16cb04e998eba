//! Markdown, with the tables of GitHub, which nearly every tool that shows Markdown has.
//!
//! Nothing in a text is taken for markup, a link or HTML: what could be is escaped. Columns are
//! aligned, so that the file reads well as it is.
//!
//! Source: `CommonMark` 0.31, 2.4 and 6.6; GitHub Flavored Markdown 0.29, 4.10 and 6.9.

use crate::{
    document::{Block, Cell, Chart, Code, Document, Fact, Labelled, Phrase, Side, Signature, Table},
    render::text::letters,
};

/// The shortest rule under the head of a column.
const RULE: usize = 3;
/// The width of a chart in letters.
const WIDTH: usize = 72;

/// Renders a document as Markdown, with a line feed after each line.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let blocks: Vec<String> = document.blocks.iter().map(block).filter(|block| !block.is_empty()).collect();
    blocks.join("\n")
}

/// A block with a line feed at its end.
fn block(block: &Block) -> String {
    match block {
        Block::Title(title) => format!("# {}\n", inline(title)),
        Block::Heading(heading) => format!("## {}\n", inline(heading)),
        Block::Subheading(heading) => format!("### {}\n", inline(heading)),
        Block::Paragraph(sentences) => format!("{}\n", phrase(sentences, line)),
        Block::Facts(facts) => self::facts(facts),
        Block::Figures(figures) => self::figures(figures),
        Block::Table(table) => self::table(table),
        Block::Chart(chart) => self::chart(chart),
        Block::List(items) => {
            items.iter().flat_map(|item| ["- ", &phrase(item, line), "\n"].map(str::to_owned)).collect()
        }
        Block::Verbatim(copied) => verbatim(copied),
        Block::Codes(codes) => codes.iter().map(code).collect(),
        Block::Signatures(boxes) => signatures(boxes),
    }
}

/// Figures are a table whose columns need no head.
fn figures(figures: &[Labelled]) -> String {
    table(&Table {
        columns: vec![(String::new(), Side::Left), (String::new(), Side::Right)],
        rows: figures.iter().map(|of| vec![of.label.clone().into(), of.value.clone().into()]).collect(),
        total: None,
    })
}

/// So are facts, whose values are words.
fn facts(facts: &[Fact]) -> String {
    table(&Table {
        columns: vec![(String::new(), Side::Left), (String::new(), Side::Left)],
        rows: facts.iter().map(|of| vec![of.label.clone().into(), Cell::Text(of.value.clone())]).collect(),
        total: None,
    })
}

/// Bars are letters of one width, as in a text.
fn chart(chart: &Chart) -> String {
    if chart.bars.is_empty() { String::new() } else { verbatim(&letters(chart, WIDTH).join("\n")) }
}

/// A code is named, and what it says written out.
fn code(code: &Code) -> String {
    format!("{}: {}\n", line(&code.alt), inline(&code.payload))
}

/// Places to sign stand side by side, as the columns of a table.
fn signatures(boxes: &[Signature]) -> String {
    let tall = boxes.iter().map(|place| place.lines.len()).max().unwrap_or(0);
    let row =
        |at: usize| boxes.iter().map(move |place| place.lines.get(at).cloned().unwrap_or_default().into());
    table(&Table {
        columns: boxes.iter().map(|place| (place.role.clone(), Side::Left)).collect(),
        rows: (0..tall).map(|at| row(at).collect()).collect(),
        total: None,
    })
}

/// What is read first is bold. Spaces at its ends stand outside, or it would not be.
fn phrase(phrase: &Phrase, first: fn(&str) -> String) -> String {
    let mut written = String::new();
    for span in &phrase.0 {
        let said = if written.is_empty() { first(&span.text) } else { inline(&span.text) };
        let blank = |blank: bool| if blank && !written.is_empty() { " " } else { "" };
        let (before, after) =
            (blank(span.text.starts_with(' ')), if span.text.ends_with(' ') { " " } else { "" });
        let mark = if span.strong && !said.is_empty() { "**" } else { "" };
        written = format!("{written}{before}{mark}{said}{mark}{after}");
    }
    written.trim_end_matches(' ').to_owned()
}

/// What stands in a cell.
fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(said) => phrase(said, inline),
        Cell::Code(code) => inline(&code.payload),
    }
}

fn table(table: &Table) -> String {
    if table.columns.is_empty() {
        return String::new();
    }
    let head = table.columns.iter().map(|(label, _)| inline(label)).collect::<Vec<_>>();
    let bold = |of: &Cell| {
        let said = inline(&of.text());
        if said.is_empty() { said } else { format!("**{said}**") }
    };
    let rows = table.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>());
    let total = table.total.iter().map(|row| row.iter().map(bold).collect());
    let body: Vec<Vec<String>> = rows.chain(total).collect();
    let sides: Vec<Side> = table.columns.iter().map(|(_, side)| *side).collect();
    let widths: Vec<usize> = (0..sides.len())
        .map(|at| {
            let cells = std::iter::once(&head).chain(&body).filter_map(|row| row.get(at));
            cells.map(|cell| cell.chars().count()).fold(RULE, usize::max)
        })
        .collect();
    let rule = sides.iter().zip(&widths).map(|(side, width)| match side {
        Side::Left => "-".repeat(*width),
        Side::Right => format!("{}:", "-".repeat(width - 1)),
    });
    let rule: Vec<String> = rule.collect();
    [head, rule].iter().chain(&body).map(|row| bars(row, &widths, &sides)).collect()
}

/// A row of a table, its cells padded to their columns.
fn bars(row: &[String], widths: &[usize], sides: &[Side]) -> String {
    let mut line = String::from("|");
    for ((cell, width), side) in row.iter().zip(widths).zip(sides) {
        let blank = " ".repeat(width.saturating_sub(cell.chars().count()));
        let (first, second) = match side {
            Side::Left => (cell.as_str(), blank.as_str()),
            Side::Right => (blank.as_str(), cell.as_str()),
        };
        line.extend([" ", first, second, " |"]);
    }
    line.push('\n');
    line
}

/// What is copied letter by letter, between fences longer than any it contains.
fn verbatim(copied: &str) -> String {
    let longest = copied.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{copied}\n{fence}\n")
}

/// A text on a line of its own: what would begin a list, a heading or a rule does not.
fn line(text: &str) -> String {
    let text = inline(text);
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    match text.chars().nth(digits) {
        // `+ x`, `- x`, `===`; a digit or more before a point or a parenthesis begins a numbered list.
        Some('+' | '-' | '=') if digits == 0 => format!("\\{text}"),
        Some('.' | ')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        _ => text,
    }
}

/// A text inside a line, as it is read: with nothing that is markup.
fn inline(text: &str) -> String {
    let text = text.trim_matches(' ');
    let mut written = String::with_capacity(text.len() + 8);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let escaped = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '~' | '#' | '$' | '@' => true,
            // Addresses become links by themselves.
            ':' => rest.peek() == Some(&'/'),
            '.' => written.to_ascii_lowercase().ends_with("www"),
            _ => false,
        };
        if escaped {
            written.push('\\');
        }
        // A line break would end the cell, the heading or the item.
        written.push(if matches!(c, '\n' | '\r') { ' ' } else { c });
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Bar;

    /// The cells of a row, as a reader of GitHub tables cuts it: at bars that are not escaped.
    fn cells(row: &str) -> Vec<String> {
        let (mut cells, mut cell, mut escaped) = (Vec::new(), String::new(), false);
        for c in row.chars() {
            match c {
                '|' if !escaped => cells.push(std::mem::take(&mut cell)),
                _ => cell.push(c),
            }
            escaped = c == '\\' && !escaped;
        }
        cells.push(cell);
        assert_eq!(cells.pop().as_deref(), Some(""), "{row}");
        assert_eq!(cells.first().map(String::as_str), Some(""), "{row}");
        cells.drain(1..).map(|cell| cell.trim_matches(' ').to_owned()).collect()
    }

    /// A text as a reader shows it: escapes undone.
    fn read(text: &str) -> String {
        let (mut shown, mut escaped) = (String::new(), false);
        for c in text.chars() {
            if c == '\\' && !escaped {
                escaped = true;
                continue;
            }
            assert!(!escaped || c.is_ascii_punctuation(), "only punctuation can be escaped: {text}");
            shown.push(c);
            escaped = false;
        }
        shown
    }

    fn of(block: Block) -> String {
        markdown(&Document { blocks: vec![block], ..Document::default() })
    }

    const HOSTILE: [&str; 9] = [
        "a|b || c\\|d",
        "<script>alert(1)</script> &amp; <!-- -->",
        "[text](http://example.org) ![i](x) <http://example.org>",
        "*b* _i_ `code` ``x`` ~~s~~ $x$",
        "see https://example.org, www.example.org, WWW.EXAMPLE.ORG, a@example.org",
        "École d’été\u{a0}: «\u{a0}n°\u{a0}1\u{a0}»",
        "\\",
        "# x #",
        "=1+1",
    ];

    #[test]
    fn a_table_has_as_many_cells_as_columns_whatever_stands_in_them() {
        let rows: Vec<Vec<Cell>> = HOSTILE.iter().map(|text| vec![(*text).into(), "12".into()]).collect();
        let columns = vec![("Service | x".to_owned(), Side::Left), ("Pieces".to_owned(), Side::Right)];
        let total = Some(vec!["Total".into(), "108".into()]);
        let page = of(Block::Table(Table { columns, rows, total }));
        let lines: Vec<&str> = page.lines().collect();
        assert_eq!(
            cells(lines[0]).iter().map(|cell| read(cell)).collect::<Vec<_>>(),
            ["Service | x", "Pieces"]
        );
        let rule = cells(lines[1]);
        assert!(rule[0].chars().all(|c| c == '-') && rule[1].ends_with("-:"), "{page}");
        for (line, text) in lines[2..].iter().zip(HOSTILE) {
            assert_eq!(cells(line).iter().map(|cell| read(cell)).collect::<Vec<_>>(), [text, "12"], "{line}");
        }
        assert_eq!(cells(lines.last().unwrap()), ["**Total**", "**108**"]);
        let widths: Vec<usize> = lines.iter().map(|line| line.chars().count()).collect();
        assert!(widths.iter().all(|width| *width == widths[0]), "{page}");
    }

    #[test]
    fn no_text_becomes_markup_or_html() {
        for text in HOSTILE {
            for page in [of(Block::Paragraph(text.into())), of(Block::List(vec![text.into()]))] {
                let line = page.trim_end_matches('\n').trim_start_matches("- ");
                assert_eq!(read(line), text);
                let mut before = ' ';
                for c in line.chars() {
                    assert!(!"`*_[]<>|&~#$@".contains(c) || before == '\\', "{c} in {line}");
                    before = if before == '\\' { ' ' } else { c };
                }
                assert!(
                    !line.contains("p://") && !line.contains("s://") && !line.to_lowercase().contains("www."),
                    "{line}"
                );
            }
        }
        for (text, written) in [
            ("- x", "\\- x"),
            ("+ x", "\\+ x"),
            ("===", "\\==="),
            ("1. x", "1\\. x"),
            ("12) x", "12\\) x"),
            ("12 x", "12 x"),
            ("2026", "2026"),
            ("     x", "x"),
        ] {
            assert_eq!(of(Block::Paragraph(text.into())), format!("{written}\n"));
        }
    }

    #[test]
    fn a_chart_is_letters_between_fences_or_nothing() {
        let bars = vec![Bar { label: "a".into(), value: "1".into(), length: 1 }];
        let chart = |bars| of(Block::Chart(Box::new(Chart { bars, ..Chart::default() })));
        assert_eq!(chart(bars), format!("```text\na  1  {}\n```\n", "█".repeat(66)));
        assert_eq!(chart(Vec::new()), "");
    }

    #[test]
    fn a_heading_stays_on_its_line() {
        assert_eq!(of(Block::Title("a\nb".into())), "# a b\n");
        assert_eq!(of(Block::Heading("x ##".into())), "## x \\#\\#\n");
    }

    #[test]
    fn what_is_verbatim_is_never_cut_nor_escaped() {
        assert_eq!(of(Block::Verbatim("a_b <c>".into())), "```text\na_b <c>\n```\n");
        assert_eq!(of(Block::Verbatim("x ```` y".into())), "`````text\nx ```` y\n`````\n");
    }

    #[test]
    fn blocks_are_set_apart_by_an_empty_line() {
        let page = markdown(&Document {
            blocks: vec![
                Block::Title("t".into()),
                Block::Paragraph("p".into()),
                Block::Figures(vec![Labelled { label: "x".into(), value: "1".into() }]),
            ],
            ..Document::default()
        });
        assert_eq!(page, "# t\n\np\n\n|     |     |\n| --- | --: |\n| x   |   1 |\n");
    }
}
