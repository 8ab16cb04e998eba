//! What is frozen: each type of event with everything said, then with nothing said that may be left out.

use uuid::Uuid;

use crate::model::{
    amount::{Bytes, Cents, Grams},
    day::{Day, Instant},
    edit::Attribute,
    erasure::ForgetReason,
    event::{Event, Hash},
    fact::*,
    grade::{Cosmetic, Functional},
    id::*,
    kind::{Acquired, Kind, Security, Source, WeeeCategory},
    leaving::{Cause, Channel, Decision, PartyKind, Proof, Reason, VoidReason},
    lifecycle::State,
    lot::{LotFacts, LotItem, LotLine},
    precision::Precision,
    sanitization::{Claim, Declared, Encrypted, Health, MediumKind, Method, Technique, Verdict, Verify},
    tag::Tag,
    work::WorkKind,
};

fn uuid(n: u128) -> Uuid {
    Uuid::from_u128(0x0193_4d2a_7c00_7abc_8def_0000_0000_0000 + n)
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

pub(super) fn text(text: &str) -> String {
    text.to_owned()
}

#[allow(clippy::unnecessary_wraps, reason = "short for a field that is known")]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn lot_facts() -> LotFacts {
    LotFacts {
        act: some("DM-2026-118"),
        bsd: some("BSD-20260315-AB12"),
        carrier: Some(PartyId(uuid(41))),
        channel: Some(Channel::BodyGift),
        data_clause: some("Marché 2026-07, art. 4"),
        legal_basis: some("L3212-2 3°"),
        no_bsd: Some(TextId(uuid(61))),
        operation: some("R 4"),
        party: Some(PartyId(uuid(42))),
        pop: None,
        unit_value_cents: Some(Cents(12_050)),
        value_method: some("argus \"pro\""),
        warranty: Some(false),
        waste_code: some("16 02 14"),
    }
}

fn lot_line(item: LotItem) -> LotLine {
    LotLine {
        bulk: Some(TextId(uuid(62))),
        count: Some(12),
        for_parts: true,
        item: Some(item),
        mass_g: Some(Grams(4_200)),
        unit_value_cents: Some(Cents(500)),
        waste_code: some("20 01 36"),
    }
}

fn added() -> Added {
    Added {
        acquired: Acquired::New,
        aliases: vec![text("GLPI-12"), text("Vieux PC n°4 \\ salle « B »")],
        first_use_date: Some(day("2019-09-02")),
        holder: Some(PartyId(uuid(43))),
        kind: Kind::AllInOne,
        manufactured_on: Some(day("2019-05-01")),
        manufacturer: some("HP"),
        mass_g: Some(Grams(6_240)),
        mass_source: Some(Source::Weighed),
        model: some("EliteOne 800 G5"),
        order: some("2019-0457"),
        owner: Some(PartyId(uuid(44))),
        price_ht_cents: Some(Cents(89_900)),
        purchase_date: Some(day("2019-07-15")),
        rules: text("2026.1"),
        security: Security::Specific,
        serial: some("5CD9314HDY"),
        service: some("URBA"),
        site: some("HDV"),
        state: State::Deployed,
        supplier: Some(PartyId(uuid(45))),
        tag: Tag::parse("MTR-000123K").unwrap(),
        warranty_months: Some(36),
        weee: WeeeCategory::SCREENS,
        weee_source: Source::Default,
    }
}

pub(in crate::model) fn bare_added() -> Added {
    Added {
        acquired: Acquired::Gift,
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
        rules: text("2026.1"),
        security: Security::None,
        serial: None,
        service: None,
        site: None,
        state: State::InStock,
        supplier: None,
        tag: Tag::parse("A/1.2-3").unwrap(),
        warranty_months: None,
        weee: WeeeCategory::SMALL_IT,
        weee_source: Source::Given,
    }
}

