//! The media that left within a period, one line for each.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::{
    model::{
        attempt::Attempt,
        codes::codes,
        day::Day,
        event::{Event, Hash, Seq},
        fact::Fact,
        id::{ActorId, AssetId, LotId, MediumId, Subject},
        kind::Kind,
        leaving::Channel,
        medium::{Medium, MediumLife},
        period::Period,
        policy::Policies,
        sanitization::{Claim, Clearance, Inventory, MediumKind},
        standing::standing,
        tag::Tag,
    },
    report::{Result, counts},
    store::{Flow, Question, Reader, Seldom, TOGETHER, erased_files, events_of},
};

codes! {
    /// What let a medium leave that was not accounted for: each such medium has exactly one.
    pub enum Excepted {
        /// Its lot has a data clause, and no certificate of the contractor that would clear it is recorded yet.
        DataClause = "data_clause",
        /// It was lost or stolen, and nobody could look. That stays for ever.
        Loss = "loss",
        /// It was accounted for when it left, by what was voided or put right since, and nothing that was
        /// recorded later clears it.
        Voided = "voided",
    }
}

/// A medium that left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The medium.
    pub medium: MediumId,
    /// Its serial; its identity where it has none.
    pub name: String,
    /// What it is.
    pub kind: MediumKind,
    /// The asset it left in; none: it left on its own.
    pub tag: Option<Tag>,
    /// The number of the lot.
    pub lot: Option<String>,
    /// The data clause of the lot.
    pub clause: Option<String>,
    /// The day it left.
    pub on: Day,
    /// What could be claimed when it left, by the events before the departure that stand: none where it had
    /// been used since, or nothing was ever done.
    pub claim: Claim,
    /// What may be claimed now, if something was recorded after it left.
    pub since: Option<Claim>,
    /// The last standing attempt since its last use, recorded before or after it left.
    pub attempt: Option<Attempt>,
    /// Who recorded that attempt, unless the name was erased.
    pub operator: Option<String>,
    /// What let it leave, if it was not accounted for and is not now.
    pub exception: Option<Excepted>,
    /// Whether a file that was not erased is attached to it, to its asset or to its lot.
    pub evidence: bool,
}

impl Line {
    /// Tells whether something may be claimed of it, by what was done before or after it left.
    #[must_use]
    pub fn is_sanitised(&self) -> bool {
        self.claim > Claim::None || self.since.is_some_and(|claim| claim > Claim::None)
    }
}

/// An asset that was lost before anybody said which media are in it: it may hold any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlisted {
    /// Its tag.
    pub tag: Tag,
    /// What it is.
    pub kind: Kind,
    /// The number of the lot.
    pub lot: Option<String>,
    /// The day.
    pub on: Day,
}

/// What left within a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// The media, by day, lot, asset and name.
    pub lines: Vec<Line>,
    /// What was lost with its media not listed, by day and tag.
    pub unlisted: Vec<Unlisted>,
    /// Whether something was taken over from before the record, of which no media are known.
    pub taken_over: bool,
}

/// Returns what left within a period as a reader shows it: media in an asset, or on their own in a lot. A
/// destroyed medium left if its asset did; one that stayed did not. What came back by the day from which
/// it is seen is not there.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn left(reader: &dyn Reader, period: Period, as_of: Day) -> Result<Left> {
    let (mut left, mut assets) = (Left::default(), Vec::new());
    reader.departures(period, &mut |asset, departure| {
        if counts(departure, as_of) {
            match departure.lot {
                _ if departure.taken_over.is_some() => left.taken_over = true,
                lot => assets.push((asset.clone(), lot, departure.seq, departure.on)),
            }
        }
        Flow::Continue(())
    })?;
    let wanted = assets.iter().filter_map(|(_, lot, ..)| *lot).collect();
    let (lots, loose) = lots_of(reader, period, as_of, &wanted)?;
    let mut judge = Judge::new(reader, lots)?;
    for together in assets.chunks(TOGETHER) {
        let questions: Vec<_> = together.iter().map(|(asset, ..)| Question::MediaOf(asset.id)).collect();
        reader.foresee(&questions)?;
        for (asset, lot, seq, on) in together {
            let way = Way { asset: Some((asset.id, &asset.tag)), lot: *lot, seq: Some(*seq), on: *on };
            for of in reader.media_of(asset.id)? {
                if of.until.is_none() && of.medium.departed_on.is_some() {
                    left.lines.push(judge.line(of.medium, way)?);
                }
            }
            if judge.is_loss(*lot) && is_unlisted(reader, asset.id)? {
                let (tag, kind, lot) = (asset.tag.clone(), asset.kind, judge.number(*lot));
                left.unlisted.push(Unlisted { tag, kind, lot, on: *on });
            }
        }
    }
    for (medium, lot, on) in loose {
        if let Some(medium) = reader.medium(medium)? {
            left.lines.push(judge.line(medium, Way { asset: None, lot: Some(lot), seq: None, on })?);
        }
    }
    left.lines.sort_by(|a, b| {
        (a.on, &a.lot, &a.tag, &a.name, a.medium).cmp(&(b.on, &b.lot, &b.tag, &b.name, b.medium))
    });
    left.unlisted.sort_by(|a, b| (a.on, &a.tag).cmp(&(b.on, &b.tag)));
    Ok(left)
}

