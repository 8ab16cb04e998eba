//! A report, worded: the same head and the same end for all, and a body for each.

mod against;
mod agec;
mod book;
mod chart;
mod impact;
mod inventory;
mod plotted;
mod register;
mod sanitization;
mod stock;
mod workshop;

pub use book::{sheet_of_codes, sheets_of, title_of};

use crate::{
    document::{self, Block, Document, Foot, Labelled, Side, Table},
    lang::{Field, Section, Words, capital},
    model::amount::{Cents, Grams},
    report::{
        self, Cell, Column, Compared, Difference, Explained, Key, Measure, Moved, Name, Report, TableName,
        Value,
    },
    rules::{
        outcome::{Outcome, second_lives},
        reen::share_bp,
    },
};

/// How many digits of a hash people compare.
pub(super) const SHORT_HASH: usize = 12;

/// Returns a report in the words of a language.
#[must_use]
pub fn of_report(report: &Report, words: &dyn Words) -> Document {
    let page = Page { report, words };
    let mut blocks = page.head();
    blocks.extend(match report.name {
        Name::Decree => page.decree(),
        Name::Reuse => page.reuse(),
        Name::Register => page.register(),
        Name::Sanitization => page.sanitization(),
        Name::Stock => page.stock(),
        Name::Impact => page.impact(),
        Name::Agec => page.agec(),
        Name::Inventory => page.inventory(),
        Name::Workshop => page.workshop(),
    });
    blocks.extend(page.end());
    let head = report.moment.head;
    let hash = head.hash.to_string();
    let foot = Foot { head: words.report_head(head.seq, short(&hash)), page: words.page(), hash };
    Document { title: page.title(), language: words.language().code(), blocks, foot }.obeyed_by_nothing()
}

struct Page<'a> {
    report: &'a Report,
    words: &'a dyn Words,
}

/// Makes a row of texts.
fn cells(row: impl IntoIterator<Item = String>) -> Vec<document::Cell> {
    row.into_iter().map(Into::into).collect()
}

/// The sign that stands before the size of a difference.
const fn sign(by: i64) -> &'static str {
    match by {
        0 => "",
        1.. => "+",
        _ => "−",
    }
}

/// Returns as much of a hash as people compare.
fn short(hash: &str) -> &str {
    hash.get(..SHORT_HASH).unwrap_or(hash)
}

