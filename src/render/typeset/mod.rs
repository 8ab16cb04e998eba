//! Documents on pages of A4: where each letter stands, and what it is to whoever has it read aloud.
//! Knows nothing of the file it becomes.

mod line;
mod table;
mod tree;

use crate::{
    document::{Block, Chart, Code, Document, Fact, Foot, Labelled, Phrase, Side, Signature},
    draw::{
        Anchor, Face, Rect, Shape, Text, Um,
        picture::Picture,
        qr::{self, Level, Matrix},
    },
};

use line::{Letters, Line, lines};
pub(super) use tree::{Child, Element, Ink, Item, Mark, Role};

/// The paper.
pub(super) const PAGE: (Um, Um) = (Um::mm(210), Um::mm(297));
/// What stays white at the left and at the right.
const MARGIN: Um = Um::mm(20);
/// Where a page begins.
const TOP: Um = Um::mm(18);
/// Where it ends; below is its foot.
const BOTTOM: Um = Um::mm(273);
/// The width of the text.
const WIDTH: Um = Um::mm(170);

const BODY: Letters = Letters { size: Um(3528), face: Face::Plain };
const TITLE: Letters = Letters { size: Um(5997), face: Face::Strong };
const HEADING: Letters = Letters { size: Um(4410), face: Face::Strong };
const SUBHEADING: Letters = Letters { size: Um(3704), face: Face::Strong };
const CAPTION: Letters = Letters { size: Um(3175), face: Face::Strong };
const COPIED: Letters = Letters { size: Um(2540), face: Face::Code };
const FOOT: Letters = Letters { size: Um(2646), face: Face::Plain };
const FOOT_HASH: Letters = Letters { size: Um(2117), face: Face::Code };

/// Between the title of a picture and the picture.
const BELOW_CAPTION: Um = Um(1600);
/// Below a block.
const GAP: Um = Um(2200);
/// The room that a heading needs with what follows it.
const TOGETHER: Um = Um::mm(24);
/// A line as thin as printers draw it.
pub(in crate::render::typeset) const HAIRLINE: Um = Um(90);
/// The grey of lines that only guide the eye.
const PALE: u8 = 170;
/// The mark of an item, and the room it takes.
const BULLET: (&str, Um) = ("•", Um(4500));
/// Between two places to sign, inside of one, and for a line to be written by hand.
const BETWEEN: Um = Um::mm(6);
const INSIDE: Um = Um::mm(3);
const TO_WRITE: Um = Um::mm(7);
/// The width of a place to sign.
const PLACE: Um = Um((WIDTH.0 - BETWEEN.0) / 2);
/// The side of the modules of a code on its own, and between words of a table.
const MODULE: Um = Um(600);

/// Pages, and the text that stands on them.
#[derive(Debug, Default)]
pub(super) struct Set {
    /// The pages, each with what is drawn on it.
    pub(super) pages: Vec<Vec<Item>>,
    /// The elements of the text.
    pub(super) elements: Vec<Element>,
    /// Those that are in no other.
    pub(super) roots: Vec<usize>,
    /// How many leaves there are.
    pub(super) leaves: usize,
    /// The headings: level, text, page, and how far down.
    pub(super) outline: Vec<(u16, String, usize, Um)>,
    y: Um,
}

/// Sets documents one after another, each from the top of a page.
pub(super) fn typeset(documents: &[Document]) -> Set {
    let mut set = Set::default();
    for document in documents {
        let first = set.pages.len();
        set.page();
        let part = set.element(None, Role::Part);
        for (at, block) in document.blocks.iter().enumerate() {
            match (block, document.blocks.get(at + 1)) {
                (Block::Paragraph(said), Some(Block::Signatures(boxes))) => set.signed(said, boxes),
                (Block::Heading(_) | Block::Subheading(_), Some(Block::Chart(chart))) => set.headed(chart),
                _ => {}
            }
            set.block(part, block);
        }
        set.feet(first, &document.foot);
    }
    set
}

