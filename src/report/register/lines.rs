//! The lines of the register: one for each waste code of each departure of a lot.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::{
    model::{
        asset::Departure,
        codes::codes,
        day::Day,
        event::{Event, Seq},
        fact::{Fact, LotShipped},
        id::{AssetId, LotId, MediumId, PartyId, Subject},
        kind::{Kind, Source},
        leaving::{Channel, PartyKind},
        lot::{Lot, LotFacts, LotItem, Placed},
        period::Period,
        sanitization::MediumKind,
        siret::is_siret,
        standing::standing,
        tag::Tag,
    },
    report::{Result, counts},
    rules::waste::{Operation, WasteCode},
    store::{Brief, Flow, Reader},
};

codes! {
    /// What a line lacks that the national register asks for.
    ///
    /// Source: Trackdéchets, import of outgoing waste: what its layout requires, and what it checks
    /// between columns.
    pub enum Lack {
        /// The SIRET of whoever hands it over.
        Sender = "sender_siret",
        /// The waste code.
        WasteCode = "waste_code",
        /// Whether it holds persistent organic pollutants.
        Pop = "pop",
        /// The mass of all of it.
        Mass = "mass",
        /// A mass that was weighed: an estimate does not do for R 1, D 5 and D 10.
        Weighing = "weighing",
        /// The tracking slip of hazardous waste, or why there is none.
        Bsd = "bsd",
        /// Who takes it.
        Taker = "taker",
        /// The SIRET of the establishment that takes it.
        TakerSiret = "taker_siret",
        /// Who carries it.
        Carrier = "carrier",
        /// The SIRET of the establishment that carries it.
        CarrierSiret = "carrier_siret",
        /// The treatment planned.
        Operation = "operation",
    }
}

/// What is in a line: its usual name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Content {
    /// Tagged equipment.
    Asset(Kind),
    /// Loose media.
    Medium(MediumKind),
    /// What has no tag, as it was called; none where that was erased.
    Bulk(Option<String>),
}

/// A party as the register names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// What it is.
    pub kind: PartyKind,
    /// Its name, unless it was erased.
    pub name: Option<String>,
    /// Its SIRET or SIREN.
    pub siret: Option<String>,
}

impl Named {
    /// Returns the number of its establishment; a SIREN is only that of the whole.
    #[must_use]
    pub fn establishment(&self) -> Option<&str> {
        self.siret.as_deref().filter(|number| is_siret(number))
    }
}

/// One line of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The number of the lot.
    pub lot: String,
    /// The event of the departure.
    pub seq: Seq,
    /// The day it left.
    pub on: Day,
    /// The way out.
    pub channel: Channel,
    /// Its code.
    pub waste_code: Option<WasteCode>,
    /// Whether it holds persistent organic pollutants, if somebody said so.
    pub pop: Option<bool>,
    /// What is in it, and how many; of what has no tag, as many as were counted, else one.
    pub contents: BTreeMap<Content, u64>,
    /// The tags in it.
    pub tags: Vec<Tag>,
    /// Its mass, in grams: that of the whole lot where it was given, else the sum of what is known.
    pub mass_g: i64,
    /// Whether all of that mass was weighed.
    pub weighed: bool,
    /// Whether something in it has no known mass.
    pub mass_unknown: bool,
    /// The number of its tracking slip.
    pub bsd: Option<String>,
    /// Whether a reason is given why there is none.
    pub no_bsd: bool,
    /// Who takes it.
    pub taker: Option<Named>,
    /// Who carries it.
    pub carrier: Option<Named>,
    /// The treatment planned.
    pub operation: Option<Operation>,
}

impl Line {
    /// Returns its identity in the register: lot, event, code. It never changes.
    #[must_use]
    pub fn id(&self) -> String {
        let digits = |code: &WasteCode| code.to_string().chars().filter(char::is_ascii_digit).collect();
        let code = self.waste_code.as_ref().map_or_else(|| "x".to_owned(), digits);
        format!("{}/{}/{code}", self.lot, self.seq)
    }

    /// Tells whether it is hazardous: by its code, or by what it holds.
    #[must_use]
    pub fn hazardous(&self) -> bool {
        self.waste_code.is_some_and(WasteCode::hazardous) || self.pop == Some(true)
    }

    /// Returns how many things are in it.
    #[must_use]
    pub fn pieces(&self) -> u64 {
        self.contents.values().sum()
    }

