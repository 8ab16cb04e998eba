//! `label`: what is printed and stuck on a machine.

use crate::{
    cli::{
        args::label::Label,
        failure::{Exit, Trouble},
        print::Job,
        run::{Run, words_or_stdin},
    },
    label::layout,
    model::asset::Asset,
    ops::Resolve,
};

pub(super) fn label(run: &mut Run<'_>, args: Label) -> Result<Exit, Trouble> {
    let job = Job::new(args.printing)?;
    let labels = {
        let store = run.store()?;
        let reader = store.read()?;
        let policies = reader.policies()?;
        let assets = reader.find_assets(&words_or_stdin(args.assets)?)?;
        let url = Some(policies.label_url.as_str()).filter(|url| !url.is_empty());
        let label =
            |asset: &Asset| layout::Label::of_tag(&asset.tag, lines(asset, &policies.organisation), url);
        assets.iter().map(label).collect::<Vec<_>>()
    };
    let pages = job.draw(&labels)?;
    job.print(run, &pages)?;
    Ok(Exit::Done)
}

/// What stands on a label beside the tag: the machine and the organisation, never a person.
fn lines(asset: &Asset, organisation: &str) -> Vec<String> {
    let machine: Vec<&str> =
        [asset.manufacturer.as_deref(), asset.model.as_deref()].into_iter().flatten().collect();
    [machine.join(" "), organisation.to_owned()].into_iter().filter(|line| !line.is_empty()).collect()
}
