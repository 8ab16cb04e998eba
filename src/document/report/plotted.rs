//! The charts of a report in its spreadsheet: the same counts and words as on its page, by the cells that hold them.
//!
//! A chart of which no table holds the figures has a sheet for itself, with them.

use super::{Page, book::column};
use crate::{
    document::{
        Block,
        sheet::{Cell, Cells, Chart, Classes, Kind, Series, Sheet},
    },
    draw::{chart as drawn, picture::Tone},
    lang::{Charted, capital},
    report::{self, Column, Key, Measure, Name, Table, TableName, Value, chart::Chart as Counted},
};

/// The columns of the summary: figures, values.
const FIGURES: usize = 0;
const VALUES: usize = 1;

impl Page<'_> {
    /// The charts of figures, each of which stands in a row of the summary.
    pub(super) fn charts_of_summary(&self, places: &[(Key, usize)]) -> Vec<Chart> {
        let row = |measure: Measure| {
            let of = Key::from(measure);
            places.iter().find(|(key, _)| *key == of).map(|(_, row)| *row)
        };
        match self.report.name {
            Name::Decree => self.rate_in_rows(row).into_iter().collect(),
            Name::Sanitization => {
                row(Measure::MediaDeparted).and_then(|row| self.claims_below(row)).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// The legal rate and its target, each a bar.
    fn rate_in_rows(&self, row: impl Fn(Measure) -> Option<usize>) -> Option<Chart> {
        let Some(Block::Chart(page)) = self.chart_of_rate() else { return None };
        let (title, said) = (page.title, page.said);
        let bar = |(measure, tone)| {
            let defined = matches!(self.report.value(measure), Some(Value::Share(_)));
            let row = row(measure).filter(|_| defined)?;
            Some(Series { name: Cells::one(FIGURES, row), values: Cells::one(VALUES, row), tone })
        };
        let bars = [(Measure::RateBp, Tone::Teal), (Measure::TargetBp, Tone::Slate)];
        Some(Chart {
            title,
            said,
            lying: true,
            classes: None,
            unit: self.words.report_column(Column::Of(Measure::RateBp.into())).to_owned(),
            series: bars.into_iter().filter_map(bar).collect(),
        })
    }

    /// The media that left, the claims standing below the row of their heading.
    fn claims_below(&self, heading: usize) -> Option<Chart> {
        let counted = Counted::by_claim(self.report)?;
        let (title, said) = self.words_of(Charted::Claims, &counted);
        let rows = heading + 1..heading + 1 + counted.classes.len();
        let of = |series: drawn::Series| Series {
            name: Cells::one(FIGURES, heading),
            values: Cells { column: VALUES, rows: rows.clone() },
            tone: series.tone,
        };
        Some(Chart {
            title,
            said,
            lying: true,
            classes: Some(Classes {
                title: self.words.report_column(Column::Claim).to_owned(),
                names: Cells { column: FIGURES, rows: rows.clone() },
            }),
            unit: self.words.chart_of_media().to_owned(),
            series: self.series(Charted::Claims, &counted).into_iter().map(of).collect(),
        })
    }

    /// The charts of what a table holds as it is: all of its rows in their order, so that the chart shows what its
    /// reader sorts and filters.
    pub(super) fn charts_of_table(&self, table: &Table) -> Vec<Chart> {
        let report = self.report;
        let chart = match (report.name, table.name) {
            (Name::Reuse, TableName::ByKind) => {
                Counted::by_kind(report).map(|counted| self.lying(Charted::Kinds, table, &counted))
            }
            (Name::Reuse, TableName::ByDecommissioning) => {
                Counted::flow(report).map(|counted| self.lying(Charted::Flow, table, &counted))
            }
            _ => None,
        };
        chart.into_iter().collect()
    }

    /// A chart of which a table has the names of the classes in its first column, and each series in one.
    fn lying(&self, charted: Charted, table: &Table, counted: &Counted) -> Chart {
        let (words, (title, said)) = (self.words, self.words_of(charted, counted));
        let rows = 1..table.rows.len() + 1;
        let drawn = self.series(charted, counted);
        let series = counted.series.iter().zip(drawn).filter_map(|(key, drawn)| {
            let column = table.columns.iter().position(|column| *column == Column::Of(*key))?;
            let values = Cells { column, rows: rows.clone() };
            Some(Series { name: Cells::one(column, 0), values, tone: drawn.tone })
        });
        let head = table.columns.first().map(|column| words.report_column(*column));
        Chart {
            title,
            said,
            lying: true,
            classes: Some(Classes {
                title: head.unwrap_or_default().to_owned(),
                names: Cells { column: 0, rows: rows.clone() },
            }),
            unit: words.chart_of_assets().to_owned(),
            series: series.collect(),
        }
    }

    /// A sheet for each chart of which no table holds the figures.
    pub(super) fn sheets_of_charts(&self) -> Vec<Sheet> {
        let report = self.report;
        let alone = |charted, of| move |counted: Counted| self.alone(charted, of, &counted);
        let sheets = match report.name {
            Name::Reuse => vec![
                self.months(),
                Counted::left_by_age(report).map(alone(Charted::AgesLeft, Column::AgeThen)),
            ],
            Name::Stock => vec![Counted::by_age(report).map(alone(Charted::Ages, Column::Age))],
            Name::Workshop => vec![Counted::by_wait(report).map(alone(Charted::Waits, Column::State))],
            _ => Vec::new(),
        };
        sheets.into_iter().flatten().collect()
    }

    /// What left, month by month or year by year: those in which nothing did stand in no table.
    fn months(&self) -> Option<Sheet> {
        let counted = Counted::over_time(self.report)?;
        let by_year = counted.classes.iter().all(|class| matches!(class.of, report::Cell::Year(_)));
        let (charted, of) =
            if by_year { (Charted::Years, Column::Year) } else { (Charted::Months, Column::Month) };
        Some(self.alone(charted, of, &counted))
    }

    /// A sheet that has a chart and what it shows: a row for each class, a column for each series.
    fn alone(&self, charted: Charted, of: Column, counted: &Counted) -> Sheet {
        let (words, drawn) = (self.words, self.series(charted, counted));
        let (title, said) = self.words_of(charted, counted);
        let head = words.report_column(of).to_owned();
        let mut columns = vec![column(&head, Kind::Name)];
        columns.extend(drawn.iter().map(|series| column(&capital(&series.name), Kind::Number)));
        let row = |class: &report::chart::Class| {
            let mut row = vec![Cell::made(self.cell(&class.of))];
            row.extend(class.values.iter().map(|value| Cell::count(*value)));
            row
        };
        let rows = 1..counted.classes.len() + 1;
        let series = drawn.iter().enumerate().map(|(at, series)| Series {
            name: Cells::one(at + 1, 0),
            values: Cells { column: at + 1, rows: rows.clone() },
            tone: series.tone,
        });
        let chart = Chart {
            title,
            said,
            lying: charted == Charted::Waits,
            unit: words.chart_of_assets().to_owned(),
            series: series.collect(),
            classes: Some(Classes { names: Cells { column: 0, rows: rows.clone() }, title: head.clone() }),
        };
        Sheet {
            name: words.sheet_chart(&head),
            columns,
            rows: counted.classes.iter().map(row).collect(),
            filtered: true,
            charts: vec![chart],
        }
    }
}