fn edited() -> Edited {
    Edited {
        acquired: Some(Acquired::Leased),
        aliases: vec![text("GLPI-12"), text("Vieux PC n°4")],
        clear: vec![Attribute::Order, Attribute::Site],
        first_use_date: Some(day("2019-09-02")),
        kind: Some(Kind::AllInOne),
        manufactured_on: Some(day("2019-05-01")),
        manufacturer: some("HP"),
        mass_g: Some(Grams(9_500)),
        mass_source: Some(Source::Default),
        model: some("EliteOne 800 G5"),
        order: some("2019-0457"),
        owner: Some(PartyId(uuid(44))),
        price_ht_cents: Some(Cents(89_900)),
        purchase_date: Some(day("2019-07-15")),
        rules: some("2026.1"),
        security: Some(Security::Specific),
        serial: some("5CD9314HDY"),
        service: some("URBA"),
        site: some("HDV"),
        stay: Some(12),
        supplier: Some(PartyId(uuid(45))),
        tag: Some(Tag::parse("MTR-000124J").unwrap()),
        warranty_months: Some(36),
        weee: Some(WeeeCategory::SCREENS),
        weee_source: Some(Source::Given),
    }
}

pub(super) type Sample = (Fact, Option<Fact>);

fn both<F: Into<Fact>>(full: F, bare: F) -> Sample {
    (full.into(), Some(bare.into()))
}

fn only(fact: impl Into<Fact>) -> Sample {
    (fact.into(), None)
}

