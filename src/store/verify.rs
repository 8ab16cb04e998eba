//! The gate's third wall, and the proof of the record: chain, sequence, commands, projections.
//!
//! It reads everything, records nothing and repairs nothing.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::{
    model::{
        codes::codes,
        event::{Event, Hash, Seq},
        fact::Fact,
        id::{AssetId, CommandId, LotId, MediumId, Subject},
        leaving::Channel,
        life::Life,
        lot::{Lot, LotFacts},
        medium::{Medium, MediumLife},
        policy::Policies,
        sanitization::{Inventory, Minimum},
        standing::standing,
    },
    store::{Error, Flow, Head, Logged, Reader, Result, Span, Store, chain::line_hash, sqlite},
};

codes! {
    /// What `verify` can find.
    pub enum FindingCode {
        /// A number is missing, doubled or out of order.
        Sequence = "sequence",
        /// A line is not an event, or not in its canonical form.
        Line = "line",
        /// A hash does not match its line, or a `prev` the line before.
        Chain = "chain",
        /// The record went back in time.
        Clock = "clock",
        /// A command and its events do not agree.
        Command = "command",
        /// A projection is not what the log gives.
        Projection = "projection",
        /// An asset or a medium left with data unseen.
        Gate = "gate",
        /// The engine finds its own file damaged.
        Engine = "engine",
    }
}

/// How much is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// The log with itself, and the projections with a replay.
    Quick,
    /// The engine's own checks as well.
    Full,
}

/// A difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind.
    pub code: FindingCode,
    /// The event where it shows, if it is one.
    pub seq: Option<Seq>,
    /// The values: a table and row, an identity, a hash.
    pub detail: String,
}

/// What a verification found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// How many events were read.
    pub events: u64,
    /// The head they end with, as recomputed.
    pub head: Head,
    /// Every difference, in the order it was found; at most a hundred.
    pub findings: Vec<Finding>,
}

/// The event that every log begins with.
const OPENED: &str = "opened";

/// How many differences are named: the first ones tell.
const MOST: usize = 100;

/// Reads the whole record, compares it with itself, and looks whether it was ever opened.
///
/// # Errors
///
/// Returns why the record cannot be read at all.
pub fn verify(reader: &dyn Reader, depth: Depth) -> Result<Verification> {
    let mut verification = compare(reader, depth)?;
    let mut first = None;
    reader.lines(0, &mut |logged| {
        first = Some((logged.seq, logged.kind.to_owned()));
        Flow::Break(())
    })?;
    if first.as_ref().is_none_or(|(_, kind)| kind != OPENED) {
        let (seq, detail) = first.map_or((None, "-".to_owned()), |(seq, kind)| (Some(seq), kind));
        verification.findings.insert(0, Finding { code: FindingCode::Sequence, seq, detail });
        verification.findings.truncate(MOST);
    }
    Ok(verification)
}

/// Compares the whole record with itself, however it begins.
pub(super) fn compare(reader: &dyn Reader, depth: Depth) -> Result<Verification> {
    let mut chain = Chain::new();
    reader.lines(0, &mut |logged| {
        chain.take(logged);
        if chain.findings.len() < MOST { Flow::Continue(()) } else { Flow::Break(()) }
    })?;
    let Chain { head, events, mut findings, commands, departures, readable, .. } = chain;
    check_commands(reader, commands, &mut findings)?;
    // A line that cannot be read cannot be replayed either: the first damage is the news.
    if readable {
        for leaving in &departures {
            check_gate(reader, leaving, &mut findings)?;
        }
        check_projections(reader, &mut findings)?;
    }
    if depth == Depth::Full {
        reader.engine(&mut |detail| {
            findings.push(Finding { code: FindingCode::Engine, seq: None, detail: detail.to_owned() });
            Flow::Continue(())
        })?;
    }
    findings.truncate(MOST);
    Ok(Verification { events, head, findings })
}

/// A departure to be looked at again, with the policy of that moment.
struct Leaving {
    seq: Seq,
    lot: Option<LotId>,
    assets: Vec<AssetId>,
    media: Vec<MediumId>,
    minimum: Minimum,
    /// Whether it left before the record: nothing is known of its media.
    before: bool,
}

struct Chain {
    head: Head,
    events: u64,
    findings: Vec<Finding>,
    commands: BTreeMap<CommandId, Span>,
    departures: Vec<Leaving>,
    /// What was configured so far, and what of it was voided.
    configured: Vec<Event>,
    minimum: Minimum,
    readable: bool,
}

