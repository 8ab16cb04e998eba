//! Plain text: no colour, columns aligned, at most 80 columns wide.
//!
//! In a table that is wider, the cells at the left are cut at their spaces; where that is not enough, it is
//! cut into bands, each beginning with its first column. What is verbatim is never cut.

use crate::document::{Bar, Block, Cell, Chart, Code, Document, Fact, Labelled, Side, Signature, Table};

/// The width of a page, in characters.
const WIDTH: usize = 80;
/// Before figures, tables and items.
const INDENT: &str = "  ";
/// Between two columns.
const GAP: usize = 2;
/// How wide a column of texts is at least left, if it was that wide.
const NARROW: usize = 10;

/// Renders a document as plain text, with a line feed after each line.
#[must_use]
pub fn text(document: &Document) -> String {
    let mut page = Page(String::new());
    let mut before: Option<&Block> = None;
    for block in &document.blocks {
        // Sentences stand apart from the facts and the codes above them.
        let apart = matches!(before, Some(Block::Facts(_) | Block::Codes(_)));
        if apart && !matches!(block, Block::Heading(_) | Block::Subheading(_) | Block::Signatures(_)) {
            page.space();
        }
        page.block(block);
        before = Some(block);
    }
    page.0
}

struct Page(String);

impl Page {
    fn line(&mut self, text: &str) {
        self.0.push_str(text.trim_end_matches(' '));
        self.0.push('\n');
    }

