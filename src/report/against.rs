//! A report beside the same report of another period, both seen from the same moment: each figure with its other
//! value and the difference, and the rows of tables by what they have in common.

use crate::{
    model::{day::Day, kind::Kind, lifecycle::State, period::Period, text, work::WorkKind},
    report::{
        Cell, Column, Decommissioned, Difference, Error, Explained, Figure, Key, Name, Note, Report, Result,
        Table, TableName, Value, stock::Age,
    },
    store::Reader,
};

/// The same report of another period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Against {
    /// Which period.
    pub period: Period,
    /// Every figure, in the order of the report: `then` is that of the other period.
    pub figures: Vec<Difference>,
    /// The tables that group, in the order of the report.
    pub tables: Vec<Paired>,
    /// What the reader of a comparison must know.
    pub remarks: Vec<Remark>,
    /// What the reader of the other report must know beside.
    pub notes: Vec<Note>,
    /// The tags that each figure of the other period counts; only if they were asked for.
    pub explain: Option<Vec<Explained>>,
}

/// A table of two periods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paired {
    /// Its name.
    pub name: TableName,
    /// The columns by which its rows are known.
    pub keys: Vec<Column>,
    /// Whether a row of the other period may stand under other keys, as its months do.
    pub shifted: bool,
    /// Its values, row by row.
    pub values: Vec<Pair>,
}

impl Paired {
    /// Returns the columns of its rows in JSON: its keys, those of the other period where they may differ, which
    /// column of the table is told, its value, the other one, the difference.
    #[must_use]
    pub fn codes(&self) -> Vec<String> {
        let keys = || self.keys.iter().map(|key| key.code());
        let others = keys().filter(|_| self.shifted).map(|key| format!("other_{key}"));
        let mut all: Vec<String> = keys().map(str::to_owned).chain(others).collect();
        all.extend(["figure", "value", "other", "difference"].map(str::to_owned));
        all
    }
}

/// One value of a table of two periods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// By which its row is known.
    pub keys: Vec<Cell>,
    /// The same in the other period: a month of another year stands beside that of this one.
    pub other_keys: Vec<Cell>,
    /// Which column it is of.
    pub column: Column,
    /// The value in the other period.
    pub other: Value,
    /// The value.
    pub value: Value,
}

impl Pair {
    /// Returns how much more it is than in the other period, in its own unit; nothing for what is no number.
    #[must_use]
    pub fn by(&self) -> Option<i64> {
        self.value.more_than(self.other)
    }

    /// Tells whether there is nothing on either side.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        [self.value, self.other].iter().all(|value| *value == Value::Nothing || *value == value.zero())
    }
}

/// What the reader of a comparison must know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// What stands at an evening is told of two.
    Evenings {
        /// That of the report.
        evening: Day,
        /// That of the other period.
        other: Day,
    },
    /// What stands at an evening is told of the same one twice.
    SameEvening(Day),
    /// A period is not over.
    UnderWay {
        /// Which.
        period: Period,
        /// How many of its days have passed.
        days: u64,
        /// How many it has.
        of: u64,
    },
    /// A period has not begun.
    NotBegun(Period),
    /// One is longer than the other.
    Lengths {
        /// The days of the report.
        days: u64,
        /// Those of the other period.
        other: u64,
    },
    /// They have days in common.
    Common(Period),
    /// A period began before the record was opened.
    BeforeRecord {
        /// Which.
        period: Period,
        /// When it was opened.
        opened: Day,
    },
}

/// Makes a report with the same one of another period beside it: `make` makes that of a period.
///
/// # Errors
///
/// Returns [`Error::SamePeriod`] if there is but one period, [`Error::NotAYear`] for a report of calendar years,
/// and why the record cannot be read.
pub fn against(
    source: &dyn Reader,
    (period, other): (Period, Period),
    make: impl Fn(Period) -> Result<Report>,
) -> Result<Report> {
    if period == other {
        return Err(Error::SamePeriod(period));
    }
    let report = make(period)?;
    let beside = make(other).map_err(|error| match error {
        Error::NotAYear { report, period, .. } => Error::NotAYear { report, period, compared: true },
        error => error,
    })?;
    let opened = source.event(1)?.map(|event| event.on);
    let told = |note: &Note| report.notes.contains(note) || *note == Note::UnderWay;
    let made = Against {
        period: other,
        figures: figures(&report, &beside),
        tables: tables(&report, &beside),
        remarks: remarks(&report, &beside, opened),
        notes: beside.notes.iter().copied().filter(|note| !told(note)).collect(),
        explain: beside.explain,
    };
    Ok(Report { against: Some(made), ..report })
}

