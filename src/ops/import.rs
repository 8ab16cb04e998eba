//! `import`: every row of some files comes into the record, or none does.
//!
//! A row is looked for by its key: its tag, else its other names, else maker and serial. What is not
//! found comes in; what is found is compared. Nothing that a row leaves empty is taken away, and no
//! row moves an asset: what happens to a machine is recorded by the commands of its life.

mod ahead;
mod arrival;
mod drives;
mod fill;
mod known;
mod matching;
mod seen;
mod sift;

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

pub use sift::{BadRow, Flaw, Gap, Lasting, Observation, Observed};

use self::{seen::Seen, sift::Sieve};
use super::{Act, Failure, Recording, Refusal, inventory::Newcomers};
use crate::{
    intake::{self, Format, Item, Options, Record, table::Summary},
    model::{
        day::Day,
        event::Draft,
        fact::{Fact, PartyAdded},
        id::{AssetId, MediumId, PartyId},
        leaving::PartyKind,
        tag::Tag,
        text,
    },
    ops::Resolve,
    store::{Flow, MediumFilter, Name, Span, TOGETHER, Vault},
};

/// A file to be imported.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its name, for messages.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Files to be imported.
#[derive(Clone, Debug)]
pub struct Import<'f> {
    /// The files.
    pub sources: &'f [Source],
    /// How they are read.
    pub options: Options,
    /// Whether what a row says more, or otherwise, of a known asset is taken.
    pub update: bool,
    /// Whether good rows come in although others cannot be taken.
    pub partial: bool,
}

/// How many rows became what. The last four add up to the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The rows read.
    pub read: u64,
    /// Assets that came in.
    pub added: u64,
    /// Known assets of which a row said more, or otherwise.
    pub updated: u64,
    /// Rows that changed nothing.
    pub unchanged: u64,
    /// Rows that could not be taken.
    pub refused: u64,
}

/// What became of the drives that tools read. Where they stand in a machine, the machine is a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DriveCounts {
    /// Drives that were read on their own, not in a machine: they are counted as rows are.
    pub alone: Counts,
    /// All drives that were read.
    pub read: u64,
    /// Media that came in.
    pub added: u64,
    /// Loose media that went into the machine in which they were seen.
    pub attached: u64,
    /// Known media of which more is known now.
    pub filled: u64,
    /// Known media of which nothing new was read.
    pub unchanged: u64,
    /// Drives left as the record has them: it says otherwise, or they have left.
    pub left: u64,
}

impl Imported {
    /// Returns how many rows, machines and drives on their own became what.
    #[must_use]
    pub const fn all(&self) -> Counts {
        let (rows, alone) = (self.counts, self.drives.alone);
        Counts {
            read: rows.read + alone.read,
            added: rows.added + alone.added,
            updated: rows.updated + alone.updated,
            unchanged: rows.unchanged + alone.unchanged,
            refused: rows.refused + alone.refused,
        }
    }
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// What the files are; none: of several kinds.
    pub format: Option<Format>,
    /// How many rows and machines became what.
    pub counts: Counts,
    /// What became of drives.
    pub drives: DriveCounts,
    /// The asset of each row that was taken, in their order.
    pub assets: Vec<AssetId>,
    /// The medium of each drive that was read on its own.
    pub media: Vec<MediumId>,
    /// What is worth saying of single rows.
    pub observations: Vec<Observation>,
    /// What is wrong with the rows that could not be taken; the first of it.
    pub bad: Vec<BadRow>,
    /// How much is wrong with them in all.
    pub flaws: u64,
    /// Whether nothing tells how many of the rows that changed nothing were refused: the import was
    /// repeated, and what the record refused the first time is not in its log.
    pub untold: bool,
}