    /// Returns what the national register would miss in it, handed over by the establishment of this
    /// SIRET (empty: not known).
    #[must_use]
    pub fn lacks(&self, sender: &str) -> Vec<Lack> {
        let establishment = |named: &Option<Named>| named.as_ref().and_then(Named::establishment).is_some();
        let by_weight =
            |operation: Operation| matches!(operation.to_string().as_str(), "R 1" | "D 5" | "D 10");
        let missing = [
            (sender.is_empty(), Lack::Sender),
            (self.waste_code.is_none(), Lack::WasteCode),
            (self.pop.is_none(), Lack::Pop),
            (self.mass_unknown || self.mass_g <= 0, Lack::Mass),
            (!self.weighed && self.operation.is_some_and(by_weight), Lack::Weighing),
            (self.hazardous() && self.bsd.is_none() && !self.no_bsd, Lack::Bsd),
            (self.taker.is_none(), Lack::Taker),
            (self.taker.is_some() && !establishment(&self.taker), Lack::TakerSiret),
            (self.carrier.is_none(), Lack::Carrier),
            (self.carrier.is_some() && !establishment(&self.carrier), Lack::CarrierSiret),
            (self.operation.is_none(), Lack::Operation),
        ];
        missing.into_iter().filter_map(|(lacks, lack)| lacks.then_some(lack)).collect()
    }
}

/// Returns the lines of a period as a reader shows them, by day, lot and code. What came back by the
/// day from which it is seen is in none.
///
/// # Errors
///
/// Returns why the record cannot be read.
pub fn lines(reader: &dyn Reader, period: Period, as_of: Day) -> Result<Vec<Line>> {
    let mut left: HashMap<LotId, Left> = HashMap::new();
    reader.departures(period, &mut |asset, departure| {
        let counted = departure.waste && departure.channel != Some(Channel::Loss) && counts(departure, as_of);
        if let Some(lot) = departure.lot.filter(|_| counted) {
            let key = (departure.asset, departure.on);
            left.entry(lot).or_default().insert(key, (asset.clone(), departure.clone()));
        }
        Flow::Continue(())
    })?;
    let mut lots: Vec<LotId> = Vec::new();
    reader.lots(&mut |lot| {
        if left.contains_key(&lot.id) || lot.gone().any(|placed| is_other_waste(&lot, placed, period)) {
            lots.push(lot.id);
        }
        Flow::Continue(())
    })?;
    let mut all = Vec::new();
    for id in lots {
        let left = left.remove(&id).unwrap_or_default();
        Shipments { reader, period, left, lines: &mut all }.read(id)?;
    }
    all.sort_by(|a, b| (a.on, &a.lot, a.seq, a.waste_code).cmp(&(b.on, &b.lot, b.seq, b.waste_code)));
    Ok(all)
}

/// Whether a line that is no asset left as waste within a period.
fn is_other_waste(lot: &Lot, placed: &Placed, period: Period) -> bool {
    let (Some(on), Some(channel)) = (placed.shipped_on, lot.facts.channel) else { return false };
    placed.line.asset().is_none() && period.contains(on) && channel.makes_waste(placed.undertaken_on, on)
}

/// The assets that left in a lot, by the day they did.
type Left = HashMap<(AssetId, Day), (Brief, Departure)>;

/// The departures of one lot.
struct Shipments<'r> {
    reader: &'r dyn Reader,
    period: Period,
    left: Left,
    lines: &'r mut Vec<Line>,
}