/// Each type with everything said, and with nothing that may be left unsaid. A type without such
/// fields stands once.
#[allow(clippy::too_many_lines, reason = "one entry for each type of event")]
pub(super) fn samples() -> Vec<Sample> {
    let (assets, media) = (vec![AssetId(uuid(11)), AssetId(uuid(12))], vec![MediumId(uuid(21))]);
    vec![
        only(Opened { log: LogId(uuid(1)) }),
        only(Configured { key: text("organisation"), value: text("Ville de Montrouge") }),
        both(added(), bare_added()),
        both(
            Deployed {
                holder: Some(PartyId(uuid(43))),
                media: media.clone(),
                service: text("URBA"),
                site: some("HDV"),
            },
            Deployed { holder: None, media: Vec::new(), service: text("URBA"), site: None },
        ),
        both(
            Moved {
                holder: Some(PartyId(uuid(43))),
                media: media.clone(),
                service: text("URBA"),
                site: some("HDV"),
            },
            Moved { holder: None, media: Vec::new(), service: text("URBA"), site: None },
        ),
        both(
            Collected { media: media.clone(), site: some("DEPOT") },
            Collected { media: Vec::new(), site: None },
        ),
        both(
            Triaged {
                cosmetic: Some(Cosmetic::C4),
                decision: Decision::Recycle,
                functional: Some(Functional::Hs),
                waste: true,
            },
            Triaged { cosmetic: None, decision: Decision::Keep, functional: None, waste: false },
        ),
        both(
            Worked {
                back: true,
                cost_cents: Some(Cents(12_000)),
                data_clause: some("Marché 2026-07, art. 4"),
                from: Some(assets[1]),
                kind: WorkKind::Replace,
                media: media.clone(),
                minutes: Some(35),
                new_serial: some("5CD0000NEW"),
                old_serial: some("5CD9314HDY"),
                part: Some(TextId(uuid(63))),
                sent_to: Some(PartyId(uuid(46))),
                with_data: true,
            },
            Worked {
                back: false,
                cost_cents: None,
                data_clause: None,
                from: None,
                kind: WorkKind::Clean,
                media: Vec::new(),
                minutes: None,
                new_serial: None,
                old_serial: None,
                part: None,
                sent_to: None,
                with_data: false,
            },
        ),
        both(
            Readied { cosmetic: Some(Cosmetic::C6), functional: Functional::F4, no_system: true },
            Readied { cosmetic: None, functional: Functional::F5, no_system: false },
        ),
        both(
            Decommissioned {
                act: some("DM-2026-118"),
                reason: Some(Reason::Obsolete),
                waste: true,
                when_collected: true,
            },
            Decommissioned { act: None, reason: None, waste: false, when_collected: false },
        ),
        only(Reinstated {}),
        only(Lost { cause: Cause::Stolen }),
        both(Found { in_place: true, media: media.clone() }, Found { in_place: false, media: Vec::new() }),
        both(
            Departed {
                channel: Channel::PublicBody,
                for_parts: true,
                impact: Some(Impact { g_per_year: 31_000, rules: text("2026.1"), years: 3 }),
                mass_g: Some(Grams(6_240)),
                mass_source: Some(Source::Given),
                media: media.clone(),
                operation: some("R 4"),
                unit_value_cents: Some(Cents(12_050)),
                waste: true,
            },
            Departed {
                channel: Channel::Loss,
                for_parts: false,
                impact: None,
                mass_g: None,
                mass_source: None,
                media: Vec::new(),
                operation: None,
                unit_value_cents: None,
                waste: false,
            },
        ),
        both(
            DepartedBefore {
                channel: Some(Channel::Waste),
                mass_g: Some(Grams(6_240)),
                mass_source: Some(Source::Default),
                precision: Precision::Month,
                waste: true,
            },
            DepartedBefore {
                channel: None,
                mass_g: None,
                mass_source: None,
                precision: Precision::Unknown,
                waste: false,
            },
        ),
        both(
            Returned { media: media.clone(), reason: VoidReason::Refused },
            Returned { media: Vec::new(), reason: VoidReason::WrongLot },
        ),
        only(Voided { reason: VoidReason::Mistyped, seq: 41 }),
        both(
            Corrected {
                seq: 41,
                set: Patch {
                    act: some("DM-2026-119"),
                    cosmetic: Some(Cosmetic::C2),
                    functional: Some(Functional::F3),
                    holder: Some(PartyId(uuid(43))),
                    on: Some(day("2026-03-14")),
                    service: some("VOIRIE"),
                    site: some("CTM"),
                },
            },
            Corrected { seq: 41, set: Patch::default() },
        ),
        both(
            MediumAdded {
                capacity_bytes: Some(Bytes(512_110_190_592)),
                encrypted: Encrypted::Yes,
                kind: MediumKind::Nvme,
                model: some("PM981a"),
                seen: false,
                serial: some("S444NX0K"),
                used_by: some("URBA"),
            },
            MediumAdded {
                capacity_bytes: None,
                encrypted: Encrypted::Unknown,
                kind: MediumKind::Other,
                model: None,
                seen: false,
                serial: None,
                used_by: None,
            },
        ),
        only(MediaDeclared { declared: Declared::Confirmed }),
        both(
            MediumMoved {
                attempt: None,
                claim: None,
                kind: None,
                rules: None,
                from: Some(assets[0]),
                keep_data: true,
                to: Some(assets[1]),
                used_by: some("URBA"),
            },
            MediumMoved {
                attempt: None,
                claim: None,
                from: None,
                keep_data: false,
                kind: None,
                rules: None,
                to: None,
                used_by: None,
            },
        ),
        both(
            Sanitised {
                action: Technique::NvmeFormatUser,
                claim: Claim::ClearLimited,
                result: Verdict::Pass,
                rules: text("2026.1"),
                run: None,
                tool: some("nvme-cli 2.4"),
                verify: Verify::Status,
            },
            Sanitised {
                action: Technique::Overwrite,
                claim: Claim::None,
                result: Verdict::Unknown,
                rules: text("2026.1"),
                run: None,
                tool: None,
                verify: Verify::None,
            },
        ),
        both(
            Destroyed {
                action: Technique::Shred,
                claim: Claim::Destroy,
                result: Verdict::Pass,
                rules: text("2026.1"),
                tool: some("HSM 411.2"),
                verify: Verify::None,
            },
            Destroyed {
                action: Technique::Drill,
                claim: Claim::None,
                result: Verdict::Fail,
                rules: text("2026.1"),
                tool: None,
                verify: Verify::None,
            },
        ),
        both(
            LotOpened { facts: lot_facts(), number: text("LOT-2026-0001") },
            LotOpened { facts: LotFacts::default(), number: text("LOT-2026-0002") },
        ),
        both(
            LotChanged {
                add: vec![lot_line(LotItem::Asset(assets[0])), lot_line(LotItem::Medium(media[0]))],
                drop: vec![LotItem::Asset(assets[1])],
                facts: lot_facts(),
            },
            LotChanged { add: Vec::new(), drop: Vec::new(), facts: LotFacts::default() },
        ),
        both(
            LotUndertaken { assets: assets.clone(), media: media.clone() },
            LotUndertaken { assets: Vec::new(), media: Vec::new() },
        ),
        both(
            LotShipped {
                assets: assets.clone(),
                bulk: vec![lot_line(LotItem::Asset(assets[0]))],
                facts: lot_facts(),
                mass_g: Some(Grams(25_000)),
                media: media.clone(),
                weighed: true,
            },
            LotShipped {
                assets: Vec::new(),
                bulk: vec![LotLine { item: None, ..LotLine::of(LotItem::Asset(assets[0])) }],
                facts: LotFacts::default(),
                mass_g: None,
                media: Vec::new(),
                weighed: false,
            },
        ),
        both(
            LotProved {
                assets: assets.clone(),
                lines: Vec::new(),
                media: media.clone(),
                operation: some("R 0"),
                outcome: Proof::Reused,
            },
            LotProved {
                assets: Vec::new(),
                lines: Vec::new(),
                media: Vec::new(),
                operation: None,
                outcome: Proof::Disposed,
            },
        ),
        both(
            LotCancelled {
                assets: assets.clone(),
                media: media.clone(),
                reason: VoidReason::WrongDate,
                voids: vec![43, 44],
            },
            LotCancelled {
                assets: Vec::new(),
                media: Vec::new(),
                reason: VoidReason::Other,
                voids: Vec::new(),
            },
        ),
        only(PartyAdded { kind: PartyKind::EcoOrganism }),
        only(PartyChanged { kind: PartyKind::Association }),
        both(edited(), Edited::default()),
        only(Reserved { tags: ["MTR-000125H", "VIL-000001"].map(|tag| Tag::parse(tag).unwrap()).to_vec() }),
        only(Sealed {
            hash: Hash([17; 32]),
            key: text("SHA256:8Rh2JtYw0mV0tYb5Ykq5l1V9x3mQ0g1x2o4c8y7Zr5E"),
            seq: 41,
        }),
        both(
            Epoch {
                hash: Hash([17; 32]),
                replaced_hash: Some(Hash([34; 32])),
                replaced_seq: Some(60),
                seq: 41,
            },
            Epoch { hash: Hash([17; 32]), replaced_hash: None, replaced_seq: None, seq: 41 },
        ),
        both(
            Forgotten {
                evidence: Vec::new(),
                operator: Some(ActorId(uuid(4))),
                reason: ForgetReason::Request,
                services: vec![text("URBA")],
                sites: vec![text("HDV")],
                texts: vec![TextId(uuid(62))],
            },
            Forgotten {
                evidence: Vec::new(),
                operator: None,
                reason: ForgetReason::Retention,
                services: Vec::new(),
                sites: Vec::new(),
                texts: Vec::new(),
            },
        ),
        // Files were erased from the first record on that had some.
        only(Forgotten {
            evidence: vec![Hash([18; 32])],
            operator: None,
            reason: ForgetReason::Request,
            services: Vec::new(),
            sites: Vec::new(),
            texts: vec![TextId(uuid(63))],
        }),
        both(
            Attached {
                assets,
                hash: Hash([18; 32]),
                lots: vec![LotId(uuid(31))],
                media,
                name: TextId(uuid(63)),
                parties: vec![PartyId(uuid(41))],
                size: Bytes(16_777_216),
            },
            Attached {
                assets: Vec::new(),
                hash: Hash([18; 32]),
                lots: Vec::new(),
                media: Vec::new(),
                name: TextId(uuid(63)),
                parties: Vec::new(),
                size: Bytes(1),
            },
        ),
        only(Validated { seq: 41 }),
        both(
            MediumRead {
                capacity_bytes: Some(Bytes(512_110_190_592)),
                health: Some(Health::Passed),
                kind: Some(MediumKind::Nvme),
                model: some("PM9A1"),
                power_on_hours: Some(12_173),
                read_at: Some(Instant::parse("2026-03-14T17:40:02.000Z").unwrap()),
                tool: some("smartctl 7.3"),
            },
            MediumRead::default(),
        ),
    ]
}