impl Page<'_> {
    fn title(&self) -> String {
        let title = self.words.report_title(self.report.name);
        if self.report.organisation.is_empty() {
            return title.to_owned();
        }
        format!("{} – {title}", self.report.organisation)
    }

    fn head(&self) -> Vec<Block> {
        let (report, words) = (self.report, self.words);
        let hash = report.moment.head.hash.to_string();
        let day = words.day(report.moment.as_of);
        let mut blocks = vec![
            Block::Title(self.title()),
            Block::Paragraph(
                capital(&format!("{}, {}.", words.period(report.period), words.report_seen_on(&day))).into(),
            ),
        ];
        blocks.extend(self.part().map(|said| Block::Paragraph(said.into())));
        blocks.extend(self.evening().map(|said| Block::Paragraph(said.into())));
        if report.provisional {
            blocks.push(Block::Paragraph(words.report_provisional(report.name).into()));
        }
        blocks.extend(
            report.against.as_ref().map(|of| Block::Paragraph(words.report_beside(of.period).into())),
        );
        blocks.extend([
            Block::Paragraph(format!("{}.", words.report_head(report.moment.head.seq, short(&hash))).into()),
            Block::Verbatim(hash),
        ]);
        blocks
    }

    /// Of which service and site it is alone.
    fn part(&self) -> Option<String> {
        let named = |place: fn(&Cell) -> Option<&String>| self.report.part.iter().find_map(place);
        let service = named(|cell| if let Cell::Service(label) = cell { label.as_ref() } else { None });
        let site = named(|cell| if let Cell::Site(label) = cell { label.as_ref() } else { None });
        let any = service.is_some() || site.is_some();
        any.then(|| self.words.report_part(service.map(String::as_str), site.map(String::as_str)))
    }

    /// Of which evening what stands is told, where that is not the day from which it is seen.
    fn evening(&self) -> Option<String> {
        let evening = self.report.evening.filter(|evening| *evening != self.report.moment.as_of);
        evening.map(|evening| self.words.report_evening(&self.words.day(evening)))
    }

    fn decree(&self) -> Vec<Block> {
        let legal =
            [Measure::A, Measure::B, Measure::RateBp, Measure::TargetBp, Measure::Met, Measure::Missing];
        let beside = [
            Measure::InternalSecondLives,
            Measure::SoldWithoutProof,
            Measure::Untested,
            Measure::MissingWithData,
        ];
        let mut beside: Vec<_> = beside.into_iter().map(|measure| self.figure(measure)).collect();
        beside.insert(0, self.operational());
        let mut blocks = vec![self.heading(Section::LegalRate), self.figures(legal)];
        blocks.extend(self.chart_of_rate());
        blocks.extend([
            self.heading(Section::Beside),
            Block::Figures(beside),
            self.heading(Section::Excluded),
            self.members(Measure::OutOfScope),
        ]);
        blocks.extend(self.table(TableName::NoAge));
        blocks
    }

    fn operational(&self) -> Labelled {
        let of = (self.number(Measure::OperationalNum), self.number(Measure::OperationalDen));
        let undefined = self.words.not_defined();
        Labelled { label: self.words.operational_rate().to_owned(), value: self.share(of, undefined) }
    }

    /// The part of the departures that found a second life, with what it is a part of.
    fn second_lives(&self) -> Labelled {
        let of = second_lives(self.number(Measure::Departures), |outcome| self.number(outcome));
        let undefined = self.words.not_applicable();
        Labelled { label: self.label(Measure::ReuseShareBp.into()), value: self.share(of, undefined) }
    }

    /// A figure that is a number of things.
    fn number(&self, key: impl Into<Key>) -> u64 {
        match self.report.value(key) {
            Some(Value::Count(number)) => number,
            _ => 0,
        }
    }

    /// A share, with how many of how many.
    fn share(&self, (num, den): (u64, u64), undefined: &str) -> String {
        let rate = share_bp(num, den).map_or_else(|| undefined.to_owned(), |bp| self.words.percent(bp));
        self.words.rate_of(&rate, &self.words.count(num), &self.words.count(den))
    }

    fn reuse(&self) -> Vec<Block> {
        let beside =
            [Measure::InternalSecondLives, Measure::Redeployments, Measure::BeforeRecord, Measure::BulkMassG];
        let mut blocks = vec![self.heading(Section::Outcomes), Block::Table(self.outcomes())];
        blocks.extend(self.chart_over_time());
        blocks.push(self.heading(Section::Beside));
        let beside = beside.into_iter().map(|measure| self.figure(measure));
        blocks.push(Block::Figures(std::iter::once(self.second_lives()).chain(beside).collect()));
        for name in [
            TableName::LegalRate,
            TableName::NotProved,
            TableName::Imported,
            TableName::ByKind,
            TableName::ByService,
            TableName::ByMonth,
            TableName::ByAge,
            TableName::ByDecommissioning,
            TableName::NoMass,
        ] {
            let mut table = self.table(name).into_iter();
            blocks.extend(table.next());
            blocks.extend(match name {
                TableName::ByKind => self.chart_by_kind(),
                TableName::ByAge => self.chart_left_by_age(),
                TableName::ByDecommissioning => self.chart_of_flow(),
                _ => None,
            });
            blocks.extend(table);
        }
        blocks
    }

    /// Every outcome in the order of the hierarchy, in pieces and in mass.
    fn outcomes(&self) -> Table {
        let words = self.words;
        let value = |key: Key| self.report.value(key).unwrap_or(Value::Nothing);
        let masses = self.report.group(Measure::MassG);
        let mass = |outcome: Outcome| {
            masses.iter().find(|(key, _)| *key == outcome.into()).map_or(Value::Nothing, |(_, mass)| *mass)
        };
        let total = masses.iter().map(|(_, mass)| if let Value::Grams(grams) = mass { *grams } else { 0 });
        let row = |label: String, pieces, mass| cells([label, self.value(pieces), self.value(mass)]);
        Table {
            columns: vec![
                (words.report_column(Column::Outcome).to_owned(), Side::Left),
                (words.report_pieces().to_owned(), Side::Right),
                (words.report_column(Column::Of(Measure::MassG.into())).to_owned(), Side::Right),
            ],
            rows: Outcome::ALL
                .iter()
                .map(|of| row(capital(words.outcome(*of)), value((*of).into()), mass(*of)))
                .collect(),
            total: Some(row(
                words.report_total().to_owned(),
                value(Measure::Departures.into()),
                Value::Grams(total.sum()),
            )),
        }
    }

    fn end(&self) -> Vec<Block> {
        let (report, words) = (self.report, self.words);
        let mut blocks = report.compared.as_ref().map(|compared| self.compared(compared)).unwrap_or_default();
        blocks.extend(report.against.iter().flat_map(|against| self.against(against)));
        if let Some(explain) = &report.explain {
            blocks.push(self.heading(Section::Explain));
            blocks.push(Block::List(
                explain.iter().map(|explained| self.explained(explained).into()).collect(),
            ));
        }
        blocks.extend(report.against.iter().flat_map(|against| self.explained_there(against)));
        blocks.extend([
            self.heading(Section::Notes),
            Block::List(report.notes.iter().map(|note| words.report_note(*note).into()).collect()),
        ]);
        if !report.sources.is_empty() {
            blocks.push(self.heading(Section::Sources));
            blocks.push(Block::List(
                report.sources.iter().map(|article| words.article(*article).into()).collect(),
            ));
        }
        blocks.extend([self.heading(Section::CommandLine), Block::Verbatim(report.command_line.clone())]);
        blocks
    }

    /// Every figure as it was and as it is, then what moved each.
    fn compared(&self, compared: &Compared) -> Vec<Block> {
        let words = self.words;
        let seen = words.report_compared(compared.then.head.seq, &words.day(compared.then.as_of));
        let mut blocks = vec![self.heading(Section::Compared), Block::Paragraph(seen.into())];
        for of in compared.figures.chunk_by(|one, other| one.group == other.group) {
            blocks.extend(of[0].group.map(|group| Block::Paragraph(self.label(group).into())));
            blocks.push(Block::Table(self.differences(of)));
        }
        let unmoved = compared.figures.iter().all(|figure| figure.then == figure.now);
        if unmoved && compared.moved.is_empty() {
            blocks.push(Block::Paragraph(words.report_unmoved().into()));
        }
        if !compared.moved.is_empty() {
            blocks.push(self.heading(Section::Moved));
        }
        for moved in compared.moved.chunk_by(|one, other| (one.group, one.key) == (other.group, other.key)) {
            blocks.push(Block::Paragraph(self.grouped(moved[0].group, moved[0].key).into()));
            blocks.push(Block::Table(self.moved(moved)));
        }
        blocks
    }

    fn differences(&self, figures: &[Difference]) -> Table {
        let [figure, then, now, difference] = self.words.report_compared_columns().map(str::to_owned);
        let right = |head| (head, Side::Right);
        let row = |of: &Difference| {
            let by = self.signed(of.now, of.by());
            cells([self.label(of.key), self.value(of.then), self.value(of.now), by])
        };
        Table {
            columns: vec![(figure, Side::Left), right(then), right(now), right(difference)],
            rows: figures.iter().map(row).collect(),
            total: None,
        }
    }

    /// What moved one figure: a row for each event.
    fn moved(&self, moved: &[Moved]) -> Table {
        let words = self.words;
        let mut columns: Vec<_> =
            words.report_moved_columns().iter().map(|head| ((*head).to_owned(), Side::Left)).collect();
        let fields = [Field::Event, Field::Day, Field::What, Field::Who];
        columns.extend(fields.map(|field| (capital(words.field(field)), Side::Left)));
        let mut rows = Vec::new();
        for of in moved {
            let start = || vec![of.name.clone(), words.report_change(of.change).to_owned()];
            for event in &of.events {
                let what = words.report_mover(event.kind);
                let mut row = start();
                row.extend([
                    event.seq.to_string(),
                    words.day(event.on),
                    if event.late { words.report_late(what) } else { what.to_owned() },
                    event.actor.clone().unwrap_or_else(|| words.erased().to_owned()),
                ]);
                rows.push(cells(row));
            }
            if of.events.is_empty() {
                let mut row = start();
                row.resize(columns.len(), "–".to_owned());
                rows.push(cells(row));
            }
        }
        Table { columns, rows, total: None }
    }

    /// The label of a figure, after that of its group.
    fn grouped(&self, group: Option<Key>, key: Key) -> String {
        let group = group.map(|group| format!("{} – ", self.label(group))).unwrap_or_default();
        format!("{group}{}", self.label(key))
    }

    /// A difference with its sign, in the unit of a value.
    fn signed(&self, unit: Value, by: Option<i64>) -> String {
        let Some(by) = by else { return "–".to_owned() };
        let size = by.unsigned_abs();
        let amount = i64::try_from(size).unwrap_or(i64::MAX);
        let size = match unit {
            Value::Share(_) => self.words.points(size),
            Value::Grams(_) => self.value(Value::Grams(amount)),
            Value::Co2(_) => self.value(Value::Co2(amount)),
            Value::Co2PerYear(_) => self.value(Value::Co2PerYear(amount)),
            Value::Cents(_) => self.value(Value::Cents(amount)),
            Value::Days(_) => self.value(Value::Days(size)),
            Value::Minutes(_) => self.value(Value::Minutes(size)),
            _ => self.value(Value::Count(size)),
        };
        format!("{}{size}", sign(by))
    }

    fn explained(&self, explained: &Explained) -> String {
        let tags = explained.names();
        let tags = if tags.is_empty() { "–".to_owned() } else { tags.join(", ") };
        self.words.tags_of(&self.label(explained.key), &tags)
    }

    fn heading(&self, section: Section) -> Block {
        Block::Heading(self.words.report_section(section).to_owned())
    }

    /// These figures, each with its label.
    fn figures(&self, measures: impl IntoIterator<Item = Measure>) -> Block {
        Block::Figures(measures.into_iter().map(|measure| self.figure(measure)).collect())
    }

    /// The members of a group of figures, each with its label.
    fn members(&self, group: Measure) -> Block {
        let members = self.report.group(group).iter();
        Block::Figures(members.map(|(key, value)| self.labelled(*key, *value)).collect())
    }

    /// These tables, those that have a row.
    fn tables(&self, names: impl IntoIterator<Item = TableName>) -> Vec<Block> {
        names.into_iter().flat_map(|name| self.table(name)).collect()
    }

    fn figure(&self, measure: Measure) -> Labelled {
        self.labelled(measure.into(), self.report.value(measure).unwrap_or(Value::Nothing))
    }

    fn labelled(&self, key: Key, value: Value) -> Labelled {
        let undefined = value == Value::Nothing && key == Measure::RateBp.into();
        let value = if undefined { self.words.not_defined().to_owned() } else { self.value(value) };
        Labelled { label: self.label(key), value }
    }

    fn label(&self, key: Key) -> String {
        match key {
            Key::Measure(measure) => self.words.measure(measure).to_owned(),
            Key::Outcome(outcome) => capital(self.words.outcome(outcome)),
            Key::Excluded(reason) => self.words.out_of_scope(reason).to_owned(),
            Key::Claim(claim) => capital(self.words.claim(claim)),
            Key::Exception(why) => capital(self.words.report_exception(why)),
            Key::State(state) => capital(self.words.state(state)),
        }
    }

    fn value(&self, value: Value) -> String {
        match value {
            Value::Count(number) => self.words.count(number),
            Value::Share(bp) => self.words.percent(bp),
            Value::Grams(grams) | Value::Co2PerYear(grams) => self.words.kilograms(Grams(grams)),
            Value::Co2(grams) => self.words.co2(Grams(grams)),
            Value::Cents(cents) => self.words.euros(Cents(cents)),
            Value::Days(days) => self.words.days(days),
            Value::Minutes(minutes) => self.words.minutes(minutes),
            Value::State(state) => self.words.state(state).to_owned(),
            Value::Flag(flag) => self.words.yes_no(flag).to_owned(),
            Value::Nothing => self.words.not_applicable().to_owned(),
        }
    }

    fn cell(&self, cell: &Cell) -> String {
        match cell {
            Cell::Tag(tag) => tag.to_string(),
            Cell::Kind(kind) => capital(self.words.kind(*kind)),
            Cell::Service(Some(label)) | Cell::Site(Some(label)) => label.clone(),
            Cell::Service(None) => self.words.report_no_service().to_owned(),
            Cell::Site(None) => self.words.report_no_site().to_owned(),
            Cell::Age(age) => self.words.report_age(*age),
            Cell::Decommissioned(when) => self.words.report_decommissioned(*when).to_owned(),
            Cell::Month(year, month) => capital(&self.words.month(*year, *month)),
            Cell::Year(year) | Cell::SomeMonth(year) => year.to_string(),
            Cell::Outcome(outcome) => capital(self.words.outcome(*outcome)),
            Cell::Day(day) => self.words.day(*day),
            Cell::Channel(channel) => capital(self.words.channel(*channel)),
            Cell::Medium(kind) => capital(self.words.medium_kind(*kind)),
            Cell::Lack(lack) => capital(self.words.report_lack(*lack)),
            Cell::Claim(claim) => capital(self.words.claim(*claim)),
            Cell::Technique(technique) => capital(self.words.technique(*technique)),
            Cell::Verify(verify) => capital(self.words.verify(*verify)),
            Cell::Verdict(verdict) => capital(self.words.verdict(*verdict)),
            Cell::Excepted(why) => capital(self.words.report_exception(*why)),
            Cell::Text(said) => said.clone().unwrap_or_else(|| "–".to_owned()),
            Cell::State(state) => capital(self.words.state(*state)),
            Cell::Work(kind) => capital(self.words.work_kind(*kind)),
            Cell::Value(value) => self.value(*value),
        }
    }

    /// A table of the report under its heading, without the outcomes that nothing has; nothing if it
    /// has no row.
    fn table(&self, name: TableName) -> Vec<Block> {
        let Some(table) = self.report.table(name).filter(|table| !table.rows.is_empty()) else {
            return Vec::new();
        };
        let kept: Vec<usize> = (0..table.columns.len()).filter(|at| !is_idle(table, *at)).collect();
        let side = |at: usize| match table.rows.first().and_then(|row| row.get(at)) {
            Some(Cell::Value(_)) => Side::Right,
            _ => Side::Left,
        };
        let columns =
            kept.iter().map(|at| (self.words.report_column(table.columns[*at]).to_owned(), side(*at)));
        let rows = table.rows.iter().map(|row| kept.iter().map(|at| self.cell(&row[*at]).into()).collect());
        vec![
            Block::Heading(self.words.report_table(name).to_owned()),
            Block::Table(Table {
                columns: columns.collect(),
                rows: rows.collect(),
                total: self.total(table, &kept),
            }),
        ]
    }

    /// The row of totals, where every column but the first adds up and there is more than one row.
    fn total(&self, table: &report::Table, kept: &[usize]) -> Option<Vec<document::Cell>> {
        let (_, summed) = kept.split_first()?;
        if table.rows.len() < 2 {
            return None;
        }
        let mut cells: Vec<document::Cell> = vec![self.words.report_total().into()];
        for at in summed {
            cells.push(self.value(sum(table, *at)?).into());
        }
        Some(cells)
    }
}

