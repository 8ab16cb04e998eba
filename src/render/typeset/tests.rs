use proptest::prelude::*;

use super::*;
use crate::document::{Cell, Span, Table};

fn document(blocks: Vec<Block>) -> Document {
    let foot = Foot { head: "Record at event 12".into(), hash: "0a".repeat(32), page: "Page" };
    Document { title: "Title".into(), language: "en", blocks, foot }
}

/// What is written on each page, its foot and what stands there again left out unless asked for.
fn written(set: &Set, marked: fn(Mark) -> bool) -> Vec<Vec<&str>> {
    fn text(item: &Item) -> Option<&str> {
        match &item.ink {
            Ink::Shape(Shape::Text(text)) => Some(text.text.trim_end()),
            _ => None,
        }
    }
    set.pages
        .iter()
        .map(|page| page.iter().filter(|item| marked(item.mark)).filter_map(text).collect())
        .collect()
}

/// The corners of everything drawn.
fn corners(set: &Set) -> Vec<(Um, Um, Um, Um)> {
    let place = |item: &Item| match &item.ink {
        Ink::Fill(Rect { x, y, width, height }, _)
        | Ink::Shape(Shape::Frame(Rect { x, y, width, height })) => (*x, *y, *x + *width, *y + *height),
        Ink::Shape(Shape::Text(text)) => {
            let width = text.face.font().width(text.text.trim_end(), text.size);
            (text.x, text.y - text.size, text.x + width, text.y)
        }
        Ink::Shape(Shape::Code(code)) => {
            let side = code.module * i64::from(code.matrix.side());
            (code.x, code.y, code.x + side, code.y + side)
        }
        Ink::Picture(picture, (x, y)) => (*x, *y, *x + picture.width, *y + picture.height),
        Ink::Shape(Shape::Group { .. }) => panic!("nothing is grouped"),
    };
    set.pages.iter().flatten().map(place).collect()
}

fn table(rows: usize) -> Table {
    let row = |at: usize| vec![format!("row {at}").into(), at.to_string().into()];
    Table {
        columns: vec![("Name".into(), Side::Left), ("Number".into(), Side::Right)],
        rows: (0..rows).map(row).collect(),
        total: Some(vec!["Total".into(), "9".into()]),
    }
}

#[test]
fn a_table_goes_on_under_the_same_heads_which_are_read_once() {
    let set = typeset(&[document(vec![Block::Title("T".into()), Block::Table(table(120))])]);
    assert!(set.pages.len() > 2, "{}", set.pages.len());
    let again = written(&set, |mark| mark == Mark::Ornament);
    assert!(again[0].is_empty(), "{again:?}");
    assert!(again[1..].iter().all(|page| *page == ["Name", "Number"]), "{again:?}");
    let read = written(&set, |mark| matches!(mark, Mark::Leaf(_)));
    let all: Vec<&str> = read.concat();
    assert_eq!(all.iter().filter(|said| **said == "Name").count(), 1);
    assert_eq!(all.iter().filter(|said| said.starts_with("row ")).count(), 120);
    assert!(read.iter().all(|page| page.len() > 2), "no page has heads alone: {read:?}");
}

#[test]
fn every_page_of_a_document_says_which_of_how_many_it_is() {
    let one = || document(vec![Block::Table(table(60))]);
    let set = typeset(&[one(), one()]);
    let feet = written(&set, |mark| mark == Mark::Foot);
    let numbers: Vec<&str> = feet.iter().map(|foot| foot[0]).collect();
    assert_eq!(numbers, ["Page 1/2", "Page 2/2", "Page 1/2", "Page 2/2"]);
    assert!(feet.iter().all(|foot| foot.contains(&"0a".repeat(32).as_str())), "{feet:?}");
}

#[test]
fn a_heading_goes_with_what_follows_it() {
    for before in 0..60 {
        let mut blocks: Vec<Block> = (0..before).map(|_| Block::Paragraph("line".into())).collect();
        blocks.extend([Block::Heading("H".into()), Block::Paragraph("after".into())]);
        let set = typeset(&[document(blocks)]);
        let page = written(&set, |mark| matches!(mark, Mark::Leaf(_)));
        let with = page.iter().find(|page| page.contains(&"H")).unwrap();
        assert!(with.contains(&"after"), "{before}");
    }
}

#[test]
fn a_heading_goes_with_the_picture_that_follows_it() {
    let picture = Picture { width: WIDTH, height: Um::mm(80), layers: Vec::new() };
    let chart = Chart { title: "C".into(), said: "Nothing.".into(), picture, bars: Vec::new(), whole: 0 };
    for before in 0..60 {
        let mut blocks: Vec<Block> = (0..before).map(|_| Block::Paragraph("line".into())).collect();
        blocks.extend([Block::Heading("H".into()), Block::Chart(Box::new(chart.clone()))]);
        let set = typeset(&[document(blocks)]);
        let page = written(&set, |mark| matches!(mark, Mark::Leaf(_)));
        let with = page.iter().find(|page| page.contains(&"H")).unwrap();
        assert!(with.contains(&"C"), "{before}");
        inside(&set);
    }
}

