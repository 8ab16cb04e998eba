//! The stored form of every event, frozen: a line once written is read for ever.
//!
//! `frozen/v1.jsonl` holds the exact lines: each type with everything said, then with nothing said
//! that may be left out. Lines are added there, never changed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use uuid::Uuid;

use crate::model::{
    amount::{Bytes, Cents, Grams},
    day::{Day, Instant},
    edit::Attribute,
    erasure::ForgetReason,
    event::{Event, Hash, NotAnEvent},
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

const LINES: &str = include_str!("frozen/v1.jsonl");

fn uuid(n: u128) -> Uuid {
    Uuid::from_u128(0x0193_4d2a_7c00_7abc_8def_0000_0000_0000 + n)
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn text(text: &str) -> String {
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

type Sample = (Fact, Option<Fact>);

fn both<F: Into<Fact>>(full: F, bare: F) -> Sample {
    (full.into(), Some(bare.into()))
}

fn only(fact: impl Into<Fact>) -> Sample {
    (fact.into(), None)
}

/// Each type with everything said, and with nothing that may be left unsaid. A type without such
/// fields stands once.
#[allow(clippy::too_many_lines, reason = "one entry for each type of event")]
fn samples() -> Vec<Sample> {
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
fn grown() -> Vec<Fact> {
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
fn events() -> Vec<Event> {
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

#[test]
fn every_type_of_event_is_frozen() {
    let mut frozen: Vec<_> = samples().iter().map(|(full, _)| full.code()).collect();
    // What a later version says more of has a sample of its own.
    frozen.dedup();
    assert_eq!(frozen, Fact::CODES);
}

#[test]
fn an_event_is_written_as_it_always_was() {
    let written: Vec<_> = events().iter().map(|event| event.line().unwrap()).collect();
    for (written, frozen) in written.iter().zip(LINES.lines()) {
        assert_eq!(written, frozen);
    }
    assert_eq!(written.len(), LINES.lines().count());
}

#[test]
fn a_line_reads_back_as_the_event_it_was_written_from() {
    for (line, event) in LINES.lines().zip(events()) {
        assert_eq!(Event::read(line).unwrap(), event, "{line}");
    }
}

#[test]
fn a_line_is_canonical_json_without_fractions() {
    fn walk(value: &Value, line: &str) {
        match value {
            // What canonical JSON can hold exactly.
            Value::Number(number) => {
                assert!(number.as_i64().is_some_and(|n| n.abs() < 1 << 53), "{number} in {line}");
            }
            Value::Null => panic!("null in {line}"),
            Value::Array(values) => values.iter().for_each(|value| walk(value, line)),
            Value::Object(fields) => fields.values().for_each(|value| walk(value, line)),
            Value::Bool(_) | Value::String(_) => {}
        }
    }
    // A map of serde_json sorts its keys, at every level.
    let sorted: Value = serde_json::from_str(r#"{"b":{"d":1,"c":2},"a":3}"#).unwrap();
    assert_eq!(sorted.to_string(), r#"{"a":3,"b":{"c":2,"d":1}}"#);
    for line in LINES.lines() {
        let value: Value = serde_json::from_str(line).unwrap();
        assert_eq!(serde_json::to_string(&value).unwrap(), line);
        walk(&value, line);
    }
}

#[test]
fn a_line_of_a_later_program_is_unknown_and_not_malformed() {
    let line = LINES.lines().next().unwrap();
    let unknown = |line: &str| match Event::read(line) {
        Err(NotAnEvent::Unknown { kind, version }) => Some((kind, version)),
        _ => None,
    };
    assert_eq!(unknown(&line.replace("\"opened\"", "\"teleported\"")), Some((text("teleported"), 1)));
    assert_eq!(unknown(&line.replace("\"v\":1", "\"v\":2")), Some((text("opened"), 2)));
    assert_eq!(unknown(line), None);
}

#[test]
fn a_line_with_anything_more_or_less_is_no_event() {
    let line = LINES.lines().next().unwrap();
    for (from, to) in [
        ("\"actor\":", "\"also\":1,\"actor\":"),
        ("\"log\":", "\"also\":1,\"log\":"),
        ("\"on\":\"2026-03-15\",", ""),
        ("\"on\":\"2026-03-15\"", "\"on\":\"2026-02-30\""),
        ("\"seq\":42", "\"seq\":42.0"),
        ("\"seq\":42", "\"seq\":42,\"seq\":42"),
        ("}", "} x"),
    ] {
        let other = line.replacen(from, to, 1);
        assert_ne!(other, line);
        assert!(matches!(Event::read(&other), Err(NotAnEvent::Malformed(_))), "{other}");
    }
}

/// The fields of the facts, read from their source: struct, name, type.
fn fields() -> Vec<(&'static str, &'static str, &'static str)> {
    let mut fields = Vec::new();
    for source in [
        include_str!("fact/asset.rs"),
        include_str!("fact/lot.rs"),
        include_str!("fact/medium.rs"),
        include_str!("fact/record.rs"),
        include_str!("lot.rs"),
    ] {
        let mut inside = None;
        for line in source.lines() {
            if let Some(name) = line.strip_prefix("pub struct ") {
                inside = name.split([' ', '{']).next();
            } else if line.starts_with('}') {
                inside = None;
            } else if let (Some(name), Some(field)) = (inside, line.strip_prefix("    pub ")) {
                let (field, kind) = field.trim_end_matches(',').split_once(": ").unwrap();
                fields.push((name, field, kind));
            }
        }
    }
    // Folds of lots, which are never written to the log.
    fields.retain(|(name, ..)| !["Lot", "Placed"].contains(name));
    fields
}

#[test]
fn the_samples_say_everything_that_can_be_said() {
    let known = fields();
    let names = |of: &str| -> Vec<_> { known.iter().filter(|f| f.0 == of).map(|f| f.1).collect() };
    let keys = |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    let mut said: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for full in samples().into_iter().map(|(full, _)| full).chain(grown()) {
        let data = serde_json::to_value(&full).unwrap();
        let name = format!("{full:?}");
        let name = name.split(['(', ' ']).next().unwrap();
        said.entry(name.to_owned()).or_default().extend(keys(&data));
        for (field, of) in [("facts", "LotFacts"), ("set", "Patch"), ("impact", "Impact"), ("run", "Run")] {
            if let Some(inner) = data.get(field) {
                said.entry(of.to_owned()).or_default().extend(keys(inner));
            }
        }
        for field in ["add", "bulk"] {
            let lines = data.get(field).and_then(Value::as_array).into_iter().flatten();
            lines.for_each(|line| assert_eq!(keys(line), names("LotLine")));
        }
    }
    for (name, keys) in said {
        assert_eq!(keys.into_iter().collect::<Vec<_>>(), names(&name), "{name}");
    }
}

#[test]
fn only_these_typed_texts_stand_in_the_log_and_the_vault_holds_the_others() {
    let texts = [
        // Typed: what names a thing, an act or a place, and the organisation itself.
        "act",
        "aliases",
        "bsd",
        "data_clause",
        "legal_basis",
        "manufacturer",
        "model",
        "new_serial",
        "old_serial",
        "order",
        "serial",
        "service",
        "services",
        "site",
        "sites",
        "tool",
        "used_by",
        "value",
        "value_method",
        // Chosen or made by the program: codes, numbers, versions of rules.
        "key",
        "number",
        "operation",
        "rules",
        "waste_code",
    ];
    let codes_and_numbers = [
        "Acquired",
        "ActorId",
        "AssetId",
        "Attribute",
        "Bytes",
        "Cause",
        "Cents",
        "Channel",
        "Claim",
        "Cosmetic",
        "Day",
        "Decision",
        "Declared",
        "Encrypted",
        "ForgetReason",
        "Functional",
        "Grams",
        "Hash",
        "Health",
        "Instant",
        "Impact",
        "Kind",
        "LogId",
        "LotFacts",
        "LotId",
        "LotItem",
        "LotLine",
        "MediumId",
        "MediumKind",
        "Method",
        "PartyId",
        "PartyKind",
        "Patch",
        "Precision",
        "Proof",
        "Reason",
        "Run",
        "Security",
        "Seq",
        "Source",
        "State",
        "Tag",
        "Technique",
        "TextId",
        "Verdict",
        "Verify",
        "VoidReason",
        "WeeeCategory",
        "WorkKind",
        "bool",
        "i64",
        "u16",
        "u32",
        "u64",
    ];
    let fields = fields();
    assert!(fields.len() > 100, "{} fields", fields.len());
    for (of, field, kind) in &fields {
        let kind = kind.trim_start_matches("Option<").trim_start_matches("Vec<").trim_end_matches('>');
        let good = if kind == "String" { texts.contains(field) } else { codes_and_numbers.contains(&kind) };
        assert!(good, "{of}.{field}: {kind} must not stand in the log");
    }
    // Nothing stands in the list that the log does not hold.
    for text in texts {
        assert!(fields.iter().any(|(_, field, kind)| *field == text && kind.contains("String")), "{text}");
    }
}
