//! The figures counted a second time, from the lines of the log alone, as the rules say them: no fold, no
//! projection, no type of a fact. Beside the lines it knows only which kinds hold data, and the tables of the
//! rules that are no more than lists.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

/// The types of events that a day leaves out: those that happened, not those that describe.
const DATED: &str = "added deployed moved collected triaged worked readied decommissioned reinstated lost found \
    departed departed_before returned medium_added media_declared medium_moved sanitised destroyed validated \
    lot_undertaken lot_shipped lot_proved";

pub(super) fn text<'j>(json: &'j Json, key: &str) -> &'j str {
    json[key].as_str().unwrap_or_default()
}

pub(super) fn list<'j>(json: &'j Json, key: &str) -> impl Iterator<Item = &'j Json> {
    json[key].as_array().into_iter().flatten()
}

/// The lines that stand, read with their corrections, as known at a head.
pub(super) fn standing(lines: &[Json], head: u64) -> Vec<Json> {
    let mut lines: Vec<Json> =
        lines.iter().filter(|line| line["seq"].as_u64().unwrap() <= head).cloned().collect();
    let gone: BTreeSet<u64> = lines
        .iter()
        .flat_map(|line| match text(line, "type") {
            "voided" => vec![line["data"]["seq"].as_u64().unwrap()],
            "lot_cancelled" => list(&line["data"], "voids").filter_map(Json::as_u64).collect(),
            _ => vec![],
        })
        .collect();
    lines.retain(|line| !gone.contains(&line["seq"].as_u64().unwrap()));
    for correction in lines.clone().iter().filter(|line| text(line, "type") == "corrected") {
        let Some(target) = lines.iter_mut().find(|line| line["seq"] == correction["data"]["seq"]) else {
            continue;
        };
        for (key, value) in correction["data"]["set"].as_object().unwrap() {
            let place = if key == "on" { &mut target["on"] } else { &mut target["data"][key] };
            *place = value.clone();
        }
    }
    lines
}

/// Those of the lines that are seen on an evening.
pub(super) fn seen<'j>(lines: &'j [Json], evening: &str) -> Vec<&'j Json> {
    let described = |line: &Json| !DATED.split_whitespace().any(|of| of == text(line, "type"));
    lines.iter().filter(|line| text(line, "on") <= evening || described(line)).collect()
}

