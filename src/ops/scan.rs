//! `scan`: one scan after another, each a command of its own.
//!
//! A session keeps no lock and no snapshot between two scans: others write meanwhile, and each scan
//! sees what they wrote.

use std::collections::HashMap;

use super::{
    Act, Collect, Context, Deploy, Done, Failure, Move, Notice, Noun, Ready, Recording, Refusal, Resolve,
    Triage, Void,
    resolve::{asset_ids, expect},
};
use crate::{
    model::{
        asset::Asset,
        day::Instant,
        event::Seq,
        grade::{Cosmetic, Functional},
        id::AssetId,
        leaving::{Decision, VoidReason},
        scan::{self, Card},
    },
    store::{Place, Question, Reader, Span, Store},
};

/// How long after a first scan a second one of the same label is the scanner's own, in milliseconds.
const BOUNCE: i64 = 3_000;

/// What is done with each asset that is scanned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// It is shown.
    Show,
    /// It came back from use.
    Collect,
    /// It goes into use.
    Deploy {
        /// The service.
        service: String,
    },
    /// It changes service or site while in use.
    Move {
        /// The service, if it changes.
        service: Option<String>,
    },
    /// It was looked at.
    Triage {
        /// What was decided.
        decision: Decision,
        /// What works.
        functional: Option<Functional>,
        /// How it looks.
        cosmetic: Option<Cosmetic>,
    },
    /// It is reconditioned.
    Ready {
        /// What works.
        functional: Option<Functional>,
        /// How it looks.
        cosmetic: Option<Cosmetic>,
    },
}

impl Task {
    /// Returns the command that does this, as it is typed.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Show => "show",
            Self::Collect => "collect",
            Self::Deploy { .. } => "deploy",
            Self::Move { .. } => "move",
            Self::Triage { .. } => "triage",
            Self::Ready { .. } => "ready",
        }
    }
}

/// A task, and the site it happens on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// What is done.
    pub task: Task,
    /// The site, for what is collected, deployed or moved.
    pub site: Option<String>,
}

impl Order {
    /// Returns the site, where the task has something to do with one.
    #[must_use]
    pub fn place(&self) -> Option<&String> {
        let placed = matches!(self.task, Task::Collect | Task::Deploy { .. } | Task::Move { .. });
        self.site.as_ref().filter(|_| placed)
    }

    /// Does it to one asset, as part of a command.
    pub(super) fn carry_out(
        &self,
        act: &mut Act<'_>,
        asset: AssetId,
        recording: &Recording,
    ) -> Result<(), Failure> {
        let assets = vec![asset.to_string()];
        let site = self.place().cloned();
        let mut places: Vec<Question<'_>> =
            site.iter().map(|site| Question::Place(Place::Site, site)).collect();
        if let Task::Deploy { service } | Task::Move { service: Some(service) } = &self.task {
            places.push(Question::Place(Place::Service, service));
        }
        expect(act.reader(), &assets, &places)?;
        match self.task.clone() {
            Task::Show => Ok(()),
            Task::Collect => super::collect(act, &Collect { assets, site }, recording),
            Task::Deploy { service } => {
                let request = Deploy { assets, service, site, holder: None, reinstate: false };
                super::deploy(act, &request, recording)
            }
            Task::Move { service } => {
                super::relocate(act, &Move { assets, service, site, holder: None }, recording)
            }
            Task::Triage { decision, functional, cosmetic } => {
                let request = Triage { assets, decision, functional, cosmetic, waste: false };
                super::triage(act, &request, recording)
            }
            Task::Ready { functional, cosmetic } => {
                super::ready(act, &Ready { assets, functional, cosmetic, no_system: false }, recording)
            }
        }
    }
}

/// What a scan led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// It was recorded, durably.
    Recorded {
        /// The asset, as it was before.
        asset: Box<Asset>,
        /// What was recorded.
        done: Done,
    },
    /// The asset is shown.
    Shown(Box<Asset>),
    /// Nothing: the same was done to the same asset in this session, and nothing has happened to it
    /// since.
    Again(Box<Asset>),
    /// What the last scan recorded is as if it had not been.
    Undone(Done),
    /// The scans that follow have another task.
    NewTask,
    /// The scans that follow happen on another site.
    NewSite,
    /// The session ends.
    Finished,
}

