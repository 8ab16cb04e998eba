//! A record as large as one likes, with the lives that machines of a town have: bought and imported, lent to
//! another service, brought back, wiped, given up in lots, a few of them returned; some slips taken back.

use rebond::{
    model::{
        amount::Grams,
        event::Draft,
        fact::{
            Collected, Decommissioned, Departed, Deployed, LotChanged, LotOpened, LotProved, LotShipped,
            LotUndertaken, MediumAdded, Returned, Sanitised, Voided,
        },
        id::{AssetId, LotId, MediumId},
        kind::Source,
        leaving::{Channel, Proof, VoidReason},
        lot::{LotFacts, LotItem, LotLine},
        sanitization::{Claim, Encrypted, MediumKind, Technique, Verdict, Verify},
    },
    store::Store,
};
use uuid::Uuid;

use crate::common::{added, asset, day, write};

/// How many machines come in with one file.
const FILE: u32 = 5_000;

/// How many machines a command is about.
const HANDFUL: usize = 40;

/// How many machines were bought at a time, and wear out together.
const WAVE: usize = 20_000;

/// For how many years machines leave.
const YEARS: u32 = 5;

/// Writes the lives of so many machines, six or seven events each.
pub(crate) fn live(store: &dyn Store, machines: u32) {
    let mut commands = 1_u128;
    let mut record = |drafts: &[Draft]| {
        commands += 1;
        write(store, commands, drafts)
    };
    for first in (0..machines).step_by(FILE as usize) {
        let arrivals = (first..machines.min(first + FILE)).flat_map(|n| [added(n), disk(n)]);
        record(&arrivals.collect::<Vec<_>>());
    }
    let order = shuffled(machines);
    for (number, group) in order[..order.len() * 6 / 10].chunks(HANDFUL).enumerate() {
        record(&group.iter().map(|n| collected(*n, 310)).collect::<Vec<_>>());
        let first = record(&group.iter().map(|n| deployed(*n, 320)).collect::<Vec<_>>());
        if number.is_multiple_of(5) {
            let slip = Voided { reason: VoidReason::Mistyped, seq: first };
            record(&[Draft::new(day(320), slip)]);
            record(&[deployed(group[0], 321)]);
        }
    }
    let leaving = &order[order.len() * 3 / 10..];
    let lots = u64::try_from(leaving.len().div_ceil(HANDFUL)).expect("a few lots");
    for (number, group) in leaving.chunks(HANDFUL).enumerate() {
        let number = u32::try_from(number).expect("a few lots");
        // Some every week, for five years.
        let on = 400 + u32::try_from(u64::from(number) * u64::from(YEARS) * 336 / lots).expect("a day");
        leave(&mut record, number, on, group);
    }
}

