//! The gate's third wall, and the proof of the record: chain, sequence, commands, projections.
//!
//! It reads everything, records nothing and repairs nothing.

use crate::{
    model::{codes::codes, event::Seq},
    store::{Error, Flow, Head, Reader, Result},
};

mod chain;
mod differing;
mod evidence;
mod gate;
mod law;
mod tables;
mod tally;

use chain::Chain;
pub use differing::{About, Differing, Side, Value};
use tables::Tables;

codes! {
    /// What `verify` can find.
    pub enum FindingCode {
        /// A number is missing, doubled or out of order.
        Sequence = "sequence",
        /// A line is not an event, or not in its canonical form.
        Line = "line",
        /// A hash does not match its line, or a `prev` the line before.
        Chain = "chain",
        /// The record went back in time.
        Clock = "clock",
        /// A command and its events do not agree.
        Command = "command",
        /// A projection is not what the log gives.
        Projection = "projection",
        /// An asset or a medium left with data unseen.
        Gate = "gate",
        /// Something is told of what never came in.
        Unknown = "unknown_subject",
        /// Something left that its lot did not take, or a lot took what did not leave.
        LeftWithoutLine = "left_without_line",
        /// Something left that had left and not come back.
        LeftTwice = "left_twice",
        /// Something came back that was neither gone nor missing.
        Back = "back_without_leaving",
        /// Something was used or looked at after it left.
        AfterLeaving = "after_leaving",
        /// Something waits in two open lots.
        TwoLots = "two_open_lots",
        /// Its day lies before that of an earlier event of the same asset or medium.
        DayOrder = "day_order",
        /// Its day lies after the one on which it was recorded.
        FutureDay = "future_day",
        /// A medium is told of where it is not, or not of where it is.
        Place = "medium_elsewhere",
        /// Whoever sanitised a medium validated it, or what was validated is no sanitisation of it.
        OwnValidation = "own_validation",
        /// What came in is not what is here, missing or gone.
        Unbalanced = "unbalanced",
        /// The signature of a seal is not that of its text.
        SealSignature = "seal_signature",
        /// A seal was made with a key that is not believed.
        SealKey = "seal_key",
        /// A seal is of another log.
        SealLog = "seal_log",
        /// The log does not go through a sealed head.
        SealHead = "seal_head",
        /// A sealed head lies beyond the end of the log.
        SealBeyond = "seal_beyond",
        /// The log does not go through a head that was printed.
        PrintedHead = "printed_head",
        /// A head that was printed lies beyond the end of the log.
        PrintedBeyond = "printed_beyond",
        /// A seal that the log knows of is not there.
        SealMissing = "seal_missing",
        /// The bytes of a file that was attached are not those of its hash.
        EvidenceAltered = "evidence_altered",
        /// A file that was attached is not there, and was not erased.
        EvidenceMissing = "evidence_missing",
        /// The engine finds its own file damaged.
        Engine = "engine",
    }
}

impl FindingCode {
    /// Tells whether the log itself is damaged: nothing can be made again from it.
    #[must_use]
    pub const fn is_of_the_log(self) -> bool {
        matches!(self, Self::Sequence | Self::Line | Self::Chain | Self::Clock | Self::Command)
    }

    /// Tells whether what is written beside the log is damaged: it can be made again.
    #[must_use]
    pub const fn is_of_the_tables(self) -> bool {
        matches!(self, Self::Projection | Self::Engine)
    }
}

/// How much is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// The log with itself, the projections with a replay, and whether every file is there.
    Quick,
    /// The conservation law, the bytes of every file and the engine's own checks as well.
    Full,
}

/// A difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind.
    pub code: FindingCode,
    /// The event where it shows, if it is one.
    pub seq: Option<Seq>,
    /// The values: a table and row, an identity, a hash.
    pub detail: String,
    /// The row of a table that differs, where it is known what it says.
    pub row: Option<Box<Differing>>,
}

impl Finding {
    /// A difference that is no row of a table.
    #[must_use]
    pub fn new(code: FindingCode, seq: Option<Seq>, detail: impl Into<String>) -> Self {
        Self { code, seq, detail: detail.into(), row: None }
    }
}