/// Every figure of both, each once.
fn figures(report: &Report, beside: &Report) -> Vec<Difference> {
    let (now, then) = (listed(report), listed(beside));
    let find = |all: &[Listed], of: &Listed| all.iter().find(|it| it.0 == of.0).map(|it| it.1);
    let mut all = Vec::new();
    for of in &now {
        let then = find(&then, of).unwrap_or_else(|| of.1.zero());
        all.push(Difference { group: of.0.0, key: of.0.1, then, now: of.1 });
    }
    for of in then.iter().filter(|of| find(&now, of).is_none()) {
        let group = of.0.0;
        // With the others of its group.
        let at = all.iter().rposition(|it| it.group == group).map_or(all.len(), |at| at + 1);
        all.insert(at, Difference { group, key: of.0.1, then: of.1, now: of.1.zero() });
    }
    all
}

/// A figure with its group.
type Listed = ((Option<Key>, Key), Value);

fn listed(report: &Report) -> Vec<Listed> {
    let mut all = Vec::new();
    for (key, figure) in &report.figures {
        match figure {
            Figure::One(value) => all.push(((None, *key), *value)),
            Figure::Group(members) => {
                all.extend(members.iter().map(|(member, value)| ((Some(*key), *member), *value)));
            }
        }
    }
    all
}

/// The tables that group, by what they group by; lists of things stay with the report that they are of.
fn tables(report: &Report, beside: &Report) -> Vec<Paired> {
    let shift = Shift::between(report.period, beside.period);
    let grouping =
        |table: &&Table| table.name == TableName::LegalRate || table.name.code().starts_with("by_");
    let of = |table: &Table| {
        let rows = beside.table(table.name).map(|other| other.rows.as_slice()).unwrap_or_default();
        paired(table, rows, shift)
    };
    report.tables.iter().filter(grouping).map(of).collect()
}

/// A row on both sides, or on one.
struct Row<'r> {
    keys: Vec<Cell>,
    here: Option<&'r [Cell]>,
    there: Option<&'r [Cell]>,
}

fn paired(table: &Table, others: &[Vec<Cell>], shift: Shift) -> Paired {
    let (values, keys): (Vec<usize>, Vec<usize>) = (0..table.columns.len()).partition(|at| {
        matches!(table.columns[*at], Column::Of(_) | Column::MedianDays | Column::OldestDays)
    });
    let of = |row: &[Cell]| keys.iter().filter_map(|at| row.get(*at).cloned()).collect::<Vec<_>>();
    let mut rows: Vec<Row<'_>> =
        table.rows.iter().map(|row| Row { keys: of(row), here: Some(row), there: None }).collect();
    for row in others {
        let keys: Vec<Cell> = of(row).into_iter().map(|cell| shift.here(cell)).collect();
        match rows.iter_mut().find(|it| it.there.is_none() && it.keys == keys) {
            Some(found) => found.there = Some(row),
            None => rows.push(Row { keys, here: None, there: Some(row) }),
        }
    }
    rows.sort_by_cached_key(|row| row.keys.iter().map(rank).collect::<Vec<_>>());
    let mut pairs = Vec::new();
    for row in &rows {
        for at in &values {
            let value = |side: Option<&[Cell]>| match side.and_then(|row| row.get(*at)) {
                Some(Cell::Value(value)) => Some(*value),
                _ => None,
            };
            // The law of a year that is not in a period is not zero there.
            let absent = |like: Option<Value>| {
                like.filter(|_| table.name != TableName::LegalRate).map_or(Value::Nothing, Value::zero)
            };
            let (here, there) = (value(row.here), value(row.there));
            pairs.push(Pair {
                keys: row.keys.clone(),
                other_keys: row.keys.iter().cloned().map(|cell| shift.there(cell)).collect(),
                column: table.columns[*at],
                other: there.unwrap_or_else(|| absent(here)),
                value: here.unwrap_or_else(|| absent(there)),
            });
        }
    }
    let keys: Vec<Column> = keys.into_iter().map(|at| table.columns[at]).collect();
    let shifted = keys.iter().any(|key| matches!(key, Column::Month | Column::Year));
    Paired { name: table.name, keys, shifted, values: pairs }
}

