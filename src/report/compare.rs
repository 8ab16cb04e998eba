//! A report beside the same report at an earlier head: what each figure was, what it is, and the
//! events between that moved it.

mod mover;

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::{
    model::{
        codes::codes,
        day::Day,
        event::{Event, Seq},
        fact::Fact,
        id::{AssetId, LotId, MediumId, Subject},
        period::Period,
        standing::standing,
        tag::Tag,
    },
    report::{Error, Explained, Figure, Key, Measure, Moment, Report, Result, Value},
    store::{Flow, Name, Reader, View},
};

pub use mover::Mover;

codes! {
    /// What became of something in a figure.
    pub enum Change {
        /// It is counted now and was not.
        Entered = "entered",
        /// It was counted and is not any more.
        Left = "left",
        /// It is counted as before, and weighs something else.
        Changed = "changed",
    }
}

/// A report at an earlier head beside the present one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// From where the earlier one is seen.
    pub then: Moment,
    /// Every figure, in the order of the report.
    pub figures: Vec<Difference>,
    /// What entered or left each figure, in the same order, by name.
    pub moved: Vec<Moved>,
}

/// A figure then and now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The group it is in.
    pub group: Option<Key>,
    /// The figure.
    pub key: Key,
    /// What it was.
    pub then: Value,
    /// What it is.
    pub now: Value,
}

impl Difference {
    /// Returns the key in JSON and CSV: `a`, `out_of_scope.age`.
    #[must_use]
    pub fn path(&self) -> String {
        path(self.group, self.key)
    }

    /// Returns how much it grew, in its own unit; nothing for what is no number.
    #[must_use]
    pub fn by(&self) -> Option<i64> {
        self.now.more_than(self.then)
    }
}

/// An asset, or a lot of what has no tag, that moved a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The group the figure is in.
    pub group: Option<Key>,
    /// The figure.
    pub key: Key,
    /// The tag, as it is now; or the number of the lot.
    pub name: String,
    /// What became of it there.
    pub change: Change,
    /// The events after the earlier head that did it, in the order of the log.
    pub events: Vec<Moving>,
}

impl Moved {
    /// Returns the key of the figure in JSON and CSV.
    #[must_use]
    pub fn path(&self) -> String {
        path(self.group, self.key)
    }
}

/// An event that moved something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moving {
    /// Its number.
    pub seq: Seq,
    /// The day it happened, as it is read now.
    pub on: Day,
    /// Its type.
    pub kind: Mover,
    /// Whether it had happened by the day of the earlier report, and was only recorded after.
    pub late: bool,
    /// Who recorded it, unless the name was erased.
    pub actor: Option<String>,
}

fn path(group: Option<Key>, key: Key) -> String {
    match group {
        Some(group) => format!("{}.{}", group.code(), key.code()),
        None => key.code().to_owned(),
    }
}

impl Moment {
    /// Returns the moment of an earlier head that a report of this moment is compared with: its own
    /// day, or the day of this report where that is earlier, as when that day was asked for. Printed
    /// at that head with that day, the report had the figures it is compared by.
    ///
    /// # Errors
    ///
    /// Returns [`Error::NoSuchHead`] for an event that the record does not have,
    /// [`Error::NotEarlier`] for one after the head of this moment, and why the record cannot be
    /// read.
    pub fn earlier(self, source: &dyn Reader, seq: Seq) -> Result<Self> {
        let then = Self::of(source, View { as_of: None, at_head: Some(seq) })?;
        if seq > self.head.seq {
            return Err(Error::NotEarlier { seq, head: self.head.seq });
        }
        Ok(Self { as_of: then.as_of.min(self.as_of), ..then })
    }
}

/// Compares a report with the same report at an earlier head, both made with their explanations:
/// each with the record as seen from there, and the whole record beside them.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn compare(
    source: &dyn Reader,
    (now, report): (&dyn Reader, &Report),
    (then, earlier): (&dyn Reader, &Report),
) -> Result<Compared> {
    let views = Views { source, now, then, from: earlier.moment, to: report.moment, policies: None.into() };
    let figures = differences(report, earlier);
    let mut moved = Vec::new();
    for figure in &figures {
        for (subject, name, change) in views.movements(figure, report, earlier)? {
            let events = views.moving(subject, figure.key)?;
            moved.push(Moved { group: figure.group, key: figure.key, name, change, events });
        }
    }
    Ok(Compared { then: earlier.moment, figures, moved })
}

/// Every figure of two reports of one name.
fn differences(report: &Report, earlier: &Report) -> Vec<Difference> {
    let mut all = Vec::new();
    for (key, figure) in &report.figures {
        match figure {
            Figure::One(now) => {
                let then = earlier.value(*key).unwrap_or(Value::Nothing);
                all.push(Difference { group: None, key: *key, then, now: *now });
            }
            Figure::Group(members) => all.extend(members.iter().map(|(member, now)| {
                let then = earlier.group(*key).iter().find(|(of, _)| of == member);
                let then = then.map_or(Value::Nothing, |(_, value)| *value);
                Difference { group: Some(*key), key: *member, then, now: *now }
            })),
        }
    }
    all
}

