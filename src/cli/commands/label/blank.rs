//! `label blank`: labels whose tags wait for their assets.

use super::address;
use crate::{
    cli::{
        args::label::Blank,
        failure::{Exit, Trouble},
        print::Job,
        run::{Run, events},
    },
    label::layout::Label,
    lang::usage::Misuse,
    model::{fact::Fact, policy::Policies, tag::Tag},
    ops::{self, Failure, Recording},
    store::{self, Reader, Span},
};

pub(super) fn blank(run: &mut Run<'_>, args: Blank) -> Result<Exit, Trouble> {
    let job = Job::new(run, args.printing, None)?;
    if run.screen.json() && job.on_stdout() {
        // Standard output holds one document, or the labels.
        let others = ["--output -".to_owned()];
        let message = run.words.misuse(&Misuse::Conflict { name: "--json", others: &others });
        return Err(Trouble::Usage { message, hints: Vec::new() });
    }
    let store = run.store()?;
    // Drawn before the commit: no tag is reserved for a label that cannot be.
    let mut undrawable = None;
    let done = ops::run(store.as_ref(), &run.context()?, &Recording::default(), |act| {
        let tags = ops::reserve(act, args.count.0)?;
        job.draw(&labels(&tags, act.policies())).map(drop).map_err(|why| {
            undrawable = Some(why);
            Failure::Store(store::Error::Fault("a label that cannot be drawn".to_owned()))
        })
    });
    if let Some(why) = undrawable {
        return Err(why);
    }
    let done = done?;
    run.happened(&done);
    let pages = {
        let reader = store.read()?;
        let tags = done.span.map_or(Ok(Vec::new()), |span| reserved(reader.as_ref(), span))?;
        job.draw(&labels(&tags, &reader.policies()?))?
    };
    if !pages.is_empty() {
        job.print(run, &pages)?;
    }
    run.say(store.as_ref(), &done)
}

/// What a command reserved, as far as it still is: the labels are the same however often it is tried.
fn reserved(reader: &dyn Reader, span: Span) -> Result<Vec<Tag>, store::Error> {
    let mut tags = Vec::new();
    for event in events(reader, span)? {
        if let Fact::Reserved(reserved) = event.fact {
            for tag in reserved.tags {
                if reader.reserved(tag.as_str())?.contains(&event.seq) {
                    tags.push(tag);
                }
            }
        }
    }
    Ok(tags)
}

fn labels(tags: &[Tag], policies: &Policies) -> Vec<Label> {
    let lines: Vec<String> =
        Some(policies.organisation.clone()).into_iter().filter(|line| !line.is_empty()).collect();
    tags.iter().map(|tag| Label::of_tag(tag, lines.clone(), address(policies))).collect()
}