/// What a handful of machines goes through from the desk to the door.
fn leave(record: &mut dyn FnMut(&[Draft]) -> u64, number: u32, on: u32, group: &[u32]) {
    let lot = LotId(id(6, number));
    let facts = LotFacts {
        channel: Some(if number.is_multiple_of(3) { Channel::Waste } else { Channel::PublicBody }),
        ..LotFacts::default()
    };
    record(&group.iter().map(|n| collected(*n, on)).collect::<Vec<_>>());
    let act = Decommissioned {
        act: Some("DEL-2021-12".to_owned()),
        reason: None,
        waste: false,
        when_collected: false,
    };
    record(&group.iter().map(|n| Draft::new(day(on + 1), act.clone()).asset(asset(*n))).collect::<Vec<_>>());
    record(&group.iter().map(|n| wiped(*n, on + 2)).collect::<Vec<_>>());
    let opened = LotOpened { facts: facts.clone(), number: format!("LOT-2021-{number:05}") };
    record(&[Draft::new(day(on + 3), opened).lot(lot)]);
    let add = group.iter().map(|n| LotLine::of(LotItem::Asset(asset(*n)))).collect();
    let filled = LotChanged { add, drop: Vec::new(), facts: LotFacts::default() };
    record(&[Draft::new(day(on + 4), filled).lot(lot)]);
    let assets: Vec<AssetId> = group.iter().map(|n| asset(*n)).collect();
    let undertaken = LotUndertaken { assets: assets.clone(), media: Vec::new() };
    record(&[Draft::new(day(on + 5), undertaken).lot(lot)]);
    let shipped = LotShipped {
        assets: assets.clone(),
        bulk: Vec::new(),
        facts: facts.clone(),
        mass_g: None,
        media: Vec::new(),
        weighed: false,
    };
    let mut shipment = vec![Draft::new(day(on + 6), shipped).lot(lot)];
    shipment.extend(group.iter().map(|n| departed(*n, on + 6, &facts).lot(lot)));
    record(&shipment);
    if number.is_multiple_of(2) {
        let proved = LotProved {
            assets,
            lines: Vec::new(),
            media: Vec::new(),
            operation: None,
            outcome: Proof::Reused,
        };
        record(&[Draft::new(day(on + 7), proved).lot(lot)]);
    } else if number.is_multiple_of(51) {
        let back = Returned { media: vec![medium(group[0])], reason: VoidReason::Refused };
        record(&[Draft::new(day(on + 8), back).asset(asset(group[0])).lot(lot)]);
    }
}

/// Identities that sort by the moment they were made, as those of the program do.
fn id(kind: u128, n: u32) -> Uuid {
    Uuid::from_u128(0x0193_4d2a_7c00_7000_8000_0000_0000_0000 + (u128::from(n) << 76) + (kind << 48))
}

fn medium(n: u32) -> MediumId {
    let AssetId(asset) = asset(n);
    MediumId(Uuid::from_u128(asset.as_u128() + 1))
}

fn disk(n: u32) -> Draft {
    let added = MediumAdded {
        capacity_bytes: None,
        encrypted: Encrypted::Unknown,
        kind: MediumKind::Ssd,
        model: None,
        seen: false,
        serial: Some(format!("S4GVNX{n:07}")),
        used_by: Some(format!("SERVICE{}", n % 40)),
    };
    Draft::new(day(300), added).asset(asset(n)).medium(medium(n))
}

fn collected(n: u32, on: u32) -> Draft {
    Draft::new(day(on), Collected { media: vec![medium(n)], site: None }).asset(asset(n))
}

fn deployed(n: u32, on: u32) -> Draft {
    let service = format!("SERVICE{}", (n + 7) % 40);
    Draft::new(day(on), Deployed { holder: None, media: vec![medium(n)], service, site: None })
        .asset(asset(n))
}

fn wiped(n: u32, on: u32) -> Draft {
    let done = Sanitised {
        action: Technique::AtaSecureErase,
        claim: Claim::Purge,
        result: Verdict::Pass,
        rules: "2026.1".to_owned(),
        run: None,
        tool: Some("nwipe 0.42".to_owned()),
        verify: Verify::Status,
    };
    Draft::new(day(on), done).medium(medium(n))
}

fn departed(n: u32, on: u32, facts: &LotFacts) -> Draft {
    let gone = Departed {
        channel: facts.channel.expect("a way out"),
        for_parts: false,
        impact: None,
        // As its kind has it: of a departure without a mass, a report says the tag.
        mass_g: Some(Grams(1_650)),
        mass_source: Some(Source::Default),
        media: vec![medium(n)],
        operation: None,
        unit_value_cents: None,
        waste: false,
    };
    Draft::new(day(on), gone).asset(asset(n))
}

/// Every machine once: those of a wave of purchases together, in an order that nothing follows.
fn shuffled(machines: u32) -> Vec<u32> {
    let mut order: Vec<u32> = (0..machines).collect();
    let mut state = 88_172_645_463_325_252_u64;
    for wave in order.chunks_mut(WAVE) {
        for last in (1..wave.len()).rev() {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            wave.swap(last, usize::try_from(state % (last as u64 + 1)).expect("a place"));
        }
    }
    order
}