/// What moved: the subject, its name, what became of it.
type Movement = (Subject, String, Change);

struct Views<'r> {
    source: &'r dyn Reader,
    now: &'r dyn Reader,
    then: &'r dyn Reader,
    from: Moment,
    to: Moment,
    /// The decisions between the two heads, once they were looked for.
    policies: std::cell::RefCell<Option<Vec<Moving>>>,
}

impl Views<'_> {
    fn movements(&self, figure: &Difference, report: &Report, earlier: &Report) -> Result<Vec<Movement>> {
        if figure.key == Measure::BulkMassG.into() {
            return if figure.then == figure.now { Ok(Vec::new()) } else { self.bulk(report.period) };
        }
        if let (Some(then), Some(now)) = (explained(earlier, figure), explained(report, figure)) {
            let mut moved = self.assets(&counted(&then.tags), &counted(&now.tags), false)?;
            moved.extend(loose(then, now));
            return Ok(moved);
        }
        if figure.group == Some(Measure::MassG.into()) {
            let of = |report: &Report| {
                let mine = report.weights.iter().filter(|(outcome, ..)| Key::from(*outcome) == figure.key);
                mine.map(|(_, tag, grams)| (tag.clone(), *grams)).collect::<BTreeMap<_, _>>()
            };
            return self.assets(&of(earlier), &of(report), true);
        }
        Ok(Vec::new())
    }

    /// Compares what is counted by tag; of weights, only what weighs something else: what entered or
    /// left stands in the figure of pieces.
    fn assets(
        &self,
        then: &BTreeMap<Tag, i64>,
        now: &BTreeMap<Tag, i64>,
        weights: bool,
    ) -> Result<Vec<Movement>> {
        // By identity: a tag may have changed between the two.
        let mut found: BTreeMap<AssetId, (Option<i64>, Option<i64>, String)> = BTreeMap::new();
        for (tag, count) in then.iter().filter(|(tag, count)| now.get(*tag) != Some(count)) {
            if let Some(id) = named(self.then, tag)? {
                let shown =
                    self.now.asset(id)?.map_or_else(|| tag.to_string(), |asset| asset.tag.to_string());
                found.insert(id, (Some(*count), None, shown));
            }
        }
        for (tag, count) in now.iter().filter(|(tag, count)| then.get(*tag) != Some(count)) {
            if let Some(id) = named(self.now, tag)? {
                found.entry(id).or_insert((None, None, tag.to_string())).1 = Some(*count);
            }
        }
        let change = |then: Option<i64>, now: Option<i64>| match (then, now) {
            (Some(then), Some(now)) if then == now => None,
            (Some(_), Some(_)) if weights => Some(Change::Changed),
            _ if weights => None,
            _ if then < now => Some(Change::Entered),
            _ => Some(Change::Left),
        };
        let mut moved: Vec<Movement> = found
            .into_iter()
            .filter_map(|(id, (then, now, name))| Some((id.into(), name, change(then, now)?)))
            .collect();
        moved.sort_by(|(_, one, _), (_, other, _)| one.cmp(other));
        Ok(moved)
    }

    /// The lots whose untagged content weighs something else, by number.
    fn bulk(&self, period: Period) -> Result<Vec<Movement>> {
        let (then, now) = (bulk_of(self.then, period)?, bulk_of(self.now, period)?);
        let mut moved = Vec::new();
        for (id, (number, grams)) in &now {
            let before = then.get(id).map(|(_, grams)| *grams);
            if before != Some(*grams) {
                let change = if before.is_none() { Change::Entered } else { Change::Changed };
                moved.push((Subject::Lot(*id), number.clone(), change));
            }
        }
        let left = then.iter().filter(|(id, _)| !now.contains_key(*id));
        moved.extend(left.map(|(id, (number, _))| (Subject::Lot(*id), number.clone(), Change::Left)));
        moved.sort_by(|(_, one, _), (_, other, _)| one.cmp(other));
        Ok(moved)
    }

    /// The events between the two heads that can have moved a subject in a figure.
    fn moving(&self, subject: Subject, key: Key) -> Result<Vec<Moving>> {
        let mut events = self.known(subject)?;
        let with_media = key.counts_media() || key == Measure::MissingWithData.into();
        if let (Subject::Asset(id), true) = (subject, with_media) {
            for attributed in self.source.media_of(id)? {
                events.extend(self.known(Subject::Medium(attributed.medium.id))?);
            }
        }
        if key == Measure::WithoutEvidence.into() {
            events.extend(self.files_of_lot(subject)?);
        }
        events.sort_by_key(|event| event.seq);
        events.dedup_by_key(|event| event.seq);
        let read: HashMap<Seq, Event> =
            standing(events.clone()).into_iter().map(|event| (event.seq, event)).collect();
        let fresh = |seq: Seq| seq > self.from.head.seq;
        let mut all = Vec::new();
        for event in events.iter().filter(|event| fresh(event.seq)) {
            // What came and went between the two heads moved nothing, nor did what took it away.
            let gone = !read.contains_key(&event.seq);
            let idle = !event.fact.voids().is_empty() && event.fact.voids().iter().all(|seq| fresh(*seq));
            let kind = Mover::from_code(event.fact.code()).filter(|kind| kind.moves(subject, key));
            let event = read.get(&event.seq).unwrap_or(event);
            let unseen = event.fact.is_dated() && event.on > self.to.as_of;
            if let Some(kind) = kind.filter(|_| !gone && !idle && !unseen) {
                all.push(self.shown(event, kind)?);
            }
        }
        if all.is_empty() { self.decisions() } else { Ok(all) }
    }

    /// The files that came to the lot in which something left, and what took them away.
    fn files_of_lot(&self, subject: Subject) -> Result<Vec<Event>> {
        let lot = match subject {
            Subject::Asset(id) => self.source.asset(id)?.and_then(|asset| asset.lot),
            Subject::Medium(id) => self.source.medium(id)?.and_then(|medium| medium.lot),
            _ => None,
        };
        let mut events = lot.map(|lot| self.known(Subject::Lot(lot))).transpose()?.unwrap_or_default();
        events.retain(|event| matches!(event.fact, Fact::Attached(_)));
        Ok(events)
    }

    /// The events that touch a subject, as far as the later report knows them.
    fn known(&self, subject: Subject) -> Result<Vec<Event>> {
        let mut events = self.source.history(subject)?;
        events.retain(|event| event.seq <= self.to.head.seq);
        Ok(events)
    }

    /// The policies that changed between the two heads.
    fn decisions(&self) -> Result<Vec<Moving>> {
        if let Some(known) = self.policies.borrow().as_ref() {
            return Ok(known.clone());
        }
        let mut deciding = Vec::new();
        self.source.lines(self.from.head.seq, &mut |logged| {
            if logged.seq > self.to.head.seq {
                return Flow::Break(());
            }
            if logged.kind == Mover::Configured.code() {
                deciding.push(logged.seq);
            }
            Flow::Continue(())
        })?;
        let mut all = Vec::new();
        for seq in deciding {
            if let Some(event) = self.source.event(seq)? {
                all.push(self.shown(&event, Mover::Configured)?);
            }
        }
        self.policies.replace(Some(all.clone()));
        Ok(all)
    }

    fn shown(&self, event: &Event, kind: Mover) -> Result<Moving> {
        Ok(Moving {
            seq: event.seq,
            on: event.on,
            kind,
            late: event.fact.is_dated() && event.on <= self.from.as_of,
            actor: self.source.actor(event.actor)?,
        })
    }
}

