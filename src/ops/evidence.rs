//! Files kept as evidence: by their hash, once however often they are attached, their names as text alone.

use std::{
    collections::{BTreeSet, HashSet},
    sync::Arc,
};

use serde::Serialize;

use super::{
    Act, Failure, Noun, Recording, Refusal, Resolve,
    act::medium_name,
    resolve::{asset_ids, lot_id, medium_ids, unknown},
};
use crate::{
    model::{
        amount::Bytes,
        codes::codes,
        day::Day,
        erasure::{Erased, ForgetReason},
        event::{Draft, Event, Hash, Seq},
        fact::{Attached, Fact, Forgotten},
        id::{Subject, TextId},
        text,
    },
    store::{self, Flow, Reader, Seldom, erased_in_log, file_hash},
};

/// The longest file that is kept, in bytes.
pub const LONGEST_EVIDENCE: u64 = 16 << 20;

/// How many characters of a name are kept: file systems have no longer ones.
const NAME: usize = 255;

/// A file, as it was read from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Its name, without its folder. It is kept as text, and never becomes a path again.
    pub name: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// Why a file is no evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadEvidence {
    /// It cannot be read, for this reason.
    Unread(String),
    /// A folder, a device, a pipe.
    NotAFile,
    /// There is nothing in it.
    Empty,
    /// It is longer than [`LONGEST_EVIDENCE`].
    TooLong,
    /// It is too much with the other files of the command, which may have so many MiB together.
    TooMuch(u64),
}

/// Keeps a file in the command that goes on, and records that it is evidence of these; of the record itself, if
/// none is named. The file is kept once, whatever it was called and however often it is attached. Nothing of it
/// is looked at. Returns its hash.
///
/// # Errors
///
/// Refuses a file that is empty or longer than [`LONGEST_EVIDENCE`], and one that was erased before.
pub fn attach(act: &mut Act<'_>, on: Day, file: &Evidence, to: &[Subject]) -> Result<Hash, Failure> {
    let name = keep_name(act, file)?;
    attach_named(act, on, file, name, to)
}

/// Keeps the name of a file in the vault.
fn keep_name(act: &mut Act<'_>, file: &Evidence) -> Result<TextId, Failure> {
    let short: String = file.name.chars().take(NAME).collect();
    let shown = text::visible(&short);
    let name = if shown.trim().is_empty() { "_" } else { &shown };
    act.keep_text("file", name)
}

fn attach_named(
    act: &mut Act<'_>,
    on: Day,
    file: &Evidence,
    name: TextId,
    to: &[Subject],
) -> Result<Hash, Failure> {
    let refused = |why| Err(Refusal::BadEvidence { file: shown(&file.name), why }.into());
    match u64::try_from(file.bytes.len()) {
        Ok(0) => return refused(BadEvidence::Empty),
        Ok(..=LONGEST_EVIDENCE) => {}
        _ => return refused(BadEvidence::TooLong),
    }
    let hash = file_hash(&file.bytes);
    if act.erased_files()?.contains(&hash) {
        return Err(Refusal::EvidenceErased { hash }.into());
    }
    act.keep_evidence(&file.bytes)?;
    let size = Bytes(i64::try_from(file.bytes.len()).unwrap_or(i64::MAX));
    let mut fact = Attached {
        assets: Vec::new(),
        hash,
        lots: Vec::new(),
        media: Vec::new(),
        name,
        parties: Vec::new(),
        size,
    };
    let mut seen = HashSet::new();
    for subject in to.iter().filter(|subject| seen.insert(**subject)) {
        match *subject {
            Subject::Asset(id) => fact.assets.push(id),
            Subject::Medium(id) => fact.media.push(id),
            Subject::Lot(id) => fact.lots.push(id),
            Subject::Party(id) => fact.parties.push(id),
        }
    }
    act.record(Draft::new(on, fact))?;
    Ok(hash)
}

/// The name of a file in a sentence.
fn shown(name: &str) -> String {
    let short: String = name.chars().take(NAME).collect();
    text::visible(&short).into_owned()
}

/// What a command records, as far as the files that come with it are evidence of it.
#[derive(Debug, Default)]
pub(super) struct About {
    /// The names of the files: kept before, so that who erases a name erases them with the rest.
    names: Vec<TextId>,
    recorded: bool,
    subjects: Vec<Subject>,
}

