//! The files that were attached against what the log says of them. Their hashes are held together, their bytes
//! one file at a time.

use std::collections::BTreeMap;

use super::{Depth, Finding, FindingCode, MOST};
use crate::{
    model::{
        amount::Bytes,
        event::{Hash, Seq},
        fact::Fact,
    },
    store::{Flow, Reader, Result, erased_files, file_hash, fold::read_line},
};

/// What the log says of a file.
struct Named {
    /// By which event it was first attached.
    seq: Seq,
    size: Bytes,
    there: bool,
}

/// Looks whether every file is there that was attached and not erased; in full, whether its bytes are those of
/// its hash.
pub(super) fn compare(reader: &dyn Reader, depth: Depth) -> Result<Vec<Finding>> {
    let mut named = named(reader)?;
    if named.is_empty() {
        return Ok(Vec::new());
    }
    reader.evidence(&mut |hash| {
        if let Some(file) = named.get_mut(&hash) {
            file.there = true;
        }
        Flow::Continue(())
    })?;
    let mut findings = Vec::new();
    for (hash, file) in named {
        if findings.len() == MOST {
            break;
        }
        let finding = |code, detail| Finding::new(code, Some(file.seq), detail);
        if !file.there {
            findings.push(finding(FindingCode::EvidenceMissing, hash.to_string()));
        } else if depth == Depth::Full {
            let bytes = reader.evidence_bytes(hash)?.unwrap_or_default();
            let (found, size) = (file_hash(&bytes), i64::try_from(bytes.len()).unwrap_or(i64::MAX));
            if found != hash {
                findings.push(finding(FindingCode::EvidenceAltered, format!("{hash} <> {found}")));
            } else if Bytes(size) != file.size {
                let detail = format!("{hash}: {} <> {size}", file.size.0);
                findings.push(finding(FindingCode::EvidenceAltered, detail));
            }
        }
    }
    findings.sort_by_key(|finding| finding.seq);
    Ok(findings)
}

/// The files that were attached, standing or not, and are not erased.
fn named(reader: &dyn Reader) -> Result<BTreeMap<Hash, Named>> {
    let (mut named, mut failed) = (BTreeMap::new(), None);
    reader.attached(None, &mut |logged| {
        match read_line(logged.seq, logged.line).map(|event| event.fact) {
            Ok(Fact::Attached(file)) => {
                named.entry(file.hash).or_insert(Named { seq: logged.seq, size: file.size, there: false });
            }
            Ok(_) => {}
            Err(e) => failed = Some(e),
        }
        if failed.is_none() { Flow::Continue(()) } else { Flow::Break(()) }
    })?;
    if let Some(error) = failed {
        return Err(error);
    }
    if !named.is_empty() {
        let erased = erased_files(reader)?;
        named.retain(|hash, _| !erased.contains(hash));
    }
    Ok(named)
}
