//! A report beside the same report of another period.

use super::{
    Page,
    book::{column, difference_of},
    cells, sign,
};
use crate::{
    document::{
        self, Block, Side, Table,
        sheet::{Cell, Kind, Sheet},
    },
    lang::{Section, capital},
    report::{self, Against, Column, Difference, Pair, Paired, Value},
};

impl Page<'_> {
    /// What a reader must know, every figure of both periods, then the tables that group.
    pub(super) fn against(&self, against: &Against) -> Vec<Block> {
        let words = self.words;
        let what = words.report_against(self.report.period, against.period);
        let mut blocks = vec![self.heading(Section::Against), Block::Paragraph(what.into())];
        let said = self.said_of_periods(against);
        if !said.is_empty() {
            blocks.push(Block::List(said.into_iter().map(Into::into).collect()));
        }
        // What is in a group stands under its name, after what is in none.
        let mut figures: Vec<&Difference> = against.figures.iter().collect();
        figures.sort_by_key(|of| of.group.is_some());
        for of in figures.chunk_by(|one, other| one.group == other.group) {
            blocks.extend(of[0].group.map(|group| Block::Subheading(self.label(group))));
            let rows =
                of.iter().map(|of| cells(self.told(vec![self.label(of.key)], (of.then, of.now, of.by()))));
            blocks.push(Block::Table(self.of_periods(against, &[], rows.collect())));
        }
        for table in &against.tables {
            let table_of = self.pairs(table, against);
            if !table_of.rows.is_empty() {
                blocks.push(Block::Subheading(words.report_table(table.name).to_owned()));
                blocks.push(Block::Table(table_of));
            }
        }
        blocks
    }

    /// What each figure of the other period counts, if it was asked for.
    pub(super) fn explained_there(&self, against: &Against) -> Vec<Block> {
        let Some(explain) = &against.explain else { return Vec::new() };
        let named = explain.iter().map(|of| self.explained(of).into());
        vec![Block::Heading(self.counted_there(against)), Block::List(named.collect())]
    }

    /// The heads of a comparison: figure, the other period, the period of the report, difference. As time goes
    /// by, where that is how they follow each other in print too.
    fn heads_of_periods(&self, against: &Against) -> [String; 4] {
        let words = self.words;
        let [figure, _, _, difference] = words.report_compared_columns().map(str::to_owned);
        let period = |period| capital(&words.period(period));
        [figure, period(against.period), period(self.report.period), difference]
    }

    fn counted_there(&self, against: &Against) -> String {
        let section = self.words.report_section(Section::Explain);
        format!("{section} – {}", capital(&self.words.period(against.period)))
    }

    /// What the reader of both must know, then of the other period alone.
    pub(super) fn said_of_periods(&self, against: &Against) -> Vec<String> {
        let words = self.words;
        let mut said: Vec<String> =
            against.remarks.iter().map(|remark| words.report_remark(*remark)).collect();
        let of_other = words.report_of_other(against.period);
        said.extend(against.notes.iter().map(|note| format!("{of_other} {}", words.report_note(*note))));
        said
    }

    /// A table of both: a row for each value that is on either side.
    fn pairs(&self, table: &Paired, against: &Against) -> Table {
        let telling = telling(table);
        let row = |pair: &Pair| {
            let mut row: Vec<String> = self.keys(pair);
            row.truncate(telling);
            row.push(self.head_of(pair.column));
            cells(self.told(row, (pair.other, pair.value, pair.by())))
        };
        let rows = table.values.iter().filter(|pair| !pair.is_idle()).map(row);
        self.of_periods(against, &table.keys[..telling], rows.collect())
    }

    /// A table under the heads of both periods, after those of its keys.
    fn of_periods(&self, against: &Against, keys: &[Column], rows: Vec<Vec<document::Cell>>) -> Table {
        let [figure, other, value, difference] = self.heads_of_periods(against);
        let mut columns: Vec<_> = keys.iter().map(|key| (self.head_of(*key), Side::Left)).collect();
        columns.push((figure, Side::Left));
        columns.extend([other, value, difference].map(|head| (head, Side::Right)));
        Table { columns, rows, total: None }
    }

    /// A row: what stands before, the value of the other period, the value, and the difference.
    fn told(&self, mut row: Vec<String>, (other, value, by): (Value, Value, Option<i64>)) -> Vec<String> {
        let by = match (value, by) {
            (Value::Days(_), Some(by)) => format!("{}{}", sign(by), self.words.days_alone(by.unsigned_abs())),
            (unit, by) => self.signed(unit, by),
        };
        row.extend([self.beside(other), self.beside(value), by]);
        row
    }

    /// A value among others of its table, where days stand without the years they make.
    fn beside(&self, value: Value) -> String {
        match value {
            Value::Days(days) => self.words.days_alone(days),
            Value::Nothing => "–".to_owned(),
            value => self.value(value),
        }
    }

    fn head_of(&self, column: Column) -> String {
        capital(self.words.report_column(column))
    }

    /// The keys of a row; of months that stand beside each other, both.
    fn keys(&self, pair: &Pair) -> Vec<String> {
        let both = pair.keys.iter().zip(&pair.other_keys);
        both.map(|(key, other)| match (key, other) {
            (key, other) if key == other => self.cell(key),
            (report::Cell::Month(year, month), report::Cell::Month(_, other_month))
                if month == other_month =>
            {
                format!("{} / {year}", self.cell(other))
            }
            (report::Cell::Month(year, month), other) => {
                format!("{} / {}", self.cell(other), self.words.month(*year, *month))
            }
            (key, other) => format!("{} / {}", self.cell(other), self.cell(key)),
        })
        .collect()
    }

    /// A sheet for the figures, one for each table, one for what the other period counts.
    pub(super) fn sheets_of_periods(&self, against: &Against) -> Vec<Sheet> {
        let heads = self.heads_of_periods(against);
        let name = self.words.report_section(Section::Against).to_owned();
        let mut sheets =
            vec![self.side_by_side(name, &against.figures, heads.each_ref().map(String::as_str))];
        sheets.extend(against.tables.iter().map(|table| self.sheet_of_pairs(table, &heads)));
        sheets.extend(against.explain.as_deref().map(|explain| {
            let sheet = self.counted(explain);
            Sheet { name: self.counted_there(against), ..sheet }
        }));
        sheets
    }

    fn sheet_of_pairs(&self, table: &Paired, heads: &[String; 4]) -> Sheet {
        let [figure, other, value, difference] = heads;
        let mut columns: Vec<_> =
            table.keys.iter().map(|key| column(self.words.report_column(*key), Kind::Name)).collect();
        columns.push(column(figure, Kind::Long));
        columns.extend([other, value, difference].map(|head| column(head, Kind::Number)));
        let row = |pair: &Pair| {
            let mut row: Vec<Cell<'static>> = self.keys(pair).into_iter().map(Cell::made).collect();
            row.push(Cell::made(self.head_of(pair.column)));
            row.extend([
                self.typed(pair.other),
                self.typed(pair.value),
                difference_of(pair.value, pair.by()),
            ]);
            row
        };
        Sheet {
            name: format!("{difference} – {}", self.words.report_table(table.name)),
            columns,
            rows: table.values.iter().map(row).collect(),
            filtered: true,
            charts: Vec::new(),
        }
    }
}

/// How many of its keys tell the rows of a table apart: a page has no room for more.
fn telling(table: &Paired) -> usize {
    let mut rows: Vec<&[report::Cell]> = table.values.iter().map(|pair| pair.keys.as_slice()).collect();
    rows.dedup();
    let apart = |keys: &usize| {
        let cut = |row: &'_ &[report::Cell]| row.iter().take(*keys).cloned().collect::<Vec<_>>();
        rows.iter().enumerate().all(|(at, row)| rows.iter().take(at).all(|before| cut(before) != cut(row)))
    };
    (1..table.keys.len()).find(apart).unwrap_or(table.keys.len())
}
