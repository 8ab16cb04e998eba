//! `deploy move collect triage work ready decommission reinstate missing found`.

use crate::{
    cli::{
        args::{life as args, paper::PaperOutput},
        failure::{Exit, Trouble},
        paper::{Sheets, Target},
        run::{Run, words_or_stdin},
    },
    document::{self, Paper},
    lang::usage::{Hint, Misuse},
    model::leaving::Decision,
    ops,
};

pub(super) fn deploy(run: &mut Run<'_>, args: args::Deploy) -> Result<Exit, Trouble> {
    let request = ops::Deploy {
        assets: words_or_stdin(args.assets)?,
        service: args.to,
        site: args.site,
        holder: args.holder,
        reinstate: args.reinstate,
    };
    run.record(&args.recording, |act, recording| ops::deploy(act, &request, recording))
}

pub(super) fn relocate(run: &mut Run<'_>, args: args::Move) -> Result<Exit, Trouble> {
    let assets = words_or_stdin(args.assets)?;
    let request = ops::Move { assets, service: args.to, site: args.site, holder: args.holder };
    run.record(&args.recording, |act, recording| ops::relocate(act, &request, recording))
}

pub(super) fn collect(run: &mut Run<'_>, args: args::Collect) -> Result<Exit, Trouble> {
    let request = ops::Collect { assets: words_or_stdin(args.assets)?, site: args.site };
    run.record(&args.recording, |act, recording| ops::collect(act, &request, recording))
}

pub(super) fn triage(run: &mut Run<'_>, args: args::Triage) -> Result<Exit, Trouble> {
    if args.waste && args.decision != Decision::Recycle {
        let others = [format!("--decision {}", args.decision)];
        let message = run.words.misuse(&Misuse::Conflict { name: "--waste", others: &others });
        let hint = run.words.hint(&Hint::Meant("--decision recycle"));
        return Err(Trouble::Usage { message, hints: vec![hint] });
    }
    let request = ops::Triage {
        assets: words_or_stdin(args.assets)?,
        decision: args.decision,
        functional: args.functional,
        cosmetic: args.cosmetic,
        waste: args.waste,
    };
    run.record(&args.recording, |act, recording| ops::triage(act, &request, recording))
}

pub(super) fn work(run: &mut Run<'_>, args: args::Work) -> Result<Exit, Trouble> {
    let place = match args.sent_to {
        Some(party) => ops::Bench::SentTo { party, data_clause: args.data_clause },
        None if args.back => ops::Bench::Back { new_serial: args.new_serial },
        None => ops::Bench::Here,
    };
    let request = ops::Work {
        assets: words_or_stdin(args.assets)?,
        kind: args.kind,
        part: args.part,
        from: args.from,
        minutes: args.minutes,
        cost: args.cost,
        place,
    };
    run.record(&args.recording, |act, recording| ops::work(act, &request, recording))
}

pub(super) fn ready(run: &mut Run<'_>, args: args::Ready) -> Result<Exit, Trouble> {
    let request = ops::Ready {
        assets: words_or_stdin(args.assets)?,
        functional: args.functional,
        cosmetic: args.cosmetic,
        no_system: args.no_system,
    };
    run.record(&args.recording, |act, recording| ops::ready(act, &request, recording))
}

pub(super) fn decommission(run: &mut Run<'_>, args: args::Decommission) -> Result<Exit, Trouble> {
    let request = ops::Decommission {
        assets: words_or_stdin(args.assets)?,
        act: args.act,
        reason: args.reason,
        when_collected: args.when_collected,
        waste: args.waste,
    };
    if args.draft {
        return draft(run, &request, &PaperOutput { format: args.format, output: args.output });
    }
    run.record(&args.recording, |act, recording| ops::decommission(act, &request, recording))
}

/// Writes the list for the act, of what could be decommissioned, and records nothing.
fn draft(run: &mut Run<'_>, request: &ops::Decommission, asked: &PaperOutput) -> Result<Exit, Trouble> {
    let target = Target::of(run, asked)?;
    let store = run.store()?;
    let nothing = ops::Recording::default();
    let context = run.context()?;
    ops::rehearse(store.as_ref(), &context, &nothing, |act| ops::decommission(act, request, &nothing))?;
    let reader = store.read()?;
    let listed = ops::listed(reader.as_ref(), &request.assets)?;
    let sheets = Sheets::new(run, reader.as_ref())?;
    let asked = document::Decommissioning {
        act: request.act.as_deref(),
        reason: request.reason,
        waste: request.waste,
        when_collected: request.when_collected,
    };
    let template = sheets.template(Paper::Decommissioning)?;
    let document =
        template.write(|read| document::of_decommissioning(&sheets.issue(), &asked, &listed, read))?;
    target.write(run, &[document])?;
    Ok(Exit::Done)
}

pub(super) fn reinstate(run: &mut Run<'_>, args: args::Reinstate) -> Result<Exit, Trouble> {
    let request = ops::Reinstate { assets: words_or_stdin(args.assets)? };
    run.record(&args.recording, |act, recording| ops::reinstate(act, &request, recording))
}

pub(super) fn missing(run: &mut Run<'_>, args: args::Missing) -> Result<Exit, Trouble> {
    let request = ops::Lose { assets: words_or_stdin(args.assets)?, cause: args.cause };
    run.record(&args.recording, |act, recording| ops::lose(act, &request, recording))
}

pub(super) fn found(run: &mut Run<'_>, args: args::Found) -> Result<Exit, Trouble> {
    let request = ops::Find { assets: words_or_stdin(args.assets)?, in_place: args.in_place };
    run.record(&args.recording, |act, recording| ops::find(act, &request, recording))
}