/// Tells whether a column is that of an outcome that no row has.
fn is_idle(table: &report::Table, at: usize) -> bool {
    let zero = |cell: &Cell| matches!(cell, Cell::Value(Value::Count(0)));
    matches!(table.columns[at], Column::Of(Key::Outcome(_)))
        && table.rows.iter().all(|row| row.get(at).is_some_and(zero))
}

/// Adds up a column of pieces or of masses; nothing for any other.
fn sum(table: &report::Table, at: usize) -> Option<Value> {
    let mut cells = table.rows.iter().filter_map(|row| row.get(at));
    cells.try_fold(None, |total, cell| match (total, cell) {
        (
            None,
            Cell::Value(value @ (Value::Count(_) | Value::Grams(_) | Value::Cents(_) | Value::Minutes(_))),
        ) => Some(Some(*value)),
        (Some(Value::Count(a)), Cell::Value(Value::Count(b))) => Some(Some(Value::Count(a + b))),
        (Some(Value::Grams(a)), Cell::Value(Value::Grams(b))) => Some(Some(Value::Grams(a + b))),
        (Some(Value::Cents(a)), Cell::Value(Value::Cents(b))) => Some(Some(Value::Cents(a + b))),
        (Some(Value::Minutes(a)), Cell::Value(Value::Minutes(b))) => Some(Some(Value::Minutes(a + b))),
        _ => None,
    })?
}
