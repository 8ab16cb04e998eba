//! The writing half of the contract.

use rusqlite::params;

use super::{
    Session, erase,
    rows::{Sql, get},
    tail,
};
use crate::{
    model::{
        erasure::Erased,
        event::{Draft, Hash},
        id::ActorId,
    },
    store::{
        Reader as _, Result, Signature, Span, Vault, Writer,
        append::{self, Progress, fault},
        file_hash,
        ground::Ground as _,
    },
};

impl Session<'_> {
    /// Begins to write.
    pub(super) fn begin(&self, signature: &Signature) -> Result<()> {
        let known = self.one("SELECT id FROM vault_actor WHERE name = ?1", [&signature.actor], |row| {
            get::<ActorId>(row, 0)
        })?;
        *self.write.borrow_mut() = Some(Progress::begin(self, tail::sound(self)?, signature, known)?);
        Ok(())
    }
}

impl Writer for Session<'_> {
    fn take(&mut self, drafts: Vec<Draft>) -> Result<()> {
        let mut progress = self.write.borrow_mut().take().ok_or_else(|| fault("record without a write"))?;
        // A batch that failed half-way must never be committed: the write is lost with it.
        append::append(self, &mut progress, drafts)?;
        *self.write.borrow_mut() = Some(progress);
        Ok(())
    }

    fn keep(&mut self, row: &Vault) -> Result<()> {
        self.keep_row(row)
    }

    fn keep_evidence(&mut self, bytes: &[u8]) -> Result<Hash> {
        let hash = file_hash(bytes);
        if self.evidence_bytes(hash)?.is_none_or(|kept| kept != bytes) {
            let sql = "INSERT OR REPLACE INTO vault_evidence (hash, bytes) VALUES (?1, ?2)";
            let keep = || self.conn().prepare_cached(sql)?.execute(params![Sql(&hash), bytes]);
            keep().map_err(|e| self.error(e))?;
        }
        Ok(hash)
    }

    fn erase(&mut self, what: &[Erased]) -> Result<usize> {
        erase::erase(self, what)
    }

    fn commit(mut self: Box<Self>) -> Result<Option<Span>> {
        let progress = self.write.borrow_mut().take().ok_or_else(|| fault("commit without a write"))?;
        let span = append::put_command(self.as_ref(), &progress)?;
        if span.is_some() {
            self.end(progress.cmd())?;
        }
        Ok(span)
    }
}
