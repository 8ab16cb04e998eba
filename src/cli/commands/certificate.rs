//! `certificate`: what was done to remove the data of media, on paper.

use crate::{
    cli::{
        args::paper::Certificate,
        failure::{Exit, Trouble},
        paper::{Sheets, Target},
        run::{Run, words_or_stdin},
    },
    document::{Paper, of_certificate},
    ops::{CertificateView, certificates},
};

/// How many of what is not sanitised are said by name.
const NAMED: usize = 10;

pub(super) fn certificate(run: &mut Run<'_>, args: Certificate) -> Result<Exit, Trouble> {
    let target = Target::of(run, &args.output)?;
    let items = words_or_stdin(args.items)?;
    let store = run.store()?;
    let reader = store.read()?;
    let views = certificates(reader.as_ref(), &items)?;
    if run.screen.json() && args.output.output.is_none() && args.output.format.is_none() {
        for view in &views {
            run.screen.document(view);
        }
        return Ok(Exit::Done);
    }
    if views.is_empty() {
        // Standard input named nothing: no page is better than an empty one.
        let line = run.words.nothing();
        run.screen.note(line);
        return Ok(Exit::Done);
    }
    let sheets = Sheets::new(run, reader.as_ref())?;
    let wanted = |paper: Paper| views.iter().any(|view| fits(view) == paper);
    let templates = [Paper::Certificate, Paper::NotSanitised]
        .map(|paper| wanted(paper).then(|| sheets.template(paper)).transpose());
    let [certificate, not_sanitised] = templates;
    let (certificate, not_sanitised) = (certificate?, not_sanitised?);
    let mut documents = Vec::with_capacity(views.len());
    for view in &views {
        let template = if view.sanitised { &certificate } else { &not_sanitised };
        let template = template.as_ref().ok_or_else(|| Trouble::fault("no template".to_owned()))?;
        documents.push(template.write(|read| of_certificate(&sheets.issue(), view, read))?);
    }
    target.write(run, &documents)?;
    let not: Vec<String> = views.iter().filter(|view| !view.sanitised).flat_map(unclean).collect();
    if !not.is_empty() {
        let (named, others) = not.split_at(not.len().min(NAMED));
        let said = run.words.not_certified(&named.join(", "), others.len() as u64);
        let line = run.words.warning_line(&said);
        run.screen.warn(&line);
    }
    Ok(Exit::Done)
}

/// Which document says what is known.
fn fits(view: &CertificateView) -> Paper {
    if view.sanitised { Paper::Certificate } else { Paper::NotSanitised }
}

/// Names what keeps a certificate from being one: the media, or the asset of which nobody knows the media.
fn unclean(view: &CertificateView) -> Vec<String> {
    let media = view.media.iter().filter(|medium| medium.unclean.is_some());
    let named: Vec<String> =
        media.map(|medium| medium.serial.clone().unwrap_or_else(|| medium.id.to_string())).collect();
    if named.is_empty() { view.asset.iter().map(|asset| asset.tag.to_string()).collect() } else { named }
}
