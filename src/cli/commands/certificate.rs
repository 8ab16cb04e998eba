//! `certificate`: what was done to remove the data of media, on paper.

use crate::{
    cli::{
        args::paper::Certificate,
        failure::{Exit, Trouble},
        paper::{Sheets, Target},
        run::{Run, words_or_stdin},
    },
    document::{Paper, of_certificate},
    ops::{CertificateView, CertifiedMedium, Unclean, certificates},
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
    let (unvalidated, not): (Vec<_>, Vec<_>) = views
        .iter()
        .filter(|view| !view.sanitised)
        .flat_map(unclean)
        .partition(|(_, unvalidated)| *unvalidated);
    let words = run.words;
    warn(run, &not, |names, more| words.not_certified(names, more));
    warn(run, &unvalidated, |names, more| words.not_validated(names, more));
    Ok(Exit::Done)
}

/// Which document says what is known.
fn fits(view: &CertificateView) -> Paper {
    if view.sanitised { Paper::Certificate } else { Paper::NotSanitised }
}

/// Warns of what is no certificate, by the names of the first.
fn warn(run: &mut Run<'_>, of: &[(String, bool)], says: impl Fn(&str, u64) -> String) {
    if of.is_empty() {
        return;
    }
    let (named, others) = of.split_at(of.len().min(NAMED));
    let named: Vec<&str> = named.iter().map(|(name, _)| name.as_str()).collect();
    let line = run.words.warning_line(&says(&named.join(", "), others.len() as u64));
    run.screen.warn(&line);
}

/// Names what keeps a certificate from being one: the media, or the asset of which nobody knows the media; and
/// whether it awaits a second person alone.
fn unclean(view: &CertificateView) -> Vec<(String, bool)> {
    let media = view.media.iter().filter_map(|medium| Some((medium, medium.unclean?)));
    let name = |medium: &CertifiedMedium| medium.serial.clone().unwrap_or_else(|| medium.id.to_string());
    let named: Vec<_> = media.map(|(medium, why)| (name(medium), why == Unclean::NotValidated)).collect();
    if named.is_empty() {
        view.asset.iter().map(|asset| (asset.tag.to_string(), false)).collect()
    } else {
        named
    }
}
