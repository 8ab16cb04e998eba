//! What the rules count, over what the lines say: the second derivation of the figures.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::plain::{Asset, Exit, later, list, seen, text, walk};

/// The tags behind each figure, by its path, sorted.
pub(super) type Tags = BTreeMap<String, Vec<String>>;

/// The tags of the assets that are so.
fn tags(assets: &[Asset], so: impl Fn(&Asset) -> bool) -> Vec<String> {
    let mut tags: Vec<String> = assets.iter().filter(|asset| so(asset)).map(Asset::tag).collect();
    tags.sort_unstable();
    tags
}

/// The tags of the assets that began such a use in these days, once for each time.
fn began(assets: &[Asset], from: &str, to: &str, second: bool) -> Vec<String> {
    let times = |asset: &Asset| {
        let of = asset.uses.iter().filter(|(on, of)| *of == second && *from <= **on && **on <= *to).count();
        vec![asset.tag(); of]
    };
    let mut tags: Vec<String> = assets.iter().flat_map(times).collect();
    tags.sort_unstable();
    tags
}

/// rules.md 7.2 and 7.3: what the decree counts in a year, as seen on an evening.
pub(super) fn decree(lines: &[Json], year: i16, evening: &str) -> Tags {
    let (from, to) = (format!("{year}-01-01"), format!("{year}-12-31"));
    let at = |day: &str| walk(&seen(lines, day.min(evening)));
    let assets = at(evening);
    // Goods that were decommissioned; what was never ours is told whether it was or not.
    let gone = |asset: &Asset| asset.left().filter(|exit| exit.within(&from, &to)).cloned();
    let down = |asset: &Asset| gone(asset).filter(|exit| exit.down.is_some() || !asset.owned());
    let rated = |asset: &Asset| down(asset).filter(|exit| asset.excluded(exit.down.as_deref()).is_none());
    let a = |asset: &Asset| rated(asset).filter(Exit::in_a);
    let stock = |asset: &Asset| {
        asset.here() && asset.down.is_some() && asset.excluded(asset.down.as_deref()).is_none()
    };
    let with_data = |asset: &Asset| asset.state == "missing" && !asset.listed && holds_data(asset.kind());
    let mut all: Tags = [
        ("a", tags(&assets, |asset| a(asset).is_some())),
        ("b", tags(&at(&format!("{}-12-31", year - 1)), stock)),
        ("operational_num", tags(&assets, |asset| a(asset).is_some())),
        ("operational_den", tags(&assets, |asset| rated(asset).is_some_and(|exit| exit.outcome() != "loss"))),
        ("internal_second_lives", began(&assets, &from, &to, true)),
        (
            "sold_without_proof",
            tags(&assets, |asset| rated(asset).is_some_and(|exit| exit.outcome() == "sold_without_proof")),
        ),
        (
            "untested",
            tags(&assets, |asset| a(asset).is_some_and(|exit| exit.tested.is_none_or(|grade| grade == "F0"))),
        ),
        ("missing_with_data", tags(&at(&to), with_data)),
    ]
    .map(|(path, tags)| (path.to_owned(), tags))
    .into();
    for reason in ["not_owned", "age", "category", "classified", "security"] {
        let so = |asset: &Asset| {
            down(asset).is_some_and(|exit| asset.excluded(exit.down.as_deref()) == Some(reason))
        };
        all.insert(format!("out_of_scope.{reason}"), tags(&assets, so));
    }
    all
}

fn holds_data(kind: &str) -> bool {
    crate::model::kind::Kind::from_code(kind).unwrap().holds_data()
}

