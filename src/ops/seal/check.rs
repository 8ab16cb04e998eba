//! Seals held against the log.

use std::collections::BTreeSet;

use ssh_key::{Algorithm, PublicKey, SshSig};

use super::{NAMESPACE, Signers, keys::fingerprint, log_of};
use crate::{
    model::{
        event::{Hash, Seq},
        fact::Fact,
        seal::Seal,
    },
    store::{Error, Finding, FindingCode, Flow, Reader, Seldom, events_of},
};

/// What was found of a seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The key that signed it, if its signature is one.
    pub key: Option<String>,
    /// What differs; nothing if the log goes through the sealed head.
    pub findings: Vec<Finding>,
}

/// Holds a seal, called `name`, against the log: its signature, the key if there is a list of those that
/// are believed, the log it is of, and the hash of the event it names.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn check(
    reader: &dyn Reader,
    name: &str,
    seal: &Seal,
    signers: Option<&Signers>,
) -> Result<Checked, Error> {
    let said = &seal.statement;
    let mut findings = Vec::new();
    let mut find = |code, seq, detail: String| findings.push(Finding::new(code, seq, detail));
    let key = signed(seal);
    match &key {
        None => find(FindingCode::SealSignature, Some(said.seq), name.to_owned()),
        Some(key) if signers.is_some_and(|signers| !signers.know(key)) => {
            find(FindingCode::SealKey, Some(said.seq), format!("{name}: {key}"));
        }
        Some(_) => {}
    }
    let log = log_of(reader)?;
    let head = reader.head()?;
    if said.log != log {
        find(FindingCode::SealLog, Some(said.seq), format!("{name}: {} <> {log}", said.log));
    } else if said.seq > head.seq {
        find(FindingCode::SealBeyond, Some(said.seq), format!("{name}: {} > {}", said.seq, head.seq));
    } else {
        let hash = hash_at(reader, said.seq)?;
        if hash != Some(said.hash) {
            let found = hash.map_or_else(|| "-".to_owned(), |hash| hash.to_string());
            find(FindingCode::SealHead, Some(said.seq), format!("{name}: {} <> {found}", said.hash));
        }
    }
    Ok(Checked { key, findings })
}

/// Returns the fingerprint of the key that signed a seal; nothing if its signature is not that of its text.
fn signed(seal: &Seal) -> Option<String> {
    let signature = SshSig::from_pem(seal.signature.trim_end()).ok()?;
    if signature.algorithm() != Algorithm::Ed25519 || signature.namespace() != NAMESPACE {
        return None;
    }
    let key = PublicKey::from(signature.public_key().clone());
    key.verify(NAMESPACE, seal.text.as_bytes(), &signature).ok()?;
    Some(fingerprint(&key))
}

/// Returns the hash of the event of this number, as recomputed from its line.
fn hash_at(reader: &dyn Reader, seq: Seq) -> Result<Option<Hash>, Error> {
    let mut hash = None;
    reader.lines(seq - 1, &mut |logged| {
        if logged.seq == seq {
            hash = Some(crate::store::line_hash(logged.line));
        }
        Flow::Break(())
    })?;
    Ok(hash)
}

/// Returns, as findings, the seals that the log knows of and that are not among these: of the keys that
/// sealed one of them, and of those that are believed.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn missed(
    reader: &dyn Reader,
    seals: &[(Seal, Checked)],
    signers: Option<&Signers>,
) -> Result<Vec<Finding>, Error> {
    let keys: BTreeSet<&str> = seals.iter().filter_map(|(_, checked)| checked.key.as_deref()).collect();
    let there: BTreeSet<(Seq, String)> =
        seals.iter().map(|(seal, _)| (seal.statement.seq, seal.statement.hash.to_string())).collect();
    let mut findings = Vec::new();
    for event in events_of(reader, &[Seldom::Sealed], None)? {
        let Fact::Sealed(sealed) = event.fact else { continue };
        let known = there.contains(&(sealed.seq, sealed.hash.to_string()));
        let believed = signers.is_some_and(|signers| signers.know(&sealed.key));
        if (believed || keys.contains(sealed.key.as_str())) && !known {
            let detail = format!("{} {}", sealed.seq, sealed.hash);
            findings.push(Finding::new(FindingCode::SealMissing, Some(event.seq), detail));
        }
    }
    Ok(findings)
}