    /// An empty line, unless the page begins here.
    fn space(&mut self) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Title(title) => self.underlined(title, '='),
            Block::Heading(heading) => {
                self.space();
                self.underlined(heading, '-');
            }
            Block::Subheading(heading) => {
                self.space();
                self.hanging("", heading);
            }
            Block::Paragraph(sentences) => self.hanging("", &sentences.text()),
            Block::Facts(facts) => self.facts(facts),
            Block::Figures(figures) => self.figures(figures),
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
            Block::List(items) => items.iter().for_each(|item| self.hanging("- ", &item.text())),
            Block::Verbatim(copied) => self.line(copied),
            Block::Codes(codes) => codes.iter().for_each(|code| self.code(code)),
            Block::Signatures(boxes) => boxes.iter().for_each(|place| self.signature(place)),
        }
    }

    fn underlined(&mut self, text: &str, with: char) {
        let lines = wrap(text, WIDTH);
        let longest = lines.iter().map(|line| width(line)).max().unwrap_or(0);
        for line in lines {
            self.line(&line);
        }
        self.line(&with.to_string().repeat(longest));
    }

    /// Sentences behind a mark; the lines after the first stand under the first word.
    fn hanging(&mut self, mark: &str, sentences: &str) {
        let under = " ".repeat(width(mark));
        for (at, line) in wrap(sentences, WIDTH - width(mark)).iter().enumerate() {
            self.line(&format!("{}{line}", if at == 0 { mark } else { &under }));
        }
    }

    /// Labels on the left, values on the right; the value stands on the last line of its label.
    fn figures(&mut self, figures: &[Labelled]) {
        let values = figures.iter().map(|figure| width(&figure.value)).max().unwrap_or(0);
        let room = WIDTH.saturating_sub(INDENT.len() + GAP + values).max(20);
        let labels: Vec<Vec<String>> = figures.iter().map(|figure| wrap(&figure.label, room)).collect();
        let widest = labels.iter().flatten().map(|line| width(line)).max().unwrap_or(0);
        for (figure, label) in figures.iter().zip(&labels) {
            let Some((last, before)) = label.split_last() else { continue };
            for line in before {
                self.line(&format!("{INDENT}{line}"));
            }
            let last = pad(last, widest, Side::Left);
            self.line(&format!(
                "{INDENT}{last}{}{}",
                " ".repeat(GAP),
                pad(&figure.value, values, Side::Right)
            ));
        }
    }

    /// A bar beside each label, in blocks of characters, as long as the page is wide.
    fn chart(&mut self, chart: &Chart) {
        if chart.bars.is_empty() {
            return;
        }
        self.space();
        for line in letters(chart, WIDTH - INDENT.len()) {
            self.line(&format!("{INDENT}{line}"));
        }
    }

    /// Labels on the left, what is known beside them; what is longer than the page goes on below.
    fn facts(&mut self, facts: &[Fact]) {
        let widest = facts.iter().map(|fact| width(&fact.label)).max().unwrap_or(0).min(WIDTH / 2);
        let room = WIDTH - INDENT.len() - widest - GAP;
        for fact in facts {
            let (labels, values) = (wrap(&fact.label, widest), wrap(&fact.value.text(), room));
            for at in 0..labels.len().max(values.len()) {
                let part = |lines: &[String]| lines.get(at).cloned().unwrap_or_default();
                let label = pad(&part(&labels), widest, Side::Left);
                self.line(&format!("{INDENT}{label}{}{}", " ".repeat(GAP), part(&values)));
            }
        }
    }

    fn code(&mut self, code: &Code) {
        self.hanging("", &format!("{}: {}", code.alt, code.payload));
    }

    /// A place to sign: on paper, there is room below each line.
    fn signature(&mut self, place: &Signature) {
        self.space();
        self.hanging("", &place.role);
        place.lines.iter().for_each(|line| self.hanging(INDENT, line));
    }

    fn table(&mut self, table: &Table) {
        let columns = layout(table);
        for (at, band) in bands(&columns).into_iter().enumerate() {
            if at > 0 {
                self.space();
            }
            self.band(table, &columns, &band);
        }
    }

    fn band(&mut self, table: &Table, columns: &[Laid], band: &[usize]) {
        let tall = band.iter().map(|at| columns[*at].head.len()).max().unwrap_or(0);
        for level in 0..tall {
            self.row(columns, band, |at| {
                let head = &columns[at].head;
                (level + head.len()).checked_sub(tall).map_or("", |line| head[line].as_str())
            });
        }
        let rule: Vec<String> = columns.iter().map(|column| "-".repeat(column.width)).collect();
        self.row(columns, band, |at| &rule[at]);
        for row in &table.rows {
            self.cells(columns, band, row);
        }
        if let Some(total) = &table.total {
            self.row(columns, band, |at| &rule[at]);
            self.cells(columns, band, total);
        }
    }

    /// A row of cells, each on as many lines as it needs: texts begin on the first, numbers stand on the last.
    fn cells(&mut self, columns: &[Laid], band: &[usize], cells: &[Cell]) {
        let lines: Vec<Vec<String>> =
            columns.iter().zip(cells).map(|(column, cell)| column.lines(&cell.text())).collect();
        let tall = band.iter().map(|at| lines[*at].len()).max().unwrap_or(1).max(1);
        for level in 0..tall {
            self.row(columns, band, |at| {
                let above = if columns[at].side == Side::Right { tall - lines[at].len() } else { 0 };
                level.checked_sub(above).and_then(|line| lines[at].get(line)).map_or("", String::as_str)
            });
        }
    }

    fn row<'t>(&mut self, columns: &[Laid], band: &[usize], cell: impl Fn(usize) -> &'t str) {
        let cells: Vec<String> =
            band.iter().map(|at| pad(cell(*at), columns[*at].width, columns[*at].side)).collect();
        self.line(&format!("{INDENT}{}", cells.join(&" ".repeat(GAP))));
    }
}

/// A column as it is printed.
struct Laid {
    head: Vec<String>,
    side: Side,
    width: usize,
}

impl Laid {
    /// A cell as it stands in the column. Its spaces are kept where it needs no cutting.
    fn lines(&self, cell: &str) -> Vec<String> {
        if width(cell) <= self.width { vec![cell.to_owned()] } else { wrap(cell, self.width) }
    }
}