/// Imports files into the write in progress. `progress` is told how many rows are done, of how many.
///
/// # Errors
///
/// Returns every row that cannot be taken, of all the files, each with its place, and nothing is
/// imported; unless only the good ones were asked for, and there are some.
pub fn import(
    act: &mut Act<'_>,
    request: &Import<'_>,
    recording: &Recording,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Imported, Failure> {
    let mut sieve = Sieve::default();
    let heads = read_through(act, request, &mut sieve);
    let rows = heads.iter().map(|head| head.summary.read).sum();
    let format = one_format(&heads);
    let reserved = heads.iter().flat_map(|head| head.reserved.iter().cloned()).collect();
    let mut entry = Entry::new(act, request, recording, reserved)?;
    let mut failed = None;
    let mut done = 0;
    for (source, head) in request.sources.iter().zip(heads) {
        entry.file.clone_from(&source.name);
        sieve.file(&source.name, head.format, head.summary);
        let _ = intake::scan(&source.bytes, &request.options, |item| {
            if failed.is_some() {
                return;
            }
            done += 1;
            match item {
                Item::Row(record) => entry.rows.push(record),
                device => failed = entry.device(act, &mut sieve, device).err(),
            }
            if failed.is_none() && done % TOGETHER as u64 == 0 {
                failed = entry.rows(act, &mut sieve).and_then(|()| entry.flush(act, &sieve)).err();
                progress(done, rows);
            }
        });
        // What waits of a file is taken before the next one is named.
        failed = match failed {
            None => entry.rows(act, &mut sieve).err(),
            failed => failed,
        };
    }
    if let Some(failure) = failed {
        return Err(failure);
    }
    if sieve.keeps_out(request.partial) {
        return Err(sieve.failure());
    }
    entry.flush(act, &sieve)?;
    progress(rows, rows);
    Ok(Imported { format, ..sieve.imported(entry.assets, entry.media) })
}

/// What a file says before any of its rows is taken.
struct Head {
    format: Format,
    summary: Summary,
    /// The tags it gives that might be generated.
    reserved: Vec<Tag>,
}

/// Reads the files once, without taking anything: their faults, and the tags not to be generated.
fn read_through(act: &Act<'_>, request: &Import<'_>, sieve: &mut Sieve) -> Vec<Head> {
    let prefix = format!("{}-", act.policies().tag_prefix);
    let read = |source: &Source| {
        let mut reserved = Vec::new();
        let mut good = 0;
        let (summary, faults) = intake::scan(&source.bytes, &request.options, |item| {
            good += 1;
            let Item::Row(record) = item else { return };
            let aliases = record.aliases.iter().filter_map(|alias| Tag::parse(alias).ok());
            let tags = record.tag.into_iter().chain(aliases);
            reserved.extend(tags.filter(|tag| tag.as_str().starts_with(&prefix)));
        });
        let bad = summary.read.saturating_sub(summary.skipped + good);
        (Head { format: intake::format_of(&source.bytes), summary, reserved }, faults, bad)
    };
    let mut heads = Vec::new();
    for source in request.sources {
        let (head, faults, bad) = read(source);
        sieve.faults(&source.name, head.format, faults, bad);
        heads.push(head);
    }
    heads
}

/// What all files are, if they are all one.
fn one_format(heads: &[Head]) -> Option<Format> {
    let first = heads.first()?.format;
    heads.iter().all(|head| head.format == first).then_some(first)
}

/// An import under way.
struct Entry<'r> {
    request: &'r Import<'r>,
    recording: &'r Recording,
    /// The file that is being read.
    file: String,
    newcomers: Newcomers,
    seen: Seen,
    /// Whether the record has no asset, or no medium: then nothing is looked for.
    no_asset: bool,
    no_medium: bool,
    opened_on: Day,
    /// Rows that were read and not looked at yet.
    rows: Vec<Record>,
    /// Parties that come in before what waits, by their folded names.
    parties: HashMap<String, PartyId>,
    arriving: Vec<Draft>,
    waiting: Vec<Draft>,
    /// Departures from before the record come last of all: the gate looks at what is recorded by then.
    leaving: Vec<Draft>,
    assets: Vec<AssetId>,
    media: Vec<MediumId>,
}

/// What becomes of a row.
enum Becomes {
    /// An asset comes in by these events, the first of which is about it.
    Added(Vec<Draft>),
    /// A known asset, and the events that complete it or put it right; none if it says the same.
    Known(AssetId, Vec<Draft>),
}

