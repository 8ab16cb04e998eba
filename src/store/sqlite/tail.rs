//! The end of the log, before anything is appended to it: a chain that goes on from a forged or shortened end
//! would hide it. `verify` reads the rest; this asks what one look at a few pages tells.

use super::Session;
use crate::{
    model::event::{Hash, Seq},
    store::{Error, Head, Reader as _, Result, line_hash},
};

/// How many commands are looked at, the latest identities first. They are made in the order of time, so that the
/// last one recorded is most often the first of them; one that was repeated much later may not be among them.
const LATEST: u32 = 16;

/// Returns the head of the log, if it is the end that the record speaks of.
///
/// # Errors
///
/// Returns [`Error::Tail`] if the last event is not what its hash says, does not follow the one before, is not
/// the last of its command, or if a command or a reserved tag speaks of a later one.
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
    let Some(End { seq, hash, line, before, furthest }) = end else {
        let any = session.one("SELECT 1 FROM command LIMIT 1", [], |_| Ok(()))?;
        return any
            .map_or(Ok(Head { seq: 0, hash: Hash::ZERO, recorded_at: None }), |()| Err(Error::Tail(1)));
    };
    let event = Session::read_line(seq, &line)?;
    let follows = event.seq == seq && event.prev == before.unwrap_or(Hash::ZERO);
    let ends = session.command(event.cmd)?.is_some_and(|span| span.last == seq);
    if !follows || hash != line_hash(&line) || !ends {
        return Err(Error::Tail(seq));
    }
    if furthest > Some(seq) {
        return Err(Error::Tail(seq + 1));
    }
    Ok(Head { seq, hash, recorded_at: Some(event.recorded_at) })
}

/// The last event, the hash of the one before, and the last event that commands and reserved tags speak of, as
/// far as an index tells.
const END: &str = "SELECT seq, hash, line, (SELECT p.hash FROM event p WHERE p.seq = e.seq - 1), \
                   (SELECT max(seq) FROM reserved_tag), \
                   (SELECT max(last_seq) FROM (SELECT last_seq FROM command ORDER BY cmd DESC LIMIT ?1)) \
                   FROM event e ORDER BY seq DESC LIMIT 1";

struct End {
    seq: Seq,
    hash: Hash,
    line: String,
    before: Option<Hash>,
    furthest: Option<Seq>,
}