/// Gives each column the width of its longest cell, or of the longest word of its head; less, where the page is
/// not wide enough and texts can be cut at their spaces.
fn layout(table: &Table) -> Vec<Laid> {
    let cells =
        |at: usize| table.rows.iter().chain(&table.total).filter_map(move |row| row.get(at)).map(Cell::text);
    let longest = |label: &str| label.split(' ').map(width).max().unwrap_or(0);
    let mut widths: Vec<usize> = Vec::new();
    let mut least: Vec<usize> = Vec::new();
    for (at, (label, side)) in table.columns.iter().enumerate() {
        let whole = cells(at).map(|cell| width(&cell)).max().unwrap_or(0).max(longest(label));
        let word = cells(at).map(|cell| longest(&cell)).max().unwrap_or(0).max(longest(label));
        widths.push(whole);
        least.push(if *side == Side::Left { word.max(whole.min(NARROW)) } else { whole });
    }
    let columns = table.columns.iter().zip(narrowed(widths, &least));
    columns.map(|((label, side), width)| Laid { head: wrap(label, width), side: *side, width }).collect()
}

/// Takes from the widest columns what the page has not, if they can give it.
fn narrowed(widths: Vec<usize>, least: &[usize]) -> Vec<usize> {
    let used =
        |widths: &[usize]| INDENT.len() + widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
    if used(least) > WIDTH {
        return widths;
    }
    let mut narrow = widths;
    while used(&narrow) > WIDTH {
        let gives = |at: &usize| narrow[*at] > least[*at];
        let Some(widest) = (0..narrow.len()).filter(gives).max_by_key(|at| narrow[*at]) else { break };
        narrow[widest] -= 1;
    }
    narrow
}

/// Cuts the columns into bands that fit on the page, each beginning with the first column.
fn bands(columns: &[Laid]) -> Vec<Vec<usize>> {
    let Some(first) = columns.first() else { return Vec::new() };
    let start = INDENT.len() + first.width;
    let (mut all, mut band, mut used) = (Vec::new(), vec![0], start);
    for (at, column) in columns.iter().enumerate().skip(1) {
        if used + GAP + column.width > WIDTH && band.len() > 1 {
            all.push(std::mem::replace(&mut band, vec![0]));
            used = start;
        }
        band.push(at);
        used += GAP + column.width;
    }
    all.push(band);
    all
}

/// A chart in letters: a label, how much, and a bar, on lines of at most `wide` characters.
pub(super) fn letters(Chart { bars, whole, .. }: &Chart, wide: usize) -> Vec<String> {
    let longest = |of: fn(&Bar) -> &str| bars.iter().map(|bar| width(of(bar))).max().unwrap_or(0);
    let (labels, values) = (longest(|bar| &bar.label), longest(|bar| &bar.value));
    let room = wide.saturating_sub(labels + values + 2 * GAP);
    let most = bars.iter().map(|bar| bar.length).max().unwrap_or(0).max(*whole);
    let line = |bar: &Bar| {
        let label = pad(&bar.label, labels, Side::Left);
        let value = pad(&bar.value, values, Side::Right);
        let gap = " ".repeat(GAP);
        format!("{label}{gap}{value}{gap}{}", blocks(bar.length, most, room)).trim_end_matches(' ').to_owned()
    };
    bars.iter().map(line).collect()
}

/// A bar to an eighth of a character; what there is shows, however short.
fn blocks(length: u64, most: u64, room: usize) -> String {
    let whole = u128::try_from(room).unwrap_or_default() * 8;
    let eighths = (u128::from(length) * whole).checked_div(most.into()).unwrap_or_default();
    let eighths = usize::try_from(eighths.max(u128::from(length > 0 && room > 0))).unwrap_or_default();
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8];
    format!("{}{rest}", "█".repeat(eighths / 8))
}

/// The width of a text on a terminal: our words have no wide character.
fn width(text: &str) -> usize {
    text.chars().count()
}

fn pad(text: &str, to: usize, side: Side) -> String {
    let blank = " ".repeat(to.saturating_sub(width(text)));
    match side {
        Side::Left => format!("{text}{blank}"),
        Side::Right => format!("{blank}{text}"),
    }
}

