//! Reports: streams folded into figures and tables in codes. This is the JSON and the CSV; words
//! and shapes come later.
//!
//! A report is a function of a [`Reader`] and a [`Request`]. It does not know whether the reader is
//! the present record or a replay of a past day: whoever asks finds the [`Moment`], opens the view
//! and passes both.

mod against;
mod agec;
pub mod chart;
mod compare;
mod csv;
mod decree;
mod figures;
mod impact;
mod inventory;
mod json;
mod listed;
mod note;
mod part;
mod places;
pub mod register;
mod reuse;
pub mod sanitization;
pub mod stock;
mod table;
mod wait;
pub mod workshop;

#[cfg(test)]
mod against_tests;
#[cfg(test)]
mod head_tests;
#[cfg(test)]
mod part_tests;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod twice;
#[cfg(test)]
mod worked_example;

pub use against::{Against, Pair, Paired, Remark, against};
pub use agec::agec;
pub use compare::{Change, Compared, Difference, Moved, Mover, Moving, compare};
pub use csv::{code_of, to_csv};
pub use decree::decree;
pub use figures::{Explained, Figure, Key, Measure, Name, Value};
pub use impact::impact;
pub use inventory::inventory;
pub use json::to_json;
pub use note::{Article, Note};
pub use part::Part;
pub use register::register;
pub use reuse::{Decommissioned, reuse};
pub use sanitization::sanitization;
pub use stock::stock;
pub use table::{Cell, Column, Table, TableName};
pub use workshop::workshop;

use crate::{
    model::{
        asset::Departure,
        day::{Day, Zone},
        event::{Hash, Seq},
        period::Period,
        tag::Tag,
    },
    rules::outcome::Outcome,
    store::{self, Flow, Reader, View},
};

/// Why a report cannot be made. Values only; the sentences are in `lang`.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The law knows these figures of calendar years only (décret n° 2023-266, art. 3; loi n° 2020-105, art. 58).
    #[error("{period} is not a calendar year")]
    NotAYear {
        /// The report asked for.
        report: Name,
        /// The days asked for.
        period: Period,
        /// Whether they are those that it is to be compared with.
        compared: bool,
    },
    /// A report differs in nothing from itself.
    #[error("{0} is the period of the report itself")]
    SamePeriod(Period),
    /// The record has no event to look from.
    #[error("the record is empty")]
    Empty,
    /// The record ends before this event.
    #[error("there is no event {0}")]
    NoSuchHead(Seq),
    /// What a report is compared with comes after it.
    #[error("event {seq} comes after event {head}")]
    NotEarlier {
        /// The event asked for.
        seq: Seq,
        /// The last event that the report knows.
        head: Seq,
    },
    /// Of a day that has not come nothing is known.
    #[error("{on} has not come: today is {today}")]
    NotCome {
        /// The day asked for.
        on: Day,
        /// Today.
        today: Day,
    },
    /// On this day nothing that is recorded had happened.
    #[error("the record begins on {first}, after {on}")]
    BeforeRecord {
        /// The day asked for.
        on: Day,
        /// The first day of which anything is recorded.
        first: Day,
    },
    /// Of days that far ahead nothing can be said.
    #[error("{period} ends after {last}")]
    TooFar {
        /// The days asked for.
        period: Period,
        /// The last day of which a report tells: that of the year after the one from which it is seen.
        last: Day,
        /// Whether they are those that it is to be compared with.
        compared: bool,
    },
    /// The record cannot be read.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A fault of ours: the report could not be written down.
    #[error("{0}")]
    Fault(String),
}

impl Error {
    /// Returns the word that programs recognise it by. It never changes.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAYear { .. } => "not_a_year",
            Self::SamePeriod(_) => "same_period",
            Self::Empty => "empty_record",
            Self::NoSuchHead(_) => "no_such_head",
            Self::NotEarlier { .. } => "not_earlier",
            Self::NotCome { .. } => "future",
            Self::BeforeRecord { .. } => "before_record",
            Self::TooFar { .. } => "too_far",
            Self::Store(error) => error.code(),
            Self::Fault(_) => "fault",
        }
    }
}

