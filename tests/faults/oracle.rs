//! What must be true of a record after any fault: it is whole, and all that was acknowledged is there.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use rebond::{
    model::id::CommandId,
    store::{self, Depth, Flow, Reader, Span, Store as _},
};
use rusqlite::Connection;
use serde_json::Value;

/// What was acknowledged, kept by another process than the one that said so.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ledger {
    /// The hash of every line that was seen in a record that was whole, by number.
    hashes: Vec<String>,
    /// Commands that were acknowledged, with their events where they were told.
    commands: Vec<(CommandId, Option<Span>)>,
    /// Commands of which nobody heard the end: each is there whole, or not at all.
    in_flight: Vec<CommandId>,
}

impl Ledger {
    /// A command was said to be done.
    pub(crate) fn acknowledge(&mut self, cmd: &str) {
        self.commands.push((parse(cmd), None));
    }

    /// A command was begun, and nobody heard how it ended.
    pub(crate) fn begin(&mut self, cmd: &str) {
        self.in_flight.push(parse(cmd));
    }

    /// A command was said not to have happened: it is not in flight any more, and must not be there.
    pub(crate) fn forget(&mut self, cmd: &str) {
        let cmd = parse(cmd);
        self.in_flight.retain(|known| *known != cmd);
    }

    /// Takes what a program printed in JSON, a document a line: each that names its command was an
    /// acknowledgement. A line that was cut off was not. Returns how many there were.
    pub(crate) fn hear(&mut self, stdout: &[u8]) -> usize {
        let before = self.commands.len();
        for line in stdout.split_inclusive(|byte| *byte == b'\n').filter(|line| line.ends_with(b"\n")) {
            let Ok(told) = serde_json::from_slice::<Value>(line) else { continue };
            let Some(cmd) = told["cmd"].as_str() else { continue };
            let seq = |key: &str| told[key].as_u64();
            let span = seq("first_seq").zip(seq("last_seq")).map(|(first, last)| Span { first, last });
            self.commands.push((parse(cmd), span));
        }
        self.commands.len() - before
    }
}

fn parse(cmd: &str) -> CommandId {
    CommandId(cmd.parse().expect("an identity"))
}

/// Looks at a record after a fault.
pub(crate) struct Oracle {
    database: PathBuf,
    /// Whether commands may be there that the ledger does not know: a session of which the scan that
    /// was in flight has an identity that nobody was told. So many.
    strangers: usize,
}

/// What a record is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Looked {
    /// What is wrong with it.
    pub(crate) losses: Vec<String>,
    /// The commands that are there without having been acknowledged, each with its events.
    pub(crate) extra: Vec<(CommandId, Span)>,
    /// How many events there are.
    pub(crate) events: u64,
}

impl Oracle {
    /// For the record of this file.
    pub(crate) fn of(database: impl Into<PathBuf>) -> Self {
        Self { database: database.into(), strangers: 0 }
    }

    /// So many commands may be there of which the ledger knows nothing: one for each session that was
    /// cut off.
    pub(crate) fn strangers(mut self, strangers: usize) -> Self {
        self.strangers = strangers;
        self
    }

    /// Compares the record with itself and with the ledger, which then knows all that is there: the
    /// next look must find it again.
    pub(crate) fn look(&self, ledger: &mut Ledger) -> Looked {
        match self.try_look(ledger) {
            Ok(looked) => looked,
            Err(error) => Looked { losses: vec![format!("cannot be read: {error}")], ..Looked::default() },
        }
    }

    fn try_look(&self, ledger: &mut Ledger) -> Result<Looked, store::Error> {
        let mut looked = Looked::default();
        {
            let store = store::sqlite::open(&self.database)?;
            let reader = store.read()?;
            let verified = store::verify(reader.as_ref(), Depth::Quick)?;
            looked.events = verified.events;
            looked.losses.extend(verified.findings.iter().map(|finding| format!("verify: {finding:?}")));
            compare(reader.as_ref(), ledger, self.strangers, &mut looked)?;
        }
        looked.losses.extend(integrity(&self.database));
        Ok(looked)
    }
}

fn compare(
    reader: &dyn Reader,
    ledger: &mut Ledger,
    strangers: usize,
    looked: &mut Looked,
) -> Result<(), store::Error> {
    let mut hashes = Vec::new();
    reader.lines(0, &mut |logged| {
        hashes.push(logged.hash.to_string());
        Flow::Continue(())
    })?;
    let same = ledger.hashes.iter().zip(&hashes).take_while(|(known, found)| known == found).count();
    if same < ledger.hashes.len() {
        looked.losses.push(format!(
            "event {} of {} that were there is lost or another; {} are here",
            same + 1,
            ledger.hashes.len(),
            hashes.len()
        ));
    }
    let mut found = Vec::new();
    reader.commands(&mut |cmd, span| {
        found.push((cmd, span));
        Flow::Continue(())
    })?;
    let known: BTreeSet<CommandId> = ledger.commands.iter().map(|(cmd, _)| *cmd).collect();
    for (cmd, span) in &ledger.commands {
        match found.iter().find(|(is, _)| is == cmd) {
            None => looked.losses.push(format!("{cmd} was acknowledged and is lost")),
            Some((_, is)) if span.is_some_and(|span| span != *is) => {
                looked.losses.push(format!("{cmd} was acknowledged as {span:?} and is {is:?}"));
            }
            Some(_) => {}
        }
    }
    let seen = ledger.hashes.len() as u64;
    let fresh = found.iter().filter(|(cmd, span)| span.first > seen && !known.contains(cmd));
    looked.extra = fresh.copied().collect();
    let unknown = looked.extra.iter().filter(|(cmd, _)| !ledger.in_flight.contains(cmd)).count();
    // A ledger that knows nothing yet learns what is there.
    if unknown > strangers && seen > 0 {
        looked.losses.push(format!("{unknown} commands nobody ran or that were refused: {:?}", looked.extra));
    }
    ledger.hashes = hashes;
    ledger.commands.clear();
    ledger.in_flight.clear();
    Ok(())
}

/// What the engine itself says of the file.
fn integrity(database: &Path) -> Vec<String> {
    let look = || -> rusqlite::Result<Vec<String>> {
        let conn = Connection::open(database)?;
        let mut query = conn.prepare("PRAGMA integrity_check")?;
        let rows = query.query_map([], |row| row.get::<_, String>(0))?;
        rows.collect()
    };
    match look() {
        Ok(said) if said == ["ok"] => Vec::new(),
        Ok(said) => said.into_iter().map(|line| format!("integrity: {line}")).collect(),
        Err(error) => vec![format!("integrity: {error}")],
    }
}
