//! What is attached to what, as the log says it: listed, counted, found by its hash.

use std::collections::{BTreeSet, HashSet};

use serde::Serialize;

use crate::{
    model::{
        amount::Bytes,
        codes::codes,
        day::Day,
        erasure::Erased,
        event::{Event, Hash, Seq},
        fact::{Attached, Fact},
        id::Subject,
    },
    ops::{
        Failure, Item, Noun, Refusal, Resolve,
        act::medium_name,
        resolve::{asset_ids, lot_id, media_inside, medium_ids, unknown},
    },
    store::{self, Flow, Reader, Seldom, erased_in_log, file_hash},
};

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
            Item::Asset(asset) => Ok(asset.id.into()),
            Item::Medium(medium) => Ok(medium.id.into()),
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
        all.extend(media_inside(reader, id)?.into_iter().map(|medium| Subject::Medium(medium.id)));
    }
    Ok(all)
}

/// Returns the numbers of the events that do not stand any more.
pub(in crate::ops) fn fallen(reader: &dyn Reader) -> Result<HashSet<Seq>, Failure> {
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
/// of the log; what does not stand is [`fallen`], which whoever asks more than once reads once.
pub(super) fn attachments(
    reader: &dyn Reader,
    to: &[Subject],
    fallen: &HashSet<Seq>,
) -> store::Result<Vec<(Seq, Day, Attached)>> {
    let mut found = Vec::new();
    let mut take = |seq, on, fact| {
        if !fallen.contains(&seq) {
            found.push((seq, on, fact));
        }
    };
    if to.is_empty() {
        each_attached(reader, None, &mut take)?;
    }
    to.iter().try_for_each(|subject| each_attached(reader, Some(*subject), &mut take))?;
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
pub(in crate::ops) fn attached_hashes(
    reader: &dyn Reader,
    to: Subject,
    fallen: &HashSet<Seq>,
) -> store::Result<Vec<Hash>> {
    let mut seen = HashSet::new();
    let found = attachments(reader, &[to], fallen)?.into_iter();
    Ok(found.map(|(.., fact)| fact.hash).filter(|hash| seen.insert(*hash)).collect())
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
    for (seq, on, fact) in attachments(reader, to, &fallen(reader)?)? {
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
    let attached = attachments(reader, &with_media(reader, of)?, &fallen(reader)?)?;
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
pub(in crate::ops) fn erased_files(reader: &dyn Reader) -> Result<HashSet<Hash>, Failure> {
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
    each_attached(reader, None, &mut |_, _, fact| {
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

/// Hands over all that was attached to a subject, or to any, standing or not.
pub(super) fn each_attached(
    reader: &dyn Reader,
    to: Option<Subject>,
    each: &mut dyn FnMut(Seq, Day, Attached),
) -> store::Result<()> {
    let mut failed = None;
    reader.attached(to, &mut |logged| {
        match Event::read(logged.line) {
            Ok(Event { seq, on, fact: Fact::Attached(fact), .. }) => each(seq, on, fact),
            Ok(_) => {}
            Err(e) => failed = Some(store::Error::Corrupt(format!("event {}: {e}", logged.seq))),
        }
        if failed.is_none() { Flow::Continue(()) } else { Flow::Break(()) }
    })?;
    failed.map_or(Ok(()), Err)
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
