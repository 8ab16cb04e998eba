//! `void` and `correct`.

use crate::{
    cli::{
        args::amend as args,
        failure::{Exit, Trouble},
        run::Run,
    },
    ops,
};

pub(super) fn void(run: &mut Run<'_>, args: &args::Void) -> Result<Exit, Trouble> {
    let request = ops::Void { seqs: args.seqs.clone(), reason: args.reason, with_later: args.with_later };
    run.meant.clone_from(&args.seqs);
    run.record(&args.recording, |act, recording| ops::void(act, &request, recording))
}

pub(super) fn correct(run: &mut Run<'_>, args: args::Correct) -> Result<Exit, Trouble> {
    let request = ops::Correct {
        seq: args.seq,
        on: args.on,
        service: args.to,
        site: args.site,
        holder: args.holder,
        act: args.act,
        functional: args.functional,
        cosmetic: args.cosmetic,
    };
    let recording = crate::cli::args::Recording { on: None, note: args.note, evidence: args.evidence };
    run.record(&recording, |act, recording| ops::correct(act, &request, recording))
}
