//! An event of every type.

use uuid::Uuid;

use super::{LOT, SERIAL, TAG, asset, cmd, free_text, lot, medium, on, party, some, text};
use crate::{
    lang::Names,
    model::{
        amount::{Bytes, Cents, Grams},
        day::Instant,
        edit::Attribute,
        erasure::ForgetReason,
        event::{Event, Hash},
        fact::{
            Added, Attached, Collected, Configured, Corrected, Decommissioned, Departed, DepartedBefore,
            Deployed, Destroyed, Edited, Epoch, Fact, Forgotten, Found, Lost, LotCancelled, LotChanged,
            LotOpened, LotProved, LotShipped, LotUndertaken, MediaDeclared, MediumAdded, MediumMoved,
            MediumRead, Moved, Opened, PartyAdded, PartyChanged, Patch, Readied, Reinstated, Reserved,
            Returned, Run, Sanitised, Sealed, Triaged, Validated, Voided, Worked,
        },
        grade::{Cosmetic, Functional},
        id::{ActorId, AssetId, LogId, LotId, MediumId, PartyId, TextId},
        kind::{Acquired, Kind, Security, Source, WeeeCategory},
        leaving::{Cause, Channel, Decision, PartyKind, Proof, Reason, VoidReason},
        lifecycle::State,
        lot::{LotFacts, LotItem, LotLine},
        precision::Precision,
        sanitization::{Claim, Declared, Encrypted, Health, MediumKind, Method, Technique, Verdict, Verify},
        tag::Tag,
        work::WorkKind,
    },
    store::Place,
};

/// The names of the events below; of a record where everything was erased, none.
pub(crate) struct Known(pub(crate) bool);

impl Known {
    fn name(&self, name: &str) -> Option<String> {
        self.0.then(|| name.to_owned())
    }
}

impl Names for Known {
    fn asset(&self, _: AssetId) -> Option<String> {
        self.name(TAG)
    }

    fn medium(&self, _: MediumId) -> Option<String> {
        self.name(SERIAL)
    }

    fn lot(&self, _: LotId) -> Option<String> {
        self.name(LOT)
    }

    fn party(&self, _: PartyId) -> Option<String> {
        self.name("Alice Martin")
    }

    fn actor(&self, _: ActorId) -> Option<String> {
        self.name("bob")
    }

    fn place(&self, place: Place, _: &str) -> Option<String> {
        self.name(if place == Place::Site { "Mairie" } else { "Urbanisme" })
    }

    fn text(&self, _: TextId) -> Option<String> {
        self.name("câbles")
    }

    fn file(&self, _: TextId) -> Option<String> {
        self.name("attestation.pdf")
    }
}

/// An event of a fact, about all it can be about.
pub(crate) fn event(fact: impl Into<Fact>) -> Event {
    let fact = fact.into();
    let code = fact.code();
    let of_lot = code.starts_with("lot_");
    let of_party = code.starts_with("party_");
    let of_medium = matches!(code, "medium_added" | "medium_moved" | "sanitised" | "destroyed");
    let of_asset = !of_lot && !of_party && !matches!(code, "opened" | "configured" | "voided" | "corrected");
    Event {
        seq: 42,
        prev: Hash::ZERO,
        recorded_at: Instant::from_millis(0),
        cmd: cmd(),
        actor: ActorId(Uuid::from_u128(7)),
        on: on(),
        asset: of_asset.then(asset),
        medium: of_medium.then(medium),
        lot: (of_lot || matches!(code, "departed" | "returned")).then(lot),
        party: of_party.then(party),
        note: None,
        fact,
    }
}

/// A fact of every type, some of them several times.
pub(crate) fn facts() -> Vec<Fact> {
    let mut all = facts_of_assets();
    all.extend(facts_of_media());
    all.extend(facts_of_lots());
    all
}