/// What a figure counts, if it counts things that have a name.
fn explained<'r>(report: &'r Report, figure: &Difference) -> Option<&'r Explained> {
    let mut explained = report.explain.iter().flatten();
    explained.find(|Explained { group, key, .. }| (*group, *key) == (figure.group, figure.key))
}

/// The media on their own that are counted in one of two and not in the other, by name.
fn loose(then: &Explained, now: &Explained) -> Vec<Movement> {
    let only = |mine: &Explained, other: &Explained, change: Change| {
        let there: HashSet<MediumId> = other.loose.iter().map(|(_, id)| *id).collect();
        let mine = mine.loose.iter().filter(|(_, id)| !there.contains(id));
        mine.map(|(name, id)| (Subject::Medium(*id), name.clone(), change)).collect::<Vec<_>>()
    };
    let mut moved = only(now, then, Change::Entered);
    moved.extend(only(then, now, Change::Left));
    moved.sort_by(|(_, one, _), (_, other, _)| one.cmp(other));
    moved
}

/// How often each is counted.
fn counted(tags: &[Tag]) -> BTreeMap<Tag, i64> {
    let mut times = BTreeMap::new();
    for tag in tags {
        *times.entry(tag.clone()).or_insert(0) += 1;
    }
    times
}

fn named(reader: &dyn Reader, tag: &Tag) -> Result<Option<AssetId>> {
    let found = reader.named(&Name::Tag(tag.as_str()))?;
    Ok(found.into_iter().find_map(|subject| match subject {
        Subject::Asset(id) => Some(id),
        _ => None,
    }))
}

/// The mass of what left in each lot without a tag within a period.
fn bulk_of(reader: &dyn Reader, period: Period) -> Result<BTreeMap<LotId, (String, i64)>> {
    let mut lots = BTreeMap::new();
    reader.lots(&mut |lot| {
        let bulk = lot.lines.iter().filter(|placed| placed.line.item.is_none());
        let within = bulk.filter(|placed| placed.shipped_on.is_some_and(|on| period.contains(on)));
        let grams: i64 = within.filter_map(|placed| placed.line.mass_g).map(|mass| mass.0).sum();
        if grams > 0 {
            lots.insert(lot.id, (lot.number, grams));
        }
        Flow::Continue(())
    })?;
    Ok(lots)
}
