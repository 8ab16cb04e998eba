//! Files kept as evidence: by their hash, once however often they are attached, their names as text alone.

use std::{
    collections::{BTreeSet, HashSet},
    sync::Arc,
};

use super::{Act, Failure, Recording, Refusal};
use crate::{
    model::{
        amount::Bytes,
        day::Day,
        erasure::{Erased, ForgetReason},
        event::{Draft, Event, Hash},
        fact::{Attached, Fact, Forgotten},
        id::{Subject, TextId},
        text,
    },
    store::{Reader, file_hash},
};

mod seen;

pub use seen::{
    EvidenceState, EvidenceView, Evidenced, count_evidence, evidence_of, find_evidence, find_subject,
    read_evidence, with_media,
};
pub(super) use seen::{attached_hashes, erased_files, fallen};
use seen::{attachments, each_attached};

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
    let attached = attachments(act.reader(), &[subject], &fallen(act.reader())?)?;
    let mut seen = HashSet::new();
    for file in request.files.iter().filter(|file| seen.insert(&file.bytes)) {
        let hash = file_hash(&file.bytes);
        if let Some((seq, ..)) = attached.iter().find(|(.., fact)| fact.hash == hash) {
            // Where the bytes that are kept are not these any more, they are put right.
            if act.reader().evidence_bytes(hash)?.is_some_and(|kept| kept[..] == file.bytes[..]) {
                return Err(Refusal::AlreadyAttached { file: shown(&file.name), seq: *seq }.into());
            }
        }
        attach(act, on, file, &[subject])?;
    }
    Ok(())
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
    each_attached(act.reader(), None, &mut |_, _, fact| {
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
