//! Tables: columns that share the width of a page, rows that go on on the next under the same heads.

use super::{
    BOTTOM, GAP, Ink, MARGIN, Mark, PALE, Role, Set, TOGETHER, TOP, WIDTH,
    line::{Letters, Line, lines, widths},
    side,
};
use crate::{
    document::{Cell, Code, Phrase, Side, Table},
    draw::{
        Face, Rect, Um,
        qr::{self, Level, Matrix},
    },
};

/// The letters of a table, largest first: the first that give every word its room are taken.
const SIZES: [Um; 4] = [Um(3175), Um(2822), Um(2469), Um(2117)];
/// Between a cell and the edge of its column.
const BESIDE: Um = Um(1100);
/// Above and below what stands in a row.
const ABOVE: Um = Um(750);
/// Behind the heads of columns.
const SHADE: u8 = 236;
/// The side of the modules of a code in a cell: a page of paper is read from near.
const MODULE: Um = Um(400);

/// How many rows stand together at the end of a table, and how much of a page they may need for it.
const LAST: usize = 3;
const PART: Um = Um::mm(80);
/// The room of labels, where it is enough.
const LABEL: Um = Um::mm(62);

/// A cell, cut into lines or drawn.
enum Laid {
    Lines(Vec<Line>),
    Code(Code, Matrix),
}

/// The columns of a table: from where, how wide, on which side.
struct Columns {
    at: Vec<(Um, Um, Side)>,
    size: Um,
}

impl Columns {
    fn letters(&self, strong: bool) -> Letters {
        Letters { size: self.size, face: if strong { Face::Strong } else { Face::Plain } }
    }

    /// Gives labels the same room in every table of labels, if they need no more.
    fn divide(&mut self, rows: &[Vec<Cell>]) {
        let letters = self.letters(false);
        let whole = |cell: &Cell| if let Cell::Text(said) = cell { widths(said, letters).1 } else { Um(0) };
        let needed = rows.iter().filter_map(|row| row.first()).map(whole).max().unwrap_or_default();
        if let [(_, label, _), (from, value, _)] = self.at.as_mut_slice()
            && needed <= LABEL
        {
            *label = LABEL;
            *from = MARGIN + LABEL + BESIDE * 3;
            *value = MARGIN + WIDTH - BESIDE - *from;
        }
    }

    fn lay(&self, cells: &[Cell], strong: bool) -> Vec<Laid> {
        let lay = |(cell, (_, width, _)): (&Cell, &(Um, Um, Side))| match cell {
            Cell::Text(said) => Laid::Lines(lines(said, self.letters(strong), *width)),
            Cell::Code(code) => match qr::qr(&code.payload, Level::M) {
                Ok(matrix) => Laid::Code(code.clone(), matrix),
                Err(_) => Laid::Lines(lines(&code.payload.as_str().into(), self.letters(strong), *width)),
            },
        };
        cells.iter().zip(&self.at).map(lay).collect()
    }
}

/// What a row is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The heads of columns; those that stand again on a next page are not read again.
    Heads { again: bool },
    /// A row whose first cell names it.
    Named,
    /// Any other.
    Plain,
    /// That of totals.
    Total,
}

impl Set {
    pub(super) fn table(&mut self, part: usize, table: &Table) {
        let heads: Vec<Cell> = table.columns.iter().map(|(head, _)| head.as_str().into()).collect();
        let sides: Vec<Side> = table.columns.iter().map(|(_, side)| *side).collect();
        let columns = columns(&heads, &table.rows, table.total.as_deref(), &sides, WIDTH);
        // Heads do not stand alone at the end of a page.
        self.room(TOGETHER);
        let element = self.element(Some(part), Role::Table);
        let head = self.element(Some(element), Role::Head);
        self.row(head, &columns, &heads, Kind::Heads { again: false }, &heads);
        let rows = self.element(Some(element), Role::Rows);
        let end = table.rows.len().saturating_sub(LAST);
        for (at, row) in table.rows.iter().enumerate() {
            if at == end && at > 0 {
                self.together(&columns, &table.rows[end..], table.total.as_deref(), &heads);
            }
            self.row(rows, &columns, row, Kind::Plain, &heads);
        }
        if let Some(total) = &table.total {
            self.row(rows, &columns, total, Kind::Total, &heads);
        }
        self.y = self.y + GAP;
    }

