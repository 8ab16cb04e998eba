//! The end of the log, as it is asked for before a write.

use super::Session;
use crate::{
    model::event::{Hash, Seq},
    store::{
        Error, Head, Result,
        tail::{End, LATEST},
    },
};

/// Returns the head of the log, if it is the end that the record speaks of.
///
/// # Errors
///
/// As [`End::sound`], and [`Error::Tail`] if there are commands and no event.
pub(super) fn sound(session: &Session<'_>) -> Result<Head> {
    // One query: a command that records one event is not to be slower for it.
    let end = session.one(END, [LATEST], |row| {
        Ok(End {
            seq: row.get(0)?,
            hash: row.get(1).map(Hash)?,
            line: row.get(2)?,
            before: row.get::<_, Option<_>>(3)?.map(Hash),
            furthest: row.get::<_, Option<Seq>>(4)?.max(row.get(5)?),
        })
    })?;
    if let Some(end) = end {
        return end.sound(session);
    }
    let any = session.one("SELECT 1 FROM command LIMIT 1", [], |_| Ok(()))?;
    any.map_or(Ok(Head { seq: 0, hash: Hash::ZERO, recorded_at: None }), |()| Err(Error::Tail(1)))
}

const END: &str = "SELECT seq, hash, line, (SELECT p.hash FROM event p WHERE p.seq = e.seq - 1), \
                   (SELECT max(seq) FROM reserved_tag), \
                   (SELECT max(last_seq) FROM (SELECT last_seq FROM command ORDER BY cmd DESC LIMIT ?1)) \
                   FROM event e ORDER BY seq DESC LIMIT 1";
