//! For tests: a record built from drafts, and the worked example of the rules in it.

use uuid::Uuid;

use crate::{
    model::{
        amount::Grams,
        asset::Departure,
        day::{Day, Instant},
        event::Draft,
        fact::{
            Added, Configured, Decommissioned, Departed, Deployed, LotChanged, LotOpened, LotProved,
            LotShipped, LotUndertaken, MediaDeclared, Opened, Reinstated, Triaged,
        },
        grade::Functional,
        id::{ActorId, AssetId, CommandId, LogId, LotId},
        kind::{Acquired, Kind, Security, Source, WeeeCategory},
        leaving::{Channel, Decision, Proof},
        lifecycle::State,
        lot::{LotFacts, LotItem, LotLine},
        period::Period,
        sanitization::Declared,
        tag::Tag,
    },
    report::{Moment, Part, Report, Request, Result},
    rules::{mass, weee},
    store::{
        Flow, Reader, Signature, Store, View,
        sqlite::{self, Access, Sqlite},
    },
};

pub(crate) fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// A store in a folder that disappears with it.
pub(crate) struct Sample {
    _folder: tempfile::TempDir,
    store: Sqlite,
    now: Instant,
    ids: u128,
}

impl Sample {
    /// An opened record of the town, recorded on a day.
    pub(crate) fn new(recorded_on: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = sqlite::create(&folder.path().join("rebond.db"), Access::Owner).unwrap();
        let now = Instant::parse(&format!("{recorded_on}T08:00:00Z")).unwrap();
        let mut sample = Self { _folder: folder, store, now, ids: 0 };
        let log = LogId(sample.id());
        let organisation = Configured { key: "organisation".into(), value: "Ville de Montrouge".into() };
        let on = day(recorded_on);
        sample.record(&[Draft::new(on, Opened { log }), Draft::new(on, organisation)]);
        sample
    }

    pub(crate) fn id(&mut self) -> Uuid {
        self.ids += 1;
        Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + self.ids)
    }

    pub(crate) fn record(&mut self, drafts: &[Draft]) {
        let signature = Signature {
            cmd: CommandId(self.id()),
            actor: "camille".into(),
            new_actor: ActorId(self.id()),
            now: self.now,
        };
        let mut writer = self.store.write(&signature).unwrap();
        // One by one: the gate looks at what was folded before.
        for draft in drafts {
            writer.record(std::slice::from_ref(draft)).unwrap();
        }
        writer.commit().unwrap();
    }

    pub(crate) fn read(&self) -> Box<dyn Reader + '_> {
        self.store.read().unwrap()
    }

    pub(crate) fn departures(&self, period: Period) -> Vec<Departure> {
        let mut found = Vec::new();
        let mut each = |_: &_, departure: &Departure| {
            found.push(departure.clone());
            Flow::Continue(())
        };
        self.read().departures(period, &mut each).unwrap();
        found
    }

    /// Makes a report as the command line does: from its moment, through a view.
    pub(crate) fn report(
        &self,
        make: impl Fn(&dyn Reader, &Request) -> Result<Report>,
        period: &str,
        view: View,
    ) -> Result<Report> {
        let source = self.read();
        let moment = Moment::of(source.as_ref(), view)?;
        let command_line =
            format!("rebond report --period {period} --as-of {} --at-head {}", moment.as_of, moment.head.seq);
        let period = Period::parse(period).unwrap();
        let request = Request { period, moment, part: Part::default(), explain: true, command_line };
        crate::store::view(source.as_ref(), moment.view(), |reader| make(reader, &request))
    }
}

/// An asset of this kind with what the rules propose for it.
pub(crate) fn added(tag: &str, kind: Kind, age_start: Option<Day>) -> Added {
    Added {
        acquired: Acquired::New,
        aliases: Vec::new(),
        first_use_date: age_start,
        holder: None,
        kind,
        manufactured_on: None,
        manufacturer: None,
        mass_g: mass::default_mass(kind),
        mass_source: mass::default_mass(kind).map(|_| Source::Default),
        model: None,
        order: None,
        owner: None,
        price_ht_cents: None,
        purchase_date: None,
        rules: crate::rules::VERSION.into(),
        security: Security::None,
        serial: None,
        service: None,
        site: None,
        state: State::InStock,
        supplier: None,
        tag: Tag::parse(tag).unwrap(),
        warranty_months: None,
        weee: weee::category(kind),
        weee_source: Source::Default,
    }
}

/// How an asset leaves.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    pub(crate) on: Day,
    pub(crate) channel: Channel,
    pub(crate) undertaken_on: Option<Day>,
    pub(crate) proved: Option<(Proof, Day)>,
    pub(crate) operation: Option<String>,
    pub(crate) for_parts: bool,
}

impl Way {
    /// Waste: what is collected as waste, or by an eco-organism without an undertaking.
    pub(crate) fn waste(&self) -> bool {
        match self.channel {
            Channel::Waste => true,
            Channel::EcoOrganism => self.undertaken_on.is_none_or(|day| day > self.on),
            _ => false,
        }
    }