impl<'r> Entry<'r> {
    fn new(
        act: &Act<'_>,
        request: &'r Import<'r>,
        recording: &'r Recording,
        reserved: HashSet<Tag>,
    ) -> Result<Self, Failure> {
        let (mut no_asset, mut no_medium) = (true, true);
        act.reader().names(&mut |_| {
            no_asset = false;
            Flow::Break(())
        })?;
        act.reader().media(MediumFilter::default(), &mut |_| {
            no_medium = false;
            Flow::Break(())
        })?;
        Ok(Self {
            request,
            recording,
            file: String::new(),
            newcomers: Newcomers::reserving(reserved),
            seen: Seen::default(),
            no_asset,
            no_medium,
            opened_on: act.opened_on()?,
            rows: Vec::new(),
            parties: HashMap::new(),
            arriving: Vec::new(),
            waiting: Vec::new(),
            leaving: Vec::new(),
            assets: Vec::new(),
            media: Vec::new(),
        })
    }

    /// Takes the rows that were read. What they will ask is said before, so that it is asked together.
    fn rows(&mut self, act: &mut Act<'_>, sieve: &mut Sieve) -> Result<(), Failure> {
        let rows = std::mem::take(&mut self.rows);
        self.foresee(act, &rows)?;
        rows.iter().try_for_each(|record| self.row(act, sieve, record))
    }

    /// Takes one row, or notes why it cannot be taken.
    fn row(&mut self, act: &mut Act<'_>, sieve: &mut Sieve, record: &Record) -> Result<(), Failure> {
        match self.becomes(act, sieve, record) {
            Ok(Becomes::Added(drafts)) => {
                sieve.counts.added += 1;
                self.seen.note(&self.file, record, None);
                self.take(drafts.first().and_then(|draft| draft.asset), drafts);
            }
            Ok(Becomes::Known(id, drafts)) => {
                let changed = !drafts.is_empty();
                *if changed { &mut sieve.counts.updated } else { &mut sieve.counts.unchanged } += 1;
                self.seen.note(&self.file, record, Some(id));
                self.take(Some(id), drafts);
            }
            Err(Failure::Refused(refusal)) => sieve.refused(record, *refusal),
            Err(other) => return Err(other),
        }
        Ok(())
    }

    fn take(&mut self, asset: Option<AssetId>, drafts: Vec<Draft>) {
        self.assets.extend(asset);
        let (leaving, waiting): (Vec<_>, Vec<_>) =
            drafts.into_iter().partition(|draft| matches!(draft.fact, Fact::DepartedBefore(_)));
        self.waiting.extend(waiting);
        self.leaving.extend(leaving);
    }

    fn becomes(&mut self, act: &mut Act<'_>, sieve: &mut Sieve, record: &Record) -> Result<Becomes, Failure> {
        self.seen.refuse(record)?;
        let found = if self.no_asset { None } else { Self::find(act, record)? };
        match found {
            Some(asset) => {
                self.seen.refuse_again(&asset)?;
                self.compare(act, sieve, &asset, record)
            }
            None => self.arrive(act, sieve, record),
        }
    }

    /// Records what waits; as long as a row keeps the others out, there is nothing to record.
    fn flush(&mut self, act: &mut Act<'_>, sieve: &Sieve) -> Result<(), Failure> {
        self.parties.clear();
        let mut waiting = std::mem::take(&mut self.arriving);
        waiting.append(&mut self.waiting);
        waiting.append(&mut self.leaving);
        if sieve.keeps_out(self.request.partial) { Ok(()) } else { act.record_all(waiting) }
    }

