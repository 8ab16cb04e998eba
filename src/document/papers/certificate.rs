//! A certificate of sanitisation, or what stands in its place.

use super::{Issue, together};
use crate::{
    document::{Document, Shape, Template, Values},
    lang::{BadTemplate, capital},
    model::sanitization::{Inventory, MediumStatus},
    ops::{CertificateView, CertifiedAsset, CertifiedMedium, Clock, Destination, Sanitisation, Unclean},
};

/// What a template of a certificate may name.
pub(super) static SHAPE: Shape = Shape {
    texts: &[
        "organisation",
        "day",
        "event",
        "hash",
        "tag",
        "qr",
        "kind",
        "machine",
        "serial",
        "site",
        "inventory_open",
        "unvalidated",
        "minimum",
        "by",
        "validated_by",
        "lot",
        "channel",
        "party",
        "left_on",
    ],
    lists: &[("media", &MEDIUM)],
};

static MEDIUM: Shape = Shape {
    texts: &[
        "number",
        "name",
        "serial",
        "model",
        "kind",
        "capacity",
        "encrypted",
        "used_by",
        "status",
        "sanitised",
        "unvalidated",
        "why",
        "technique",
        "tool",
        "verification",
        "result",
        "finding",
        "claim",
        "limit",
        "rules",
        "on",
        "by",
        "event",
        "method",
        "passes",
        "bytes",
        "errors",
        "started",
        "finished",
        "validated_on",
        "validated_by",
        "evidence",
    ],
    lists: &[],
};

/// Writes a certificate, or what stands in its place, by the template that fits: see
/// [`CertificateView::sanitised`].
///
/// # Errors
///
/// Returns the first fault of the template.
pub fn of_certificate(
    issue: &Issue<'_>,
    view: &CertificateView,
    template: &Template,
) -> Result<Document, BadTemplate> {
    let words = issue.words;
    let mut values = issue.values(&SHAPE);
    values.set("minimum", words.claim(view.minimum.claim()));
    values.set_some("unvalidated", view.awaits_validation().then(|| words.yes_no(true)));
    if let Some(asset) = &view.asset {
        set_asset(issue, &mut values, asset);
    }
    if let Some(destination) = &view.destination {
        set_destination(issue, &mut values, destination);
    }
    // Who did all of it, where it was one person.
    let by = view.media.iter().filter_map(|medium| medium.sanitisation.as_ref()?.by.as_deref());
    values.set_some("by", one_name(by));
    let validated = view.media.iter().filter_map(|medium| medium.sanitisation.as_ref()?.validated.as_ref());
    values.set_some("validated_by", one_name(validated.filter_map(|of| of.by.as_deref())));
    let media = (1..).zip(&view.media).map(|(number, medium)| of_medium(issue, number, medium));
    values.set_list("media", media.collect());
    issue.document(template, &values)
}

/// The name that all of them are.
fn one_name<'n>(mut names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    names.next().filter(|first| names.all(|other| other == *first))
}

fn set_asset(issue: &Issue<'_>, values: &mut Values, asset: &CertifiedAsset) {
    values.set("tag", asset.tag.to_string());
    values.set("qr", issue.payload(&asset.tag));
    values.set("kind", capital(issue.words.kind(asset.kind)));
    values.set("machine", together([asset.manufacturer.as_deref(), asset.model.as_deref()]));
    values.set_some("serial", asset.serial.as_deref());
    values.set_some("site", asset.site.as_deref());
    if asset.inventory == Inventory::Open {
        values.set("inventory_open", issue.words.yes_no(true));
    }
}

fn set_destination(issue: &Issue<'_>, values: &mut Values, destination: &Destination) {
    values.set("lot", destination.lot.as_str());
    values.set_some("channel", destination.channel.map(|channel| capital(issue.words.channel(channel))));
    values.set_some("party", destination.party.as_deref());
    values.set("left_on", issue.words.day(destination.on));
}

fn of_medium(issue: &Issue<'_>, number: u64, medium: &CertifiedMedium) -> Values {
    let words = issue.words;
    let mut values = Values::new(&MEDIUM);
    let id = medium.id.to_string();
    values.set("number", words.count(number));
    values.set("name", medium.serial.as_deref().unwrap_or(&id));
    values.set_some("serial", medium.serial.as_deref());
    values.set_some("model", medium.model.as_deref());
    values.set("kind", capital(words.medium_kind(medium.kind)));
    values.set_some("capacity", medium.capacity_bytes.map(|bytes| words.capacity(bytes)));
    values.set("encrypted", words.encrypted(medium.encrypted));
    values.set_some("used_by", medium.used_by.as_deref());
    values.set("status", capital(words.medium_status(medium.status)));
    match &medium.unclean {
        Some(why) => {
            values.set("why", words.unclean(*why));
            values.set_some("unvalidated", (*why == Unclean::NotValidated).then(|| words.yes_no(true)));
        }
        None => values.set("sanitised", words.yes_no(true)),
    }
    if let Some(done) = &medium.sanitisation {
        set_sanitisation(issue, &mut values, done, medium.status);
        set_run(issue, &mut values, done);
    }
    let hashes: Vec<String> = medium.evidence.iter().map(ToString::to_string).collect();
    values.set_some("evidence", (!hashes.is_empty()).then(|| hashes.join(" ")));
    values
}

/// Says what the tool's own log tells, and who accepted the result.
fn set_run(issue: &Issue<'_>, values: &mut Values, done: &Sanitisation) {
    let words = issue.words;
    let clock = |clock: &Clock| format!("{}, {}", words.day(clock.on), clock.at);
    values.set_some("method", done.method.map(|method| capital(words.method(method))));
    values.set_some("passes", done.passes.map(|passes| words.count(passes.into())));
    values.set_some("bytes", done.bytes.map(|bytes| words.count(bytes.0.unsigned_abs())));
    values.set_some("errors", done.errors.map(|errors| words.count(errors)));
    values.set_some("started", done.started_at.as_ref().map(clock));
    values.set_some("finished", done.finished_at.as_ref().map(clock));
    if let Some(validated) = &done.validated {
        values.set("validated_on", words.day(validated.on));
        values.set("validated_by", validated.by.clone().unwrap_or_else(|| words.erased().to_owned()));
    }
}

/// Says what was done: the one place that does.
fn set_sanitisation(issue: &Issue<'_>, values: &mut Values, done: &Sanitisation, status: MediumStatus) {
    let words = issue.words;
    values.set("technique", capital(words.technique(done.technique)));
    values.set_some("tool", done.tool.as_deref());
    values.set("verification", capital(words.verify(done.verify)));
    values.set("result", capital(words.verdict(done.result)));
    values.set("finding", words.read_back(status == MediumStatus::Destroyed, done.verify));
    values.set("claim", words.claim(done.claim));
    values.set_some("limit", words.claim_limit(done.claim));
    values.set("rules", done.rules.as_str());
    values.set("on", words.day(done.on));
    values.set("by", done.by.clone().unwrap_or_else(|| words.erased().to_owned()));
    values.set("event", words.count(done.seq));
}