impl Chain {
    fn new() -> Self {
        Self {
            head: Head { seq: 0, hash: Hash::ZERO, recorded_at: None },
            events: 0,
            findings: Vec::new(),
            commands: BTreeMap::new(),
            departures: Vec::new(),
            configured: Vec::new(),
            minimum: Policies::default().sanitization_minimum,
            readable: true,
        }
    }

    fn find(&mut self, code: FindingCode, seq: Seq, detail: impl Into<String>) {
        self.findings.push(Finding { code, seq: Some(seq), detail: detail.into() });
    }

    fn take(&mut self, logged: &Logged<'_>) {
        self.events += 1;
        let seq = logged.seq;
        if seq != self.head.seq + 1 {
            self.find(FindingCode::Sequence, seq, format!("{} -> {seq}", self.head.seq));
        }
        let hash = line_hash(logged.line);
        if hash != logged.hash {
            self.find(FindingCode::Chain, seq, format!("{hash} <> {}", logged.hash));
        }
        match Event::read(logged.line) {
            Ok(event) => self.take_event(logged, &event),
            Err(e) => {
                self.readable = false;
                self.find(FindingCode::Line, seq, e.to_string());
            }
        }
        self.head.seq = seq;
        self.head.hash = hash;
    }

    fn take_event(&mut self, logged: &Logged<'_>, event: &Event) {
        let seq = logged.seq;
        if event.prev != self.head.hash || logged.prev != self.head.hash {
            self.find(FindingCode::Chain, seq, format!("{} <> {}", event.prev, self.head.hash));
        }
        let canonical = event.line().is_ok_and(|line| line == logged.line);
        if !canonical || event.seq != seq || event.fact.code() != logged.kind {
            self.find(FindingCode::Line, seq, logged.kind.to_owned());
        }
        if self.head.recorded_at.is_some_and(|last| event.recorded_at < last) {
            self.find(FindingCode::Clock, seq, event.recorded_at.to_string());
        }
        self.head.recorded_at = Some(event.recorded_at);
        let span = self.commands.entry(event.cmd).or_insert(Span { first: seq, last: seq });
        if seq > span.last + 1 {
            let detail = event.cmd.to_string();
            self.find(FindingCode::Command, seq, detail);
        } else {
            span.last = seq;
        }
        self.remember(event);
    }

    fn remember(&mut self, event: &Event) {
        let (assets, media) = match &event.fact {
            Fact::Departed(_) | Fact::DepartedBefore(_) => (event.asset.into_iter().collect(), Vec::new()),
            Fact::LotShipped(shipped) if !shipped.media.is_empty() => (Vec::new(), shipped.media.clone()),
            Fact::Configured(_) => return self.configure(event),
            Fact::Voided(voided) if self.configured.iter().any(|set| set.seq == voided.seq) => {
                return self.configure(event);
            }
            _ => return,
        };
        let minimum = self.minimum;
        let before = matches!(event.fact, Fact::DepartedBefore(_));
        self.departures.push(Leaving { seq: event.seq, lot: event.lot, assets, media, minimum, before });
    }

    /// Follows the policy that the gate asks.
    fn configure(&mut self, event: &Event) {
        self.configured.push(event.clone());
        self.minimum = Policies::fold(&standing(self.configured.clone())).sanitization_minimum;
    }
}

fn check_commands(
    reader: &dyn Reader,
    mut from_log: BTreeMap<CommandId, Span>,
    findings: &mut Vec<Finding>,
) -> Result<()> {
    let mut find = |cmd: CommandId, seq: Seq| {
        findings.push(Finding { code: FindingCode::Command, seq: Some(seq), detail: cmd.to_string() });
    };
    reader.commands(&mut |cmd, span| {
        match from_log.remove(&cmd) {
            Some(logged) if logged == span => {}
            // The first event that one has and the other has not.
            Some(logged) if logged.first == span.first => find(cmd, logged.last.min(span.last) + 1),
            Some(logged) => find(cmd, logged.first.min(span.first)),
            None => find(cmd, span.first),
        }
        Flow::Continue(())
    })?;
    for (cmd, span) in from_log {
        find(cmd, span.first);
    }
    Ok(())
}