/// The day so many months after another; the 29th to 31st of a shorter month is its last day.
pub(super) fn later(day: &str, months: u32) -> String {
    let [y, m, d] = [0..4, 5..7, 8..10].map(|at| day[at].parse::<u32>().unwrap());
    let (y, m) = (y + (m - 1 + months) / 12, (m - 1 + months) % 12 + 1);
    let leap = y.is_multiple_of(4) && (!y.is_multiple_of(100) || y.is_multiple_of(400));
    let last = match m {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    format!("{y:04}-{m:02}-{:02}", d.min(last))
}

/// One departure.
#[derive(Clone, Debug, Default)]
pub(super) struct Exit {
    on: String,
    lot: String,
    /// Whether that was before the record.
    pub(super) before: bool,
    pub(super) data: Json,
    /// The day of the decommissioning, if it was decommissioned.
    pub(super) down: Option<String>,
    pub(super) tested: Option<String>,
    /// The service that used it last.
    pub(super) service: Option<String>,
    /// The undertakings of its taker, and what was proved with which operation.
    undertaken: Vec<String>,
    proved: Option<(String, String)>,
}

/// What the lines say of one asset, up to an evening.
#[derive(Clone, Debug, Default)]
pub(super) struct Asset {
    /// What was said of it when it came in, as edited since.
    pub(super) about: Json,
    pub(super) came_on: String,
    pub(super) state: String,
    before: String,
    pub(super) down: Option<String>,
    pub(super) tested: Option<String>,
    pub(super) listed: bool,
    renewed: bool,
    used: bool,
    pub(super) exit: Option<Exit>,
    /// The days of new uses, and whether each is a second life.
    pub(super) uses: Vec<(String, bool)>,
    /// How many new parts were put in.
    pub(super) parts: u64,
}

/// Walks over the lines.
pub(super) fn walk(lines: &[&Json]) -> Vec<Asset> {
    let mut assets: BTreeMap<String, Asset> = BTreeMap::new();
    let mut undertaken: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for line in lines {
        let (kind, on, lot, data) = (text(line, "type"), text(line, "on"), text(line, "lot"), &line["data"]);
        for id in list(data, "assets").filter_map(Json::as_str) {
            let exit =
                assets.get_mut(id).and_then(|asset| asset.exit.as_mut()).filter(|exit| exit.lot == lot);
            match (kind, exit) {
                ("lot_undertaken", Some(exit)) => exit.undertaken.push(on.to_owned()),
                ("lot_undertaken", None) => {
                    undertaken.entry((lot.to_owned(), id.to_owned())).or_default().push(on.to_owned());
                }
                ("lot_proved", Some(exit)) => {
                    exit.proved =
                        Some((text(data, "outcome").to_owned(), text(data, "operation").to_owned()));
                }
                _ => {}
            }
        }
        let id = text(line, "asset");
        if kind == "added" {
            let (about, came_on, state) = (data.clone(), on.to_owned(), text(data, "state").to_owned());
            assets.insert(
                id.to_owned(),
                Asset { used: state == "deployed", about, came_on, state, ..Asset::default() },
            );
        } else if let Some(asset) = assets.get_mut(id) {
            asset.happen(kind, on, lot, data);
            if let Some(exit) = asset.exit.as_mut().filter(|_| kind == "departed") {
                exit.undertaken = undertaken.remove(&(lot.to_owned(), id.to_owned())).unwrap_or_default();
            }
        }
    }
    assets.into_values().collect()
}

impl Asset {
    fn happen(&mut self, kind: &str, on: &str, lot: &str, data: &Json) {
        match kind {
            "edited" => self.edit(data),
            "media_declared" => self.listed = true,
            "deployed" => {
                self.about["service"] = data["service"].clone();
                if self.renewed || self.used {
                    self.uses.push((on.to_owned(), self.renewed));
                }
                (self.used, self.renewed, self.state) = (true, false, "deployed".to_owned());
            }
            "collected" => self.state = "collected".to_owned(),
            "triaged" => {
                let to = match text(data, "decision") {
                    "recondition" => "in_workshop",
                    "recycle" => "set_aside",
                    _ => "in_stock",
                };
                self.state = to.to_owned();
                self.grade(data);
            }
            "readied" => {
                (self.renewed, self.state) = (true, "ready".to_owned());
                self.grade(data);
            }
            "worked"
                if text(data, "kind") == "replace" && data["from"].is_null() && !data["part"].is_null() =>
            {
                self.parts += 1;
            }
            "decommissioned" if data["when_collected"] != true => self.down = Some(on.to_owned()),
            "reinstated" => (self.renewed, self.down) = (true, None),
            "lost" => self.before = std::mem::replace(&mut self.state, "missing".to_owned()),
            "found" => {
                let back = if data["in_place"] == true { self.before.as_str() } else { "collected" };
                (self.state, self.listed, self.exit) = (back.to_owned(), false, None);
            }
            "returned" => {
                self.listed &= self.exit.as_ref().is_none_or(|exit| exit.on == on);
                (self.state, self.exit) = ("collected".to_owned(), None);
            }
            "departed" | "departed_before" => {
                let (on, lot, data) = (on.to_owned(), lot.to_owned(), data.clone());
                let (down, tested) = (self.down.clone(), self.tested.clone());
                let service = self.about["service"].as_str().map(ToOwned::to_owned);
                let before = kind == "departed_before";
                self.exit = Some(Exit { on, lot, before, data, down, tested, service, ..Exit::default() });
                self.state = "departed".to_owned();
            }
            _ => {}
        }
    }

    fn grade(&mut self, data: &Json) {
        self.tested = data["functional"].as_str().map(ToOwned::to_owned).or(self.tested.take());
    }

    fn edit(&mut self, data: &Json) {
        for (key, value) in data.as_object().unwrap() {
            self.about[key] = value.clone();
        }
        for cleared in list(data, "clear").filter_map(Json::as_str) {
            self.about[cleared] = Json::Null;
        }
    }

    pub(super) fn tag(&self) -> String {
        text(&self.about, "tag").to_owned()
    }

    pub(super) fn kind(&self) -> &str {
        text(&self.about, "kind")
    }

    pub(super) fn here(&self) -> bool {
        self.state != "departed" && self.state != "missing"
    }

    pub(super) fn owned(&self) -> bool {
        !matches!(text(&self.about, "acquired"), "leased" | "lent")
    }

    /// First use, else purchase, else manufacture.
    pub(super) fn age_start(&self) -> Option<&str> {
        ["first_use_date", "purchase_date", "manufactured_on"].iter().find_map(|key| self.about[key].as_str())
    }

    /// How many whole years old it was, ten for more, when it was decommissioned, else when it left; none where nobody
    /// knows.
    pub(super) fn age_then(&self, exit: &Exit) -> Option<usize> {
        let start = self.age_start()?;
        let years = |day: &str| (1..=10).filter(|years| *later(start, 12 * years) <= *day).count();
        match &exit.down {
            Some(down) => Some(years(down)),
            None => Some(years(&exit.on)).filter(|last| years(&exit.first()) == *last),
        }
    }

    /// The first reason to be outside of the rate, for something decommissioned on this day.
    pub(super) fn excluded(&self, down: Option<&str>) -> Option<&'static str> {
        let old = self.age_start().zip(down).is_some_and(|(start, down)| *down > *later(start, 120));
        match (self.owned(), old, self.about["weee"].as_u64(), text(&self.about, "security")) {
            (false, ..) => Some("not_owned"),
            (_, true, ..) => Some("age"),
            (_, _, Some(2 | 6), "none") => None,
            (_, _, Some(2 | 6), "classified") => Some("classified"),
            (_, _, Some(2 | 6), _) => Some("security"),
            _ => Some("category"),
        }
    }

    /// Its departure, if it did not come back and its year and way out are known.
    pub(super) fn left(&self) -> Option<&Exit> {
        self.exit.as_ref().filter(|exit| !exit.vague())
    }
}

