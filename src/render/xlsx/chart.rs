//! Charts of cells, which a spreadsheet draws: each names the cells that it shows, and keeps what they held when it
//! was written. Its looks are those of every chart of the program, strokes for those who see no colours included.
//!
//! Sources: ECMA-376-1:2016, 20.5 (drawings on sheets), 21.2 (charts), 20.1.10.51 (patterns).

use std::fmt::Write as _;

use super::{
    figure,
    parts::{CHART, DRAWING, OFFICE, XML, letters, plain},
};
use crate::{
    document::sheet::{Cell, Cells, Chart, Column, Series},
    draw::picture::{Ink, Stroke, Tone},
    model::text,
};

/// The units of a drawing in a millimetre.
const MM: u32 = 36_000;
/// The height of a row, of which a text does not go on below, in these units.
const ROW: u32 = 190_500;
/// A chart stands beside what is not wider, in characters, or has more rows.
const BESIDE: usize = 100;
const LONG: usize = 40;
/// The letters of what has no other: nine points.
const LETTERS: &str =
    "<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"900\"/></a:pPr><a:endParaRPr/></a:p></c:txPr>";
/// Up to here an axis has a mark at every whole: a half of an asset is none.
const FEW: i64 = 5;
/// A whole, in basis points.
const WHOLE: i64 = 10_000;

/// A chart as it stands on its sheet.
pub(super) struct Placed {
    /// The part that is the chart itself.
    pub xml: String,
    /// Its upper left cell: column and row, both from 0.
    at: (usize, usize),
    /// Its width and its height in millimetres.
    size: (u32, u32),
    title: String,
    said: String,
}

impl Placed {
    /// The row from which the sheet is free again below it.
    fn end(&self) -> usize {
        self.at.1 + usize::try_from(self.size.1 * MM / ROW).unwrap_or(usize::MAX / 2) + 2
    }
}

/// What a chart is drawn of: a sheet that is written.
pub(super) struct Sheet<'a> {
    pub name: &'a str,
    pub columns: &'a [Column],
    pub rows: &'a [Vec<Cell<'static>>],
}

