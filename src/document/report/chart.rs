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
        Some(self.block(charted, &counted, picture))
    }

    /// What left, kind by kind.
    pub(super) fn chart_by_kind(&self) -> Option<Block> {
        let counted = Counted::by_kind(self.report)?;
        let picture = self.bars(Charted::Kinds, self.words.chart_of_assets(), &counted);
        Some(self.block(Charted::Kinds, &counted, picture))
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
        let picture = drawn::flow(&flow, &|number| words.count(number));
        Some(self.block(Charted::Flow, &counted, picture))
    }

    /// What is here, age by age.
    pub(super) fn chart_by_age(&self) -> Option<Block> {
        Some(self.ages(Charted::Ages, &Counted::by_age(self.report)?))
    }

    /// What left, by the age at which it was decommissioned.
    pub(super) fn chart_left_by_age(&self) -> Option<Block> {
        Some(self.ages(Charted::AgesLeft, &Counted::left_by_age(self.report)?))
    }

    fn ages(&self, charted: Charted, counted: &Counted) -> Block {
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
        self.block(charted, counted, picture)
    }

    /// What waits, state by state and by how long.
    pub(super) fn chart_by_wait(&self) -> Option<Block> {
        let counted = Counted::by_wait(self.report)?;
        let picture = self.bars(Charted::Waits, self.words.chart_of_assets(), &counted);
        Some(self.block(Charted::Waits, &counted, picture))
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
        let picture = self.bars(Charted::Claims, words.chart_of_media(), &counted);
        let (title, said) = self.words_of(Charted::Claims, &counted);
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

    fn block(&self, charted: Charted, counted: &Counted, picture: Picture) -> Block {
        let (title, said) = self.words_of(charted, counted);
        Block::Chart(Box::new(Chart { title, said, picture, ..Chart::default() }))
    }

    /// The title of a chart of counts, and what it says to those who do not see it.
    pub(super) fn words_of(&self, charted: Charted, counted: &Counted) -> (String, String) {
        let words = self.words;
        let of_class = |class: &Class| (self.cell(&class.of), words.count(class.total()));
        let of_series = |(at, key): (usize, &Key)| {
            let name = self.renamed(charted, *key).map(|(name, _)| name);
            (name.unwrap_or_else(|| self.label(*key)), words.count(counted.sum(at)))
        };
        let parts: Vec<_> = match charted {
            Charted::Flow => {
                let to = self.series(charted, counted);
                let became = |class: &Class| {
                    let told = to.iter().zip(&class.values).filter(|(_, count)| **count > 0);
                    let told =
                        told.map(|(series, count)| words.chart_part(&series.name, &words.count(*count)));
                    let (name, total) = of_class(class);
                    (name, format!("{total} ({})", told.collect::<Vec<_>>().join(", ")))
                };
                counted.classes.iter().map(became).collect()
            }
            Charted::Claims => counted.classes.iter().map(of_class).collect(),
            _ => counted.series.iter().enumerate().map(of_series).collect(),
        };
        let inside = |of: &Cell| match of {
            Cell::Month(year, month) => words.month(*year, *month),
            Cell::Kind(kind) => words.kind(*kind).to_owned(),
            other => self.cell(other),
        };
        // The first of those that have most; where each class is told, there is no more to say.
        let most = counted.classes.iter().rev().max_by_key(|class| class.total());
        let most = most.filter(|_| !matches!(charted, Charted::Flow | Charted::Claims));
        let said = words.chart_counts(&ChartedCounts {
            total: words.count(counted.total()),
            parts,
            most: most.map(|class| (inside(&class.of), words.count(class.total()))),
            table: table_of(charted).map(|table| words.report_table(table)),
        });
        (words.chart_title(charted).to_owned(), said)
    }
}

/// The table of the report that has every value of a chart, if one has.
const fn table_of(charted: Charted) -> Option<TableName> {
    match charted {
        Charted::Kinds => Some(TableName::ByKind),
        Charted::Months | Charted::Years => Some(TableName::ByMonth),
        Charted::AgesLeft => Some(TableName::ByAge),
        Charted::Flow => Some(TableName::ByDecommissioning),
        Charted::Ages | Charted::Waits | Charted::Claims | Charted::Rate => None,
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