/// Asks of a departure what the gate asked then, of what was known then.
fn check_gate(reader: &dyn Reader, leaving: &Leaving, findings: &mut Vec<Finding>) -> Result<()> {
    let facts = match leaving.lot {
        Some(lot) => facts_then(reader, lot, leaving.seq)?,
        None => LotFacts::default(),
    };
    if facts.channel == Some(Channel::Loss) {
        return Ok(());
    }
    let mut find = |detail: String| {
        findings.push(Finding { code: FindingCode::Gate, seq: Some(leaving.seq), detail });
    };
    for asset in &leaving.assets {
        let past = before(reader, Subject::Asset(*asset), leaving.seq)?;
        if leaving.before {
            // One that has a medium is known here: it leaves in a lot.
            if !media_named(&standing(past)).is_empty() {
                find(asset.to_string());
            }
            continue;
        }
        let closed = Life::fold(&standing(past.clone()), leaving.seq)
            .is_some_and(|life| life.asset.inventory == Inventory::Closed);
        if !closed {
            find(asset.to_string());
        }
        for id in media_named(&past) {
            // One that was moved out, or left before, is judged where it is or was.
            let unseen = medium_then(reader, id, leaving)?.is_some_and(|medium| {
                medium.asset == Some(*asset)
                    && medium.departed_on.is_none()
                    && !medium.cleared(leaving.minimum)
            });
            if unseen && facts.data_clause.is_none() {
                find(id.to_string());
            }
        }
    }
    for id in &leaving.media {
        let cleared = medium_then(reader, *id, leaving)?.is_some_and(|m| m.cleared(leaving.minimum));
        if !cleared && facts.data_clause.is_none() {
            find(id.to_string());
        }
    }
    Ok(())
}

/// Returns the events about a subject before a number.
fn before(reader: &dyn Reader, subject: Subject, seq: Seq) -> Result<Vec<Event>> {
    let mut events = reader.history(subject)?;
    events.retain(|event| event.seq < seq);
    Ok(events)
}

fn facts_then(reader: &dyn Reader, lot: LotId, seq: Seq) -> Result<LotFacts> {
    let events = standing(before(reader, Subject::Lot(lot), seq + 1)?);
    Ok(Lot::fold(&events).map(|lot| lot.facts).unwrap_or_default())
}

/// The media that events of an asset say were put into it.
fn media_named(events: &[Event]) -> Vec<MediumId> {
    let put = |event: &Event| matches!(event.fact, Fact::MediumAdded(_) | Fact::MediumMoved(_));
    let mut media: Vec<_> = events.iter().filter(|e| put(e)).filter_map(|event| event.medium).collect();
    media.sort_unstable();
    media.dedup();
    media
}

/// Returns a medium as it was known when it left.
fn medium_then(reader: &dyn Reader, id: MediumId, leaving: &Leaving) -> Result<Option<Medium>> {
    let events = standing(before(reader, Subject::Medium(id), leaving.seq)?);
    Ok(MediumLife::fold(&events, leaving.seq).map(|life| life.medium))
}

/// Compares every projection with what a replay of the whole log gives.
fn check_projections(reader: &dyn Reader, findings: &mut Vec<Finding>) -> Result<()> {
    let again = match sqlite::replay(reader, &|_| true) {
        Ok(store) => store,
        Err(Error::Fault(detail) | Error::Corrupt(detail)) => {
            findings.push(Finding { code: FindingCode::Projection, seq: None, detail });
            return Ok(());
        }
        Err(e) => return Err(e),
    };
    let again = again.read()?;
    let (kept, made) = (digests(reader)?, digests(again.as_ref())?);
    for (table, digest) in &made {
        if kept.get(table) != Some(digest) {
            let detail = first_difference(reader, again.as_ref(), table)?;
            findings.push(Finding { code: FindingCode::Projection, seq: None, detail });
        }
    }
    for table in kept.keys().filter(|table| !made.contains_key(*table)) {
        findings.push(Finding { code: FindingCode::Projection, seq: None, detail: (*table).to_owned() });
    }
    Ok(())
}

fn digests(reader: &dyn Reader) -> Result<BTreeMap<&'static str, [u8; 32]>> {
    let mut digests: BTreeMap<&'static str, Sha256> = BTreeMap::new();
    reader.projections(&mut |table, row| {
        let digest = digests.entry(table).or_default();
        digest.update(row.as_bytes());
        digest.update(b"\n");
        Flow::Continue(())
    })?;
    Ok(digests.into_iter().map(|(table, digest)| (table, digest.finalize().into())).collect())
}

fn first_difference(kept: &dyn Reader, made: &dyn Reader, table: &str) -> Result<String> {
    let rows = |reader: &dyn Reader| -> Result<Vec<String>> {
        let mut rows = Vec::new();
        reader.projections(&mut |of, row| {
            if of == table {
                rows.push(row.to_owned());
            }
            Flow::Continue(())
        })?;
        Ok(rows)
    };
    let (kept, made) = (rows(kept)?, rows(made)?);
    let at = kept.iter().zip(&made).take_while(|(a, b)| a == b).count();
    let shown = |rows: &[String]| rows.get(at).cloned().unwrap_or_else(|| "-".to_owned());
    Ok(format!("{table}: {} <> {}", shown(&kept), shown(&made)))
}
