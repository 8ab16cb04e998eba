//! `verify`.

use std::{collections::BTreeSet, path::Path};

use serde::Serialize;

use super::trust::{Seen, look};
use crate::{
    cli::{
        args::{trust::Verify, value::At},
        failure::{Exit, Trouble},
        run::{Run, bytes_of, shown},
    },
    lang::{BadSeal, WayOut},
    model::event::{Hash, Seq},
    ops::{self, Signers},
    store::{self, Depth, Differing, Finding, FindingCode, Flow, Reader, Side, Value, Verification},
};

/// What was found, for programs.
#[derive(Serialize)]
pub(super) struct Document {
    ok: bool,
    events: u64,
    head: HeadView,
    findings: Vec<FindingView>,
    /// The ways out of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) hints: Vec<String>,
    /// The seals that were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    seals: Option<Vec<SealView>>,
    /// Whether the keys of the seals were compared with a list of those believed.
    #[serde(skip_serializing_if = "Option::is_none")]
    signers_checked: Option<bool>,
}

#[derive(Serialize)]
struct HeadView {
    seq: Seq,
    hash: Hash,
}

#[derive(Serialize)]
struct FindingView {
    code: store::FindingCode,
    seq: Option<Seq>,
    message: String,
    /// The values, as no language says them.
    detail: String,
    /// The row of a table that differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<RowView>,
}

#[derive(Serialize)]
struct RowView {
    table: &'static str,
    /// What the row is about: a tag, a serial, a number, an identity.
    about: String,
    /// Who has it: `both`, with other values, the `log` alone, or the `table` alone.
    side: &'static str,
    values: Vec<ValueView>,
}

#[derive(Serialize)]
struct ValueView {
    column: String,
    table: Option<String>,
    log: Option<String>,
}

#[derive(Serialize)]
struct SealView {
    path: String,
    seq: Seq,
    hash: Hash,
    /// The key, if the signature is one.
    key: Option<String>,
    /// Whether that key is believed; none if nothing says so.
    known: Option<bool>,
    ok: bool,
}

pub(super) fn verify(run: &mut Run<'_>, args: &Verify) -> Result<Exit, Trouble> {
    let signers = args.signers.as_deref().map(signers).transpose()?;
    let store = run.store()?;
    let reader = store.read()?;
    let reader = reader.as_ref();
    // What cannot be read is said before the record is read whole.
    let seals = seals(reader, args, signers.as_ref())?;
    let mut found = store::verify(reader, if args.full { Depth::Full } else { Depth::Quick })?;
    found.findings.extend(seals.iter().flatten().flat_map(|seen| seen.checked.findings.iter().cloned()));
    if args.seals.iter().any(|place| place.is_dir()) {
        let seals: Vec<_> =
            seals.iter().flatten().map(|seen| (seen.seal.clone(), seen.checked.clone())).collect();
        found.findings.extend(ops::missed_seals(reader, &seals, signers.as_ref())?);
    }
    let mut there = Vec::new();
    for at in &args.at {
        match printed(reader, at)? {
            Some(finding) => found.findings.push(finding),
            None => there.push(at),
        }
    }
    let ok = found.findings.is_empty();
    let exit = if ok { Exit::Done } else { Exit::Differs };
    if run.screen.json() {
        let seals = seals.map(|seals| seals.iter().map(|seen| view(seen, signers.is_some())).collect());
        let signers_checked = seals.is_some().then_some(signers.is_some());
        let document = Document { seals, signers_checked, ..document(run, &found) };
        run.screen.document(&document);
        return Ok(exit);
    }
    say(run, &found);
    let line = if ok {
        run.words.verified(found.events, found.head.seq, &found.head.hash.to_string())
    } else {
        run.words.differs(found.events, found.findings.len())
    };
    run.screen.data(&line);
    for at in there {
        let line = run.words.printed_head(at.seq, &at.hash);
        run.screen.data(&line);
    }
    if let Some(seals) = seals {
        say_seals(run, &seals, signers.is_some());
    }
    say_ways_out(run, &found);
    Ok(exit)
}