impl Sheet<'_> {
    /// Places a chart where no cell holds anything: beside the cells that it shows or below them all, and below the
    /// charts that are placed.
    pub(super) fn place(&self, chart: &Chart, placed: &[Placed]) -> Placed {
        let classes = chart.classes.as_ref().map_or(chart.series.len(), |classes| classes.names.rows.len());
        let many = u32::try_from(classes).unwrap_or(u32::MAX);
        let wide: usize = self.columns.iter().map(super::parts::width).sum();
        let free = placed.iter().map(Placed::end).max().unwrap_or_default();
        let (at, width) = if wide <= BESIDE || self.rows.len() > LONG {
            let first = chart.series.iter().map(|series| series.values.rows.start).min();
            // The header stays where it is.
            ((self.columns.len(), first.unwrap_or_default().max(1).max(free)), 160)
        } else {
            ((0, (self.rows.len() + 2).max(free)), 240)
        };
        let height = if chart.lying { many.saturating_mul(8).saturating_add(45).min(180) } else { 110 };
        let size = (width, height);
        Placed { xml: self.chart(chart), at, size, title: chart.title.clone(), said: chart.said.clone() }
    }

    fn chart(&self, chart: &Chart) -> String {
        let stacked = chart.classes.is_some() && chart.series.len() > 1;
        let (grouping, overlap) = if stacked { ("stacked", 100) } else { ("clustered", 0) };
        let direction = if chart.lying { "bar" } else { "col" };
        let series: String =
            chart.series.iter().enumerate().map(|(at, of)| self.series(at, of, chart, stacked)).collect();
        let legend = if chart.series.len() > 1 {
            "<c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/></c:legend>"
        } else {
            ""
        };
        format!(
            "{XML}<c:chartSpace xmlns:c=\"{CHART}\" xmlns:a=\"{DRAWING}\" xmlns:r=\"{OFFICE}\">\
             <c:date1904 val=\"0\"/><c:roundedCorners val=\"0\"/><c:chart>{}<c:autoTitleDeleted val=\"0\"/>\
             <c:plotArea><c:layout/><c:barChart><c:barDir val=\"{direction}\"/><c:grouping val=\"{grouping}\"/>\
             <c:varyColors val=\"0\"/>{series}<c:gapWidth val=\"50\"/><c:overlap val=\"{overlap}\"/>\
             <c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart>{}{}</c:plotArea>{legend}<c:plotVisOnly val=\"1\"/>\
             <c:dispBlanksAs val=\"gap\"/></c:chart><c:spPr>{}<a:ln w=\"6350\">{}</a:ln></c:spPr>{LETTERS}</c:chartSpace>",
            title(&chart.title, 1200),
            names_axis(chart),
            self.values_axis(chart),
            solid(Ink::Paper),
            solid(Ink::Grid)
        )
    }

    /// The axis along which bars are measured. One of shares goes to a whole.
    fn values_axis(&self, chart: &Chart) -> String {
        let (most, shares) = self.most(chart);
        let end = if shares && most <= WHOLE { "<c:max val=\"1\"/>" } else { "" };
        let marks = if !shares && most <= FEW { "<c:majorUnit val=\"1\"/>" } else { "" };
        // What lies is read from above, and measured at its foot.
        let (side, crosses) = if chart.lying { ("b", "max") } else { ("l", "autoZero") };
        format!(
            "<c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/>{end}<c:min val=\"0\"/></c:scaling>\
             <c:delete val=\"0\"/><c:axPos val=\"{side}\"/><c:majorGridlines>{}</c:majorGridlines>{}\
             <c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/>\
             <c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>{}<c:crossAx val=\"1\"/>\
             <c:crosses val=\"{crosses}\"/><c:crossBetween val=\"between\"/>{marks}</c:valAx>",
            outline(Ink::Grid),
            title(&chart.unit, 1000),
            if shares { "0%" } else { "#,##0" },
            outline(Ink::Pale),
        )
    }

    fn series(&self, at: usize, series: &Series, chart: &Chart, stacked: bool) -> String {
        let seen = fill(series.tone);
        // A stack has a bar of many values, which have no room: the cells beside them have them all.
        let labels = if stacked {
            ""
        } else {
            "<c:dLbls><c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/>\
             <c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>"
        };
        let names = chart.classes.as_ref().map(|classes| self.texts(&classes.names));
        let names = names.map(|names| format!("<c:cat>{names}</c:cat>")).unwrap_or_default();
        format!(
            "<c:ser><c:idx val=\"{at}\"/><c:order val=\"{at}\"/><c:tx>{}</c:tx><c:spPr>{seen}<a:ln><a:noFill/></a:ln>\
             </c:spPr><c:invertIfNegative val=\"0\"/>{labels}{names}<c:val>{}</c:val></c:ser>",
            self.texts(&series.name),
            self.numbers(&series.values)
        )
    }

    /// The longest bar, in the unit of its cells, and whether they hold shares.
    fn most(&self, chart: &Chart) -> (i64, bool) {
        let (mut bars, mut shares) = (Vec::new(), false);
        for (at, series) in chart.series.iter().enumerate() {
            // Without classes each series is a bar.
            let first = if chart.classes.is_some() { 0 } else { at };
            for (at, cell) in self.cells(&series.values).into_iter().enumerate() {
                let value = match cell {
                    Some(
                        Cell::Number(value) | Cell::Money(value) | Cell::Mass(value) | Cell::Share(value),
                    ) => *value,
                    _ => 0,
                };
                shares |= matches!(cell, Some(Cell::Share(_)));
                bars.resize(bars.len().max(first + at + 1), 0_i64);
                bars[first + at] = bars[first + at].saturating_add(value);
            }
        }
        (bars.into_iter().max().unwrap_or_default(), shares)
    }

    /// The cells of rows of which the header is the first; it has a text for each column.
    fn cells(&self, cells: &Cells) -> Vec<Option<&Cell<'static>>> {
        let cell = |row: usize| self.rows.get(row.checked_sub(1)?)?.get(cells.column);
        cells.rows.clone().map(cell).collect()
    }

    /// Where cells are, as a formula says it: `'By kind'!$A$2:$A$9`.
    fn formula(&self, cells: &Cells) -> String {
        let (letter, first, last) = (letters(cells.column), cells.rows.start + 1, cells.rows.end);
        let mut formula = String::new();
        plain(&mut formula, &super::quoted(self.name));
        let _ = write!(formula, "!${letter}${first}");
        if last > first {
            let _ = write!(formula, ":${letter}${last}");
        }
        formula
    }

    fn texts(&self, of: &Cells) -> String {
        let header = of.rows.contains(&0).then(|| self.columns.get(of.column)).flatten();
        let texts = self.cells(of).into_iter().enumerate().map(|(at, cell)| match (cell, header) {
            (Some(Cell::Text(said) | Cell::Heading(said)), _) => Some(said.as_ref()),
            (None, Some(column)) if at == 0 => Some(column.name.as_ref()),
            _ => None,
        });
        let points = points(texts.map(|said| {
            let mut shown = String::new();
            super::parts::escape(&mut shown, &text::visible(said?));
            Some(shown)
        }));
        format!("<c:strRef><c:f>{}</c:f><c:strCache>{points}</c:strCache></c:strRef>", self.formula(of))
    }

    fn numbers(&self, of: &Cells) -> String {
        let cells = self.cells(of);
        let figures: Vec<_> = cells.into_iter().map(|cell| figure(cell?)).collect();
        let code = figures.iter().flatten().next().map_or("General", |(style, _)| style.code());
        let points = points(figures.into_iter().map(|figure| figure.map(|(_, value)| value.to_string())));
        format!(
            "<c:numRef><c:f>{}</c:f><c:numCache><c:formatCode>{code}</c:formatCode>{points}</c:numCache></c:numRef>",
            self.formula(of)
        )
    }
}