/// Cuts a text at its spaces into lines of at most `wide` characters; a longer word has its own
/// line. A space that does not break stays inside its line.
fn wrap(text: &str, wide: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if width(line) + 1 + width(word) <= wide => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(block: Block) -> Document {
        Document { blocks: vec![block], ..Document::default() }
    }

    #[test]
    fn a_long_sentence_is_cut_at_its_spaces_and_nowhere_else() {
        assert_eq!(wrap("un deux\u{a0}trois quatre", 10), ["un", "deux\u{a0}trois", "quatre"]);
        assert_eq!(wrap("anticonstitutionnellement", 5), ["anticonstitutionnellement"]);
        assert!(wrap("", 5).is_empty());
    }

    #[test]
    fn a_wide_table_is_cut_into_bands_that_repeat_its_first_column() {
        let column = |at: usize| (format!("column {at} {}", "x".repeat(20)), Side::Right);
        let table = Table {
            columns: std::iter::once(("kind".to_owned(), Side::Left)).chain((1..6).map(column)).collect(),
            rows: vec![vec!["laptop".into(), "1".into(), "2".into(), "3".into(), "4".into(), "5".into()]],
            total: None,
        };
        let page = text(&of(Block::Table(table)));
        assert!(page.lines().all(|line| width(line) <= WIDTH), "{page}");
        assert_eq!(page.matches("laptop").count(), 2, "{page}");
    }

    #[test]
    fn texts_give_way_before_a_table_is_cut_and_numbers_stand_beside_their_last_line() {
        let left = |head: &str| (head.to_owned(), Side::Left);
        let label =
            "one label of many words that is longer than the page has room for it, numbers aside".to_owned();
        let table = Table {
            columns: vec![left("figure"), ("then".to_owned(), Side::Right), ("now".to_owned(), Side::Right)],
            rows: vec![
                vec![label.into(), "1".into(), "2".into()],
                vec!["short".into(), "30".into(), "4".into()],
            ],
            total: None,
        };
        let page = text(&of(Block::Table(table)));
        let wide = |length: usize| "-".repeat(length);
        assert_eq!(
            page,
            format!(
                "  figure{}then  now\n  {}  ----  ---\n  \
                 one label of many words that is longer than the page has room for\n  \
                 it, numbers aside{}1    2\n  short{}30    4\n",
                " ".repeat(63),
                wide(67),
                " ".repeat(55),
                " ".repeat(66),
            )
        );
    }

    #[test]
    fn a_chart_in_letters_fits_the_page_and_shows_the_least() {
        let bar = |label: &str, length: u64| Bar { label: label.into(), value: length.to_string(), length };
        let bars = vec![bar("Réemploi", 1000), bar("Recyclage", 500), bar("Perte", 1), bar("Rien", 0)];
        let chart = |bars: Vec<Bar>, whole| Chart { bars, whole, ..Chart::default() };
        assert_eq!(
            letters(&chart(bars, 0), 30),
            [
                format!("Réemploi   1000  {}", "█".repeat(13)),
                format!("Recyclage   500  {}▌", "█".repeat(6)),
                "Perte         1  ▏".to_owned(),
                "Rien          0".to_owned(),
            ]
        );
        let huge = letters(&chart(vec![bar("a", u64::MAX), bar("b", 0)], 0), 80);
        assert!(huge.iter().all(|line| width(line) <= 80) && width(&huge[0]) == 80, "{huge:?}");
        assert!(letters(&chart(vec![bar("a", 50)], 100), 28)[0].ends_with(&format!(" {}▌", "█".repeat(10))));
        assert_eq!(text(&of(Block::Chart(Box::default()))), "", "a table says more");
        assert_eq!(letters(&chart(vec![bar("none", 0)], 0), 80), ["none  0"]);
    }

    #[test]
    fn what_is_verbatim_is_never_cut() {
        let copied = "x".repeat(200);
        let page = text(&of(Block::Verbatim(copied.clone())));
        assert_eq!(page, format!("{copied}\n"));
    }
}