impl About {
    /// Keeps the names of the files that come with a command; nothing if there are none.
    pub(super) fn begin(act: &mut Act<'_>, recording: &Recording) -> Result<Option<Self>, Failure> {
        if recording.evidence.is_empty() {
            return Ok(None);
        }
        let names = recording.evidence.iter().map(|file| keep_name(act, file));
        Ok(Some(Self { names: names.collect::<Result<_, _>>()?, ..Self::default() }))
    }

    /// Takes what an event is about.
    pub(super) fn take(&mut self, reader: &dyn Reader, draft: &Draft) -> Result<(), Failure> {
        self.recorded = true;
        self.subjects.extend(about(reader, draft)?);
        Ok(())
    }

    /// Attaches the files of a command to all that it recorded.
    ///
    /// # Errors
    ///
    /// As [`attach`].
    pub(super) fn attach(self, act: &mut Act<'_>, recording: &Recording) -> Result<(), Failure> {
        if !self.recorded {
            act.notice(super::Notice::EvidenceUnused);
            return Ok(());
        }
        let on = act.day(recording.on)?;
        let mut attached = HashSet::new();
        for (file, name) in recording.evidence.iter().zip(self.names) {
            if attached.insert(&file.bytes) {
                attach_named(act, on, file, name, &self.subjects)?;
            }
        }
        Ok(())
    }
}

/// What an event is about: what its envelope names, and of a lot its assets and media; of one that takes another
/// away or corrects it, what that one is about.
fn about(reader: &dyn Reader, draft: &Draft) -> Result<Vec<Subject>, Failure> {
    let of_lot = matches!(
        draft.fact,
        Fact::LotOpened(_)
            | Fact::LotChanged(_)
            | Fact::LotUndertaken(_)
            | Fact::LotShipped(_)
            | Fact::LotProved(_)
            | Fact::LotCancelled(_)
    );
    let mut subjects: Vec<Subject> = Vec::new();
    if of_lot {
        let touches = draft.touches().into_iter().map(|touch| touch.subject);
        subjects.extend(touches.filter(|subject| !matches!(subject, Subject::Party(_))));
    } else {
        subjects.extend(draft.asset.map(Subject::Asset));
        subjects.extend(draft.medium.map(Subject::Medium));
        subjects.extend(draft.lot.map(Subject::Lot));
        subjects.extend(draft.party.map(Subject::Party));
    }
    if let Fact::Voided(_) | Fact::Corrected(_) = &draft.fact {
        for seq in draft.fact.targets() {
            if let Some(target) = reader.event(*seq)? {
                subjects.extend(about(reader, &as_draft(target))?);
            }
        }
    }
    Ok(subjects)
}

/// An event without its place.
fn as_draft(event: Event) -> Draft {
    let Event { on, asset, medium, lot, party, note, fact, .. } = event;
    Draft { on, asset, medium, lot, party, note, fact }
}

/// Files to be attached to what was recorded before.
#[derive(Clone, Debug)]
pub struct AddEvidence {
    /// What they are evidence of: an asset, a medium or a lot.
    pub subject: String,
    /// The files.
    pub files: Vec<Evidence>,
}

/// Attaches files to an asset, a medium or a lot.
///
/// # Errors
///
/// Refuses an unknown subject, a file that is attached to it already, and as [`attach`].
pub fn add_evidence(act: &mut Act<'_>, request: &AddEvidence, recording: &Recording) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let subject = find_subject(act.reader(), &request.subject)?;
    let mut seen = HashSet::new();
    for file in request.files.iter().filter(|file| seen.insert(&file.bytes)) {
        let hash = file_hash(&file.bytes);
        if let Some(seq) = attached_to(act.reader(), subject, hash)? {
            // Where the bytes that are kept are not these any more, they are put right.
            if act.reader().evidence_bytes(hash)?.is_some_and(|kept| kept[..] == file.bytes[..]) {
                return Err(Refusal::AlreadyAttached { file: shown(&file.name), seq }.into());
            }
        }
        attach(act, on, file, &[subject])?;
    }
    Ok(())
}

/// Returns the standing event that attached a file to a subject.
fn attached_to(reader: &dyn Reader, subject: Subject, hash: Hash) -> Result<Option<Seq>, Failure> {
    let found = attachments(reader, &[subject])?.into_iter().find(|(_, _, fact)| fact.hash == hash);
    Ok(found.map(|(seq, ..)| seq))
}

