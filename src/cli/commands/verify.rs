//! `verify`.

use serde::Serialize;

use crate::{
    cli::{
        args::trust::Verify,
        failure::{Exit, Trouble},
        run::Run,
    },
    model::event::{Hash, Seq},
    store::{self, Depth},
};

#[derive(Serialize)]
struct Document {
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
    let head = HeadView { seq: found.head.seq, hash: found.head.hash };
    let exit = if ok { Exit::Done } else { Exit::Differs };
    if run.screen.json() {
        let findings = found
            .findings
            .iter()
            .map(|finding| FindingView {
                code: finding.code,
                seq: finding.seq,
                message: run.words.finding(finding),
            })
            .collect();
        run.screen.document(&Document { ok, events: found.events, head, findings });
        return Ok(exit);
    }
    for finding in &found.findings {
        let line = run.words.finding(finding);
        run.screen.data(&line);
    }
    let line = if ok {
        run.words.verified(found.events, head.seq, &head.hash.to_string())
    } else {
        run.words.differs(found.events, found.findings.len())
    };
    run.screen.data(&line);
    Ok(exit)
}
