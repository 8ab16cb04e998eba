//! `label`: what is printed and stuck on a machine, and the cards beside the scanner.

mod blank;
mod cards;

use crate::{
    cli::{
        args::label::{Label, OtherLabel},
        failure::{Exit, Trouble},
        print::Job,
        run::{Run, words_or_stdin},
    },
    label::layout,
    model::{asset::Asset, policy::Policies},
    ops::Resolve,
};

pub(super) fn label(run: &mut Run<'_>, args: Label) -> Result<Exit, Trouble> {
    match args.other {
        Some(OtherLabel::Blank(blank)) => return blank::blank(run, blank),
        Some(OtherLabel::Cards(cards)) => return cards::cards(run, cards),
        None => {}
    }
    let job = Job::new(run, args.printing, None)?;
    let labels = {
        let store = run.store()?;
        let reader = store.read()?;
        let policies = reader.policies()?;
        let assets = reader.find_assets(&words_or_stdin(args.assets)?)?;
        let label = |asset: &Asset| {
            layout::Label::of_tag(&asset.tag, lines(asset, &policies.organisation), address(&policies))
        };
        assets.iter().map(label).collect::<Vec<_>>()
    };
    if labels.is_empty() {
        // Standard input named nothing: no page is better than an empty one.
        let line = run.words.nothing();
        run.screen.note(line);
        return Ok(Exit::Done);
    }
    let pages = job.draw(&labels)?;
    job.print(run, &pages)?;
    Ok(Exit::Done)
}

/// The address under which a code of ours leads to an asset, if the organisation has one.
fn address(policies: &Policies) -> Option<&str> {
    Some(policies.label_url.as_str()).filter(|url| !url.is_empty())
}

/// What stands on a label beside the tag: the machine and the organisation, never a person.
fn lines(asset: &Asset, organisation: &str) -> Vec<String> {
    let machine: Vec<&str> =
        [asset.manufacturer.as_deref(), asset.model.as_deref()].into_iter().flatten().collect();
    [machine.join(" "), organisation.to_owned()].into_iter().filter(|line| !line.is_empty()).collect()
}
