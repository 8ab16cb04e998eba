//! What is written is read back by a library that is not ours.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};

use super::*;
use crate::{
    document::sheet::{Cells, Classes, Series},
    draw::picture::Tone,
    model::day::Day,
};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

const COLUMNS: [Column; 3] =
    [Column::new("name", Kind::Name), Column::new("what", Kind::Number), Column::new("beside", Kind::Flag)];

/// A sheet of these rows, at most so many on each.
fn written(most: u32, rows: &[Vec<Cell<'static>>]) -> (usize, Vec<u8>) {
    let mut book = Book::new(Vec::new(), "Parc & <stock>", day("2026-03-15"));
    book.most = most;
    book.sheet("Parc [2026]/été", &COLUMNS, true).unwrap();
    for row in rows {
        book.row(|put| row.iter().cloned().for_each(put)).unwrap();
    }
    book.finish().unwrap()
}

fn read(bytes: Vec<u8>) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheets = book.worksheets();
    assert!(sheets.iter().all(|(name, _)| book.worksheet_formula(name).unwrap().is_empty()), "no formula");
    sheets.into_iter().map(|(name, range)| (name, range.rows().map(<[Data]>::to_vec).collect())).collect()
}

fn text(text: &str) -> Data {
    Data::String(text.to_owned())
}

#[test]
fn cells_come_back_with_their_types() {
    let rows = vec![
        vec![Cell::text("=1+1"), Cell::Number(-12), Cell::Flag(true)],
        vec![Cell::text("  _x0041_ <&>\"' é😀 "), Cell::Money(-105), Cell::Flag(false)],
        vec![Cell::text("a\u{7}b\u{ffff}"), Cell::Mass(4_500), Cell::Nothing],
        vec![Cell::Nothing, Cell::Share(6_207), Cell::text("+1")],
    ];
    let (count, bytes) = written(ROWS, &rows);
    assert_eq!(count, 1);
    let sheets = read(bytes);
    assert_eq!(sheets[0].0, "Parc  2026  été");
    let float = Data::Float;
    assert_eq!(
        sheets[0].1,
        [
            vec![text("name"), text("what"), text("beside")],
            vec![text("=1+1"), float(-12.0), Data::Bool(true)],
            vec![text("  _x0041_ <&>\"' é😀 "), float(-1.05), Data::Bool(false)],
            vec![text("a\\u{7}b\u{fffd}"), float(4.5), Data::Empty],
            vec![Data::Empty, float(0.6207), text("+1")],
        ]
    );
}

#[test]
fn a_day_is_a_day_where_spreadsheets_agree_on_it() {
    let days = ["1900-02-28", "1900-03-01", "1970-01-01", "2000-02-29", "2026-03-15", "2100-12-31"];
    let serials: Vec<_> = days.map(|on| serial(day(on))).to_vec();
    assert_eq!(serials, [None, Some(61), Some(25_569), Some(36_585), Some(46_096), Some(73_415)]);
    let rows: Vec<_> = days.map(|on| vec![Cell::Nothing, Cell::Day(day(on))]).to_vec();
    let sheets = read(written(ROWS, &rows).1);
    let read: Vec<String> = sheets[0].1[1..]
        .iter()
        .map(|row| match &row[1] {
            Data::DateTime(at) => {
                let (year, month, day, ..) = at.to_ymd_hms_milli();
                format!("{year}-{month:02}-{day:02}")
            }
            other => other.to_string(),
        })
        .collect();
    assert_eq!(read, days);
}

#[test]
fn what_one_sheet_does_not_take_goes_on_under_the_same_header() {
    let rows: Vec<_> = (0..5).map(|n| vec![Cell::Nothing, Cell::Number(n)]).collect();
    let (count, bytes) = written(3, &rows);
    let sheets = read(bytes);
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Parc  2026  été", "Parc  2026  été (2)", "Parc  2026  été (3)"]);
    assert_eq!(count, 3);
    let numbers: Vec<_> =
        sheets.iter().flat_map(|(_, rows)| rows[1..].iter().map(|row| row[1].clone())).collect();
    assert_eq!(numbers, [0.0, 1.0, 2.0, 3.0, 4.0].map(Data::Float));
    assert!(sheets.iter().all(|(_, rows)| rows[0][0] == text("name")));
}

#[test]
fn a_text_that_no_cell_takes_is_refused_with_its_place() {
    let mut book = Book::new(Vec::new(), "", day("2026-03-15"));
    book.sheet("Parc", &COLUMNS, true).unwrap();
    book.row(|put| put(Cell::made("é".repeat(CHARACTERS)))).unwrap();
    let refused = book.row(|put| {
        put(Cell::Nothing);
        put(Cell::made("😀".repeat(CHARACTERS / 2 + 1)));
    });
    let Err(Unwritten::TooLong { sheet, row, column, characters }) = refused else { panic!("{refused:?}") };
    assert_eq!((sheet.as_str(), row, column.as_str(), characters), ("Parc", 3, "what", 32_768));
}