/// What left in a period, by outcome, and what found a use again; the grams under each outcome; those of what
/// left without a tag.
pub(super) fn reuse(
    lines: &[Json],
    (from, to): (&str, &str),
    evening: &str,
) -> (Tags, BTreeMap<&'static str, i64>, i64) {
    let lines = seen(lines, evening);
    let assets = walk(&lines);
    let left = |asset: &Asset| asset.left().filter(|exit| exit.within(from, to)).cloned();
    let vague = |asset: &Asset| asset.exit.as_ref().is_some_and(Exit::vague);
    let mut all: Tags = [
        ("departures", tags(&assets, |asset| left(asset).is_some())),
        ("internal_second_lives", began(&assets, from, to, true)),
        ("redeployments", began(&assets, from, to, false)),
        ("before_record", tags(&assets, vague)),
    ]
    .map(|(path, tags)| (path.to_owned(), tags))
    .into();
    let mut grams = BTreeMap::new();
    for outcome in OUTCOMES {
        let so = |asset: &Asset| left(asset).is_some_and(|exit| exit.outcome() == outcome);
        all.insert(outcome.to_owned(), tags(&assets, so));
        let of = assets.iter().filter(|asset| so(asset)).filter_map(left);
        grams.insert(outcome, of.filter_map(|exit| exit.data["mass_g"].as_i64()).sum());
    }
    let shipped = lines.iter().filter(|line| text(line, "type") == "lot_shipped");
    let shipped = shipped.filter(|line| from <= text(line, "on") && text(line, "on") <= to);
    let bulk =
        shipped.flat_map(|line| list(&line["data"], "bulk")).filter_map(|line| line["mass_g"].as_i64());
    (all, grams, bulk.sum())
}

/// How many left in a period, by the service that used each last.
pub(super) fn services(
    lines: &[Json],
    (from, to): (&str, &str),
    evening: &str,
) -> BTreeMap<Option<String>, u64> {
    let mut services = BTreeMap::new();
    for asset in walk(&seen(lines, evening)) {
        if let Some(exit) = asset.left().filter(|exit| exit.within(from, to)) {
            *services.entry(exit.service.clone()).or_default() += 1;
        }
    }
    services
}

/// Pieces by outcome, and grams, by something.
pub(super) type Groups<K> = BTreeMap<K, ([i64; 9], i64)>;

/// What left in a period, by something.
fn left_by<K: Ord>(
    lines: &[Json],
    (from, to): (&str, &str),
    evening: &str,
    by: impl Fn(&Asset, &Exit) -> K,
) -> Groups<K> {
    let mut groups = Groups::new();
    for asset in walk(&seen(lines, evening)) {
        if let Some(exit) = asset.left().filter(|exit| exit.within(from, to)) {
            let (pieces, grams) = groups.entry(by(&asset, exit)).or_default();
            pieces[OUTCOMES.iter().position(|outcome| *outcome == exit.outcome()).unwrap()] += 1;
            *grams += exit.data["mass_g"].as_i64().unwrap_or_default();
        }
    }
    groups
}

/// What left in a period, by the age at decommissioning.
pub(super) fn ages(lines: &[Json], days: (&str, &str), evening: &str) -> Groups<Option<usize>> {
    left_by(lines, days, evening, Asset::age_then)
}

/// What left in a period, by when it had been decommissioned.
pub(super) fn decommissioned(
    lines: &[Json],
    days: (&str, &str),
    evening: &str,
) -> Groups<Option<&'static str>> {
    left_by(lines, days, evening, |_, exit| match &exit.down {
        Some(day) if **day < *days.0 => Some("before_period"),
        Some(_) => Some("during_period"),
        None => (!exit.before).then_some("never"),
    })
}

/// Every outcome, in the order of the contract.
pub(super) const OUTCOMES: [&str; 9] = [
    "reuse",
    "preparation_for_reuse",
    "sold_without_proof",
    "recycling",
    "other_recovery",
    "disposal",
    "pending",
    "loss",
    "returned_to_owner",
];

/// What is here, by state, and what is missing; the ages in whole years, ten for more, none unknown.
pub(super) fn stock(lines: &[Json], evening: &str) -> (Tags, BTreeMap<Option<u32>, u64>, i64) {
    let assets = walk(&seen(lines, evening));
    let mut all = Tags::from([("assets".to_owned(), tags(&assets, Asset::here))]);
    for state in ["in_stock", "deployed", "collected", "in_workshop", "ready", "set_aside", "missing"] {
        all.insert(format!("states.{state}"), tags(&assets, |asset| asset.state == state));
    }
    all.insert("not_owned".to_owned(), tags(&assets, |asset| asset.here() && !asset.owned()));
    all.insert("decommissioned".to_owned(), tags(&assets, |asset| asset.here() && asset.down.is_some()));
    let old =
        |asset: &Asset| asset.here() && asset.age_start().is_some_and(|start| *evening > *later(start, 120));
    all.insert("over_ten_years".to_owned(), tags(&assets, old));
    let mut ages = BTreeMap::new();
    for asset in assets.iter().filter(|asset| asset.here()) {
        let years = |start: &str| (1..=10).filter(|years| *later(start, 12 * years) <= *evening).count();
        *ages.entry(asset.age_start().map(|start| u32::try_from(years(start)).unwrap())).or_default() += 1;
    }
    let paid = assets.iter().filter(|asset| asset.here() && asset.owned());
    (all, ages, paid.filter_map(|asset| asset.about["price_ht_cents"].as_i64()).sum())
}

