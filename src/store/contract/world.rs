//! A small world for the tests of the contract: a record, handles on it, short names for drafts.

use std::cell::{Cell, Ref, RefCell};

use uuid::Uuid;

use crate::{
    model::{
        asset::{Asset, Departure},
        day::{Day, Instant},
        event::{Draft, Event, Seq},
        fact::{
            Added, Decommissioned, Departed, Deployed, Fact, LotChanged, LotOpened, LotShipped, MediumAdded,
            MediumMoved, Patch, Readied, Sanitised, Triaged, Voided, Worked,
        },
        grade::Functional,
        id::{ActorId, AssetId, CommandId, LotId, MediumId, PartyId, Subject},
        kind::{Acquired, Kind, Security, Source, WeeeCategory},
        leaving::{Channel, Decision, VoidReason},
        lifecycle::State,
        lot::{Lot, LotFacts, LotItem, LotLine},
        medium::Medium,
        sanitization::{Claim, Encrypted, MediumKind, Technique, Verdict, Verify},
        tag::Tag,
        work::WorkKind,
    },
    store::{Depth, Error, Finding, Flow, Reader, Result, Signature, Span, Store, Writer, verify::compare},
};

/// A record of a backend, and how to open it.
pub(in crate::store) trait Backend: Sync {
    /// Opens another handle on the record.
    fn open(&self) -> Box<dyn Store>;

    /// Tells whether a world on it opens it again before every write.
    fn reopens(&self) -> bool {
        false
    }
}

/// Makes a new, empty record.
pub(in crate::store) type Make<'m> = &'m dyn Fn() -> Box<dyn Backend>;

/// A record and what a test needs to speak about it.
pub(in crate::store) struct World {
    // The handle goes before what it is a handle on.
    store: RefCell<Box<dyn Store>>,
    backend: Box<dyn Backend>,
    ids: Cell<u128>,
}

impl World {
    pub(in crate::store) fn new(make: Make<'_>) -> Self {
        Self::on(make())
    }

    /// A world on a record that a test has made itself.
    pub(in crate::store) fn on(backend: Box<dyn Backend>) -> Self {
        Self { store: RefCell::new(backend.open()), backend, ids: Cell::new(0) }
    }

    /// The record, to open other handles on it.
    pub(super) fn backend(&self) -> &dyn Backend {
        self.backend.as_ref()
    }