/// What a report answers.
pub type Result<T> = std::result::Result<T, Error>;

/// The last event that a report takes into account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its number.
    pub seq: Seq,
    /// Its hash.
    pub hash: Hash,
}

/// From where a report is seen. Both parts are written on it, so that it can be printed again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day whose evening it shows.
    pub as_of: Day,
    /// The state of the log it knows.
    pub head: Head,
}

impl Moment {
    /// Returns the moment of a view of the record: the head it names, else the last event; the day
    /// it names, else the civil day, in the organisation's zone, on which that head was recorded.
    ///
    /// # Errors
    ///
    /// Returns [`Error::NoSuchHead`] if the record ends before the head, [`Error::Empty`] if there
    /// is no event, and why the record cannot be read.
    pub fn of(source: &dyn Reader, view: View) -> Result<Self> {
        let head = source.head()?;
        let seq = view.at_head.unwrap_or(head.seq);
        let hash = if seq == head.seq { Some(head.hash) } else { hash_of(source, seq)? };
        let event = source.event(seq)?;
        let (Some(hash), Some(event)) = (hash, event) else {
            return Err(if head.seq == 0 { Error::Empty } else { Error::NoSuchHead(seq) });
        };
        let zone = store::policies_at(source, seq)?.zone().or_else(|| Zone::named(Zone::DEFAULT));
        let zone = zone.ok_or_else(|| Error::Fault(format!("no time zone {}", Zone::DEFAULT)))?;
        let as_of = view.as_of.unwrap_or_else(|| zone.day_of(event.recorded_at));
        Ok(Self { as_of, head: Head { seq, hash } })
    }

    /// Returns the days that are asked for; else its calendar year.
    ///
    /// # Errors
    ///
    /// Returns [`Error::TooFar`] for days after the next year, and [`Error::Fault`] for a year that has no days.
    pub fn period(self, asked: Option<Period>) -> Result<Period> {
        let period = asked.or_else(|| Period::year(self.as_of.year()));
        self.tells_of(period.ok_or_else(|| Error::Fault("no period".to_owned()))?, false)
    }

    /// Returns the days with which a report is to be compared.
    ///
    /// # Errors
    ///
    /// Returns [`Error::TooFar`] as for its own.
    pub fn other_period(self, asked: Period) -> Result<Period> {
        self.tells_of(asked, true)
    }

    fn tells_of(self, period: Period, compared: bool) -> Result<Period> {
        match Period::year(self.as_of.year().saturating_add(1)) {
            // Its stock, which the law asks for, is told beforehand: as it stands, provisional.
            Some(next) if period.to > next.to => Err(Error::TooFar { period, last: next.to, compared }),
            _ => Ok(period),
        }
    }

    /// Refuses a day that was asked for and on which nothing that is recorded had happened. Where an event was asked for
    /// as well this is not, for the first day may have been another then: the report says that it knows of nothing.
    ///
    /// # Errors
    ///
    /// Returns [`Error::BeforeRecord`], and why the record cannot be read.
    pub fn check_day(self, source: &dyn Reader, asked: View) -> Result<()> {
        if asked.as_of.is_none() || asked.at_head.is_some() {
            return Ok(());
        }
        source
            .first_day_after(self.as_of)?
            .map_or(Ok(()), |first| Err(Error::BeforeRecord { on: self.as_of, first }))
    }

    /// Returns the view that shows the record from this moment.
    #[must_use]
    pub fn view(self) -> View {
        View { as_of: Some(self.as_of), at_head: Some(self.head.seq) }
    }
}

fn hash_of(source: &dyn Reader, seq: Seq) -> Result<Option<Hash>> {
    let mut hash = None;
    source.lines(seq.saturating_sub(1), &mut |logged| {
        hash = (logged.seq == seq).then_some(logged.hash);
        Flow::Break(())
    })?;
    Ok(hash)
}

/// What is asked of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The days it covers.
    pub period: Period,
    /// From where it is seen.
    pub moment: Moment,
    /// Of which part of the organisation.
    pub part: Part,
    /// Whether each figure is followed by the tags it counts.
    pub explain: bool,
    /// The command line that prints it again, with `--as-of` and `--at-head` written out.
    pub command_line: String,
}