/// The answer to a scan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What was meant, where a French keyboard had made something else of it.
    pub undone: Option<String>,
    /// What was done.
    pub deed: Deed,
}

/// How many scans led to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Recorded, those taken back since not counted.
    pub recorded: u64,
    /// Shown.
    pub shown: u64,
    /// Ignored: scanned twice.
    pub ignored: u64,
    /// Taken back.
    pub undone: u64,
    /// Refused.
    pub refused: u64,
    /// Understood once a French keyboard was undone.
    pub garbled: u64,
}

/// What a scan means.
pub(super) enum Meaning {
    Card(Card),
    Site(String),
    Asset(Box<Asset>),
}

/// A session of scans.
pub struct Session {
    order: Order,
    recording: Recording,
    tally: Tally,
    /// What this session recorded and has not taken back, the last at the end.
    recorded: Vec<(AssetId, Span)>,
    /// What it did to each asset, and the last event it wrote of it.
    seen: HashMap<AssetId, (Order, Seq)>,
    /// What it showed last, and when.
    shown: Option<(AssetId, Instant)>,
    /// Whether it was said that the clock is behind.
    clock_said: bool,
}

impl Session {
    /// Begins a session; `recording` goes with every scan.
    #[must_use]
    pub fn new(order: Order, recording: Recording) -> Self {
        Self {
            order,
            recording,
            tally: Tally::default(),
            recorded: Vec::new(),
            seen: HashMap::new(),
            shown: None,
            clock_said: false,
        }
    }

    /// Returns what is done with the next scan.
    #[must_use]
    pub fn order(&self) -> &Order {
        &self.order
    }

    /// Returns what goes with every scan.
    #[must_use]
    pub fn recording(&self) -> &Recording {
        &self.recording
    }

    /// Returns how many scans led to what.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// Returns what `undo` would take back.
    #[must_use]
    pub fn last(&self) -> Option<Span> {
        self.recorded.last().map(|(_, span)| *span)
    }

    /// Counts a scan that was refused.
    pub fn refused(&mut self) {
        self.tally.refused += 1;
    }

    /// Takes one scan, as the scanner typed it without the end of its line. What it records is a command
    /// of its own and durable when this returns; `context` brings a new moment for each scan.
    ///
    /// # Errors
    ///
    /// Refuses what names nothing, several things, or is not possible; then nothing was changed and the
    /// session goes on. After a card that is refused nothing is recorded until another is taken: whoever
    /// showed it wanted something else than before.
    pub fn take(&mut self, store: &dyn Store, context: &Context<'_>, scan: &str) -> Result<Answer, Failure> {
        let answer = self.answer(store, context, scan);
        if answer.is_err() && Card::claims(scan) && Card::parse(scan) != Some(Card::Undo) {
            self.order.task = Task::Show;
        }
        answer
    }

    fn answer(&mut self, store: &dyn Store, context: &Context<'_>, scan: &str) -> Result<Answer, Failure> {
        let (meaning, undone) = understand(store.read()?.as_ref(), scan)?;
        let deed = match meaning {
            Meaning::Card(Card::Undo) => self.undo(store, context)?,
            Meaning::Card(Card::Done) => Deed::Finished,
            Meaning::Card(card) => follow(store.read()?.as_ref(), card, &mut self.order)?,
            Meaning::Site(site) => {
                self.order.site = Some(site);
                Deed::NewSite
            }
            Meaning::Asset(asset) if self.order.task == Task::Show => self.show(asset, context.now),
            Meaning::Asset(asset) => self.record(store, context, asset)?,
        };
        self.tally.garbled += u64::from(undone.is_some());
        Ok(Answer { undone, deed })
    }

    fn show(&mut self, asset: Box<Asset>, now: Instant) -> Deed {
        let bounced = self
            .shown
            .is_some_and(|(id, at)| id == asset.id && (0..=BOUNCE).contains(&(now.millis() - at.millis())));
        self.shown = Some((asset.id, now));
        if bounced {
            self.tally.ignored += 1;
            return Deed::Again(asset);
        }
        self.tally.shown += 1;
        Deed::Shown(asset)
    }