/// An asset that came in with everything known of it.
fn added() -> Added {
    Added {
        acquired: Acquired::Leased,
        aliases: vec![],
        first_use_date: None,
        holder: Some(party()),
        kind: Kind::Laptop,
        manufactured_on: None,
        manufacturer: some("Dell"),
        mass_g: None,
        mass_source: None,
        model: some("Latitude 5420"),
        order: None,
        owner: Some(party()),
        price_ht_cents: None,
        purchase_date: None,
        rules: text("1"),
        security: Security::Classified,
        serial: some("ABC123"),
        service: some("URBANISME"),
        site: some("MAIRIE"),
        state: State::Deployed,
        supplier: None,
        tag: Tag::parse(TAG).unwrap(),
        warranty_months: None,
        weee: WeeeCategory::SCREENS,
        weee_source: Source::Default,
    }
}

/// An asset of which everything is put right.
fn edited() -> Edited {
    Edited {
        acquired: Some(Acquired::Leased),
        aliases: vec![text("GLPI-12")],
        clear: vec![Attribute::Order],
        first_use_date: Some(on()),
        kind: Some(Kind::Desktop),
        manufactured_on: Some(on()),
        manufacturer: some("HP"),
        mass_g: Some(Grams(4_600)),
        mass_source: Some(Source::Default),
        model: some("EliteDesk 800"),
        order: None,
        owner: Some(party()),
        price_ht_cents: Some(Cents(64_900)),
        purchase_date: Some(on()),
        rules: some("1"),
        security: Some(Security::Specific),
        serial: some("5CD7314HDY"),
        service: some("URBANISME"),
        site: some("MAIRIE"),
        stay: Some(4),
        supplier: Some(party()),
        tag: Some(Tag::parse("MTR-000124J").unwrap()),
        warranty_months: Some(36),
        weee: Some(WeeeCategory::SMALL_IT),
        weee_source: Some(Source::Given),
    }
}

fn facts_of_assets() -> Vec<Fact> {
    let (service, site) = (text("URBANISME"), some("MAIRIE"));
    let mut all: Vec<Fact> = vec![
        Opened { log: LogId(Uuid::from_u128(8)) }.into(),
        Configured { key: text("tag.prefix"), value: text("MTR") }.into(),
        Configured { key: text("label.url"), value: String::new() }.into(),
        added().into(),
        Added { acquired: Acquired::New, security: Security::None, owner: None, ..added() }.into(),
        edited().into(),
        Edited { clear: Attribute::ALL.to_vec(), warranty_months: Some(1), ..Edited::default() }.into(),
        Deployed { holder: Some(party()), media: vec![], service: service.clone(), site: site.clone() }
            .into(),
        Moved { holder: None, media: vec![], service, site: None }.into(),
        Collected { media: Vec::new(), site }.into(),
        Collected { media: Vec::new(), site: None }.into(),
        Triaged {
            cosmetic: Some(Cosmetic::C4),
            decision: Decision::Recycle,
            functional: Some(Functional::F3),
            waste: true,
        }
        .into(),
        worked().into(),
        Worked { sent_to: Some(party()), data_clause: some("MARCHÉ-7"), with_data: true, ..worked() }.into(),
        Worked { back: true, new_serial: some("PF2ABCDE"), old_serial: some("PF1ABCDE"), ..worked() }.into(),
        Readied { cosmetic: None, functional: Functional::F4, no_system: true }.into(),
        Decommissioned {
            act: some("DEL-2026-12"),
            reason: Some(Reason::Obsolete),
            waste: true,
            when_collected: false,
        }
        .into(),
        Decommissioned { act: None, reason: None, waste: false, when_collected: true }.into(),
        Reinstated {}.into(),
        Found { in_place: true, media: vec![] }.into(),
        Found { in_place: false, media: vec![] }.into(),
        departed().into(),
        Returned { media: vec![], reason: VoidReason::Refused }.into(),
        Voided { reason: VoidReason::Mistyped, seq: 41 }.into(),
        Corrected {
            seq: 41,
            set: Patch {
                act: some("DEL-2026-13"),
                cosmetic: Some(Cosmetic::C4),
                functional: Some(Functional::F5),
                holder: Some(party()),
                on: Some(on()),
                service: some("URBANISME"),
                site: some("MAIRIE"),
            },
        }
        .into(),
    ];
    all.extend(Precision::ALL.iter().map(|precision| departed_before(*precision).into()));
    all.extend(Cause::ALL.iter().map(|cause| Lost { cause: *cause }.into()));
    all
}

