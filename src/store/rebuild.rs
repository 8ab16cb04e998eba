//! Projections written again from log and vault, where the log is whole.

use crate::store::{Depth, Error, FindingCode, Reader, Result, Store, Verification, verify};

/// What was found before a rebuild, and whether anything was rebuilt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    /// What was found before.
    pub before: Verification,
    /// Whether the projections were written again: not if the log is damaged.
    pub done: bool,
}

/// Writes every projection again, in one write: whatever was wrong in them is right then, and the log is
/// not touched. A damaged log is left alone, with everything else.
///
/// # Errors
///
/// Returns why the record cannot be read or written, and [`Error::Corrupt`] if what was written again still
/// differs, which a damaged file can be the cause of: nothing is changed then.
pub fn rebuild(store: &dyn Store) -> Result<Rebuilt> {
    rebuild_by(store, verify)
}

/// The same, whatever it is that looks at the record.
pub(super) fn rebuild_by(
    store: &dyn Store,
    verify: impl Fn(&dyn Reader, Depth) -> Result<Verification>,
) -> Result<Rebuilt> {
    let mut before = None;
    let done = store.rewrite(&mut |reader| {
        let found = verify(reader, Depth::Full)?;
        if before.is_none() {
            let whole = found.findings.iter().all(|finding| !finding.code.is_of_the_log());
            before = Some(found);
            return Ok(whole);
        }
        let mendable = [FindingCode::Projection, FindingCode::Engine];
        match found.findings.into_iter().find(|finding| mendable.contains(&finding.code)) {
            Some(finding) => Err(Error::Corrupt(finding.detail)),
            None => Ok(true),
        }
    })?;
    let before = before.ok_or_else(|| Error::Fault("a rebuild that looked at nothing".to_owned()))?;
    Ok(Rebuilt { before, done })
}
