//! `rebuild`.

use serde::Serialize;

use super::verify::{Document, document, say, say_ways_out};
use crate::{
    cli::{
        args::trust::Rebuild,
        failure::{Exit, Trouble},
        run::Run,
    },
    store::{self, Depth, FindingCode},
};

#[derive(Serialize)]
struct Rebuilt {
    rebuilt: bool,
    #[serde(flatten)]
    found: Document,
}

pub(super) fn rebuild(run: &mut Run<'_>, args: &Rebuild) -> Result<Exit, Trouble> {
    let store = run.store()?;
    let (mut found, done) = if args.check {
        let reader = store.read()?;
        (store::verify(reader.as_ref(), Depth::Quick)?, false)
    } else {
        let rebuilt = store::rebuild(store.as_ref())?;
        (rebuilt.before, rebuilt.done)
    };
    // What left unseen, left: no table says otherwise.
    found.findings.retain(|finding| finding.code.is_of_the_log() || finding.code.is_of_the_tables());
    let exit = if done || found.findings.is_empty() { Exit::Done } else { Exit::Differs };
    if run.screen.json() {
        let mut found = document(run, &found);
        if exit == Exit::Done {
            found.hints.clear();
        }
        run.screen.document(&Rebuilt { rebuilt: done, found });
        return Ok(exit);
    }
    say(run, &found);
    let tables = found.findings.iter().filter(|finding| finding.code == FindingCode::Projection).count();
    let line = match (done, found.findings.is_empty()) {
        (true, _) => run.words.rebuilt(found.events, tables),
        (false, true) => run.words.nothing_to_rebuild(found.events),
        (false, false) => run.words.differs(found.events, found.findings.len()),
    };
    run.screen.data(&line);
    if exit != Exit::Done {
        say_ways_out(run, &found);
    }
    Ok(exit)
}