    fn record(
        &mut self,
        store: &dyn Store,
        context: &Context<'_>,
        asset: Box<Asset>,
    ) -> Result<Deed, Failure> {
        let id = asset.id;
        if self.seen.get(&id).is_some_and(|(order, last)| *order == self.order && *last == asset.version) {
            self.tally.ignored += 1;
            return Ok(Deed::Again(asset));
        }
        let (order, recording) = (&self.order, &self.recording);
        let mut done = super::run(store, context, recording, |act| order.carry_out(act, id, recording))?;
        self.say_once(&mut done);
        if let Some(span) = done.span {
            self.recorded.push((id, span));
            self.seen.insert(id, (self.order.clone(), span.last));
            self.tally.recorded += 1;
        }
        Ok(Deed::Recorded { asset, done })
    }

    /// Says once in a session that the clock is behind, not at each scan.
    fn say_once(&mut self, done: &mut Done) {
        let said = &mut self.clock_said;
        done.notices.retain(|n| !matches!(n, Notice::ClockBehind { .. }) || !std::mem::replace(said, true));
    }

    /// Voids what the last scan that stands recorded, newest event first.
    fn undo(&mut self, store: &dyn Store, context: &Context<'_>) -> Result<Deed, Failure> {
        let (id, span) = *self.recorded.last().ok_or(Refusal::NothingToUndo)?;
        let recording = Recording::default();
        let mut done = super::run(store, context, &recording, |act| {
            let seqs = (span.first..=span.last).collect();
            super::void(act, &Void { seqs, reason: VoidReason::Mistyped, with_later: false }, &recording)
        })?;
        self.say_once(&mut done);
        self.recorded.pop();
        self.seen.remove(&id);
        self.tally.recorded = self.tally.recorded.saturating_sub(1);
        self.tally.undone += 1;
        Ok(Deed::Undone(done))
    }
}

/// Follows a card that changes what is done, or where.
pub(super) fn follow(reader: &dyn Reader, card: Card, order: &mut Order) -> Result<Deed, Failure> {
    order.task = match card {
        Card::Site(code) => {
            order.site = Some(reader.find_place(Place::Site, &code)?);
            return Ok(Deed::NewSite);
        }
        Card::Collect => Task::Collect,
        Card::Deploy(code) => Task::Deploy { service: reader.find_place(Place::Service, &code)? },
        Card::Triage(decision) => Task::Triage { decision, functional: None, cosmetic: None },
        Card::Show | Card::Undo | Card::Done => Task::Show,
    };
    Ok(Deed::NewTask)
}

/// Finds what a scan means: a card, an asset, a site. Where it means nothing as it stands, what a
/// French keyboard may have garbled counts, if that is known.
pub(super) fn understand(reader: &dyn Reader, scan: &str) -> Result<(Meaning, Option<String>), Failure> {
    if let Some(card) = Card::typed(scan) {
        return Ok((Meaning::Card(card), None));
    }
    if let Some(meaning) = known(reader, scan)? {
        return Ok((meaning, None));
    }
    if Card::claims(scan) {
        let word = scan::bare(scan).chars().take(80).collect();
        return Err(Refusal::NotFound { noun: Noun::Card, word, nearest: Vec::new() }.into());
    }
    for undone in scan::undone(scan::bare(scan)) {
        if let Some(meaning) = known(reader, &undone)? {
            return Ok((meaning, Some(undone)));
        }
    }
    // It names nothing: let the look-up say so, with what is near.
    Ok((Meaning::Asset(Box::new(reader.find_asset(scan)?)), None))
}

fn known(reader: &dyn Reader, scan: &str) -> Result<Option<Meaning>, Failure> {
    if let Some(card) = Card::parse(scan) {
        return Ok(Some(Meaning::Card(card)));
    }
    if asset_ids(reader, scan)?.is_empty() {
        return Ok(reader.place(Place::Site, scan::bare(scan))?.map(Meaning::Site));
    }
    Ok(Some(Meaning::Asset(Box::new(reader.find_asset(scan)?))))
}