    /// The handle of this world.
    pub(in crate::store) fn store(&self) -> Ref<'_, Box<dyn Store>> {
        self.store.borrow()
    }

    pub(super) fn id(&self) -> Uuid {
        self.ids.set(self.ids.get() + 1);
        Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + self.ids.get())
    }

    pub(in crate::store) fn asset_id(&self) -> AssetId {
        AssetId(self.id())
    }

    pub(in crate::store) fn medium_id(&self) -> MediumId {
        MediumId(self.id())
    }

    pub(super) fn lot_id(&self) -> LotId {
        LotId(self.id())
    }

    pub(super) fn party_id(&self) -> PartyId {
        PartyId(self.id())
    }

    /// A new command of a technician, on a day of 2026.
    pub(in crate::store) fn signature(&self) -> Signature {
        Signature {
            cmd: CommandId(self.id()),
            actor: "jdupont".to_owned(),
            new_actor: ActorId(self.id()),
            now: instant("2026-11-02T08:00:00Z"),
        }
    }

    /// Records drafts as one command.
    pub(in crate::store) fn try_write(&self, drafts: &[Draft]) -> Result<Option<Span>> {
        if self.backend.reopens() {
            self.store.replace(self.backend.open());
        }
        let store = self.store.borrow();
        let mut writer = store.write(&self.signature())?;
        writer.record(drafts)?;
        writer.commit()
    }

    /// Records drafts as one command that must succeed; returns the last event.
    pub(in crate::store) fn write(&self, drafts: &[Draft]) -> Seq {
        self.try_write(drafts).unwrap().unwrap().last
    }

    /// Records one fact about an asset.
    pub(super) fn about(&self, asset: AssetId, on: &str, fact: impl Into<Fact>) -> Seq {
        self.write(&[draft(on, fact).asset(asset)])
    }

    /// Asks a snapshot.
    pub(in crate::store) fn ask<T>(&self, question: impl FnOnce(&dyn Reader) -> Result<T>) -> T {
        let store = self.store.borrow();
        let reader = store.read().unwrap();
        question(reader.as_ref()).unwrap()
    }

    pub(super) fn asset(&self, id: AssetId) -> Asset {
        self.ask(|r| r.asset(id)).unwrap()
    }

    pub(super) fn medium(&self, id: MediumId) -> Medium {
        self.ask(|r| r.medium(id)).unwrap()
    }

    pub(in crate::store) fn lot(&self, id: LotId) -> Lot {
        self.ask(|r| r.lot(id)).unwrap()
    }

    pub(super) fn departure(&self, asset: AssetId) -> Option<Departure> {
        self.ask(|r| r.departure_of(asset))
    }

    pub(super) fn history(&self, subject: impl Into<Subject>) -> Vec<Event> {
        self.ask(|r| r.history(subject.into()))
    }

    /// Returns what a stream calls back with.
    pub(super) fn collect<T>(
        &self,
        stream: impl FnOnce(&dyn Reader, &mut dyn FnMut(T) -> Flow) -> Result<()>,
    ) -> Vec<T> {
        let mut all = Vec::new();
        self.ask(|reader| {
            stream(reader, &mut |one| {
                all.push(one);
                Flow::Continue(())
            })
        });
        all
    }

    /// Every row of every projection.
    pub(in crate::store) fn rows(&self) -> Vec<String> {
        self.ask(rows)
    }

    pub(in crate::store) fn findings(&self) -> Vec<Finding> {
        self.ask(|r| compare(r, Depth::Quick)).findings
    }

    /// The same, with what only a whole life can keep to.
    pub(super) fn all_findings(&self) -> Vec<Finding> {
        self.ask(|r| compare(r, Depth::Full)).findings
    }

    /// The number of the last event.
    pub(in crate::store) fn head(&self) -> Seq {
        self.ask(|r| r.head()).seq
    }

    /// An asset on the shelf since 1 January 2026, of a kind that can hold data.
    pub(in crate::store) fn laptop(&self, tag: &str) -> AssetId {
        let id = self.asset_id();
        self.about(id, "2026-01-01", added(tag));
        id
    }

    /// A medium put into an asset; it makes the asset's inventory closed.
    pub(in crate::store) fn disk(&self, asset: Option<AssetId>, on: &str) -> MediumId {
        let id = self.medium_id();
        let mut draft = draft(on, medium_added()).medium(id);
        draft.asset = asset;
        self.write(&[draft]);
        id
    }

    /// An open lot of a channel.
    pub(in crate::store) fn open_lot(&self, number: &str, channel: Channel) -> LotId {
        let id = self.lot_id();
        let facts = LotFacts { channel: Some(channel), ..LotFacts::default() };
        self.write(&[draft("2026-02-01", LotOpened { facts, number: number.to_owned() }).lot(id)]);
        id
    }

    pub(in crate::store) fn add_to(&self, lot: LotId, items: &[LotItem]) -> Seq {
        let add = items.iter().map(|item| LotLine::of(*item)).collect();
        let changed = LotChanged { add, drop: Vec::new(), facts: LotFacts::default() };
        self.write(&[draft("2026-02-02", changed).lot(lot)])
    }

    /// A lot that leaves, with the departure of each asset.
    pub(in crate::store) fn shipment(
        &self,
        lot: LotId,
        on: &str,
        assets: &[AssetId],
        media: &[MediumId],
    ) -> Vec<Draft> {
        let facts = self.lot(lot).facts;
        let channel = facts.channel.unwrap();
        let shipped = LotShipped {
            assets: assets.to_vec(),
            bulk: Vec::new(),
            facts,
            mass_g: None,
            media: media.to_vec(),
            weighed: false,
        };
        let mut drafts = vec![draft(on, shipped).lot(lot)];
        for asset in assets {
            let inside = self.ask(|r| r.media_of(*asset));
            let inside = inside.iter().filter(|m| m.until.is_none()).map(|m| m.medium.id).collect();
            drafts.push(draft(on, departed(channel, inside)).asset(*asset).lot(lot));
        }
        drafts
    }

    /// Puts assets into a new lot that leaves at once.
    pub(super) fn ship(&self, number: &str, channel: Channel, on: &str, assets: &[AssetId]) -> LotId {
        let lot = self.open_lot(number, channel);
        let items: Vec<_> = assets.iter().map(|asset| LotItem::Asset(*asset)).collect();
        self.add_to(lot, &items);
        self.write(&self.shipment(lot, on, assets, &[]));
        lot
    }

    pub(in crate::store) fn void(&self, seq: Seq) -> Seq {
        self.write(&[void(seq)])
    }
}