/// What a verification found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// How many events were read.
    pub events: u64,
    /// The head they end with, as recomputed.
    pub head: Head,
    /// Every difference, in the order it was found; at most a hundred.
    pub findings: Vec<Finding>,
}

/// The event that every log begins with.
const OPENED: &str = "opened";

/// How many differences are named: the first ones tell.
const MOST: usize = 100;

/// Reads the whole record, compares it with itself, and looks whether it was ever opened.
///
/// # Errors
///
/// Returns why the record cannot be read at all.
pub fn verify(reader: &dyn Reader, depth: Depth) -> Result<Verification> {
    read_whole(reader, depth).map_err(|e| match e {
        // What the engine cannot read of a file that was whole once is damage, and no fault of ours.
        Error::Fault(detail) => Error::Corrupt(detail),
        other => other,
    })
}

fn read_whole(reader: &dyn Reader, depth: Depth) -> Result<Verification> {
    let mut verification = compare(reader, depth)?;
    let mut first = None;
    reader.lines(0, &mut |logged| {
        first = Some((logged.seq, logged.kind.to_owned()));
        Flow::Break(())
    })?;
    if first.as_ref().is_none_or(|(_, kind)| kind != OPENED) {
        let (seq, detail) = first.map_or((None, "-".to_owned()), |(seq, kind)| (Some(seq), kind));
        verification.findings.insert(0, Finding::new(FindingCode::Sequence, seq, detail));
        verification.findings.truncate(MOST);
    }
    Ok(verification)
}

/// Follows the chain alone, from the first event to the head, and returns what differs.
///
/// # Errors
///
/// Returns why the record cannot be read at all.
pub fn follow(reader: &dyn Reader) -> Result<Vec<Finding>> {
    Ok(Chain::of(reader)?.findings)
}

/// Compares the whole record with itself, however it begins.
pub(super) fn compare(reader: &dyn Reader, depth: Depth) -> Result<Verification> {
    let mut chain = Chain::of(reader)?;
    // A line that cannot be read cannot be replayed either: the first damage is the news.
    if chain.readable {
        let checked = chain.check_commands().map(|()| Vec::new());
        chain.findings.append(&mut or_finding(FindingCode::Command, checked)?);
        let more = replayed(reader, &chain, depth);
        chain.findings.append(&mut or_finding(FindingCode::Projection, more)?);
        let files = evidence::compare(reader, depth);
        chain.findings.append(&mut or_finding(FindingCode::Engine, files)?);
    }
    let Chain { head, events, mut findings, .. } = chain;
    if depth == Depth::Full {
        let mut found = Vec::new();
        let asked = reader.engine(&mut |detail| {
            found.push(Finding::new(FindingCode::Engine, None, detail));
            Flow::Continue(())
        });
        findings.append(&mut found);
        findings.append(&mut or_finding(FindingCode::Engine, asked.map(|()| Vec::new()))?);
    }
    findings.truncate(MOST);
    Ok(Verification { events, head, findings })
}

/// What cannot be read or folded is a difference too.
fn or_finding(code: FindingCode, found: Result<Vec<Finding>>) -> Result<Vec<Finding>> {
    match found {
        Err(Error::Fault(detail) | Error::Corrupt(detail)) => Ok(vec![Finding::new(code, None, detail)]),
        other => other,
    }
}

/// Compares the projections with a replay of the log, and looks at every departure on the way.
fn replayed(reader: &dyn Reader, chain: &Chain<'_>, depth: Depth) -> Result<Vec<Finding>> {
    // The replay goes by what events touch: that comes first.
    let touches = tables::touches(reader, chain)?;
    if !touches.is_empty() {
        return Ok(touches);
    }
    let mut tables = Tables::new(reader, chain, depth);
    tables.pass()?;
    let mut findings = std::mem::take(&mut tables.gate.findings);
    if let Some(law) = &mut tables.law {
        findings.append(&mut law.findings);
    }
    findings.sort_by_key(|finding| finding.seq);
    findings.append(&mut tables.differences()?);
    Ok(findings)
}