impl Exit {
    pub(super) fn vague(&self) -> bool {
        self.data["channel"].is_null() || self.data["precision"] == "unknown"
    }

    /// Whether all the days that it can have been are within others.
    pub(super) fn within(&self, from: &str, to: &str) -> bool {
        *from <= *self.first() && *self.on <= *to
    }

    /// The first day that it can have been.
    fn first(&self) -> String {
        match text(&self.data, "precision") {
            "year" => format!("{}-01-01", &self.on[..4]),
            "month" => format!("{}-01", &self.on[..7]),
            _ => self.on.clone(),
        }
    }

    fn in_time(&self) -> bool {
        self.undertaken.iter().any(|day| *day <= self.on)
    }

    fn sold(&self) -> bool {
        matches!(text(&self.data, "channel"), "sale" | "eco_organism" | "supplier_takeback")
    }

    fn given(&self) -> bool {
        matches!(text(&self.data, "channel"), "public_body" | "staff_gift" | "body_gift")
    }

    fn for_parts(&self) -> bool {
        self.data["for_parts"] == true
    }

    fn proof(&self) -> Option<&str> {
        self.proved.as_ref().map(|(outcome, _)| outcome.as_str())
    }

    pub(super) fn in_a(&self) -> bool {
        self.given() && !self.for_parts() || self.sold() && self.in_time() && self.proof() == Some("reused")
    }

    /// What it counts as: the first that fits.
    pub(super) fn outcome(&self) -> &'static str {
        let waste = self.data["waste"] == true;
        let real =
            self.proved.as_ref().map(|(_, operation)| operation.as_str()).filter(|code| !code.is_empty());
        let operation = real.unwrap_or_else(|| text(&self.data, "operation"));
        match (text(&self.data, "channel"), self.proof()) {
            ("lessor_return", _) => "returned_to_owner",
            ("loss", _) => "loss",
            (_, None) if self.sold() && !waste => "sold_without_proof",
            (_, Some("reused")) if self.sold() && !waste && !self.in_time() => "sold_without_proof",
            (_, Some("reused")) if waste || operation == "R 0" => "preparation_for_reuse",
            (_, Some("reused")) => "reuse",
            (_, Some("recycled")) => "recycling",
            (_, Some("recovered")) => "other_recovery",
            (_, Some(_)) => "disposal",
            (_, None) if self.given() => ["reuse", "pending"][usize::from(self.for_parts())],
            _ => match operation {
                "R 0" => "preparation_for_reuse",
                "R 2" | "R 3" | "R 4" | "R 5" | "R 6" | "R 7" | "R 8" | "R 9" => "recycling",
                "R 1" | "R 10" | "R 11" => "other_recovery",
                "D 1" | "D 2" | "D 3" | "D 4" | "D 5" | "D 6" | "D 7" | "D 10" | "D 11" | "D 12" => {
                    "disposal"
                }
                _ => "pending",
            },
        }
    }
}
