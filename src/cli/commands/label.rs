//! `label`: what is printed and stuck on a machine.

use std::path::Path;

use crate::{
    cli::{
        args::{label::Label, value::LabelFormat},
        failure::{Exit, Trouble},
        output::{self, Output},
        run::{Run, shown, words_or_stdin},
    },
    label::layout,
    model::asset::Asset,
    ops::Resolve,
    render,
};

pub(super) fn label(run: &mut Run<'_>, args: Label) -> Result<Exit, Trouble> {
    let LabelFormat::Svg = output::format(
        args.format,
        Some(&args.output),
        LabelFormat::ALL,
        LabelFormat::code,
        LabelFormat::Svg,
    )?;
    let store = run.store()?;
    let reader = store.read()?;
    let reader = reader.as_ref();
    let policies = reader.policies()?;
    let assets = reader.find_assets(&words_or_stdin(args.assets)?)?;
    let labels: Vec<layout::Label> =
        assets.iter().map(|asset| one_label(asset, &policies.organisation)).collect();
    let url = Some(policies.label_url.as_str()).filter(|url| !url.is_empty());
    let drawing = layout::draw(&labels, args.size.unwrap_or_default(), url)?;
    let svg = render::svg::svg(&drawing);
    if args.output == Path::new("-") {
        run.screen.bytes(svg.as_bytes());
        return Ok(Exit::Done);
    }
    let path = run.place(&args.output);
    let mut output = Output::create(&path)?;
    output.put(svg.as_bytes())?;
    output.publish()?;
    let line = run.words.written(&shown(&path));
    run.screen.note(&line);
    Ok(Exit::Done)
}

/// What stands on a label beside the tag: the machine and the organisation, never a person.
fn one_label(asset: &Asset, organisation: &str) -> layout::Label {
    let machine: Vec<&str> =
        [asset.manufacturer.as_deref(), asset.model.as_deref()].into_iter().flatten().collect();
    let lines = [machine.join(" "), organisation.to_owned()];
    layout::Label {
        tag: asset.tag.clone(),
        lines: lines.into_iter().filter(|line| !line.is_empty()).collect(),
    }
}
