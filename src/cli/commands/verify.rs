//! `verify`.

use serde::Serialize;

use crate::{
    cli::{
        args::trust::Verify,
        failure::{Exit, Trouble},
        run::Run,
    },
    model::event::{Hash, Seq},
    store::{self, Depth, Verification},
};

/// What was found, for programs.
#[derive(Serialize)]
pub(super) struct Document {
    ok: bool,
    events: u64,
    head: HeadView,
    findings: Vec<FindingView>,
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
}

pub(super) fn verify(run: &mut Run<'_>, args: &Verify) -> Result<Exit, Trouble> {
    let store = run.store()?;
    let reader = store.read()?;
    let found = store::verify(reader.as_ref(), if args.full { Depth::Full } else { Depth::Quick })?;
    let ok = found.findings.is_empty();
    let exit = if ok { Exit::Done } else { Exit::Differs };
    if run.screen.json() {
        let document = document(run, &found);
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
    Ok(exit)
}

/// Returns what was found, for programs.
pub(super) fn document(run: &Run<'_>, found: &Verification) -> Document {
    let view = |finding: &store::Finding| FindingView {
        code: finding.code,
        seq: finding.seq,
        message: run.words.finding(finding),
    };
    Document {
        ok: found.findings.is_empty(),
        events: found.events,
        head: HeadView { seq: found.head.seq, hash: found.head.hash },
        findings: found.findings.iter().map(view).collect(),
    }
}

/// Says every difference.
pub(super) fn say(run: &mut Run<'_>, found: &Verification) {
    for finding in &found.findings {
        let line = run.words.finding(finding);
        run.screen.data(&line);
    }
}