    /// Returns the party that a row names, if it is known.
    fn known_party(&mut self, act: &Act<'_>, name: Option<&str>) -> Result<Option<PartyId>, Failure> {
        let Some(name) = name else { return Ok(None) };
        if let Some(id) = self.newcomers.known_party(name) {
            return Ok(Some(id));
        }
        if let Some(id) = self.parties.get(&text::fold(name.trim())).copied() {
            self.newcomers.knows(name, id);
            return Ok(Some(id));
        }
        // Asked for by name first: not to be found is the rule here, and looking for near names is dear.
        let named = !act.reader().named(&Name::Party(name.trim()))?.is_empty();
        if !named && Uuid::parse_str(name.trim()).is_err() {
            return Ok(None);
        }
        match act.reader().find_party(name) {
            Ok(party) => {
                self.newcomers.knows(name, party.id);
                Ok(Some(party.id))
            }
            Err(Failure::Refused(refusal)) if matches!(*refusal, Refusal::NotFound { .. }) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// A table names its suppliers and persons without saying first who they are: they come in with it.
    fn party(
        &mut self,
        act: &mut Act<'_>,
        name: Option<&str>,
        kind: PartyKind,
        on: Day,
    ) -> Result<(), Failure> {
        let Some(name) = name else { return Ok(()) };
        if self.known_party(act, Some(name))?.is_some() {
            return Ok(());
        }
        let id = PartyId(act.next_id());
        act.keep(&Vault::Party { id, name: name.to_owned(), siret: None })?;
        self.arriving.push(Draft::new(on, PartyAdded { kind }).party(id));
        self.parties.insert(text::fold(name.trim()), id);
        self.newcomers.knows(name, id);
        Ok(())
    }
}

/// Returns what an import that is repeated did the first time. What it added and completed is in the
/// log; how many rows said nothing new is in the files alone.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn imported_before(
    reader: &dyn crate::store::Reader,
    request: &Import<'_>,
    span: Span,
) -> Result<Imported, Failure> {
    let (mut assets, mut added, mut touched) = (Vec::new(), HashSet::new(), HashSet::new());
    let (mut media, mut loose) = (Vec::new(), HashSet::new());
    for seq in span.first..=span.last {
        let Some(event) = reader.event(seq)? else { continue };
        if let (Some(id), None) = (event.medium, event.asset) {
            if matches!(event.fact, Fact::MediumAdded(_)) {
                loose.insert(id);
            }
            if !media.contains(&id) {
                media.push(id);
            }
        }
        let Some(id) = event.asset else { continue };
        if matches!(event.fact, Fact::Added(_)) {
            added.insert(id);
        }
        if touched.insert(id) {
            assets.push(id);
        }
    }
    let mut sieve = Sieve::default();
    let mut heads = Vec::new();
    for source in request.sources {
        let (mut good, mut drives) = (0, 0);
        let (summary, faults) = intake::scan(&source.bytes, &request.options, |item| {
            good += 1;
            drives += match item {
                Item::Row(_) => 0,
                Item::Machine(_, drives) => drives.len() as u64,
                Item::Drive(_) => 1,
            };
        });
        let bad = summary.read.saturating_sub(summary.skipped + good);
        let format = intake::format_of(&source.bytes);
        sieve.faults(&source.name, format, faults, bad);
        sieve.file(&source.name, format, summary.clone());
        sieve.drives.read += drives;
        heads.push(Head { format, summary, reserved: Vec::new() });
    }
    sieve.counts.added = added.len() as u64;
    sieve.counts.updated = (touched.len() - added.len()) as u64;
    let taken = sieve.counts.added + sieve.counts.updated + sieve.counts.refused;
    sieve.counts.read = sieve.counts.read.max(taken);
    sieve.counts.unchanged = sieve.counts.read - taken;
    // In a machine, a medium is told of with it.
    media.truncate(usize::try_from(sieve.drives.alone.read).unwrap_or(usize::MAX));
    let alone = &mut sieve.drives.alone;
    alone.added = (loose.len() as u64).min(media.len() as u64);
    alone.updated = media.len() as u64 - alone.added;
    alone.unchanged = alone.read.saturating_sub(alone.added + alone.updated + alone.refused);
    let untold = request.partial && sieve.counts.unchanged + sieve.drives.alone.unchanged > 0;
    Ok(Imported { format: one_format(&heads), untold, ..sieve.imported(assets, media) })
}

/// Returns the header of the column of a field, as the file writes it.
fn column(record: &Record, field: intake::Field) -> Option<String> {
    record.column(field).map(str::to_owned)
}
