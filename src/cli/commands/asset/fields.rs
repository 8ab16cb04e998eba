//! The fields of an asset, as a page for people.

use crate::{
    cli::table::facts,
    lang::{Field, Words, around, capital},
    model::sanitization::Inventory,
    ops::{AssetView, MediumView},
};

/// What a page says beside what the asset in JSON holds.
pub(super) struct Beside {
    /// Whether the list of its media is complete.
    pub(super) inventory: Inventory,
    /// Who has it, while it is sent out, in words.
    pub(super) sent_to: Option<String>,
    /// What was done to it, in words.
    pub(super) work: Option<String>,
    /// How many files are attached, in words.
    pub(super) evidence: Option<String>,
}

/// An asset as a page: what is known of it, a line each.
pub(super) fn page(words: &dyn Words, view: &AssetView, beside: Beside) -> String {
    let day = |day: Option<crate::model::day::Day>| day.map(|day| words.day(day));
    let said = |text: &str| Some(capital(text));
    let grade = [
        view.grade.functional.map(|grade| format!("{grade} ({})", words.functional(grade))),
        view.grade.cosmetic.map(|grade| format!("{grade} ({})", words.cosmetic(grade))),
    ];
    let grade: Vec<String> = grade.into_iter().flatten().collect();
    let joined = |parts: &[String]| (!parts.is_empty()).then(|| parts.join(", "));
    let rows = [
        (Field::Tag, Some(view.tag.to_string())),
        (Field::Aliases, joined(&view.aliases)),
        (Field::Kind, said(words.kind(view.kind))),
        (Field::Manufacturer, view.manufacturer.clone()),
        (Field::Model, view.model.clone()),
        (Field::Serial, view.serial.clone()),
        (Field::State, said(words.state(view.state))),
        (Field::SentTo, beside.sent_to),
        (Field::Service, view.service.clone()),
        (Field::Site, view.site.clone()),
        (Field::Holder, view.holder.clone()),
        (Field::DecommissionedOn, day(view.decommissioned_on)),
        (Field::WasteSince, day(view.waste_since)),
        (Field::Owned, (!view.owned).then(|| words.yes_no(false).to_owned())),
        (Field::Grade, joined(&grade)),
        (Field::WeeeCategory, Some(view.weee_category.number().to_string())),
        (Field::Mass, view.mass_g.map(|mass| words.kilograms(mass))),
        (Field::Acquired, said(words.acquired(view.acquired))),
        (Field::PurchaseDate, day(view.purchase_date)),
        (Field::Price, view.purchase_price_ht_cents.map(|price| words.euros(price))),
        (Field::ManufacturedOn, day(view.manufactured_on)),
        (Field::FirstUse, day(view.first_use_date)),
        (Field::WarrantyUntil, day(view.warranty_until)),
        (Field::Deployments, (view.deployments > 0).then(|| view.deployments.to_string())),
        (Field::SecondLives, (view.second_lives > 0).then(|| view.second_lives.to_string())),
        (Field::Work, beside.work),
        (Field::Evidence, beside.evidence),
        (Field::Inventory, said(words.inventory(beside.inventory))),
        (Field::Lot, view.lot.clone()),
        (Field::DepartedOn, departed_on(words, view)),
        (Field::Channel, view.channel.and_then(|channel| said(words.channel(channel)))),
        (Field::Outcome, view.outcome.and_then(|outcome| said(words.outcome(outcome)))),
        (Field::Event, Some(view.version.to_string())),
    ];
    let mut labelled: Vec<(String, Option<String>)> =
        rows.into_iter().map(|(field, value)| (capital(words.field(field)), value)).collect();
    let media = capital(words.field(Field::Media));
    for (place, medium) in view.media.iter().enumerate() {
        labelled.push((format!("{media} #{}", place + 1), Some(medium_line(words, medium))));
    }
    let rows: Vec<(&str, Option<String>)> =
        labelled.iter().map(|(label, value)| (label.as_str(), value.clone())).collect();
    facts(&rows)
}

/// The day it left, as exactly as it is known; of one from before the record, that nobody checked it.
fn departed_on(words: &dyn Words, view: &AssetView) -> Option<String> {
    let known = view.departed_on?;
    let on = around(words, known.on, known.precision);
    Some(match (view.taken_over, on.is_empty()) {
        (false, _) => on,
        (true, false) => format!("{on} ({})", words.taken_over()),
        (true, true) => capital(words.taken_over()),
    })
}

/// Who accepted what was done to a medium; that nobody did, where that is lacking.
pub(in crate::cli::commands) fn validation(words: &dyn Words, medium: &MediumView) -> Option<String> {
    match &medium.validated {
        Some(validated) => Some(words.validated_by(validated.by.as_deref(), validated.on)),
        None => medium.awaits_validation.then(|| words.awaits_validation().to_owned()),
    }
}

fn medium_line(words: &dyn Words, medium: &MediumView) -> String {
    let mut parts = vec![
        medium.serial.clone().unwrap_or_else(|| medium.id.to_string()),
        words.medium_kind(medium.kind).to_owned(),
    ];
    parts.extend(medium.capacity_bytes.map(|bytes| words.capacity(bytes)));
    parts.push(words.medium_status(medium.status).to_owned());
    parts.extend(medium.claim.map(|claim| words.claim(claim).to_owned()));
    parts.extend(validation(words, medium));
    parts.extend(medium.power_on_hours.map(|hours| words.power_on(hours)));
    parts.extend(medium.health.map(|health| words.health(health).to_owned()));
    parts.join(", ")
}