/// The terms of the lots that are wanted and of those in which media left on their own, and these media.
fn lots_of(
    reader: &dyn Reader,
    period: Period,
    as_of: Day,
    wanted: &HashSet<LotId>,
) -> Result<(HashMap<LotId, Terms>, Vec<Loose>)> {
    let (mut lots, mut loose) = (HashMap::new(), Vec::new());
    reader.lots(&mut |lot| {
        let before = loose.len();
        for placed in lot.gone().filter(|placed| placed.returned_on.is_none_or(|day| day > as_of)) {
            if let (Some(medium), Some(on)) = (placed.line.medium(), placed.shipped_on)
                && period.contains(on)
            {
                loose.push((medium, lot.id, on));
            }
        }
        if loose.len() > before || wanted.contains(&lot.id) {
            let (channel, clause) = (lot.facts.channel, lot.facts.data_clause);
            lots.insert(lot.id, Terms { number: lot.number, channel, clause });
        }
        Flow::Continue(())
    })?;
    Ok((lots, loose))
}

/// Whether nobody said which media are in a data-bearing asset.
fn is_unlisted(reader: &dyn Reader, asset: AssetId) -> Result<bool> {
    Ok(reader.asset(asset)?.is_some_and(|asset| asset.inventory == Inventory::Open))
}

/// A medium that left on its own, in which lot, on which day.
type Loose = (MediumId, LotId, Day);

/// What a line needs of a lot.
struct Terms {
    number: String,
    channel: Option<Channel>,
    clause: Option<String>,
}

/// How a medium left.
#[derive(Clone, Copy)]
struct Way<'a> {
    asset: Option<(AssetId, &'a Tag)>,
    lot: Option<LotId>,
    /// The event, where it is known before the past of the medium is read.
    seq: Option<Seq>,
    on: Day,
}

/// Reads what became of each medium.
struct Judge<'r> {
    reader: &'r dyn Reader,
    lots: HashMap<LotId, Terms>,
    /// What the policies asked, from which event on.
    clearances: Vec<(Seq, Clearance)>,
    erased: HashSet<Hash>,
    operators: BTreeMap<ActorId, Option<String>>,
    /// Whether a file is attached to what several media have in common.
    attached: HashMap<Subject, bool>,
}

impl<'r> Judge<'r> {
    fn new(reader: &'r dyn Reader, lots: HashMap<LotId, Terms>) -> Result<Self> {
        let erased = erased_files(reader)?;
        let (operators, attached) = (BTreeMap::new(), HashMap::new());
        Ok(Self { reader, lots, clearances: clearances(reader)?, erased, operators, attached })
    }

    fn is_loss(&self, lot: Option<LotId>) -> bool {
        self.terms(lot).is_some_and(|terms| terms.channel == Some(Channel::Loss))
    }

    fn number(&self, lot: Option<LotId>) -> Option<String> {
        self.terms(lot).map(|terms| terms.number.clone())
    }

    fn terms(&self, lot: Option<LotId>) -> Option<&Terms> {
        lot.and_then(|id| self.lots.get(&id))
    }