    /// The events by which an asset leaves alone in its lot.
    pub(crate) fn drafts(
        &self,
        asset: AssetId,
        lot: LotId,
        number: usize,
        mass: Option<Grams>,
    ) -> Vec<Draft> {
        let on = self.on;
        let facts = LotFacts {
            channel: Some(self.channel),
            operation: self.operation.clone(),
            ..LotFacts::default()
        };
        let line = LotLine { for_parts: self.for_parts, ..LotLine::of(LotItem::Asset(asset)) };
        let number = format!("LOT-2026-{number:04}");
        let mut drafts = vec![
            Draft::new(on, LotOpened { facts: facts.clone(), number }).lot(lot),
            Draft::new(on, LotChanged { add: vec![line], drop: vec![], facts: LotFacts::default() }).lot(lot),
        ];
        if let Some(day) = self.undertaken_on {
            drafts.push(Draft::new(day, LotUndertaken { assets: vec![asset], media: vec![] }).lot(lot));
        }
        let shipped = LotShipped {
            assets: vec![asset],
            bulk: vec![],
            facts,
            mass_g: None,
            media: vec![],
            weighed: false,
        };
        let departed = Departed {
            channel: self.channel,
            for_parts: self.for_parts,
            impact: None,
            mass_g: mass,
            mass_source: mass.map(|_| Source::Default),
            media: vec![],
            operation: self.operation.clone(),
            unit_value_cents: None,
            waste: self.waste(),
        };
        drafts.push(Draft::new(on, shipped).lot(lot));
        drafts.push(Draft::new(on, departed).asset(asset).lot(lot));
        if let Some((outcome, day)) = self.proved {
            let proved =
                LotProved { assets: vec![asset], lines: vec![], media: vec![], operation: None, outcome };
            drafts.push(Draft::new(day, proved).lot(lot));
        }
        drafts
    }
}

/// rules.md 7.5, its columns: id, type, category, age start, decommissioned, left (or put back in
/// use), channel, undertaking, proof, security, operation.
const WORKED: &str = "\
A01,laptop,2,2019-03-01,2025-11-10,2026-03-15,body_gift,,,none,
A02,desktop,6,2018-06-01,2025-12-01,2026-04-10,sale,2026-04-01,2026-06-01,none,
A03,desktop,6,2018-06-01,2025-12-01,2026-04-10,sale,2026-04-01,,none,
A04,monitor,2,2015-01-15,2025-06-30,2026-05-05,waste,,,none,R 4
A05,laptop,2,2016-09-01,2025-09-01,2026-05-05,waste,,,none,R 4
A06,server,4,2019-01-01,2025-10-01,2026-05-05,waste,,,none,R 12
A07,laptop,2,2020-01-01,2025-10-01,2026-05-06,waste,,,classified,R 4
A08,tablet,2,2020-01-01,2026-02-01,2026-06-01,staff_gift,,,none,
A09,desktop,6,2019-01-01,2025-10-01,,,,,none,
A10,laptop,2,2019-01-01,2026-05-01,2026-09-01,eco_organism,,,none,R 4
A11,laptop,2,2019-01-01,2025-12-20,2026-02-02,eco_organism,2026-01-15,2026-05-20,none,R 0
A12,desktop,6,2019-01-01,2025-11-01,2026-01-20,,,,none,
A13,monitor,2,2016-01-01,2026-01-01,,,,,none,
A14,laptop,2,2019-01-01,2025-08-01,2025-12-31,body_gift,,,none,
A15,laptop,2,2019-01-01,2025-08-01,2026-01-01,body_gift,,,none,
A16,laptop,2,2020-01-01,2026-03-01,2026-10-10,waste,,,none,D 10";

/// The worked example, recorded on 23 November 2026.
pub(crate) fn worked_example() -> Sample {
    let mut sample = Sample::new("2026-11-23");
    for (at, row) in WORKED.lines().enumerate() {
        let drafts = worked_row(&mut sample, at + 1, row);
        sample.record(&drafts);
    }
    sample
}

fn worked_row(sample: &mut Sample, number: usize, row: &str) -> Vec<Draft> {
    let fields: Vec<&str> = row.split(',').collect();
    let on = |at: usize| Some(fields[at]).filter(|text| !text.is_empty()).map(day);
    let kind = Kind::from_code(fields[1]).unwrap();
    let (asset, lot) = (AssetId(sample.id()), LotId(sample.id()));
    let (start, end) = (on(3).unwrap(), on(4).unwrap());
    let mut new = added(fields[0], kind, Some(start));
    new.weee = WeeeCategory::new(fields[2].parse().unwrap()).unwrap();
    new.security = Security::from_code(fields[9]).unwrap();
    let mass = new.mass_g;
    let mut drafts = vec![Draft::new(start, new).asset(asset)];
    drafts.extend(set_down(end, Some(Functional::F5)).map(|draft| draft.asset(asset)));
    match (on(5), Channel::from_code(fields[6])) {
        (Some(day), Some(channel)) => {
            let way = Way {
                on: day,
                channel,
                undertaken_on: on(7),
                proved: on(8).map(|day| (Proof::Reused, day)),
                operation: Some(fields[10].to_owned()).filter(|text| !text.is_empty()),
                for_parts: false,
            };
            drafts.extend(way.drafts(asset, lot, number, mass));
        }
        (Some(day), None) => drafts.extend(back_in_use(day).map(|draft| draft.asset(asset))),
        (None, _) => {}
    }
    drafts
}

/// The events by which an asset without media is tested and decommissioned.
pub(crate) fn set_down(on: Day, functional: Option<Functional>) -> [Draft; 3] {
    let triaged = Triaged { cosmetic: None, decision: Decision::Keep, functional, waste: false };
    let decommissioned = Decommissioned { act: None, reason: None, waste: false, when_collected: false };
    [
        Draft::new(on, MediaDeclared { declared: Declared::None }),
        Draft::new(on, triaged),
        Draft::new(on, decommissioned),
    ]
}

/// The events by which a decommissioned asset finds a use again.
pub(crate) fn back_in_use(on: Day) -> [Draft; 2] {
    let deployed = Deployed { holder: None, media: vec![], service: "URBA".into(), site: None };
    [Draft::new(on, Reinstated {}), Draft::new(on, deployed)]
}