/// A report: figures and tables in codes, and all that it takes to check them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Which one.
    pub name: Name,
    /// The organisation's name.
    pub organisation: String,
    /// The days it covers.
    pub period: Period,
    /// From where it is seen.
    pub moment: Moment,
    /// The service and the site that it is of alone, as they are called.
    pub part: Vec<Cell>,
    /// Of which evening it tells what stands then; none if it tells of its whole period.
    pub evening: Option<Day>,
    /// Whether it tells of a year that has not begun: the stock of its first day is not known yet.
    pub provisional: bool,
    /// The figures, in the order in which they are read.
    pub figures: Vec<(Key, Figure)>,
    /// The tables.
    pub tables: Vec<Table>,
    /// The law behind it.
    pub sources: Vec<Article>,
    /// What a reader must know: choices of ours, what the record could not know.
    pub notes: Vec<Note>,
    /// The tags that each figure counts, sorted; only if they were asked for.
    pub explain: Option<Vec<Explained>>,
    /// What each departure weighs, under its outcome; only if explanations were asked for.
    pub(crate) weights: Vec<(Outcome, Tag, i64)>,
    /// The same report at an earlier head, if it was asked for.
    pub compared: Option<Compared>,
    /// The same report of another period, if it was asked for.
    pub against: Option<Against>,
    /// The command line that prints it again.
    pub command_line: String,
}

impl Report {
    /// Begins a report: who asks, of which days, seen from where, with the notes that every report has on them.
    fn begin(name: Name, reader: &dyn Reader, request: &Request) -> Result<Self> {
        let (period, as_of) = (request.period, request.moment.as_of);
        let under_way = period.contains(as_of) && as_of < period.to;
        let mut notes = Vec::new();
        notes.extend(reader.is_undated()?.then_some(Note::NothingYet));
        notes.extend(under_way.then_some(Note::UnderWay));
        Ok(Self {
            name,
            organisation: reader.policies()?.organisation,
            period,
            moment: request.moment,
            part: request.part.named(reader)?,
            evening: None,
            provisional: as_of < period.from,
            figures: Vec::new(),
            tables: Vec::new(),
            sources: Vec::new(),
            notes,
            explain: None,
            weights: Vec::new(),
            compared: None,
            against: None,
            command_line: request.command_line.clone(),
        })
    }

    /// Makes a report of what stands on the last evening of the period, or of the day from which it is seen if that
    /// comes first: `make` reads the record as it was then.
    fn of_evening(
        reader: &dyn Reader,
        request: &Request,
        make: impl FnOnce(&dyn Reader, Day) -> Result<Self>,
    ) -> Result<Self> {
        let evening = request.period.to.min(request.moment.as_of);
        let view = View { as_of: Some(evening), at_head: None };
        let report = store::view(reader, view, |reader| make(reader, evening))?;
        Ok(Self { evening: Some(evening), ..report })
    }

    /// The same report with more to know.
    fn noting(mut self, notes: impl IntoIterator<Item = Note>) -> Self {
        self.notes.extend(notes);
        self
    }

    /// Returns a figure that is not a group.
    #[must_use]
    pub fn value(&self, key: impl Into<Key>) -> Option<Value> {
        let key = key.into();
        self.figures.iter().find_map(|(of, figure)| match figure {
            Figure::One(value) if *of == key => Some(*value),
            _ => None,
        })
    }

    /// Returns the members of a group of figures; none for any other key.
    #[must_use]
    pub fn group(&self, key: impl Into<Key>) -> &[(Key, Value)] {
        let key = key.into();
        let found = self.figures.iter().find_map(|(of, figure)| match figure {
            Figure::Group(members) if *of == key => Some(members.as_slice()),
            _ => None,
        });
        found.unwrap_or_default()
    }

    /// Returns a table, if the report has it.
    #[must_use]
    pub fn table(&self, name: TableName) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }
}

/// Tells whether a departure counts: what came back counts in no report seen from that day on.
fn counts(departure: &Departure, as_of: Day) -> bool {
    departure.returned_on.is_none_or(|day| day > as_of)
}
