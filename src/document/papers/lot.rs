//! The papers of a lot, and the list for the act of decommissioning.

use super::{Issue, together};
use crate::{
    document::{Document, Shape, Template, Values},
    lang::{BadTemplate, Words, capital},
    model::{
        amount::{Cents, Grams},
        kind::Source,
        leaving::Reason,
        sanitization::MediumStatus,
        tag::Tag,
    },
    ops::{Held, ListedAsset, ListedMedium, SlipLine, SlipView},
};

/// What the templates of a lot may name.
pub(super) static SLIP: Shape = Shape {
    texts: &[
        "organisation",
        "day",
        "event",
        "hash",
        "lot",
        "draft",
        "channel",
        "party",
        "party_kind",
        "siret",
        "carrier",
        "act",
        "legal_basis",
        "value_method",
        "total_value",
        "cap",
        "undertaken_on",
        "shipped_from",
        "shipped_on",
        "data_clause",
        "waste_code",
        "operation",
        "bsd",
        "no_bsd",
        "warranty",
        "count",
        "mass",
        "with_data",
        "held",
        "for_parts",
    ],
    lists: &[("lines", &LINE)],
};

static LINE: Shape = Shape {
    texts: &[
        "number",
        "tag",
        "qr",
        "kind",
        "machine",
        "serial",
        "bulk",
        "count",
        "mass",
        "value",
        "waste_code",
        "for_parts",
        "shipped_on",
        "media",
    ],
    lists: &[("drives", &DRIVE)],
};

static DRIVE: Shape = Shape { texts: &["name", "kind", "status", "claim"], lists: &[] };

/// What the template of the list for an act may name.
pub(super) static LIST: Shape = Shape {
    texts: &["organisation", "day", "event", "hash", "act", "reason", "waste", "when_collected", "count"],
    lists: &[("lines", &LISTED)],
};

static LISTED: Shape =
    Shape { texts: &["number", "tag", "kind", "machine", "serial", "since", "price"], lists: &[] };

/// Writes a paper of a lot.
///
/// # Errors
///
/// Returns the first fault of the template.
pub fn of_slip(issue: &Issue<'_>, view: &SlipView, template: &Template) -> Result<Document, BadTemplate> {
    let words = issue.words;
    let mut values = issue.values(&SLIP);
    let yes = |yes: bool| yes.then(|| words.yes_no(true));
    let facts = &view.facts;
    values.set("lot", view.number.as_str());
    values.set_some("draft", yes(view.draft));
    values.set_some("channel", facts.channel.map(|channel| capital(words.channel(channel))));
    if let Some(party) = &view.party {
        values.set("party", party.name.clone().unwrap_or_else(|| words.erased().to_owned()));
        values.set("party_kind", capital(words.party_kind(party.kind)));
        values.set_some("siret", party.siret.as_deref());
    }
    values.set_some("carrier", view.carrier.as_deref());
    values.set_some("act", facts.act.as_deref());
    values.set_some("legal_basis", facts.legal_basis.as_deref());
    values.set_some("value_method", facts.value_method.as_deref());
    values.set_some("total_value", total_value(view).map(|value| words.euros(value)));
    values.set("cap", words.euros(crate::rules::gift::CAP));
    values.set_some("undertaken_on", view.undertaken_on.map(|day| words.day(day)));
    values.set_some("shipped_on", view.shipped_on.map(|(_, last)| words.day(last)));
    let parts = view.shipped_on.filter(|(first, last)| first != last);
    values.set_some("shipped_from", parts.map(|(first, _)| words.day(first)));
    values.set_some("data_clause", facts.data_clause.as_deref());
    values.set_some("waste_code", facts.waste_code.as_deref());
    values.set_some("operation", facts.operation.as_deref());
    values.set_some("bsd", facts.bsd.as_deref());
    values.set_some("no_bsd", view.no_bsd.as_deref());
    values.set_some("warranty", yes(facts.warranty == Some(true)));
    let pieces = view.lines.iter().map(|line| line.pieces().unwrap_or(1)).sum();
    values.set("count", words.count(pieces));
    values.set_some("mass", mass(words, total_mass(view)));
    let with_data = view.lines.iter().any(|line| line.open || line.media.iter().any(holds_data));
    values.set_some("with_data", yes(with_data));
    let held: Vec<String> = view.held.iter().map(|held| of_held(words, held)).collect();
    values.set_some("held", (!held.is_empty()).then(|| words.several(&held)));
    values.set_some("for_parts", yes(view.lines.iter().any(|line| line.for_parts)));
    let lines = (1..).zip(&view.lines).map(|(number, line)| of_line(issue, number, line));
    values.set_list("lines", lines.collect());
    issue.document(template, &values)
}

fn of_held(words: &dyn Words, held: &Held) -> String {
    words.held(held.medium.as_deref(), held.tag.as_ref().map(Tag::as_str), held.why)
}

/// Tells whether a medium goes with what it may hold.
fn holds_data(medium: &ListedMedium) -> bool {
    matches!(medium.status, MediumStatus::HoldsData | MediumStatus::Unknown)
}