    /// Makes room for the last rows and the total, so that no page has but one of them under its heads; what is taller
    /// than a part of a page goes as it comes.
    fn together(&mut self, columns: &Columns, rows: &[Vec<Cell>], total: Option<&[Cell]>, heads: &[Cell]) {
        let height = |cells: &[Cell], strong| {
            rest(&columns.lay(cells, strong), 0, columns.letters(strong)) + ABOVE * 2
        };
        let rows = rows.iter().map(|row| height(row, false));
        let tall = rows.chain(total.map(|total| height(total, true))).fold(Um(0), |sum, one| sum + one);
        if self.y + tall > BOTTOM && tall < PART {
            self.page();
            self.repeat(columns, heads, Kind::Plain);
        }
    }

    /// Labels and what belongs to each.
    pub(super) fn pairs(&mut self, part: usize, pairs: Vec<(Phrase, Phrase)>, values: Side) {
        let rows: Vec<Vec<Cell>> =
            pairs.into_iter().map(|(label, value)| vec![Cell::Text(label), Cell::Text(value)]).collect();
        let mut columns = columns(&[], &rows, None, &[Side::Left, values], WIDTH);
        if values == Side::Left {
            columns.divide(&rows);
        }
        let element = self.element(Some(part), Role::Table);
        let body = self.element(Some(element), Role::Rows);
        for row in &rows {
            self.row(body, &columns, row, Kind::Named, &[]);
        }
        self.y = self.y + GAP;
    }

    fn row(&mut self, parent: usize, columns: &Columns, cells: &[Cell], kind: Kind, heads: &[Cell]) {
        let strong = matches!(kind, Kind::Heads { .. } | Kind::Total);
        let letters = columns.letters(strong);
        let laid = columns.lay(cells, strong);
        let element = self.element_of(parent, kind, laid.len());
        let mut done = 0;
        loop {
            let height = rest(&laid, done, letters) + ABOVE * 2;
            if self.y + height > BOTTOM && self.y > top_of(heads, kind, columns) {
                self.page();
                self.repeat(columns, heads, kind);
            }
            // A row taller than a page is cut between its lines.
            let lines =
                usize::try_from((BOTTOM - self.y - ABOVE * 2).0 / letters.leading().0).unwrap_or(1).max(1);
            let height = height.min(BOTTOM - self.y);
            self.shade(kind, height);
            for (at, cell) in laid.iter().enumerate() {
                self.cell(element.as_ref().map(|cells| cells[at]), cell, columns, at, (done, lines), letters);
            }
            self.y = self.y + height;
            done += lines;
            if laid.iter().all(|cell| {
                matches!(cell, Laid::Lines(all) if all.len() <= done) || matches!(cell, Laid::Code(..))
            }) {
                break;
            }
        }
        self.rule(MARGIN, self.y, WIDTH, PALE);
    }

    /// The elements of the cells of a row; none for what is not read again.
    fn element_of(&mut self, parent: usize, kind: Kind, cells: usize) -> Option<Vec<usize>> {
        if kind == (Kind::Heads { again: true }) {
            return None;
        }
        let row = self.element(Some(parent), Role::Row);
        let role = |at: usize| match kind {
            Kind::Heads { .. } => Role::ColumnHead,
            Kind::Named | Kind::Total if at == 0 => Role::RowHead,
            _ => Role::Cell,
        };
        Some((0..cells).map(|at| self.element(Some(row), role(at))).collect())
    }

    /// Writes the heads of the columns again, for the eye.
    fn repeat(&mut self, columns: &Columns, heads: &[Cell], kind: Kind) {
        if !heads.is_empty() && !matches!(kind, Kind::Heads { .. }) {
            self.row(0, columns, heads, Kind::Heads { again: true }, &[]);
        }
    }

    fn shade(&mut self, kind: Kind, height: Um) {
        if matches!(kind, Kind::Heads { .. }) {
            let area = Rect { x: MARGIN, y: self.y, width: WIDTH, height };
            self.put(Ink::Fill(area, SHADE), Mark::Ornament);
        }
    }

    /// Writes these lines of a cell.
    fn cell(
        &mut self,
        element: Option<usize>,
        cell: &Laid,
        columns: &Columns,
        at: usize,
        (from, count): (usize, usize),
        letters: Letters,
    ) {
        let (x, width, side) = columns.at[at];
        let top = self.y + ABOVE;
        match cell {
            Laid::Lines(all) => {
                for (down, line) in (0..).zip(all.iter().skip(from).take(count)) {
                    let x = match side {
                        Side::Left => x,
                        Side::Right => x + width - line.width,
                    };
                    let mark = element.map_or(Mark::Ornament, |element| self.leaf(element));
                    self.line(line, letters, (x, top + letters.leading() * down), mark);
                }
            }
            Laid::Code(code, matrix) if from == 0 => {
                let mark = match element {
                    Some(element) => {
                        let figure = self.element(Some(element), Role::Figure(code.alt.clone()));
                        self.leaf(figure)
                    }
                    None => Mark::Ornament,
                };
                self.matrix(code, matrix.clone(), MODULE, (x, top), mark);
            }
            Laid::Code(..) => {}
        }
    }
}