#[test]
fn a_full_disk_is_said() {
    struct Full(usize);
    impl std::io::Write for Full {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(std::io::ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    for room in [0, 100, 1_000] {
        let mut book = Book::new(Full(room), "", day("2026-03-15"));
        let wrote = book.sheet("Parc", &COLUMNS, true).and_then(|()| book.finish());
        assert!(
            matches!(wrote, Err(Unwritten::Io(e)) if e.kind() == std::io::ErrorKind::StorageFull),
            "{room}"
        );
    }
}

#[test]
fn names_of_sheets_are_what_a_spreadsheet_takes() {
    let long = "Sorties hors du champ du décret, par motif et par service";
    let first = free_name(long, &[]);
    assert_eq!((first.as_str(), first.encode_utf16().count()), ("Sorties hors du champ du décre…", 31));
    let second = free_name(long, &[&first.to_uppercase()]);
    assert_eq!(second, "Sorties hors du champ du d… (2)");
    assert_eq!(free_name("'a:b'", &[]), "a b");
    assert_eq!(
        ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"],
        [0, 25, 26, 51, 52, 701, 702].map(letters).each_ref().map(String::as_str)
    );
}

#[test]
fn the_same_cells_give_the_same_bytes() {
    let rows = vec![vec![Cell::text("a"), Cell::Number(1), Cell::Nothing]];
    assert_eq!(written(ROWS, &rows), written(ROWS, &rows));
}

/// A chart of the numbers of these rows.
fn chart(lying: bool, rows: std::ops::Range<usize>) -> Chart {
    Chart {
        title: "What & where".to_owned(),
        said: "Two \u{7}and _x0041_ three".to_owned(),
        lying,
        classes: Some(Classes { title: "name".to_owned(), names: Cells { column: 0, rows: rows.clone() } }),
        unit: "pieces".to_owned(),
        series: vec![Series { name: Cells::one(1, 0), values: Cells { column: 1, rows }, tone: Tone::Mint }],
    }
}

/// A book that has charts of a sheet, before it is ended.
fn charted(most: u32, columns: &[Column], rows: &[Vec<Cell<'static>>], charts: &[Chart]) -> Book<Vec<u8>> {
    let mut book = Book::new(Vec::new(), "", day("2026-03-15"));
    book.most = most;
    book.sheet("L'atelier & co", columns, true).unwrap();
    for row in rows {
        book.row(|put| row.iter().cloned().for_each(put)).unwrap();
    }
    for chart in charts {
        book.chart(chart, rows);
    }
    book
}

#[test]
fn a_chart_keeps_what_its_cells_hold_as_they_hold_it() {
    let rows = vec![
        vec![Cell::text("_x0041_ & b"), Cell::Mass(4_500)],
        vec![Cell::Nothing, Cell::Nothing],
        Vec::new(),
    ];
    let book = charted(ROWS, &COLUMNS, &rows, &[chart(true, 1..4)]);
    let xml = &book.sheets[0].charts[0].xml;
    for part in [
        "<c:f>'L''atelier &amp; co'!$B$1</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>what</c:v></c:pt></c:strCache>",
        "<c:f>'L''atelier &amp; co'!$A$2:$A$4</c:f><c:strCache><c:ptCount val=\"3\"/><c:pt idx=\"0\"><c:v>_x005F_x0041_ &amp; b</c:v></c:pt></c:strCache>",
        "<c:f>'L''atelier &amp; co'!$B$2:$B$4</c:f><c:numCache><c:formatCode>#,##0.000&quot; kg&quot;</c:formatCode>\
         <c:ptCount val=\"3\"/><c:pt idx=\"0\"><c:v>4.500</c:v></c:pt></c:numCache>",
        "<a:t>What &amp; where</a:t>",
        "prst=\"upDiag\"",
    ] {
        assert!(xml.contains(part), "{part}: {xml}");
    }
    let drawing = chart::drawing(&book.sheets[0].charts);
    assert!(drawing.contains("descr=\"Two \\u{7}and _x0041_ three\""), "{drawing}");
}

#[test]
fn no_two_charts_and_no_chart_and_cell_are_at_one_place() {
    let row = |n| vec![Cell::text("a"), Cell::Number(n)];
    let rows: Vec<_> = (0..5).map(row).collect();
    let many: Vec<_> = (0..90).map(row).collect();
    let wide: Vec<Column> = (0..9).map(|_| Column::new("a", Kind::Number)).collect();
    let places = |columns: &[Column], rows: &[Vec<Cell<'static>>]| {
        let charts = [chart(false, 1..4), chart(true, 1..4), chart(true, 1..90)];
        let book = charted(ROWS, columns, rows, &charts);
        let drawing = chart::drawing(&book.sheets[0].charts);
        let numbers = |name: &str, end: &str| -> Vec<u32> {
            let found = drawing.split(name).skip(1).map(|rest| rest.split(end).next().unwrap());
            found.map(|number| number.parse().unwrap()).collect()
        };
        let (columns, starts) = (numbers("<xdr:col>", "<"), numbers("<xdr:row>", "<"));
        let heights = numbers(" cy=\"", "\"").into_iter().filter(|height| *height > 0);
        let ends: Vec<u32> =
            starts.iter().zip(heights).map(|(row, high)| row + high.div_ceil(190_500)).collect();
        assert!(starts[1] >= ends[0] && starts[2] >= ends[1], "{starts:?} {ends:?}");
        (columns, starts[0])
    };
    assert_eq!(places(&COLUMNS, &rows), (vec![3; 3], 1), "beside, the header left alone");
    assert_eq!(places(&wide, &rows), (vec![0; 3], 7), "below what is wide");
    assert_eq!(places(&wide, &many), (vec![9; 3], 1), "beside what is long");
}

#[test]
fn a_table_that_goes_on_elsewhere_has_no_chart() {
    let rows: Vec<_> = (0..5).map(|n| vec![Cell::text("a"), Cell::Number(n)]).collect();
    let book = charted(3, &COLUMNS, &rows, &[chart(true, 1..6)]);
    assert!(book.sheets.iter().all(|sheet| sheet.charts.is_empty()) && book.sheets.len() == 3);
}