fn of_line(issue: &Issue<'_>, number: u64, line: &SlipLine) -> Values {
    let words = issue.words;
    let mut values = Values::new(&LINE);
    values.set("number", words.count(number));
    if let Some(asset) = &line.asset {
        values.set("tag", asset.tag.to_string());
        values.set("qr", issue.payload(&asset.tag));
        values.set("kind", capital(words.kind(asset.kind)));
        values.set("machine", machine(asset));
        values.set_some("serial", asset.serial.as_deref());
    } else if let Some(medium) = line.media.first() {
        values.set("serial", medium.name.as_str());
        values.set("kind", capital(words.medium_kind(medium.kind)));
    } else {
        values.set("bulk", line.bulk.clone().unwrap_or_else(|| words.erased().to_owned()));
    }
    values.set_some("count", line.pieces().map(|count| words.count(count)));
    values.set_some("mass", mass(words, line.mass));
    values.set_some("value", line.value.map(|value| words.euros(value)));
    values.set_some("waste_code", line.waste_code.as_deref());
    values.set_some("shipped_on", line.shipped_on.map(|day| words.day(day)));
    values.set_some("for_parts", line.for_parts.then(|| words.yes_no(true)));
    let mut said: Vec<String> = line.media.iter().map(|medium| drive(words, medium)).collect();
    said.extend(line.open.then(|| words.media_open().to_owned()));
    values.set("media", words.several(&said));
    values.set_list("drives", line.media.iter().map(|medium| of_drive(words, medium)).collect());
    values
}

/// A medium in a few words: its serial, its kind, and what may be claimed, or what it holds.
fn drive(words: &dyn Words, medium: &ListedMedium) -> String {
    words.listed_medium(&medium.name, words.medium_kind(medium.kind), state(words, medium))
}

fn state(words: &dyn Words, medium: &ListedMedium) -> &'static str {
    match medium.claim.filter(|_| !holds_data(medium)) {
        Some(claim) => words.claim(claim),
        None => words.medium_status(medium.status),
    }
}

fn of_drive(words: &dyn Words, medium: &ListedMedium) -> Values {
    let mut values = Values::new(&DRIVE);
    values.set("name", medium.name.as_str());
    values.set("kind", capital(words.medium_kind(medium.kind)));
    values.set("status", capital(words.medium_status(medium.status)));
    values.set("claim", state(words, medium));
    values
}

fn machine(asset: &ListedAsset) -> String {
    together([asset.manufacturer.as_deref(), asset.model.as_deref()])
}

fn mass(words: &dyn Words, mass: Option<(Grams, Source)>) -> Option<String> {
    mass.map(|(mass, source)| words.mass_with_source(&words.kilograms(mass), source))
}

/// The mass of the whole as it was taken, else that of all things, if each has one.
fn total_mass(view: &SlipView) -> Option<(Grams, Source)> {
    if let Some((mass, weighed)) = view.mass {
        return Some((mass, if weighed { Source::Weighed } else { Source::Given }));
    }
    let masses = view.lines.iter().map(|line| line.mass).collect::<Option<Vec<_>>>()?;
    let weighed = masses.iter().all(|(_, source)| *source == Source::Weighed);
    let sum = masses.iter().map(|(mass, _)| mass.0).sum();
    Some((Grams(sum), if weighed { Source::Weighed } else { Source::Default }))
}

/// The value of all things, if each has one and it is known how many they are.
fn total_value(view: &SlipView) -> Option<Cents> {
    let of = |line: &SlipLine| line.value?.0.checked_mul(line.pieces()?.try_into().ok()?);
    view.lines.iter().map(of).sum::<Option<i64>>().map(Cents)
}

/// What is asked of the list for an act.
pub struct Decommissioning<'d> {
    /// The act.
    pub act: Option<&'d str>,
    /// Why.
    pub reason: Option<Reason>,
    /// Whether they are discarded.
    pub waste: bool,
    /// Whether those in use are decommissioned the day they come back.
    pub when_collected: bool,
}

/// Writes the list for the act by which assets are decommissioned.
///
/// # Errors
///
/// Returns the first fault of the template.
pub fn of_decommissioning(
    issue: &Issue<'_>,
    request: &Decommissioning<'_>,
    assets: &[ListedAsset],
    template: &Template,
) -> Result<Document, BadTemplate> {
    let words = issue.words;
    let mut values = issue.values(&LIST);
    let yes = |yes: bool| yes.then(|| words.yes_no(true));
    values.set_some("act", request.act);
    values.set_some("reason", request.reason.map(|reason| capital(words.reason(reason))));
    values.set_some("waste", yes(request.waste));
    values.set_some("when_collected", yes(request.when_collected));
    values.set("count", words.count(assets.len() as u64));
    let line = |(number, asset): (u64, &ListedAsset)| {
        let mut values = Values::new(&LISTED);
        values.set("number", words.count(number));
        values.set("tag", asset.tag.to_string());
        values.set("kind", capital(words.kind(asset.kind)));
        values.set("machine", machine(asset));
        values.set_some("serial", asset.serial.as_deref());
        values.set_some("since", asset.since.map(|day| words.day(day)));
        values.set_some("price", asset.price.map(|price| words.euros(price)));
        values
    };
    values.set_list("lines", (1..).zip(assets).map(line).collect());
    issue.document(template, &values)
}