/// Where a key stands among those of its column.
fn rank(cell: &Cell) -> (bool, i64, String) {
    fn place<T: PartialEq>(all: &[T], of: &T) -> i64 {
        let at = all.iter().position(|it| it == of).unwrap_or(all.len());
        i64::try_from(at).unwrap_or(i64::MAX)
    }
    let number = |number| (false, number, String::new());
    match cell {
        Cell::Kind(kind) => number(place(Kind::ALL, kind)),
        Cell::State(state) => number(place(State::ALL, state)),
        Cell::Work(kind) => number(place(WorkKind::ALL, kind)),
        Cell::Age(age) => number(place(&Age::all(), age)),
        Cell::Decommissioned(when) => number(when.map_or(i64::MAX, |when| place(Decommissioned::ALL, &when))),
        Cell::Month(year, month) => number(i64::from(*year) * 13 + i64::from(*month)),
        Cell::SomeMonth(year) => number(i64::from(*year) * 13),
        Cell::Year(year) => number((*year).into()),
        Cell::Value(value) => number(value.number().unwrap_or(i64::MAX)),
        Cell::Service(label) | Cell::Site(label) | Cell::Text(label) => {
            (label.is_none(), 0, label.as_deref().map(text::fold).unwrap_or_default())
        }
        other => (false, 0, super::code_of(other)),
    }
}

/// By how much the other period lies before the report, in months and in calendar years.
#[derive(Clone, Copy)]
struct Shift {
    months: i32,
    years: i16,
}

impl Shift {
    /// Months of one name stand beside each other where the periods have any; else the first beside the first.
    fn between(period: Period, other: Period) -> Self {
        let month = |day: Day| i32::from(day.year()) * 12 + i32::from(day.month());
        let years = [period.from.year() - other.from.year(), period.to.year() - other.to.year()];
        let meets = |years: i16| {
            let by = i32::from(years) * 12;
            month(other.from) + by <= month(period.to) && month(period.from) <= month(other.to) + by
        };
        let named = years.into_iter().find(|years| meets(*years)).map(|years| i32::from(years) * 12);
        Self { months: named.unwrap_or_else(|| month(period.from) - month(other.from)), years: years[0] }
    }

    /// The key of the report beside which one of the other period stands.
    fn here(self, cell: Cell) -> Cell {
        match cell {
            Cell::Month(year, month) => {
                let at = i32::from(year) * 12 + i32::from(month) - 1 + self.months;
                let part = |number: i32| i16::try_from(number).unwrap_or(i16::MAX);
                Cell::Month(part(at.div_euclid(12)), i8::try_from(at.rem_euclid(12) + 1).unwrap_or(1))
            }
            Cell::SomeMonth(year) => Cell::SomeMonth(year.saturating_add(self.years)),
            Cell::Year(year) => Cell::Year(year.saturating_add(self.years)),
            other => other,
        }
    }

    /// The key of the other period that stands beside one of the report.
    fn there(self, cell: Cell) -> Cell {
        Self { months: -self.months, years: -self.years }.here(cell)
    }
}

fn days_of(period: Period) -> u64 {
    u64::try_from(period.to.days_since(period.from) + 1).unwrap_or_default()
}

fn remarks(report: &Report, beside: &Report, opened: Option<Day>) -> Vec<Remark> {
    let (period, other, as_of) = (report.period, beside.period, report.moment.as_of);
    let mut all = Vec::new();
    if let (Some(evening), Some(other)) = (report.evening, beside.evening) {
        let same = evening == other;
        all.push(if same { Remark::SameEvening(evening) } else { Remark::Evenings { evening, other } });
    }
    // What stands at an evening is of no days.
    let flows = !matches!(report.name, Name::Stock | Name::Inventory);
    for period in [period, other] {
        if as_of < period.from {
            all.push(Remark::NotBegun(period));
        } else if flows && as_of < period.to {
            let passed = Period { from: period.from, to: as_of };
            all.push(Remark::UnderWay { period, days: days_of(passed), of: days_of(period) });
        }
    }
    let (days, others) = (days_of(period), days_of(other));
    all.extend((flows && days != others).then_some(Remark::Lengths { days, other: others }));
    let common = Period { from: period.from.max(other.from), to: period.to.min(other.to) };
    all.extend((flows && common.from <= common.to).then_some(Remark::Common(common)));
    for period in [period, other] {
        let before = opened.filter(|opened| period.from < *opened);
        all.extend(before.map(|opened| Remark::BeforeRecord { period, opened }));
    }
    all
}
