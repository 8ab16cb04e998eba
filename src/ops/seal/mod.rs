//! `seal`: the head of the log, signed, to be kept where whoever could rewrite the log cannot reach it.
//!
//! Signatures are those of OpenSSH (PROTOCOL.sshsig), by Ed25519, so that a seal is checked without this
//! program: `ssh-keygen -Y verify`.

mod check;
mod keys;

pub use check::{Checked, check, missed};
pub use keys::{BadKey, BadSigners, Key, Signers};

use super::{Act, Failure};
use crate::{
    model::{
        day::Day,
        event::Draft,
        fact::{Fact, Sealed},
        id::LogId,
        seal::Statement,
    },
    store::{Error, Reader},
};

/// What a signature is for (the namespace of PROTOCOL.sshsig): one made for something else is none.
pub const NAMESPACE: &str = "rebond";

/// Returns what a seal of the present head says.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn statement(reader: &dyn Reader, sealed_on: Day) -> Result<Statement, Error> {
    let head = reader.head()?;
    let recorded_at = head.recorded_at.ok_or(Error::Unopened)?;
    let organisation = reader.policies()?.organisation;
    Ok(Statement {
        log: log_of(reader)?,
        organisation,
        seq: head.seq,
        hash: head.hash,
        recorded_at,
        sealed_on,
    })
}

/// Returns the identity of a log.
///
/// # Errors
///
/// Returns [`Error::Unopened`] if it has none.
pub fn log_of(reader: &dyn Reader) -> Result<LogId, Error> {
    match reader.event(1)?.map(|event| event.fact) {
        Some(Fact::Opened(opened)) => Ok(opened.log),
        _ => Err(Error::Unopened),
    }
}

/// Records that a head was sealed, so that a seal that is lost is missed.
///
/// # Errors
///
/// Returns why it could not be recorded.
pub fn seal(act: &mut Act<'_>, statement: &Statement, key: &str) -> Result<(), Failure> {
    let on = act.today();
    act.record(Draft::new(on, Sealed { hash: statement.hash, key: key.to_owned(), seq: statement.seq }))
}