/// rules.md 1.2 and 7.3: what was bought in a year, new or reconditioned, what was received; the cents spent, those
/// of them for reconditioned goods, and those that gifts are worth.
pub(super) fn agec(lines: &[Json], year: i16, evening: &str) -> (Tags, [i64; 3]) {
    let assets = walk(&seen(lines, evening));
    let listed = |asset: &Asset| {
        "laptop desktop mini_pc all_in_one workstation thin_client server tablet smartphone phone monitor projector"
            .split_whitespace()
            .any(|kind| kind == asset.kind())
    };
    let begins = |day: &str| day.starts_with(&format!("{year}-"));
    let how = |asset: &Asset| text(&asset.about, "acquired").to_owned();
    let bought = |asset: &Asset| {
        listed(asset)
            && begins(text(&asset.about, "purchase_date"))
            && ["new", "reconditioned"].contains(&how(asset).as_str())
    };
    let reused = |asset: &Asset| bought(asset) && how(asset) == "reconditioned";
    let given = |asset: &Asset| listed(asset) && how(asset) == "gift" && begins(&asset.came_on);
    let young = |asset: &Asset| asset.age_start().is_some_and(|start| *asset.came_on < *later(start, 60));
    let valued = |asset: &Asset| given(asset) && asset.kind() == "laptop" && young(asset);
    let cents = |so: &dyn Fn(&Asset) -> bool| -> i64 {
        assets
            .iter()
            .filter(|asset| so(asset))
            .filter_map(|asset| asset.about["price_ht_cents"].as_i64())
            .sum()
    };
    let worth = 20_000 * i64::try_from(assets.iter().filter(|asset| valued(asset)).count()).unwrap();
    let all = [
        ("bought", tags(&assets, bought)),
        ("bought_reused", tags(&assets, reused)),
        ("gifts", tags(&assets, given)),
        ("gifts_without_value", tags(&assets, |asset| given(asset) && !valued(asset))),
        (
            "bought_without_price",
            tags(&assets, |asset| bought(asset) && asset.about["price_ht_cents"].is_null()),
        ),
    ];
    let all = all.map(|(path, tags)| (path.to_owned(), tags)).into();
    (all, [cents(&bought), cents(&reused), worth])
}

/// rules.md 5.4: the second lives outside that count, those left out, the grams that the factors frozen on them
/// come to, and the new parts put into what counts.
pub(super) fn impact(lines: &[Json], (from, to): (&str, &str), evening: &str) -> (Tags, i64, u64) {
    let assets = walk(&seen(lines, evening));
    let reused = |asset: &Asset| {
        let exit = asset.left().filter(|exit| exit.within(from, to));
        exit.filter(|exit| ["reuse", "preparation_for_reuse"].contains(&exit.outcome())).cloned()
    };
    let factor = |exit: &Exit| {
        let frozen = &exit.data["impact"];
        Some(frozen["g_per_year"].as_i64()? * frozen["years"].as_i64()?)
    };
    let counted = |asset: &Asset| reused(asset).and_then(|exit| factor(&exit));
    let all = [
        ("counted", tags(&assets, |asset| counted(asset).is_some())),
        ("left_out", tags(&assets, |asset| reused(asset).is_some() && counted(asset).is_none())),
    ];
    let parts = assets.iter().filter(|asset| counted(asset).is_some()).map(|asset| asset.parts).sum();
    (all.map(|(path, tags)| (path.to_owned(), tags)).into(), assets.iter().filter_map(counted).sum(), parts)
}