#[test]
fn the_last_rows_of_a_table_stand_on_a_page_with_its_total() {
    for many in 30..100_usize {
        let row = |name: String| vec![name.as_str().into(), "1".into()];
        let table = Table {
            columns: vec![("A".into(), Side::Left), ("B".into(), Side::Right)],
            rows: (0..many).map(|at| row(format!("r{at}"))).collect(),
            total: Some(row("total".to_owned())),
        };
        let set = typeset(&[document(vec![Block::Table(table)])]);
        let pages = written(&set, |mark| matches!(mark, Mark::Leaf(_)));
        let last = pages.iter().find(|page| page.contains(&"total")).unwrap();
        for at in many - LAST_ROWS..many {
            assert!(last.contains(&format!("r{at}").as_str()), "{many}: {last:?}");
        }
        let rows = pages.concat().iter().filter(|said| said.starts_with('r')).count();
        assert_eq!(rows, many, "each stands once");
        inside(&set);
    }
}

/// As many as the table keeps together.
const LAST_ROWS: usize = 3;

#[test]
fn a_row_longer_than_a_page_is_cut_between_its_lines() {
    let long = "word ".repeat(6_000);
    let table = Table {
        columns: vec![("A".into(), Side::Left), ("B".into(), Side::Left)],
        rows: vec![vec![long.as_str().into(), "b".into()]],
        total: None,
    };
    let set = typeset(&[document(vec![Block::Table(table)])]);
    let words = written(&set, |mark| matches!(mark, Mark::Leaf(_))).concat();
    assert_eq!(words.iter().flat_map(|line| line.split(' ')).filter(|word| *word == "word").count(), 6_000);
    assert!(set.pages.len() > 3);
    inside(&set);
}

fn inside(set: &Set) {
    for (left, top, right, bottom) in corners(set) {
        assert!(
            left >= MARGIN
                && right <= MARGIN + WIDTH + Um(20)
                && top >= TOP - Um::mm(3)
                && bottom <= Um::mm(290),
            "{left} {top} {right} {bottom}"
        );
    }
}

#[test]
fn each_leaf_is_in_the_tree_once() {
    let code = Code { payload: "VAL-000001P".into(), alt: "code".into() };
    let set = typeset(&[document(vec![
        Block::Title("T".into()),
        Block::List(vec!["a".into(), "b".into()]),
        Block::Codes(vec![code.clone()]),
        Block::Table(Table {
            columns: vec![("Code".into(), Side::Left)],
            rows: vec![vec![Cell::Code(code)]],
            total: None,
        }),
        Block::Signatures(vec![Signature { role: "Role".into(), lines: vec!["Name".into()] }]),
    ])]);
    let mut seen = vec![0; set.leaves];
    for child in set.elements.iter().flat_map(|element| &element.children) {
        if let Child::Leaf(number) = child {
            seen[*number] += 1;
        }
    }
    assert!(!seen.is_empty() && seen.iter().all(|times| *times == 1), "{seen:?}");
    inside(&set);
}

#[test]
fn a_picture_stands_under_its_title_on_one_page() {
    let picture = Picture { width: WIDTH, height: Um::mm(80), layers: Vec::new() };
    let (title, said) = ("Departures".to_owned(), "Total: 3.".to_owned());
    let chart = Block::Chart(Box::new(Chart { title, said, picture, ..Chart::default() }));
    for before in 0..60 {
        let mut blocks: Vec<Block> = (0..before).map(|_| Block::Paragraph("line".into())).collect();
        blocks.push(chart.clone());
        let set = typeset(&[document(blocks)]);
        inside(&set);
        let page = |found: &dyn Fn(&Item) -> bool| {
            set.pages.iter().position(|items| items.iter().any(found)).unwrap()
        };
        let titled =
            page(&|item| matches!(&item.ink, Ink::Shape(Shape::Text(text)) if text.text == "Departures"));
        let drawn = page(&|item| matches!(item.ink, Ink::Picture(..)));
        assert_eq!(titled, drawn, "{before}");
        let role = set.elements.iter().find_map(|element| match &element.role {
            Role::Picture(said, page, place) => Some((said.as_str(), *page, *place)),
            _ => None,
        });
        let (said, on, place) = role.unwrap();
        assert_eq!((said, on), ("Departures. Total: 3.", drawn));
        assert_eq!((place.x, place.height), (MARGIN, Um::mm(80)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn nothing_is_drawn_outside_the_page(
        texts in prop::collection::vec("(\\PC{0,60}|[A-Z0-9]{0,160})", 1..9),
        columns in 1_usize..9,
        rows in 1_usize..6,
    ) {
        let text = |at: usize| texts[at % texts.len()].clone();
        let side = |at: usize| if at.is_multiple_of(2) { Side::Left } else { Side::Right };
        let table = Table {
            columns: (0..columns).map(|at| (text(at), side(at))).collect(),
            rows: (0..rows).map(|row| (0..columns).map(|at| text(row + at).into()).collect()).collect(),
            total: None,
        };
        let strong = Phrase(vec![Span { text: text(0), strong: true }, Span { text: text(1), strong: false }]);
        let figure = Labelled { label: text(1), value: text(2) };
        let fact = Fact { label: text(2), value: text(3).into() };
        let role = Signature { role: text(4), lines: vec![text(5), text(6)] };
        let set = typeset(&[document(vec![
            Block::Title(text(0)),
            Block::Paragraph(strong.clone()),
            Block::List(vec![strong]),
            Block::Figures(vec![figure]),
            Block::Facts(vec![fact]),
            Block::Table(table),
            Block::Verbatim(text(3)),
            Block::Signatures(vec![role.clone(), role]),
        ])]);
        inside(&set);
    }
}