/// The axis along which the classes stand; none is seen where each series is a bar.
fn names_axis(chart: &Chart) -> String {
    let (order, side) = if chart.lying { ("maxMin", "l") } else { ("minMax", "b") };
    let (named, gone) = match &chart.classes {
        Some(classes) => (title(&classes.title, 1000), 0),
        None => (String::new(), 1),
    };
    format!(
        "<c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"{order}\"/></c:scaling>\
         <c:delete val=\"{gone}\"/><c:axPos val=\"{side}\"/>{named}<c:numFmt formatCode=\"General\" sourceLinked=\"0\"/>\
         <c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>{}\
         <c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/><c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/>\
         <c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"1\"/></c:catAx>",
        outline(Ink::Pale),
    )
}

/// The values that cells held, those of cells that held none left out.
fn points(values: impl ExactSizeIterator<Item = Option<String>>) -> String {
    let mut xml = format!("<c:ptCount val=\"{}\"/>", values.len());
    for (at, value) in values.enumerate() {
        if let Some(value) = value {
            let _ = write!(xml, "<c:pt idx=\"{at}\"><c:v>{value}</c:v></c:pt>");
        }
    }
    xml
}

/// A text as a title or a description has it.
fn shown(said: &str) -> String {
    let mut shown = String::new();
    plain(&mut shown, &text::visible(said));
    shown
}

/// A title of so many hundredths of a point.
fn title(said: &str, size: u32) -> String {
    let (shown, looks) = (shown(said), format!("sz=\"{size}\" b=\"{}\"", u8::from(size > 1000)));
    format!(
        "<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr {looks}/></a:pPr><a:r><a:rPr {looks}/><a:t>{shown}</a:t>\
         </a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>"
    )
}

fn colour(ink: Ink) -> String {
    let [red, green, blue] = ink.on_paper();
    format!("<a:srgbClr val=\"{red:02X}{green:02X}{blue:02X}\"/>")
}

fn solid(ink: Ink) -> String {
    format!("<a:solidFill>{}</a:solidFill>", colour(ink))
}

fn outline(ink: Ink) -> String {
    format!("<c:spPr><a:ln w=\"6350\">{}</a:ln></c:spPr>", solid(ink))
}

/// The colour of a look, and the strokes of the paper that cross it.
fn fill(tone: Tone) -> String {
    let pattern = match tone.strokes() {
        [] => return solid(Ink::Tone(tone)),
        [Stroke::Rising] => "upDiag",
        [Stroke::Falling] => "dnDiag",
        [Stroke::Level] => "horz",
        [Stroke::Upright] => "vert",
        [Stroke::Level, Stroke::Upright] => "cross",
        _ => "diagCross",
    };
    format!(
        "<a:pattFill prst=\"{pattern}\"><a:fgClr>{}</a:fgClr><a:bgClr>{}</a:bgClr></a:pattFill>",
        colour(Ink::Paper),
        colour(Ink::Tone(tone))
    )
}

/// The drawing of a sheet: its charts, each with what it says to those who do not see it.
pub(super) fn drawing(placed: &[Placed]) -> String {
    const SHEET: &str = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing";
    let mut xml = format!("{XML}<xdr:wsDr xmlns:xdr=\"{SHEET}\" xmlns:a=\"{DRAWING}\">");
    for (at, chart) in placed.iter().enumerate() {
        let ((column, row), (width, height)) = (chart.at, chart.size);
        let (name, said) = (shown(&chart.title), shown(&chart.said));
        let _ = write!(
            xml,
            "<xdr:oneCellAnchor><xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>{}</xdr:colOff><xdr:row>{row}</xdr:row>\
             <xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx=\"{}\" cy=\"{}\"/><xdr:graphicFrame macro=\"\">\
             <xdr:nvGraphicFramePr><xdr:cNvPr id=\"{}\" name=\"{name}\" descr=\"{said}\"/><xdr:cNvGraphicFramePr/>\
             </xdr:nvGraphicFramePr><xdr:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/></xdr:xfrm><a:graphic>\
             <a:graphicData uri=\"{CHART}\"><c:chart xmlns:c=\"{CHART}\" xmlns:r=\"{OFFICE}\" r:id=\"rId{}\"/>\
             </a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:oneCellAnchor>",
            if column > 0 { 5 * MM } else { 0 },
            width * MM,
            height * MM,
            at + 2,
            at + 1,
        );
    }
    xml + "</xdr:wsDr>"
}
