//! The charts of a report: its numbers and the words for them, laid out as pictures.

use super::{Page, capital};
use crate::{
    document::{Bar, Block, Chart},
    draw::{
        chart::{self as drawn, Flow, Series, Stacks, Target},
        picture::{Picture, Tone},
    },
    lang::{Charted, ChartedCounts, Wait},
    model::lifecycle::State,
    report::{
        Cell, Column, Key, Measure, TableName, Value,
        chart::{Chart as Counted, Class},
    },
    rules::outcome::Outcome,
};

/// A whole, in basis points.
const WHOLE: u64 = 10_000;

impl Page<'_> {
    /// What left, month by month or year by year.
    pub(super) fn chart_over_time(&self) -> Option<Block> {
        let counted = Counted::over_time(self.report)?;
        let by_year = counted.classes.iter().all(|class| matches!(class.of, Cell::Year(_)));
        let charted = if by_year { Charted::Years } else { Charted::Months };
        let (label, means) = self.words.chart_some_month();
        let mut unit = self.words.chart_of_assets().to_owned();
        if counted.classes.iter().any(|class| matches!(class.of, Cell::SomeMonth(_))) {
            unit = format!("{unit} – {means}");
        }
        let mut before = None;
        let mut class = |class: &Class| {
            let (name, year) = match class.of {
                Cell::Month(year, month) => (self.words.chart_month(month).to_owned(), Some(year)),
                Cell::SomeMonth(year) => (label.to_owned(), Some(year)),
                _ => (self.cell(&class.of), None),
            };
            let under = year.filter(|year| before != Some(*year)).map(|year| year.to_string());
            before = year;
            drawn::Class { name, under, values: class.values.clone() }
        };
        let classes = counted.classes.iter().map(&mut class).collect();
        let stacks = Stacks { unit, series: self.series(charted, &counted), classes };
        let picture = drawn::columns(&stacks, &|number| self.words.count(number));
        Some(self.stacked(charted, &counted, picture, Some(TableName::ByMonth)))
    }

    /// What left, kind by kind.
    pub(super) fn chart_by_kind(&self) -> Option<Block> {
        let counted = Counted::by_kind(self.report)?;
        let picture = self.bars(Charted::Kinds, self.words.chart_of_assets(), &counted);
        Some(self.stacked(Charted::Kinds, &counted, picture, Some(TableName::ByKind)))
    }

    /// What left, from when it had been decommissioned to what became of it.
    pub(super) fn chart_of_flow(&self) -> Option<Block> {
        let (counted, words) = (Counted::flow(self.report)?, self.words);
        let class = |class: &Class| drawn::Class {
            name: self.cell(&class.of),
            under: None,
            values: class.values.clone(),
        };
        let head = |column| words.report_column(column).to_owned();
        let flow = Flow {
            heads: [head(Column::Decommissioning), head(Column::Outcome)],
            from: counted.classes.iter().map(class).collect(),
            to: self.series(Charted::Flow, &counted),
        };
        let became = |class: &Class| {
            let told = flow.to.iter().zip(&class.values).filter(|(_, count)| **count > 0);
            let told = told.map(|(series, count)| words.chart_part(&series.name, &words.count(*count)));
            let told = told.collect::<Vec<_>>().join(", ");
            (self.cell(&class.of), format!("{} ({told})", words.count(class.total())))
        };
        let said = words.chart_counts(&ChartedCounts {
            total: words.count(counted.total()),
            parts: counted.classes.iter().map(became).collect(),
            most: None,
            table: Some(words.report_table(TableName::ByDecommissioning)),
        });
        let picture = drawn::flow(&flow, &|number| words.count(number));
        let title = words.chart_title(Charted::Flow).to_owned();
        Some(Block::Chart(Box::new(Chart { title, said, picture, ..Chart::default() })))
    }

    /// What is here, age by age.
    pub(super) fn chart_by_age(&self) -> Option<Block> {
        Some(self.ages(Charted::Ages, &Counted::by_age(self.report)?, None))
    }

    /// What left, by the age at which it was decommissioned.
    pub(super) fn chart_left_by_age(&self) -> Option<Block> {
        let counted = Counted::left_by_age(self.report)?;
        Some(self.ages(Charted::AgesLeft, &counted, Some(TableName::ByAge)))
    }

    fn ages(&self, charted: Charted, counted: &Counted, table: Option<TableName>) -> Block {
        let class = |class: &Class| {
            let code = if let Cell::Age(age) = class.of { age.code() } else { None };
            let name = code.unwrap_or_else(|| "?".to_owned());
            drawn::Class { name, under: None, values: class.values.clone() }
        };
        let stacks = Stacks {
            unit: self.words.chart_of_ages().to_owned(),
            series: self.series(charted, counted),
            classes: counted.classes.iter().map(class).collect(),
        };
        let picture = drawn::columns(&stacks, &|number| self.words.count(number));
        self.stacked(charted, counted, picture, table)
    }

    /// What waits, state by state and by how long.
    pub(super) fn chart_by_wait(&self) -> Option<Block> {
        let counted = Counted::by_wait(self.report)?;
        let picture = self.bars(Charted::Waits, self.words.chart_of_assets(), &counted);
        Some(self.stacked(Charted::Waits, &counted, picture, None))
    }

    /// The media that left, claim by claim.
    pub(super) fn chart_by_claim(&self) -> Option<Block> {
        let (counted, words) = (Counted::by_claim(self.report)?, self.words);
        let bar = |class: &Class| Bar {
            label: self.cell(&class.of),
            value: words.count(class.total()),
            length: class.total(),
        };
        let bars: Vec<Bar> = counted.classes.iter().map(bar).collect();
        let said = words.chart_counts(&ChartedCounts {
            total: words.count(counted.total()),
            parts: bars.iter().map(|bar| (bar.label.clone(), bar.value.clone())).collect(),
            most: None,
            table: None,
        });
        let picture = self.bars(Charted::Claims, words.chart_of_media(), &counted);
        let title = words.chart_title(Charted::Claims).to_owned();
        Some(Block::Chart(Box::new(Chart { title, said, picture, bars, whole: 0 })))
    }

    /// The legal rate against its target; nothing where it is not defined.
    pub(super) fn chart_of_rate(&self) -> Option<Block> {
        let (report, words) = (self.report, self.words);
        let share = |measure: Measure| match report.value(measure) {
            Some(Value::Share(bp)) => Some(bp),
            _ => None,
        };
        let (rate_bp, target_bp) = (share(Measure::RateBp)?, share(Measure::TargetBp));
        let rate = words.percent(rate_bp);
        let goal = target_bp.map(|bp| words.percent(bp));
        let meaning = match report.value(Measure::Missing) {
            Some(Value::Count(missing)) => Some(words.chart_missing(missing)),
            _ => None,
        };
        let target = target_bp.zip(goal.as_deref().map(|goal| words.chart_target(goal)));
        let picture = drawn::target(
            &Target { rate_bp, rate: rate.clone(), target, meaning: meaning.clone() },
            &|percent| words.chart_percent(percent),
        );
        let said = words.chart_rate(&rate, goal.as_deref());
        let said = [Some(said), meaning].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let bar = |measure: Measure, value: String, length| Bar {
            label: words.report_column(Column::Of(measure.into())).to_owned(),
            value,
            length,
        };
        let mut bars = vec![bar(Measure::RateBp, rate, rate_bp)];
        bars.extend(target_bp.zip(goal).map(|(bp, goal)| bar(Measure::TargetBp, goal, bp)));
        let title = words.chart_title(Charted::Rate).to_owned();
        Some(Block::Chart(Box::new(Chart { title, said, picture, bars, whole: WHOLE })))
    }

    pub(super) fn series(&self, charted: Charted, counted: &Counted) -> Vec<Series> {
        let series = |key: &Key| {
            let column = || (self.words.report_column(Column::Of(*key)).to_owned(), tone(*key));
            let (name, tone) = self.renamed(charted, *key).unwrap_or_else(column);
            Series { name, tone }
        };
        counted.series.iter().map(series).collect()
    }

    /// The name and the looks of a series that is another here than elsewhere in its report.
    fn renamed(&self, charted: Charted, key: Key) -> Option<(String, Tone)> {
        let words = self.words;
        let (name, tone) = match (charted, key) {
            (Charted::Waits, Key::Measure(Measure::InProgress)) => (words.chart_wait(Wait::Month), Tone::Sky),
            (Charted::Waits, Key::Measure(Measure::WaitingOver30)) => {
                (words.chart_wait(Wait::Quarter), Tone::Ochre)
            }
            (Charted::Waits, Key::Measure(Measure::WaitingOver90)) => {
                (words.chart_wait(Wait::Longer), Tone::Brick)
            }
            (Charted::Ages, Key::State(State::Deployed)) => (words.state(State::Deployed), Tone::Teal),
            (Charted::Ages, Key::Measure(Measure::Assets)) => (words.chart_others(), Tone::Sky),
            (Charted::Ages, Key::Measure(Measure::Decommissioned)) => {
                (words.report_column(Column::Of(key)), Tone::Grey)
            }
            _ => return None,
        };
        Some((capital(name), tone))
    }

    fn bars(&self, charted: Charted, unit: &str, counted: &Counted) -> Picture {
        let class = |class: &Class| drawn::Class {
            name: self.cell(&class.of),
            under: None,
            values: class.values.clone(),
        };
        let stacks = Stacks {
            unit: unit.to_owned(),
            series: self.series(charted, counted),
            classes: counted.classes.iter().map(class).collect(),
        };
        drawn::bars(&stacks, &|number| self.words.count(number))
    }

    /// Counts by class and series, of which a table of the report has every value, if it is named.
    fn stacked(
        &self,
        charted: Charted,
        counted: &Counted,
        picture: Picture,
        table: Option<TableName>,
    ) -> Block {
        let words = self.words;
        let part = |(at, key): (usize, &Key)| {
            let name = self.renamed(charted, *key).map(|(name, _)| name);
            (name.unwrap_or_else(|| self.label(*key)), words.count(counted.sum(at)))
        };
        let inside = |of: &Cell| match of {
            Cell::Month(year, month) => words.month(*year, *month),
            Cell::Kind(kind) => words.kind(*kind).to_owned(),
            other => self.cell(other),
        };
        // The first of those that have most.
        let most = counted.classes.iter().rev().max_by_key(|class| class.total());
        let said = words.chart_counts(&ChartedCounts {
            total: words.count(counted.total()),
            parts: counted.series.iter().enumerate().map(part).collect(),
            most: most.map(|class| (inside(&class.of), words.count(class.total()))),
            table: table.map(|table| words.report_table(table)),
        });
        let title = words.chart_title(charted).to_owned();
        Block::Chart(Box::new(Chart { title, said, picture, ..Chart::default() }))
    }
}

/// The looks of a series: green is used again, blue is made into something else, red is gone. What is counted alone
/// is blue.
fn tone(key: Key) -> Tone {
    let Key::Outcome(outcome) = key else { return Tone::Blue };
    match outcome {
        Outcome::Reuse => Tone::Teal,
        Outcome::PreparationForReuse => Tone::Mint,
        Outcome::SoldWithoutProof => Tone::Ochre,
        Outcome::Recycling => Tone::Blue,
        Outcome::OtherRecovery => Tone::Sky,
        Outcome::Disposal => Tone::Brick,
        Outcome::Pending => Tone::Grey,
        Outcome::Loss => Tone::Slate,
        Outcome::ReturnedToOwner => Tone::Plum,
    }
}