/// How much of a page a picture takes with its title.
fn tall(chart: &Chart) -> Um {
    let title = lines(&chart.title.as_str().into(), CAPTION, WIDTH).len();
    CAPTION.leading() * i64::try_from(title).unwrap_or(1) + BELOW_CAPTION * 2 + chart.picture.height
}

impl Set {
    fn page(&mut self) {
        self.pages.push(Vec::new());
        self.y = TOP;
    }

    /// Goes on at the top of the next page, unless there is this much room.
    fn room(&mut self, height: Um) {
        if self.y + height > BOTTOM && self.y > TOP {
            self.page();
        }
    }

    fn element(&mut self, parent: Option<usize>, role: Role) -> usize {
        let number = self.elements.len();
        self.elements.push(Element { role, children: Vec::new() });
        match parent {
            Some(parent) => self.elements[parent].children.push(Child::Element(number)),
            None => self.roots.push(number),
        }
        number
    }

    fn leaf(&mut self, element: usize) -> Mark {
        self.elements[element].children.push(Child::Leaf(self.leaves));
        self.leaves += 1;
        Mark::Leaf(self.leaves - 1)
    }

    fn put(&mut self, ink: Ink, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(Item { ink, mark });
        }
    }

    fn rule(&mut self, x: Um, y: Um, width: Um, grey: u8) {
        self.put(Ink::Fill(Rect { x, y, width, height: HAIRLINE }, grey), Mark::Ornament);
    }

    /// Writes a line whose upper edge is at `y`.
    fn line(&mut self, line: &Line, letters: Letters, (x, y): (Um, Um), mark: Mark) {
        for (face, from, text) in &line.runs {
            let (x, y) = (x + *from, y + letters.rise());
            let text =
                Text { x, y, anchor: Anchor::Start, size: letters.size, face: *face, text: text.clone() };
            self.put(Ink::Shape(Shape::Text(text)), mark);
        }
    }

    /// Writes a phrase across pages, its lines beginning at `x`.
    fn phrase(&mut self, element: usize, phrase: &Phrase, letters: Letters, x: Um) {
        let lines = lines(phrase, letters, MARGIN + WIDTH - x);
        for (at, line) in lines.iter().enumerate() {
            // No line stands alone at the end or at the top of a page, if it can be helped.
            let together = match (at, lines.len() - at) {
                (0, left) => left.min(if left == 3 { 3 } else { 2 }),
                (_, 2) => 2,
                _ => 1,
            };
            self.room(letters.leading() * i64::try_from(together).unwrap_or(1));
            let mark = self.leaf(element);
            self.line(line, letters, (x, self.y), mark);
            self.y = self.y + letters.leading();
        }
    }

    fn block(&mut self, part: usize, block: &Block) {
        match block {
            Block::Title(said) => self.heading(part, said, TITLE, 1),
            Block::Heading(said) => self.heading(part, said, HEADING, 2),
            Block::Subheading(said) => self.heading(part, said, SUBHEADING, 3),
            Block::Paragraph(phrase) => self.paragraph(part, phrase, BODY),
            Block::Verbatim(copied) => self.paragraph(part, &copied.as_str().into(), COPIED),
            Block::List(items) => self.list(part, items),
            Block::Figures(figures) => self.figures(part, figures),
            Block::Facts(facts) => self.facts(part, facts),
            Block::Table(table) => self.table(part, table),
            Block::Chart(chart) => self.chart(part, chart),
            Block::Codes(codes) => codes.iter().for_each(|code| self.code(part, code)),
            Block::Signatures(boxes) => {
                boxes.chunks(2).for_each(|pair| self.signatures(part, pair));
            }
        }
    }

    fn heading(&mut self, part: usize, said: &str, letters: Letters, level: u16) {
        let above = if self.y == TOP || level == 1 { Um(0) } else { Um(letters.size.0 * 8 / 10) };
        self.room(above + letters.leading() + TOGETHER);
        self.y = self.y + if self.y == TOP { Um(0) } else { above };
        let page = self.pages.len().saturating_sub(1);
        self.outline.push((level, said.to_owned(), page, self.y));
        let element = self.element(Some(part), Role::Heading(level, said.to_owned()));
        self.phrase(element, &said.into(), letters, MARGIN);
        self.y = self.y + Um(letters.size.0 * 4 / 10);
    }

    fn paragraph(&mut self, part: usize, phrase: &Phrase, letters: Letters) {
        let element = self.element(Some(part), Role::Paragraph);
        self.phrase(element, phrase, letters, MARGIN);
        self.y = self.y + GAP;
    }

    fn list(&mut self, part: usize, items: &[Phrase]) {
        let list = self.element(Some(part), Role::List);
        for said in items {
            self.room(BODY.leading());
            let item = self.element(Some(list), Role::Item);
            let label = self.element(Some(item), Role::Label);
            let mark = self.leaf(label);
            for line in lines(&BULLET.0.into(), BODY, BULLET.1) {
                self.line(&line, BODY, (MARGIN + Um(1500), self.y), mark);
            }
            let body = self.element(Some(item), Role::Body);
            self.phrase(body, said, BODY, MARGIN + BULLET.1);
        }
        self.y = self.y + GAP;
    }

    fn figures(&mut self, part: usize, figures: &[Labelled]) {
        let rows = figures.iter().map(|of| (Phrase::from(of.label.as_str()), of.value.as_str().into()));
        self.pairs(part, rows.collect(), Side::Right);
    }

    fn facts(&mut self, part: usize, facts: &[Fact]) {
        let rows = facts.iter().map(|of| (Phrase::from(of.label.as_str()), of.value.clone()));
        self.pairs(part, rows.collect(), Side::Left);
    }

    /// Makes room for a heading and, on the same page, the picture that follows it.
    fn headed(&mut self, chart: &Chart) {
        self.room(HEADING.leading() * 2 + tall(chart));
    }

    /// A picture under its title, on one page with it.
    fn chart(&mut self, part: usize, chart: &Chart) {
        self.room(tall(chart));
        self.y = self.y + if self.y == TOP { Um(0) } else { BELOW_CAPTION };
        let words = self.element(Some(part), Role::Paragraph);
        self.phrase(words, &chart.title.as_str().into(), CAPTION, MARGIN);
        self.y = self.y + BELOW_CAPTION;
        let Picture { width, height, .. } = chart.picture;
        let place = Rect { x: MARGIN, y: self.y, width, height };
        let (said, page) = (format!("{}. {}", chart.title, chart.said), self.pages.len().saturating_sub(1));
        let figure = self.element(Some(part), Role::Picture(said, page, place));
        let mark = self.leaf(figure);
        self.put(Ink::Picture(chart.picture.clone(), (MARGIN, self.y)), mark);
        self.y = self.y + height + GAP * 2;
    }

    /// A code with what it is beside it.
    fn code(&mut self, part: usize, code: &Code) {
        let Ok(matrix) = qr::qr(&code.payload, Level::M) else {
            self.paragraph(part, &code.payload.as_str().into(), COPIED);
            return;
        };
        let side = side(&matrix, MODULE);
        self.room(side);
        let figure = self.element(Some(part), Role::Figure(code.alt.clone()));
        let mark = self.leaf(figure);
        let y = self.y;
        self.matrix(code, matrix, MODULE, (MARGIN, y), mark);
        let words = self.element(Some(part), Role::Paragraph);
        let said = [(&code.alt, BODY), (&code.payload, COPIED)];
        let mut down = y + MODULE * i64::from(Matrix::QUIET);
        for (said, letters) in said {
            for line in lines(&said.as_str().into(), letters, WIDTH - side) {
                let mark = self.leaf(words);
                self.line(&line, letters, (MARGIN + side, down), mark);
                down = down + letters.leading();
            }
        }
        self.y = (y + side).max(down) + GAP;
    }

    /// Draws a code whose light zone begins at this corner.
    fn matrix(&mut self, code: &Code, matrix: Matrix, module: Um, (x, y): (Um, Um), mark: Mark) {
        let quiet = module * i64::from(Matrix::QUIET);
        let code = qr::Code {
            payload: code.payload.clone(),
            level: Level::M,
            matrix,
            x: x + quiet,
            y: y + quiet,
            module,
        };
        self.put(Ink::Shape(Shape::Code(code)), mark);
    }

    /// Makes room for what is signed and, on the same page, the first places to sign.
    fn signed(&mut self, said: &Phrase, boxes: &[Signature]) {
        let lines = lines(said, BODY, WIDTH).len();
        let (_, tall) = places(&boxes[..boxes.len().min(2)]);
        self.room(BODY.leading() * i64::try_from(lines).unwrap_or(1) + GAP + tall);
    }

    /// Places to sign, side by side, on one page.
    fn signatures(&mut self, part: usize, boxes: &[Signature]) {
        let (boxes, tall) = places(boxes);
        let width = PLACE;
        self.room(tall);
        let y = self.y;
        for (at, rows) in (0..).zip(&boxes) {
            let x = MARGIN + (width + BETWEEN) * at;
            let edge = Rect { x, y, width, height: tall };
            self.put(Ink::Shape(Shape::Frame(edge)), Mark::Ornament);
            let words = self.element(Some(part), Role::Paragraph);
            let mut down = y + INSIDE;
            for (letters, line) in rows {
                let mark = self.leaf(words);
                self.line(line, *letters, (x + INSIDE, down), mark);
                down = down + if letters.face == Face::Strong { letters.leading() } else { TO_WRITE };
            }
        }
        self.y = y + tall + BETWEEN;
    }

    /// Writes the foot of every page of a document, now that their number is known.
    fn feet(&mut self, first: usize, foot: &Foot) {
        let count = self.pages.len() - first;
        for number in 1..=count {
            let mut drawn = Set { pages: vec![Vec::new()], ..Set::default() };
            let y = BOTTOM + Um::mm(5);
            drawn.rule(MARGIN, y, WIDTH, PALE);
            let y = y + Um(900);
            let page = format!("{} {number}/{count}", foot.page);
            let page = lines(&page.trim().into(), FOOT, WIDTH).pop().unwrap_or_default();
            drawn.line(&page, FOOT, (MARGIN + WIDTH - page.width, y), Mark::Foot);
            let room = WIDTH - page.width - Um::mm(5);
            let mut down = y;
            for (said, letters) in [(&foot.head, FOOT), (&foot.hash, FOOT_HASH)] {
                for line in lines(&said.as_str().into(), letters, room) {
                    drawn.line(&line, letters, (MARGIN, down), Mark::Foot);
                    down = down + letters.leading();
                }
            }
            let drawn = drawn.pages.into_iter().flatten();
            self.pages[first + number - 1].extend(drawn);
        }
    }
}