/// Every row of every projection, with its table.
pub(in crate::store) fn rows(reader: &dyn Reader) -> Result<Vec<String>> {
    let mut rows = Vec::new();
    reader.touches(&mut |id, seq, bears| {
        rows.push(format!("touch: {id} {seq} {bears}"));
        Flow::Continue(())
    })?;
    reader.projections(&mut |table, row| {
        rows.push(format!("{table}: {row}"));
        Flow::Continue(())
    })?;
    Ok(rows)
}

pub(in crate::store) fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

pub(super) fn instant(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

pub(in crate::store) fn draft(on: &str, fact: impl Into<Fact>) -> Draft {
    Draft::new(day(on), fact)
}

pub(in crate::store) fn added(tag: &str) -> Added {
    Added {
        acquired: Acquired::New,
        aliases: Vec::new(),
        first_use_date: None,
        holder: None,
        kind: Kind::Laptop,
        manufactured_on: None,
        manufacturer: None,
        mass_g: None,
        mass_source: None,
        model: None,
        order: None,
        owner: None,
        price_ht_cents: None,
        purchase_date: None,
        rules: "2026.1".to_owned(),
        security: Security::None,
        serial: None,
        service: None,
        site: None,
        state: State::InStock,
        supplier: None,
        tag: Tag::parse(tag).unwrap(),
        warranty_months: None,
        weee: WeeeCategory::SMALL_IT,
        weee_source: Source::Default,
    }
}

pub(in crate::store) fn medium_added() -> MediumAdded {
    MediumAdded {
        capacity_bytes: None,
        encrypted: Encrypted::Unknown,
        kind: MediumKind::Ssd,
        model: None,
        seen: false,
        serial: None,
        used_by: None,
    }
}

pub(in crate::store) fn moved(from: Option<AssetId>, to: Option<AssetId>) -> MediumMoved {
    MediumMoved {
        attempt: None,
        claim: None,
        from,
        keep_data: false,
        kind: None,
        rules: None,
        to,
        used_by: None,
    }
}

pub(in crate::store) fn deployed(service: &str, media: &[MediumId]) -> Deployed {
    Deployed { holder: None, media: media.to_vec(), service: service.to_owned(), site: None }
}

pub(in crate::store) fn decommissioned() -> Decommissioned {
    Decommissioned { act: None, reason: None, waste: false, when_collected: false }
}

pub(super) fn triaged(decision: Decision) -> Triaged {
    Triaged { cosmetic: None, decision, functional: None, waste: false }
}

/// Ready again, fully tested.
pub(super) fn readied() -> Readied {
    Readied { cosmetic: None, functional: Functional::F5, no_system: false }
}

/// A repair done here.
pub(super) fn worked() -> Worked {
    Worked {
        back: false,
        cost_cents: None,
        data_clause: None,
        from: None,
        kind: WorkKind::Repair,
        media: Vec::new(),
        minutes: None,
        new_serial: None,
        old_serial: None,
        part: None,
        sent_to: None,
        with_data: false,
    }
}

pub(super) fn departed(channel: Channel, media: Vec<MediumId>) -> Departed {
    Departed {
        channel,
        for_parts: false,
        impact: None,
        mass_g: None,
        mass_source: None,
        media,
        operation: None,
        unit_value_cents: None,
        waste: channel == Channel::Waste,
    }
}

pub(super) fn sanitised(claim: Claim, result: Verdict) -> Sanitised {
    Sanitised {
        action: Technique::Overwrite,
        claim,
        result,
        rules: "2026.1".to_owned(),
        run: None,
        tool: None,
        verify: Verify::Full,
    }
}

/// A draft that clears a medium under the default policy.
pub(in crate::store) fn wipe(on: &str, medium: MediumId) -> Draft {
    draft(on, sanitised(Claim::Clear, Verdict::Pass)).medium(medium)
}

pub(in crate::store) fn void(seq: Seq) -> Draft {
    draft("2026-11-02", Voided { reason: VoidReason::Mistyped, seq })
}

pub(super) fn patch() -> Patch {
    Patch::default()
}

/// What a refused gate looks like.
pub(super) fn is_gate<T>(result: &Result<T>) -> bool {
    matches!(result, Err(Error::Gate(_)))
}

/// Begins a write that a test finishes itself.
pub(super) fn begin<'s>(store: &'s dyn Store, signature: &Signature) -> Box<dyn Writer + 's> {
    store.write(signature).unwrap()
}