fn departed_before(precision: Precision) -> DepartedBefore {
    let channel = (precision != Precision::Day).then_some(Channel::Waste);
    DepartedBefore { channel, mass_g: None, mass_source: None, precision, waste: channel.is_some() }
}

/// A part put in, taken from another asset.
fn worked() -> Worked {
    Worked {
        back: false,
        cost_cents: Some(Cents(4_500)),
        data_clause: None,
        from: Some(asset()),
        kind: WorkKind::Replace,
        media: vec![],
        minutes: Some(20),
        new_serial: None,
        old_serial: None,
        part: Some(free_text()),
        sent_to: None,
        with_data: false,
    }
}

fn departed() -> Departed {
    Departed {
        channel: Channel::BodyGift,
        for_parts: true,
        impact: None,
        mass_g: Some(Grams(1650)),
        mass_source: None,
        media: vec![],
        operation: some("R 4"),
        unit_value_cents: Some(Cents(15_000)),
        waste: true,
    }
}

fn facts_of_media() -> Vec<Fact> {
    let (action, verify, tool) = (Technique::Overwrite, Verify::Full, some("nwipe 0.42"));
    let (result, rules) = (Verdict::Pass, text("1"));
    vec![
        MediumAdded {
            capacity_bytes: Some(Bytes(256_000_000_000)),
            encrypted: Encrypted::Yes,
            kind: MediumKind::Ssd,
            model: some("PM9A1"),
            seen: false,
            serial: some(SERIAL),
            used_by: None,
        }
        .into(),
        MediumAdded {
            capacity_bytes: None,
            encrypted: Encrypted::Unknown,
            kind: MediumKind::Other,
            model: None,
            seen: true,
            serial: None,
            used_by: None,
        }
        .into(),
        MediumRead {
            capacity_bytes: Some(Bytes(256_000_000_000)),
            health: Some(Health::Passed),
            kind: Some(MediumKind::Nvme),
            model: some("PM9A1"),
            power_on_hours: Some(12_173),
            read_at: None,
            tool: some("smartctl 7.3"),
        }
        .into(),
        MediumRead { health: Some(Health::Failed), power_on_hours: Some(1), ..MediumRead::default() }.into(),
        MediumRead { health: Some(Health::Unknown), ..MediumRead::default() }.into(),
        MediaDeclared { declared: Declared::None }.into(),
        MediaDeclared { declared: Declared::Confirmed }.into(),
        MediumMoved {
            attempt: None,
            claim: None,
            from: Some(asset()),
            keep_data: true,
            kind: None,
            rules: None,
            to: None,
            used_by: None,
        }
        .into(),
        MediumMoved {
            attempt: Some(41),
            claim: Some(Claim::Purge),
            from: None,
            keep_data: false,
            kind: Some(MediumKind::Ssd),
            rules: some("2026.1"),
            to: Some(asset()),
            used_by: None,
        }
        .into(),
        Sanitised {
            action,
            claim: Claim::Clear,
            result,
            rules: rules.clone(),
            run: Some(Run {
                bytes: Some(Bytes(256_060_514_304)),
                errors: Some(0),
                finished_at: Some(Instant::from_millis(1_795_000_000_000)),
                line: 27,
                log: Hash([7; 32]),
                method: Some(Method::DodShort),
                passes: Some(3),
                started_at: Some(Instant::from_millis(1_794_990_000_000)),
                zone_assumed: true,
            }),
            tool: tool.clone(),
            verify,
        }
        .into(),
        Validated { seq: 41 }.into(),
        Destroyed { action: Technique::Shred, claim: Claim::Destroy, result, rules, tool: None, verify }
            .into(),
    ]
}