    fn line(&mut self, medium: Medium, way: Way<'_>) -> Result<Line> {
        let history = self.reader.history(Subject::Medium(medium.id))?;
        let standing_now = standing(history.clone());
        let seq = way.seq.or_else(|| shipped(&standing_now, medium.id, way)).unwrap_or(Seq::MAX);
        let clearance = self.clearance(seq);
        let then = MediumLife::fold(standing_now.iter().filter(|event| event.seq < seq), seq);
        let now = MediumLife::fold(&standing_now, seq);
        let cleared =
            |life: &Option<MediumLife>| life.as_ref().is_some_and(|life| life.medium.cleared(clearance));
        let loss = self.is_loss(way.lot);
        let exception = match () {
            () if cleared(&then) || (!loss && cleared(&now)) => None,
            () if cleared(&known_then(history, seq)) => Some(Excepted::Voided),
            () if loss => Some(Excepted::Loss),
            () if self.terms(way.lot).is_some_and(|terms| terms.clause.is_some()) => {
                Some(Excepted::DataClause)
            }
            // Nothing else lets it pass: what cleared it was put right since.
            () => Some(Excepted::Voided),
        };
        let claim = |life: &MediumLife| life.medium.claim.unwrap_or(Claim::None);
        let attempt = now.as_ref().and_then(MediumLife::latest).cloned();
        let later = attempt.as_ref().is_some_and(|attempt| attempt.seq > seq);
        let operator = attempt.as_ref().map(|attempt| self.operator(attempt.operator)).transpose()?.flatten();
        let evidence = self.holds_file(&standing_now)
            || self.has_file(way.asset.map(|(id, _)| Subject::Asset(id)))?
            || self.has_file(way.lot.map(Subject::Lot))?;
        Ok(Line {
            medium: medium.id,
            name: medium.serial.unwrap_or_else(|| medium.id.to_string()),
            kind: medium.kind,
            tag: way.asset.map(|(_, tag)| tag.clone()),
            lot: self.number(way.lot),
            clause: self.terms(way.lot).and_then(|terms| terms.clause.clone()),
            on: way.on,
            claim: then.as_ref().map_or(Claim::None, claim),
            since: now.as_ref().filter(|_| later).map(claim),
            attempt,
            operator,
            exception,
            evidence,
        })
    }

    /// What the policies asked of a departure.
    fn clearance(&self, seq: Seq) -> Clearance {
        let before = self.clearances.partition_point(|(from, _)| *from < seq);
        let last = before.checked_sub(1).and_then(|last| self.clearances.get(last));
        last.map_or_else(|| Policies::default().clearance(), |(_, clearance)| *clearance)
    }

    fn operator(&mut self, id: ActorId) -> Result<Option<String>> {
        if let Some(known) = self.operators.get(&id) {
            return Ok(known.clone());
        }
        let name = self.reader.actor(id)?;
        self.operators.insert(id, name.clone());
        Ok(name)
    }

    /// Whether a file that was not erased is attached by one of these.
    fn holds_file(&self, events: &[Event]) -> bool {
        events
            .iter()
            .any(|event| matches!(&event.fact, Fact::Attached(fact) if !self.erased.contains(&fact.hash)))
    }

    /// Whether such a file is attached to an asset or a lot.
    fn has_file(&mut self, subject: Option<Subject>) -> Result<bool> {
        let Some(subject) = subject else { return Ok(false) };
        if let Some(known) = self.attached.get(&subject) {
            return Ok(*known);
        }
        let mut any = false;
        self.reader.attached(Some(subject), &mut |_| {
            any = true;
            Flow::Break(())
        })?;
        // Only where something was attached is the past of the whole asset or lot read: does it stand?
        let has = any && self.holds_file(&standing(self.reader.history(subject)?));
        self.attached.insert(subject, has);
        Ok(has)
    }
}

/// A medium as it was known before an event, whatever was taken away since.
fn known_then(mut history: Vec<Event>, seq: Seq) -> Option<MediumLife> {
    history.retain(|event| event.seq < seq);
    MediumLife::fold(&standing(history), seq)
}

/// The event by which a medium left on its own.
fn shipped(standing: &[Event], medium: MediumId, way: Way<'_>) -> Option<Seq> {
    standing.iter().rev().find_map(|event| match &event.fact {
        Fact::LotShipped(shipped) if event.lot == way.lot && shipped.media.contains(&medium) => {
            Some(event.seq)
        }
        _ => None,
    })
}

/// What the policies asked, from which event on. A policy is never voided: another follows.
fn clearances(reader: &dyn Reader) -> Result<Vec<(Seq, Clearance)>> {
    let events = events_of(reader, &[Seldom::Configured], None)?;
    let so_far = |at: usize| Policies::fold(&events[..=at]).clearance();
    Ok(events.iter().enumerate().map(|(at, event)| (event.seq, so_far(at))).collect())
}
