//! A certificate of sanitisation, or what stands in its place.

use super::{Issue, together};
use crate::{
    document::{Document, Shape, Template, Values},
    lang::{BadTemplate, capital},
    model::sanitization::{Inventory, MediumStatus},
    ops::{CertificateView, CertifiedAsset, CertifiedMedium, Destination, Sanitisation},
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
        "minimum",
        "by",
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
    if let Some(asset) = &view.asset {
        set_asset(issue, &mut values, asset);
    }
    if let Some(destination) = &view.destination {
        set_destination(issue, &mut values, destination);
    }
    // Who did all of it, where it was one person.
    let mut by = view.media.iter().filter_map(|medium| medium.sanitisation.as_ref()?.by.as_deref());
    let one = by.next().filter(|first| by.all(|other| other == *first));
    values.set_some("by", one);
    let media = (1..).zip(&view.media).map(|(number, medium)| of_medium(issue, number, medium));
    values.set_list("media", media.collect());
    issue.document(template, &values)
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
        Some(why) => values.set("why", words.unclean(*why)),
        None => values.set("sanitised", words.yes_no(true)),
    }
    if let Some(done) = &medium.sanitisation {
        set_sanitisation(issue, &mut values, done, medium.status);
    }
    values
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
