//! The charts of spreadsheets: each is found where it should be, over no cell that holds anything, and says of the
//! cells that it names exactly what they hold.

use std::{collections::BTreeMap, fs};

use calamine::Data;

use crate::{
    demo,
    world::World,
    xlsx::{parts, sheets},
};

/// What stands between two texts, wherever it does.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Vec<&'t str> {
    text.split(open).skip(1).map(|rest| rest.split_once(close).unwrap().0).collect()
}

fn plain(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// A spreadsheet, read by another library and by its parts.
struct Read {
    sheets: Vec<(String, Vec<Vec<Data>>)>,
    parts: BTreeMap<String, String>,
}

impl Read {
    fn of(world: &World, line: &str) -> Self {
        world.run(&format!("{line} -o charts.xlsx")).success();
        let bytes = fs::read(world.path("charts.xlsx")).unwrap();
        Self { sheets: sheets(world, "charts.xlsx"), parts: parts(&bytes).into_iter().collect() }
    }

    fn part(&self, name: &str) -> &str {
        self.parts.get(name).unwrap_or_else(|| panic!("no {name}"))
    }

    fn charts(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter(|(name, _)| name.starts_with("xl/charts/")).map(|(_, part)| part.as_str())
    }

    /// The cells of a formula: `'By kind'!$A$2:$A$9`.
    fn cells(&self, formula: &str) -> Vec<&Data> {
        let (sheet, area) = formula.rsplit_once('!').unwrap();
        let name = sheet.strip_prefix('\'').and_then(|name| name.strip_suffix('\'')).unwrap();
        let (_, rows) = self.sheets.iter().find(|(named, _)| *named == name.replace("''", "'")).unwrap();
        let at = |cell: &str| {
            let (letter, row) = cell[1..].split_once('$').unwrap();
            let [letter] = letter.as_bytes() else { panic!("{formula}") };
            (usize::from(letter - b'A'), row.parse::<usize>().unwrap() - 1)
        };
        let (first, last) = area.split_once(':').unwrap_or((area, area));
        let ((column, from), (same, to)) = (at(first), at(last));
        assert_eq!(column, same, "{formula}");
        rows[from..=to].iter().map(|row| &row[column]).collect()
    }

    /// The values that a chart keeps of the cells that it names, after they were found to be those of the cells.
    fn kept(&self, chart: &str, of: &str) -> Vec<Vec<String>> {
        let reference = |reference: &str| {
            let formula = plain(between(reference, "<c:f>", "</c:f>")[0]);
            let cells = self.cells(&formula);
            assert_eq!(between(reference, "<c:ptCount val=\"", "\"")[0], cells.len().to_string());
            let values: Vec<String> = between(reference, "<c:v>", "</c:v>").into_iter().map(plain).collect();
            assert_eq!(values.len(), cells.len(), "{formula}: a value for each cell");
            for (at, (cell, value)) in cells.iter().zip(&values).enumerate() {
                assert!(reference.contains(&format!("<c:pt idx=\"{at}\"><c:v>")), "{reference}");
                match cell {
                    Data::String(text) => assert_eq!((of, text), ("str", value), "{formula}"),
                    Data::Float(number) => {
                        assert_eq!((of, *number), ("num", value.parse().unwrap()), "{formula}");
                    }
                    other => panic!("{formula}: {other:?}"),
                }
            }
            values
        };
        let (open, close) = (format!("<c:{of}Ref>"), format!("</c:{of}Ref>"));
        between(chart, &open, &close).into_iter().map(reference).collect()
    }
}

/// The reports that have charts, how many, and the sheet of each in both languages.
const CHARTED: [(&str, &[[&str; 2]]); 5] = [
    (
        "reuse",
        &[
            ["By kind", "Par type d’équipement"],
            ["By decommissioning", "Selon la date de réforme"],
            ["Chart – Month", "Graphique – Mois"],
            ["Chart – Age at decommissioning", "Graphique – Âge à la réforme"],
        ],
    ),
    ("decree", &[["Summary", "Synthèse"]]),
    ("sanitization", &[["Summary", "Synthèse"]]),
    ("stock", &[["Chart – Age", "Graphique – Âge"]]),
    ("workshop", &[["Chart – State", "Graphique – État"]]),
];

#[test]
fn a_chart_says_what_the_cells_hold_that_it_names() {
    let world = demo::town();
    for (report, charted) in CHARTED {
        for lang in ["en", "fr"] {
            let line = format!("--db town/rebond.db --lang {lang} report {report} --period 2026");
            let read = Read::of(&world, &line);
            assert_eq!(read.charts().count(), charted.len(), "{line}");
            for chart in read.charts() {
                let (texts, numbers) = (read.kept(chart, "str"), read.kept(chart, "num"));
                assert_eq!(numbers.len(), chart.matches("<c:ser>").count(), "{line}");
                assert!(texts.len() >= numbers.len() && !numbers.is_empty(), "{line}: each has a name");
                let titles = between(chart, "<a:t>", "</a:t>");
                assert!(titles.len() >= 2, "{line}: it and its axis have titles: {titles:?}");
                assert!(numbers.iter().flatten().any(|number| number != "0"), "{line}");
            }
        }
    }
    let departures = &world.run("--db town/rebond.db report reuse --period 2026 --format json").json()["figures"]
        ["departures"];
    let read = Read::of(&world, "--db town/rebond.db report reuse --period 2026");
    for chart in read.charts() {
        let numbers = read.kept(chart, "num");
        let sum: u64 = numbers.iter().flatten().map(|number| number.parse::<u64>().unwrap()).sum();
        assert_eq!(*departures, sum, "what left stands in each of its charts");
    }
}

#[test]
fn a_chart_stands_on_the_sheet_of_its_figures_beside_or_below_them() {
    let world = demo::town();
    for (report, charted) in CHARTED {
        for (at, lang) in ["en", "fr"].into_iter().enumerate() {
            let line = format!("--db town/rebond.db --lang {lang} report {report} --period 2026");
            let read = Read::of(&world, &line);
            let page = world.run(&format!("{line} --format html")).success();
            let types = read.part("[Content_Types].xml");
            let mut drawn = Vec::new();
            for (number, (name, rows)) in read.sheets.iter().enumerate() {
                let sheet = read.part(&format!("xl/worksheets/sheet{}.xml", number + 1));
                assert!(sheet.contains("state=\"frozen\""), "{line}: {name}");
                let list = read.parts.get(&format!("xl/worksheets/_rels/sheet{}.xml.rels", number + 1));
                assert_eq!(list.is_some(), sheet.contains("<drawing "), "{line}: {name}");
                let Some(list) = list else { continue };
                let drawing = between(list, "Target=\"../drawings/", "\"")[0];
                assert!(types.contains(&format!("\"/xl/drawings/{drawing}\"")), "{types}");
                let charts = read.part(&format!("xl/drawings/_rels/{drawing}.rels"));
                for chart in between(charts, "Target=\"..", "\"") {
                    assert!(types.contains(&format!("\"/xl{chart}\"")), "{types}");
                    let formulas = between(read.part(&format!("xl{chart}")), "<c:f>", "</c:f>");
                    let here = format!("'{name}'!");
                    assert!(formulas.iter().all(|formula| plain(formula).starts_with(&here)), "{formulas:?}");
                    drawn.push(name.as_str());
                }
                let drawing = read.part(&format!("xl/drawings/{drawing}"));
                let place = |axis: &str| -> usize {
                    let found = between(drawing, &format!("<xdr:{axis}>"), &format!("</xdr:{axis}>"));
                    found[0].parse().unwrap()
                };
                let (column, row) = (place("col"), place("row"));
                let free = |rows: &[Vec<Data>]| {
                    rows.iter().all(|row| row.iter().skip(column).all(|cell| *cell == Data::Empty))
                };
                assert!(
                    row > 0 && (row > rows.len() || free(&rows[row..])),
                    "{line}: {name}: {column} {row}"
                );
                let said = between(drawing, "descr=\"", "\"")[0];
                assert!(said.chars().count() > 20 && page.contains(said), "{line}: {said}");
            }
            let due: Vec<&str> = charted.iter().map(|names| names[at]).collect();
            assert_eq!(drawn, due, "{line}");
        }
    }
}

#[test]
fn an_export_has_no_chart_and_a_report_none_of_nothing() {
    let town = demo::town();
    for line in ["export assets", "export media", "report impact", "report inventory", "report register"] {
        let read = Read::of(&town, &format!("--db town/rebond.db {line}"));
        assert_eq!(read.charts().count(), 0, "{line}");
        assert!(read.parts.keys().all(|name| !name.contains("drawing")), "{line}");
    }
    let empty = World::new().with_record();
    for (report, _) in CHARTED {
        let read = Read::of(&empty, &format!("report {report}"));
        let zero: Vec<_> = read.charts().map(|chart| read.kept(chart, "num")).collect();
        assert!(zero.is_empty(), "{report}: {zero:?}");
    }
}

/// The order in which the schema of charts wants what an element has (ECMA-376-1:2016, 21.2, `xsd:sequence`); a program
/// that finds another one says that the file is damaged.
const SEQUENCES: [(&str, &[&str]); 10] = [
    (
        "c:chartSpace",
        &[
            "c:date1904",
            "c:lang",
            "c:roundedCorners",
            "c:style",
            "c:chart",
            "c:spPr",
            "c:txPr",
            "c:printSettings",
        ],
    ),
    (
        "c:chart",
        &["c:title", "c:autoTitleDeleted", "c:plotArea", "c:legend", "c:plotVisOnly", "c:dispBlanksAs"],
    ),
    ("c:plotArea", &["c:layout", "c:barChart", "c:catAx", "c:valAx", "c:spPr"]),
    (
        "c:barChart",
        &["c:barDir", "c:grouping", "c:varyColors", "c:ser", "c:dLbls", "c:gapWidth", "c:overlap", "c:axId"],
    ),
    (
        "c:ser",
        &["c:idx", "c:order", "c:tx", "c:spPr", "c:invertIfNegative", "c:dPt", "c:dLbls", "c:cat", "c:val"],
    ),
    (
        "c:catAx",
        &[
            "c:axId",
            "c:scaling",
            "c:delete",
            "c:axPos",
            "c:majorGridlines",
            "c:title",
            "c:numFmt",
            "c:majorTickMark",
            "c:minorTickMark",
            "c:tickLblPos",
            "c:spPr",
            "c:txPr",
            "c:crossAx",
            "c:crosses",
            "c:auto",
            "c:lblAlgn",
            "c:lblOffset",
            "c:tickLblSkip",
            "c:noMultiLvlLbl",
        ],
    ),
    (
        "c:valAx",
        &[
            "c:axId",
            "c:scaling",
            "c:delete",
            "c:axPos",
            "c:majorGridlines",
            "c:title",
            "c:numFmt",
            "c:majorTickMark",
            "c:minorTickMark",
            "c:tickLblPos",
            "c:spPr",
            "c:txPr",
            "c:crossAx",
            "c:crosses",
            "c:crossBetween",
            "c:majorUnit",
        ],
    ),
    ("c:scaling", &["c:orientation", "c:max", "c:min"]),
    ("c:title", &["c:tx", "c:layout", "c:overlay", "c:spPr", "c:txPr"]),
    ("c:legend", &["c:legendPos", "c:layout", "c:overlay", "c:spPr", "c:txPr"]),
];

/// Every element of a part with the names of what stands in it, in their order.
fn elements(part: &str) -> Vec<(String, Vec<String>)> {
    let (mut open, mut all): (Vec<(String, Vec<String>)>, Vec<_>) = (Vec::new(), Vec::new());
    for tag in part.split('<').skip(1).map(|rest| rest.split_once('>').unwrap().0) {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap().to_owned();
        if tag.starts_with('?') {
            continue;
        }
        if tag.starts_with('/') {
            let ended = open.pop().unwrap();
            assert_eq!(ended.0, name, "{part}");
            all.push(ended);
            continue;
        }
        if let Some((_, children)) = open.last_mut() {
            children.push(name.clone());
        }
        if !tag.ends_with('/') {
            open.push((name, Vec::new()));
        }
    }
    assert!(open.is_empty(), "{part}");
    all
}

#[test]
fn what_a_chart_has_stands_in_the_order_of_its_schema() {
    let world = demo::town();
    let mut seen = BTreeMap::new();
    for (report, _) in CHARTED {
        let read = Read::of(&world, &format!("--db town/rebond.db report {report} --period 2026"));
        for (name, children) in read.charts().flat_map(elements) {
            let Some((_, order)) = SEQUENCES.iter().find(|(parent, _)| *parent == name) else { continue };
            let place = |child: &String| {
                let known = order.iter().position(|known| known == child);
                known.unwrap_or_else(|| panic!("{report}: {child} in {name}"))
            };
            let places: Vec<_> = children.iter().map(place).collect();
            assert!(places.is_sorted(), "{report}: {name} has {children:?}");
            *seen.entry(name).or_insert(0) += 1;
        }
    }
    assert_eq!(seen.len(), SEQUENCES.len(), "{seen:?}");
}