/// How far down a page is where the first row stands below repeated heads.
fn top_of(heads: &[Cell], kind: Kind, columns: &Columns) -> Um {
    if heads.is_empty() || matches!(kind, Kind::Heads { .. }) {
        return TOP;
    }
    TOP + rest(&columns.lay(heads, true), 0, columns.letters(true)) + ABOVE * 2
}

/// The height of what is left of a row.
fn rest(laid: &[Laid], done: usize, letters: Letters) -> Um {
    let height = |cell: &Laid| match cell {
        Laid::Lines(all) => {
            letters.leading() * i64::try_from(all.len().saturating_sub(done)).unwrap_or_default()
        }
        Laid::Code(_, matrix) if done == 0 => side(matrix, MODULE),
        Laid::Code(..) => Um(0),
    };
    laid.iter().map(height).max().unwrap_or_default()
}

/// Shares a width among columns: each gets what it needs, or, where that is too much, no less than its longest
/// word and a part of the rest; where even that is too much, letters are smaller, and words are cut at last.
fn columns(heads: &[Cell], rows: &[Vec<Cell>], total: Option<&[Cell]>, sides: &[Side], width: Um) -> Columns {
    let mut size = SIZES[0];
    let mut needs = Vec::new();
    for smaller in SIZES {
        size = smaller;
        needs = needed(heads, rows, total, sides.len(), size);
        if needs.iter().fold(Um(0), |sum, (least, _)| sum + *least + BESIDE * 2) <= width {
            break;
        }
    }
    let room = width - BESIDE * 2 * i64::try_from(sides.len()).unwrap_or_default();
    let shares = shares(&needs, room);
    let mut x = MARGIN;
    let at = shares.into_iter().zip(sides).map(|(share, side)| {
        let from = x + BESIDE;
        x = from + share + BESIDE;
        (from, share, *side)
    });
    Columns { at: at.collect(), size }
}

/// What each column needs: for its longest word, and for all its words on one line.
fn needed(
    heads: &[Cell],
    rows: &[Vec<Cell>],
    total: Option<&[Cell]>,
    count: usize,
    size: Um,
) -> Vec<(Um, Um)> {
    let mut needs = vec![(Um(0), Um(0)); count];
    let mut take = |cells: &[Cell], face| {
        for (need, cell) in needs.iter_mut().zip(cells) {
            let (word, whole) = match cell {
                Cell::Text(said) => widths(said, Letters { size, face }),
                Cell::Code(code) => {
                    let side = qr::qr(&code.payload, Level::M).map_or(Um(0), |matrix| side(&matrix, MODULE));
                    (side, side)
                }
            };
            *need = (need.0.max(word), need.1.max(whole));
        }
    };
    take(heads, Face::Strong);
    for row in rows {
        take(row, Face::Plain);
    }
    take(total.unwrap_or_default(), Face::Strong);
    needs
}

fn shares(needs: &[(Um, Um)], room: Um) -> Vec<Um> {
    let sum = |of: fn(&(Um, Um)) -> Um| needs.iter().map(of).fold(Um(0), |sum, one| sum + one);
    let (least, whole) = (sum(|need| need.0), sum(|need| need.1));
    let count = i64::try_from(needs.len()).unwrap_or(1).max(1);
    if whole <= room {
        // What is left goes to the first column, which names the row, and widens the others a little.
        let spare = (room - whole).0 / count;
        return needs.iter().map(|need| need.1 + Um(spare)).collect();
    }
    if least <= room {
        let (spare, wanted) = ((room - least).0, (whole - least).0.max(1));
        return needs.iter().map(|(word, whole)| *word + Um((*whole - *word).0 * spare / wanted)).collect();
    }
    // Not even the words fit: all give way alike, and none below what a few letters take.
    let floor = Um((room.0 / count).min(6000));
    let above = needs.iter().map(|need| (need.0 - floor).0.max(0)).sum::<i64>().max(1);
    let spare = (room - floor * count).0;
    needs.iter().map(|need| floor + Um((need.0 - floor).0.max(0) * spare / above)).collect()
}