/// Returns the asset, medium or lot that a word names.
///
/// # Errors
///
/// Refuses a word that names nothing, or several things.
pub fn find_subject(reader: &dyn Reader, word: &str) -> Result<Subject, Failure> {
    let (assets, media, lot) = (asset_ids(reader, word)?, medium_ids(reader, word)?, lot_id(reader, word)?);
    match (assets.as_slice(), media.as_slice(), lot) {
        ([], [], Some(lot)) => Ok(lot.into()),
        ([id], [], None) => Ok((*id).into()),
        ([], [id], None) => Ok((*id).into()),
        ([], [], None) => Err(unknown(reader, Noun::Evidenced, word)),
        (_, _, None) => match reader.find_item(word)? {
            super::Item::Asset(asset) => Ok(asset.id.into()),
            super::Item::Medium(medium) => Ok(medium.id.into()),
        },
        _ => {
            let mut candidates: Vec<String> = media.iter().map(ToString::to_string).collect();
            for id in assets {
                candidates.extend(reader.asset(id)?.map(|asset| format!("tag:{}", asset.tag)));
            }
            candidates.extend(lot.map(|id| id.to_string()));
            Err(Refusal::Ambiguous { noun: Noun::Evidenced, word: word.to_owned(), candidates }.into())
        }
    }
}

/// Returns a thing, and of an asset the media in it beside: what proves that they hold no data is attached to them.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn with_media(reader: &dyn Reader, subject: Subject) -> Result<Vec<Subject>, Failure> {
    let mut all = vec![subject];
    if let Subject::Asset(id) = subject {
        let inside = reader.media_of(id)?.into_iter().filter(|attributed| attributed.until.is_none());
        all.extend(inside.map(|attributed| Subject::Medium(attributed.medium.id)));
    }
    Ok(all)
}

/// Returns the numbers of the events that do not stand any more.
pub(super) fn fallen(reader: &dyn Reader) -> Result<HashSet<Seq>, Failure> {
    let (mut voids, mut failed) = (Vec::new(), None);
    reader.seldom(&[Seldom::Voided, Seldom::LotCancelled], &mut |logged| {
        match Event::read(logged.line) {
            Ok(event) => voids.push(event),
            Err(e) => failed = Some(store::Error::Corrupt(format!("event {}: {e}", logged.seq))),
        }
        if failed.is_none() { Flow::Continue(()) } else { Flow::Break(()) }
    })?;
    if let Some(error) = failed {
        return Err(error.into());
    }
    let mut fallen = HashSet::new();
    // Newest first: what was itself taken away takes nothing away.
    for event in voids.iter().rev() {
        if !fallen.contains(&event.seq) {
            fallen.extend(event.fact.voids());
        }
    }
    Ok(fallen)
}

/// Returns what stands of all that was attached to any of these, or to anything if none is named, in the order
/// of the log.
fn attachments(reader: &dyn Reader, to: &[Subject]) -> Result<Vec<(Seq, Day, Attached)>, Failure> {
    let fallen = fallen(reader)?;
    let (mut found, mut failed) = (Vec::new(), None);
    let mut take = |logged: &store::Logged<'_>| {
        match Event::read(logged.line) {
            Ok(Event { seq, on, fact: Fact::Attached(fact), .. }) if !fallen.contains(&seq) => {
                found.push((seq, on, fact));
            }
            Ok(_) => {}
            Err(e) => failed = Some(store::Error::Corrupt(format!("event {}: {e}", logged.seq))),
        }
        if failed.is_none() { Flow::Continue(()) } else { Flow::Break(()) }
    };
    if to.is_empty() {
        reader.attached(None, &mut take)?;
    }
    for subject in to {
        reader.attached(Some(*subject), &mut take)?;
    }
    if let Some(error) = failed {
        return Err(error.into());
    }
    found.sort_by_key(|(seq, ..)| *seq);
    found.dedup_by_key(|(seq, ..)| *seq);
    Ok(found)
}

codes! {
    /// What became of the bytes of a file.
    pub enum EvidenceState {
        /// They are kept.
        Present = "present",
        /// They were erased.
        Erased = "erased",
        /// They are not there, and nobody erased them.
        Missing = "missing",
    }
}

codes! {
    /// What kind of thing a file is evidence of.
    pub enum Evidenced {
        /// An asset.
        Asset = "asset",
        /// A medium.
        Medium = "medium",
        /// A lot.
        Lot = "lot",
        /// A party.
        Party = "party",
    }
}