fn facts_of_lots() -> Vec<Fact> {
    let line = LotLine::of(LotItem::Asset(asset()));
    let bulk = LotLine {
        bulk: Some(free_text()),
        count: Some(12),
        mass_g: Some(Grams(4500)),
        item: None,
        for_parts: true,
        unit_value_cents: Some(Cents(100)),
        waste_code: some("16 02 14"),
    };
    let facts = LotFacts {
        act: some("DEL-2026-12"),
        bsd: some("BSD-20261123-0A1B2C3D4"),
        carrier: Some(party()),
        channel: Some(Channel::BodyGift),
        data_clause: some("MARCHÉ-7"),
        legal_basis: some("L3212-2 3°"),
        no_bsd: Some(free_text()),
        operation: some("R 4"),
        party: Some(party()),
        pop: Some(true),
        unit_value_cents: Some(Cents(15_000)),
        value_method: some("cote"),
        warranty: Some(true),
        waste_code: some("16 02 14"),
    };
    let (assets, media) = (vec![asset(); 12], vec![medium()]);
    vec![
        LotOpened { facts: facts.clone(), number: text(LOT) }.into(),
        LotChanged {
            add: [vec![line; 7], vec![bulk.clone()]].concat(),
            drop: vec![LotItem::Medium(medium())],
            facts: facts.clone(),
        }
        .into(),
        LotUndertaken { assets: assets.clone(), media: vec![] }.into(),
        LotShipped {
            assets: assets.clone(),
            bulk: vec![bulk],
            facts,
            mass_g: Some(Grams(10_250)),
            media: media.clone(),
            weighed: true,
        }
        .into(),
        LotProved {
            assets: assets.clone(),
            lines: vec![TextId(Uuid::from_u128(62))],
            media,
            operation: some("R 4"),
            outcome: Proof::Reused,
        }
        .into(),
        LotCancelled { assets, media: vec![], reason: VoidReason::WrongLot, voids: vec![40, 41] }.into(),
        PartyAdded { kind: PartyKind::Association }.into(),
        PartyChanged { kind: PartyKind::PublicBody }.into(),
        Sealed { hash: Hash([7; 32]), key: "SHA256:8Rh2".to_owned(), seq: 41 }.into(),
        Epoch { hash: Hash([7; 32]), replaced_hash: Some(Hash([8; 32])), replaced_seq: Some(60), seq: 41 }
            .into(),
        Epoch { hash: Hash([7; 32]), replaced_hash: None, replaced_seq: None, seq: 41 }.into(),
        forgotten(None, ForgetReason::Request, 0).into(),
        forgotten(None, ForgetReason::Retention, 1).into(),
        forgotten(Some(ActorId(Uuid::from_u128(9))), ForgetReason::Restored, 3).into(),
        Forgotten { evidence: vec![Hash([7; 32])], ..forgotten(None, ForgetReason::Request, 1) }.into(),
        Forgotten {
            evidence: vec![Hash([7; 32]), Hash([8; 32])],
            ..forgotten(None, ForgetReason::Request, 0)
        }
        .into(),
        attached(0).into(),
        attached(1).into(),
        attached(7).into(),
        Reserved { tags: vec![] }.into(),
        Reserved { tags: vec![Tag::parse(TAG).unwrap()] }.into(),
        Reserved { tags: ["MTR-000125H", "MTR-000126F"].map(|tag| Tag::parse(tag).unwrap()).to_vec() }.into(),
    ]
}

fn forgotten(operator: Option<ActorId>, reason: ForgetReason, with: usize) -> Forgotten {
    let places = vec![text("URBA"); with];
    Forgotten {
        evidence: Vec::new(),
        operator,
        reason,
        services: places.clone(),
        sites: places,
        texts: vec![free_text(); with],
    }
}

/// A file attached to so many of each kind of thing.
fn attached(many: usize) -> Attached {
    Attached {
        assets: vec![asset(); many],
        hash: Hash([7; 32]),
        lots: vec![lot(); many],
        media: vec![medium(); many],
        name: free_text(),
        parties: vec![party(); many],
        size: Bytes(48_213),
    }
}