/// Returns what was found, for programs.
pub(super) fn document(run: &Run<'_>, found: &Verification) -> Document {
    let view = |finding: &store::Finding| FindingView {
        code: finding.code,
        seq: finding.seq,
        message: run.words.finding(finding),
        detail: finding.detail.clone(),
        row: finding.row.as_deref().map(row_view),
    };
    Document {
        ok: found.findings.is_empty(),
        events: found.events,
        head: HeadView { seq: found.head.seq, hash: found.head.hash },
        findings: found.findings.iter().map(view).collect(),
        hints: ways_out(run, found),
        seals: None,
        signers_checked: None,
    }
}

fn row_view(row: &Differing) -> RowView {
    let view = |v: &Value| ValueView { column: v.column.clone(), table: v.table.clone(), log: v.log.clone() };
    let (side, values) = match &row.side {
        Side::Both(values) => ("both", values.iter().map(view).collect()),
        Side::Log => ("log", Vec::new()),
        Side::Table => ("table", Vec::new()),
    };
    RowView { table: row.table, about: row.about.name().to_owned(), side, values }
}

fn ways_out(run: &Run<'_>, found: &Verification) -> Vec<String> {
    WayOut::of(&found.findings).into_iter().map(|way| run.words.way_out(way)).collect()
}

/// Says how what was found is mended.
pub(super) fn say_ways_out(run: &mut Run<'_>, found: &Verification) {
    for way in ways_out(run, found) {
        let line = run.words.hint_line(&way);
        run.screen.hint(&line);
    }
}

/// Says every difference.
pub(super) fn say(run: &mut Run<'_>, found: &Verification) {
    for finding in &found.findings {
        let line = run.words.finding(finding);
        run.screen.data(&line);
    }
}

/// Says how many seals hold, and by which keys those were made.
fn say_seals(run: &mut Run<'_>, seals: &[Seen], known: bool) {
    let hold: Vec<&Seen> = seals.iter().filter(|seen| seen.checked.findings.is_empty()).collect();
    let line = run.words.seals_checked(hold.len(), seals.len(), known);
    run.screen.data(&line);
    let keys: BTreeSet<&str> = hold.iter().filter_map(|seen| seen.checked.key.as_deref()).collect();
    if !keys.is_empty() {
        let line = run.words.seal_keys(&keys.into_iter().collect::<Vec<_>>());
        run.screen.data(&line);
    }
}

fn view(seen: &Seen, compared: bool) -> SealView {
    let findings = &seen.checked.findings;
    let known = compared
        .then(|| seen.checked.key.is_some() && !findings.iter().any(|f| f.code == FindingCode::SealKey));
    SealView {
        path: shown(&seen.path),
        seq: seen.seal.statement.seq,
        hash: seen.seal.statement.hash,
        key: seen.checked.key.clone(),
        known,
        ok: findings.is_empty(),
    }
}

/// The seals that were asked for, held against the log; nothing if none were.
fn seals(
    reader: &dyn Reader,
    args: &Verify,
    signers: Option<&Signers>,
) -> Result<Option<Vec<Seen>>, Trouble> {
    if args.seals.is_empty() {
        return Ok(None);
    }
    let mut all = Vec::new();
    for place in &args.seals {
        all.extend(look(reader, place, signers, true)?);
    }
    Ok(Some(all))
}

fn signers(path: &Path) -> Result<Signers, Trouble> {
    let bad = |line| Trouble::Seal { path: shown(path), why: BadSeal::Signers(line) };
    let text = String::from_utf8(bytes_of(path)?).map_err(|_| bad(1))?;
    Signers::read(&text).map_err(|e| bad(e.0))
}

/// Holds a head that was printed against the log.
fn printed(reader: &dyn Reader, at: &At) -> Result<Option<Finding>, Trouble> {
    let mut found = None;
    reader.lines(at.seq - 1, &mut |logged| {
        if logged.seq == at.seq {
            found = Some(store::line_hash(logged.line).to_string());
        }
        Flow::Break(())
    })?;
    let finding = |code, detail| Some(Finding::new(code, Some(at.seq), detail));
    Ok(match found {
        None => finding(FindingCode::PrintedBeyond, at.hash.clone()),
        Some(hash) if !hash.starts_with(&at.hash) => {
            finding(FindingCode::PrintedHead, format!("{} <> {hash}", at.hash))
        }
        Some(_) => None,
    })
}