/// A file and one thing that it is evidence of, as JSON shows it.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceView {
    /// The SHA-256 of its bytes.
    pub sha256: Hash,
    /// How many bytes it has.
    pub size: Bytes,
    /// Its name, unless it was erased.
    pub name: Option<String>,
    /// What kind of thing it is evidence of; none: the record itself.
    pub about: Option<Evidenced>,
    /// That thing: a tag, a serial, the number of a lot, the identity of a party.
    pub subject: Option<String>,
    /// The day.
    pub on: Day,
    /// The event that attached it.
    pub seq: Seq,
    /// What became of its bytes.
    pub state: EvidenceState,
}

/// Returns the hashes of the files that are evidence of a thing, each once, in the order they were attached.
pub(super) fn attached_hashes(reader: &dyn Reader, to: Subject) -> store::Result<Vec<Hash>> {
    let found = attachments(reader, &[to]).map_err(|failure| match failure {
        Failure::Store(error) => error,
        other => store::Error::Corrupt(format!("{other:?}")),
    })?;
    let mut seen = HashSet::new();
    Ok(found.into_iter().map(|(.., fact)| fact.hash).filter(|hash| seen.insert(*hash)).collect())
}

/// Hands over the files that are attached to any of these, or all if none is named, each once for each thing it is
/// evidence of, in the order of the log; until `each` breaks.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn evidence_of(
    reader: &dyn Reader,
    to: &[Subject],
    each: &mut dyn FnMut(EvidenceView) -> Flow,
) -> Result<(), Failure> {
    let mut kept = HashSet::new();
    reader.evidence(&mut |hash| {
        kept.insert(hash);
        Flow::Continue(())
    })?;
    let erased = erased_files(reader)?;
    for (seq, on, fact) in attachments(reader, to)? {
        let state = match (kept.contains(&fact.hash), erased.contains(&fact.hash)) {
            (true, _) => EvidenceState::Present,
            (false, true) => EvidenceState::Erased,
            (false, false) => EvidenceState::Missing,
        };
        let name = reader.text(fact.name)?;
        let mut show = |about: Option<Evidenced>, subject: Option<String>| {
            let (sha256, size, name) = (fact.hash, fact.size, name.clone());
            each(EvidenceView { sha256, size, name, about, subject, on, seq, state })
        };
        let mut subjects =
            subjects(&fact).into_iter().filter(|one| to.is_empty() || to.contains(one)).peekable();
        if subjects.peek().is_none() && show(None, None).is_break() {
            return Ok(());
        }
        for subject in subjects {
            let (about, name) = named(reader, subject)?;
            if show(Some(about), Some(name)).is_break() {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Counts the files that are attached to a thing, and to the media in it, each once.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn count_evidence(reader: &dyn Reader, of: Subject) -> Result<u64, Failure> {
    let attached = attachments(reader, &with_media(reader, of)?)?;
    let hashes: BTreeSet<Hash> = attached.into_iter().map(|(.., fact)| fact.hash).collect();
    Ok(hashes.len() as u64)
}

fn subjects(fact: &Attached) -> Vec<Subject> {
    let lots = fact.lots.iter().copied().map(Subject::Lot);
    let assets = fact.assets.iter().copied().map(Subject::Asset);
    let media = fact.media.iter().copied().map(Subject::Medium);
    lots.chain(assets).chain(media).chain(fact.parties.iter().copied().map(Subject::Party)).collect()
}

/// Names a thing; what is not there any more, by its identity.
fn named(reader: &dyn Reader, subject: Subject) -> Result<(Evidenced, String), Failure> {
    let (about, name) = match subject {
        Subject::Asset(id) => (Evidenced::Asset, reader.asset(id)?.map(|asset| asset.tag.to_string())),
        Subject::Medium(id) => (Evidenced::Medium, reader.medium(id)?.map(|medium| medium_name(&medium))),
        Subject::Lot(id) => (Evidenced::Lot, reader.lot(id)?.map(|lot| lot.number)),
        Subject::Party(id) => (Evidenced::Party, Some(id.to_string())),
    };
    Ok((about, name.unwrap_or_else(|| subject.uuid().to_string())))
}

/// Returns the hashes of the files that were erased.
pub(super) fn erased_files(reader: &dyn Reader) -> Result<HashSet<Hash>, Failure> {
    let hashes = erased_in_log(reader)?.into_iter().filter_map(|erased| match erased {
        Erased::Evidence(hash, _) => Some(hash),
        _ => None,
    });
    Ok(hashes.collect())
}

/// Returns the hash of the attached file that it begins with these digits, standing or not.
///
/// # Errors
///
/// Refuses what no hash begins with, or several do.
pub fn find_evidence(reader: &dyn Reader, word: &str) -> Result<Hash, Failure> {
    /// How many are named.
    const NAMED: usize = 5;
    let digits = word.trim().to_ascii_lowercase();
    let mut found: BTreeSet<Hash> = BTreeSet::new();
    every_attached(reader, &mut |_, fact| {
        if !digits.is_empty() && fact.hash.to_string().starts_with(&digits) {
            found.insert(fact.hash);
        }
    })?;
    let word = || word.chars().take(80).collect::<String>();
    match found.first() {
        Some(hash) if found.len() == 1 => Ok(*hash),
        Some(_) => {
            let candidates = found.iter().take(NAMED).map(ToString::to_string).collect();
            Err(Refusal::Ambiguous { noun: Noun::Evidence, word: word(), candidates }.into())
        }
        None => Err(Refusal::NotFound { noun: Noun::Evidence, word: word(), nearest: Vec::new() }.into()),
    }
}

/// Hands over all that was attached, standing or not.
fn every_attached(reader: &dyn Reader, each: &mut dyn FnMut(Seq, Attached)) -> Result<(), Failure> {
    let mut failed = None;
    reader.attached(None, &mut |logged| {
        match Event::read(logged.line) {
            Ok(Event { seq, fact: Fact::Attached(fact), .. }) => each(seq, fact),
            Ok(_) => {}
            Err(e) => failed = Some(store::Error::Corrupt(format!("event {}: {e}", logged.seq))),
        }
        if failed.is_none() { Flow::Continue(()) } else { Flow::Break(()) }
    })?;
    failed.map_or(Ok(()), |error| Err(error.into()))
}

/// Returns the bytes of a file, which are those that were attached.
///
/// # Errors
///
/// Refuses a file that was erased; returns [`store::Error::Corrupt`] if what is kept is something else, or
/// nothing is.
pub fn read_evidence(reader: &dyn Reader, hash: Hash) -> Result<Vec<u8>, Failure> {
    let Some(bytes) = reader.evidence_bytes(hash)? else {
        if erased_files(reader)?.contains(&hash) {
            return Err(Refusal::EvidenceErased { hash }.into());
        }
        return Err(store::Error::Corrupt(format!("evidence {hash}: -")).into());
    };
    match file_hash(&bytes) {
        found if found == hash => Ok(bytes),
        found => Err(store::Error::Corrupt(format!("evidence {hash}: {found}")).into()),
    }
}

/// Files to be erased.
#[derive(Clone, Debug)]
pub struct ForgetEvidence {
    /// Their hashes, or what these begin with.
    pub files: Vec<String>,
    /// Why.
    pub reason: ForgetReason,
}

/// Erases the bytes of files and every name they were attached by. The log keeps their hashes and sizes; what was
/// erased is never attached again. A file that is erased already is passed over.
///
/// # Errors
///
/// Refuses a file that is not known.
pub fn forget_evidence(
    act: &mut Act<'_>,
    request: &ForgetEvidence,
    recording: &Recording,
) -> Result<(), Failure> {
    let on = act.day(recording.on)?;
    let mut hashes = BTreeSet::new();
    for word in &request.files {
        let hash = find_evidence(act.reader(), word)?;
        if !act.erased_files()?.contains(&hash) {
            hashes.insert(hash);
        }
    }
    if hashes.is_empty() {
        return Ok(());
    }
    let mut names = BTreeSet::new();
    every_attached(act.reader(), &mut |_, fact| {
        if hashes.contains(&fact.hash) {
            names.insert(fact.name);
        }
    })?;
    let mut texts = Vec::new();
    for name in names {
        if act.reader().text(name)?.is_some() {
            texts.push(name);
        }
    }
    let gone = hashes.iter().map(|hash| Erased::Evidence(*hash, None));
    let gone: Vec<Erased> = gone.chain(texts.iter().copied().map(Erased::Text)).collect();
    let fact = Forgotten {
        evidence: hashes.into_iter().collect(),
        operator: None,
        reason: request.reason,
        services: Vec::new(),
        sites: Vec::new(),
        texts,
    };
    act.record(Draft::new(on, fact))?;
    act.erase(&gone)?;
    Ok(())
}