/// The lines of places to sign, and how tall they are together.
fn places(boxes: &[Signature]) -> (Vec<Vec<(Letters, Line)>>, Um) {
    let rows = |place: &Signature| -> Vec<(Letters, Line)> {
        let of = |said: &str, letters| lines(&said.into(), letters, PLACE - INSIDE * 2);
        let role = of(&place.role, SUBHEADING).into_iter().map(|line| (SUBHEADING, line));
        let rest = place.lines.iter().flat_map(|said| of(said, FOOT)).map(|line| (FOOT, line));
        role.chain(rest).collect()
    };
    let boxes: Vec<_> = boxes.iter().map(rows).collect();
    let height = |rows: &Vec<(Letters, Line)>| {
        rows.iter().fold(INSIDE * 2, |height, (letters, _)| {
            height + if letters.face == Face::Strong { letters.leading() } else { TO_WRITE }
        })
    };
    // The last line has room to sign below.
    let tall = boxes.iter().map(height).max().unwrap_or_default() + Um::mm(8);
    (boxes, tall)
}

/// The side of a code with its light zone.
fn side(matrix: &Matrix, module: Um) -> Um {
    module * (i64::from(matrix.side()) + 2 * i64::from(Matrix::QUIET))
}

#[cfg(test)]
mod tests;