impl Shipments<'_> {
    fn read(mut self, id: LotId) -> Result<()> {
        let Some(lot) = self.reader.lot(id)? else { return Ok(()) };
        let events = standing(self.reader.history(Subject::Lot(id))?);
        for (at, event) in events.iter().enumerate() {
            if let Fact::LotShipped(shipped) = &event.fact
                && self.period.contains(event.on)
            {
                let facts = with_papers(shipped, events.get(at..).unwrap_or_default());
                self.shipment(&lot, event, shipped, &facts)?;
            }
        }
        Ok(())
    }

    /// The lines of one departure, by code.
    fn shipment(&mut self, lot: &Lot, event: &Event, shipped: &LotShipped, facts: &LotFacts) -> Result<()> {
        let Some(channel) = facts.channel else { return Ok(()) };
        let split = self.split(lot, event.on, shipped, facts, channel)?;
        let whole = shipped.assets.len() + shipped.media.len() + shipped.bulk.len();
        let (taker, carrier) = (self.named(facts.party)?, self.named(facts.carrier)?);
        let alone = split.0.len() == 1;
        for (code, part) in split.0 {
            let given = shipped.mass_g.filter(|_| alone && part.items == whole);
            self.lines.push(Line {
                lot: lot.number.clone(),
                seq: event.seq,
                on: event.on,
                channel,
                waste_code: code,
                pop: facts.pop,
                mass_g: given.map_or(part.mass_g, |mass| mass.0),
                weighed: if given.is_some() { shipped.weighed } else { !part.estimated },
                mass_unknown: given.is_none() && part.unknown,
                contents: part.contents,
                tags: part.tags.into_iter().collect(),
                bsd: facts.bsd.clone(),
                no_bsd: facts.no_bsd.is_some(),
                taker: taker.clone(),
                carrier: carrier.clone(),
                operation: facts.operation.as_deref().and_then(|code| Operation::parse(code).ok()),
            });
        }
        Ok(())
    }

    /// What left as waste in one departure, by code.
    fn split(
        &mut self,
        lot: &Lot,
        on: Day,
        shipped: &LotShipped,
        facts: &LotFacts,
        channel: Channel,
    ) -> Result<Split> {
        let mut split = Split::default();
        let assets: HashSet<AssetId> = shipped.assets.iter().copied().collect();
        let media: HashSet<MediumId> = shipped.media.iter().copied().collect();
        for placed in lot.gone().filter(|placed| placed.shipped_on == Some(on)) {
            let code = placed.line.waste_code.as_ref().or(facts.waste_code.as_ref());
            let code = code.and_then(|code| WasteCode::parse(code).ok());
            let waste = || channel.makes_waste(placed.undertaken_on, on);
            match placed.line.item {
                Some(LotItem::Asset(id)) if assets.contains(&id) => {
                    if let Some((asset, departure)) = self.left.remove(&(id, on)) {
                        split.asset(code, &asset, &departure);
                    }
                }
                Some(LotItem::Medium(id)) if media.contains(&id) && waste() => {
                    if let Some(medium) = self.reader.medium(id)? {
                        split.add(code, Content::Medium(medium.kind), 1, None, false);
                    }
                }
                None if shipped.bulk.contains(&placed.line) && waste() => {
                    let text = placed.line.bulk.map(|text| self.reader.text(text)).transpose()?.flatten();
                    let count = u64::from(placed.line.count.unwrap_or(1));
                    let mass = placed.line.mass_g.map(|mass| mass.0);
                    split.add(code, Content::Bulk(text), count, mass, false);
                }
                _ => {}
            }
        }
        Ok(split)
    }

    fn named(&self, party: Option<PartyId>) -> Result<Option<Named>> {
        let party = party.map(|id| self.reader.party(id)).transpose()?.flatten();
        Ok(party.map(|party| Named { kind: party.kind, name: party.name, siret: party.siret }))
    }
}

/// The facts of a departure with the papers that came later: those given once the whole lot was gone are
/// those of the last departure, and complete what an earlier one lacks. What was given between two departures
/// may be meant for the next: it only completes.
fn with_papers(shipped: &LotShipped, since: &[Event]) -> LotFacts {
    let ships = |event: &Event| matches!(event.fact, Fact::LotShipped(_));
    let is_last = !since.iter().skip(1).any(ships);
    let mut facts = shipped.facts.clone();
    for event in since {
        if let Fact::LotChanged(changed) = &event.fact {
            if is_last {
                facts.update(&changed.facts);
            } else {
                let mut completed = changed.facts.clone();
                completed.update(&facts);
                facts = completed;
            }
        }
    }
    facts
}

/// One departure, by waste code.
#[derive(Default)]
struct Split(BTreeMap<Option<WasteCode>, Part>);

#[derive(Default)]
struct Part {
    contents: BTreeMap<Content, u64>,
    tags: BTreeSet<Tag>,
    items: usize,
    mass_g: i64,
    estimated: bool,
    unknown: bool,
}

impl Split {
    fn asset(&mut self, code: Option<WasteCode>, asset: &Brief, departure: &Departure) {
        let weighed = departure.mass_source == Some(Source::Weighed);
        let mass = departure.mass.map(|mass| mass.0);
        self.add(code, Content::Asset(asset.kind), 1, mass, weighed).tags.insert(asset.tag.clone());
    }

    fn add(
        &mut self,
        code: Option<WasteCode>,
        content: Content,
        count: u64,
        mass: Option<i64>,
        weighed: bool,
    ) -> &mut Part {
        let part = self.0.entry(code).or_default();
        *part.contents.entry(content).or_default() += count;
        part.items += 1;
        part.mass_g = part.mass_g.saturating_add(mass.unwrap_or_default());
        part.estimated |= !weighed;
        part.unknown |= mass.is_none();
        part
    }
}