/// What types say that can say more than when they were first written: with everything said.
pub(super) fn grown() -> Vec<Fact> {
    vec![
        LotOpened { facts: LotFacts { pop: Some(false), ..lot_facts() }, number: text("LOT-2026-0003") }
            .into(),
        MediumMoved {
            attempt: Some(40),
            claim: Some(Claim::Clear),
            from: Some(AssetId(uuid(11))),
            keep_data: true,
            kind: Some(MediumKind::Hdd),
            rules: some("2026.1"),
            to: Some(AssetId(uuid(12))),
            used_by: some("URBA"),
        }
        .into(),
        Sanitised {
            action: Technique::Overwrite,
            claim: Claim::Clear,
            result: Verdict::Pass,
            rules: text("2026.1"),
            run: Some(Run {
                bytes: Some(Bytes(256_060_514_304)),
                errors: Some(0),
                finished_at: Some(Instant::parse("2026-03-14T17:40:02.000Z").unwrap()),
                line: 27,
                log: Hash([17; 32]),
                method: Some(Method::DodShort),
                passes: Some(3),
                started_at: Some(Instant::parse("2026-03-14T15:12:44.000Z").unwrap()),
                zone_assumed: true,
            }),
            tool: some("nwipe 0.42"),
            verify: Verify::Full,
        }
        .into(),
        LotProved {
            assets: vec![AssetId(uuid(11))],
            lines: vec![TextId(uuid(62))],
            media: vec![MediumId(uuid(21))],
            operation: some("R 4"),
            outcome: Proof::Recycled,
        }
        .into(),
        MediumAdded {
            capacity_bytes: Some(Bytes(512_110_190_592)),
            encrypted: Encrypted::Yes,
            kind: MediumKind::Nvme,
            model: some("PM9A1"),
            seen: true,
            serial: some("S4XBNF0N801630"),
            used_by: some("URBA"),
        }
        .into(),
    ]
}

/// The samples as events, in an envelope that says everything, then in one that says nothing more
/// than it must.
pub(super) fn events() -> Vec<Event> {
    let event = |fact, full: bool| Event {
        seq: 42,
        prev: Hash(std::array::from_fn(|i| u8::try_from(i * 8).unwrap())),
        recorded_at: Instant::parse("2026-03-15T08:12:44.120Z").unwrap(),
        cmd: CommandId(uuid(2)),
        actor: ActorId(uuid(3)),
        on: day("2026-03-15"),
        asset: full.then(|| AssetId(uuid(10))),
        medium: full.then(|| MediumId(uuid(20))),
        lot: full.then(|| LotId(uuid(30))),
        party: full.then(|| PartyId(uuid(40))),
        note: full.then(|| TextId(uuid(60))),
        fact,
    };
    let each = |(full, bare): Sample| [Some(event(full, true)), bare.map(|fact| event(fact, false))];
    let first = samples().into_iter().flat_map(each).flatten();
    first.chain(grown().into_iter().map(|fact| event(fact, true))).collect()
}
