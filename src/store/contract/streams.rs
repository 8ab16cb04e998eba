//! Streams: what each holds, in which order, narrowed by what.

use super::world::{Make, World, added, day, decommissioned, deployed, draft, moved, triaged, wipe, worked};
use crate::{
    model::{
        asset::{Asset, Use},
        event::Seq,
        fact::{Added, Collected, DepartedBefore, Deployed, Found, Lost, PartyAdded, Reinstated},
        id::{AssetId, LotId, MediumId, PartyId},
        kind::Kind,
        leaving::{Cause, Channel, Decision, PartyKind},
        lifecycle::State,
        lot::{Lot, LotItem},
        medium::Medium,
        period::Period,
        precision::Precision,
    },
    store::{AssetFilter, Flow, MediumFilter},
};

fn tags(world: &World, filter: &AssetFilter) -> Vec<String> {
    world.collect::<Asset>(|r, each| r.assets(filter, each)).iter().map(|a| a.tag.to_string()).collect()
}

fn year(year: i16) -> Period {
    Period::year(year).unwrap()
}

fn reinstate(world: &World, asset: AssetId, on: &str) {
    world.about(asset, on, Reinstated {});
}

pub(in crate::store) fn assets_come_by_tag_with_their_aliases_and_stop_when_told(make: Make<'_>) {
    let world = World::new(make);
    for tag in ["B-2", "A-10", "A-9", "0-1"] {
        let aliases = vec![format!("z{tag}"), format!("a{tag}")];
        world.about(world.asset_id(), "2026-01-01", Added { aliases, ..added(tag) });
    }
    let assets = world.collect::<Asset>(|r, each| r.assets(&AssetFilter::default(), each));
    let tags: Vec<_> = assets.iter().map(|a| a.tag.as_str()).collect();
    assert_eq!(tags, ["0-1", "A-10", "A-9", "B-2"]);
    assert_eq!(assets[0].aliases, ["z0-1", "a0-1"]);
    assert_eq!(assets[1], world.asset(assets[1].id));
    let mut seen = 0;
    world.ask(|r| {
        r.assets(&AssetFilter::default(), &mut |_| {
            seen += 1;
            if seen < 2 { Flow::Continue(()) } else { Flow::Break(()) }
        })
    });
    assert_eq!(seen, 2);
}

pub(in crate::store) fn each_filter_of_assets_narrows(make: Make<'_>) {
    let world = World::new(make);
    let of = |tag: &str, change: &dyn Fn(&mut Added)| {
        let (id, mut fact) = (world.asset_id(), added(tag));
        change(&mut fact);
        world.about(id, "2026-01-01", fact);
        id
    };
    of("A-1", &|a| a.kind = Kind::Monitor);
    of("A-2", &|a| a.service = Some("URBA".to_owned()));
    let used = of("A-3", &|a| a.site = Some("HDV".to_owned()));
    of("A-4", &|a| a.purchase_date = Some(day("2015-06-30")));
    of("A-5", &|a| {
        a.purchase_date = Some(day("2015-06-30"));
        a.first_use_date = Some(day("2015-07-01"));
    });
    of("A-6", &|a| a.manufactured_on = Some(day("2010-01-01")));
    let (old, sold) = (of("A-7", &|_| ()), of("A-8", &|_| ()));
    let before = world.head();
    world.about(used, "2026-01-02", deployed("VOIRIE", &[]));
    world.about(old, "2026-01-02", decommissioned());
    world.about(sold, "2026-01-02", decommissioned());
    world.ship("LOT-1", Channel::Loss, "2026-02-03", &[sold]);

    let all = AssetFilter::default();
    assert_eq!(tags(&world, &all).len(), 8);
    assert_eq!(tags(&world, &AssetFilter { state: Some(State::Deployed), ..all.clone() }), ["A-3"]);
    assert_eq!(tags(&world, &AssetFilter { kind: Some(Kind::Monitor), ..all.clone() }), ["A-1"]);
    assert_eq!(tags(&world, &AssetFilter { service: Some("URBA".to_owned()), ..all.clone() }), ["A-2"]);
    // A deployment names the site as it is afterwards: none here.
    assert_eq!(tags(&world, &AssetFilter { site: Some("HDV".to_owned()), ..all.clone() }), [""; 0]);
    let older = |than| AssetFilter { older_than: Some(day(than)), ..all.clone() };
    assert_eq!(tags(&world, &older("2015-07-01")), ["A-4", "A-6"]);
    assert_eq!(tags(&world, &older("2015-07-02")), ["A-4", "A-5", "A-6"]);
    assert_eq!(tags(&world, &AssetFilter { decommissioned: true, ..all.clone() }), ["A-7"]);
    let changed = AssetFilter { changed_after: Some(before), ..all.clone() };
    assert_eq!(tags(&world, &changed), ["A-3", "A-7", "A-8"]);
    let both = AssetFilter { state: Some(State::InStock), ..changed };
    assert_eq!(tags(&world, &both), ["A-7"]);
}

pub(in crate::store) fn media_come_by_identifier_and_loose_ones_are_in_stock(make: Make<'_>) {
    let world = World::new(make);
    let asset = world.laptop("A-1");
    let inside = world.disk(Some(asset), "2026-01-02");
    let loose = world.disk(None, "2026-01-02");
    let out = world.disk(Some(asset), "2026-01-02");
    let gone = world.disk(None, "2026-01-02");
    world.write(&[draft("2026-01-03", moved(Some(asset), None)).medium(out)]);
    let lot = world.open_lot("LOT-1", Channel::Loss);
    world.add_to(lot, &[crate::model::lot::LotItem::Medium(gone)]);
    world.write(&world.shipment(lot, "2026-02-03", &[], &[gone]));
    let ids = |loose, changed_after| -> Vec<_> {
        let filter = MediumFilter { loose, changed_after };
        world.collect::<Medium>(|r, each| r.media(filter, each)).iter().map(|m| m.id).collect()
    };
    assert_eq!(ids(false, None), [inside, loose, out, gone]);
    assert_eq!(ids(true, None), [loose, out]);
    let last = world.medium(out).version;
    assert_eq!(ids(false, Some(last - 1)), [out, gone], "what an event touched after");
    assert_eq!(ids(false, Some(last)), [gone]);
    assert_eq!(ids(true, Some(last)), [] as [MediumId; 0]);
    assert_eq!(world.medium(gone).departed_on, Some(day("2026-02-03")));
}

pub(in crate::store) fn lots_come_by_number(make: Make<'_>) {
    let world = World::new(make);
    for number in ["LOT-2026-0002", "LOT-2025-0009", "LOT-2026-0001"] {
        world.open_lot(number, Channel::Sale);
    }
    let lots = world.collect::<Lot>(|r, each| r.lots(each));
    let numbers: Vec<_> = lots.iter().map(|lot| lot.number.as_str()).collect();
    assert_eq!(numbers, ["LOT-2025-0009", "LOT-2026-0001", "LOT-2026-0002"]);
}

pub(in crate::store) fn works_of_a_period_come_by_day_and_asset(make: Make<'_>) {
    let world = World::new(make);
    let (one, two) = (world.laptop("A-1"), world.laptop("A-2"));
    for asset in [one, two] {
        world.about(asset, "2026-01-02", triaged(Decision::Recondition));
    }
    let days = [(two, "2026-03-01"), (one, "2026-03-01"), (one, "2026-03-01"), (one, "2026-12-31")];
    let seqs: Vec<_> = days.iter().map(|(asset, on)| world.about(*asset, on, worked())).collect();
    let next = world.about(two, "2027-01-01", worked());
    let works = |period| {
        let mut works = Vec::new();
        world.ask(|r| {
            r.works(period, &mut |brief, work| {
                assert_eq!(brief.id, work.asset);
                works.push((brief.tag.to_string(), work.seq));
                Flow::Continue(())
            })
        });
        works
    };
    let of = |tag: &str, seq| (tag.to_owned(), seq);
    let year_2026 = [of("A-1", seqs[1]), of("A-1", seqs[2]), of("A-2", seqs[0]), of("A-1", seqs[3])];
    assert_eq!(works(year(2026)), year_2026);
    assert_eq!(works(year(2027)), [of("A-2", next)]);
    assert_eq!(works(year(2025)), []);
    let stays: Vec<_> = world.ask(|r| r.stays_of(two)).iter().map(|stay| (stay.state, stay.from)).collect();
    assert_eq!(stays, [(State::InStock, day("2026-01-01")), (State::InWorkshop, day("2026-01-02"))]);
}

pub(in crate::store) fn lots_and_parties_come_from_where_one_stopped(make: Make<'_>) {
    let world = World::new(make);
    let party = || {
        let id = world.party_id();
        (id, world.write(&[draft("2026-01-01", PartyAdded { kind: PartyKind::Staff }).party(id)]))
    };
    let (first, second) = (party(), party());
    let asset = world.laptop("A-1");
    let lots = ["LOT-2", "LOT-1"].map(|number| (world.open_lot(number, Channel::Sale), world.head()));
    let since = |after| -> Vec<(LotId, Seq)> {
        let mut all = Vec::new();
        world.ask(|r| {
            r.lots_since(after, &mut |lot, version| {
                assert_eq!(Some(&lot), r.lot(lot.id).unwrap().as_ref(), "with its lines");
                all.push((lot.id, version));
                Flow::Continue(())
            })
        });
        all
    };
    assert_eq!(since(0), [lots[1], lots[0]], "by number");
    assert_eq!(since(lots[0].1), [lots[1]]);
    let added = world.add_to(lots[0].0, &[LotItem::Asset(asset)]);
    assert_eq!(since(lots[1].1), [(lots[0].0, added)]);
    assert_eq!(since(added), []);
    let voided = world.void(added);
    assert_eq!(since(added), [(lots[0].0, voided)], "what takes an event away bears on it");
    let parties = |after| -> Vec<(PartyId, Seq)> {
        let mut all = Vec::new();
        world.ask(|r| {
            r.parties_since(after, &mut |party, version| {
                all.push((party.id, version));
                Flow::Continue(())
            })
        });
        all
    };
    assert_eq!(parties(0), [first, second], "by identifier");
    // A deployment names a person and changes nothing about them.
    world.about(asset, "2026-01-02", Deployed { holder: Some(first.0), ..deployed("URBA", &[]) });
    assert_eq!(parties(first.1), [second]);
    assert_eq!(parties(second.1), []);
}

pub(in crate::store) fn uses_of_a_period_come_by_day_and_asset(make: Make<'_>) {
    let world = World::new(make);
    let (one, two) = (world.laptop("A-1"), world.laptop("A-2"));
    for (asset, on) in [(two, "2026-03-01"), (one, "2026-03-01")] {
        world.about(asset, on, deployed("URBA", &[]));
    }
    world.about(one, "2026-12-31", Collected { media: Vec::new(), site: None });
    world.about(one, "2026-12-31", triaged(Decision::Keep));
    world.about(one, "2026-12-31", deployed("VOIRIE", &[]));
    world.about(two, "2027-01-01", Collected { media: Vec::new(), site: None });
    world.about(two, "2027-01-01", triaged(Decision::Keep));
    world.about(two, "2027-01-01", deployed("VOIRIE", &[]));
    let uses = |period| {
        let mut uses = Vec::new();
        world.ask(|r| {
            r.uses(period, &mut |brief, stay| {
                assert_eq!((brief.id, stay.state), (stay.asset, State::Deployed));
                uses.push((brief.tag.to_string(), stay.from.to_string(), stay.began.unwrap()));
                Flow::Continue(())
            })
        });
        uses
    };
    let of = |tag: &str, on: &str, began| (tag.to_owned(), on.to_owned(), began);
    assert_eq!(
        uses(year(2026)),
        [
            of("A-1", "2026-03-01", Use::First),
            of("A-2", "2026-03-01", Use::First),
            of("A-1", "2026-12-31", Use::Redeployment),
        ]
    );
    assert_eq!(uses(year(2027)), [of("A-2", "2027-01-01", Use::Redeployment)]);
}

pub(in crate::store) fn departures_of_a_period_come_by_day_and_asset(make: Make<'_>) {
    let world = World::new(make);
    let ids: Vec<_> = ["A-1", "A-2", "A-3"].iter().map(|tag| world.laptop(tag)).collect();
    world.ship("LOT-1", Channel::Loss, "2026-12-31", &[ids[2], ids[0]]);
    world.ship("LOT-2", Channel::Loss, "2027-01-01", &[ids[1]]);
    let departures = |period| {
        let mut tags = Vec::new();
        world.ask(|r| {
            r.departures(period, &mut |brief, departure| {
                assert_eq!(brief.id, departure.asset);
                tags.push(brief.tag.to_string());
                Flow::Continue(())
            })
        });
        tags
    };
    assert_eq!(departures(year(2026)), ["A-1", "A-3"]);
    assert_eq!(departures(year(2027)), ["A-2"]);
    assert_eq!(departures(year(2025)), [""; 0]);
}

pub(in crate::store) fn vague_departures_come_by_asset(make: Make<'_>) {
    let world = World::new(make);
    let ids: Vec<_> = ["A-1", "A-2", "A-3", "A-4"].iter().map(|tag| world.laptop(tag)).collect();
    let left = |channel, precision| DepartedBefore {
        channel,
        mass_g: None,
        mass_source: None,
        precision,
        waste: false,
    };
    for (at, fact) in [
        (2, left(None, Precision::Year)),
        (0, left(Some(Channel::Sale), Precision::Unknown)),
        (1, left(Some(Channel::Sale), Precision::Year)),
    ] {
        world.about(ids[at], "2026-02-01", fact);
    }
    world.ship("LOT-1", Channel::Loss, "2026-03-01", &[ids[3]]);
    let vague = || {
        let mut found = Vec::new();
        world.ask(|r| {
            r.vague_departures(&mut |brief, departure| {
                assert_eq!(brief.id, departure.asset);
                found.push((brief.tag.to_string(), departure.channel, departure.taken_over));
                Flow::Continue(())
            })
        });
        found
    };
    assert_eq!(
        vague(),
        [
            ("A-1".to_owned(), Some(Channel::Sale), Some(Precision::Unknown)),
            ("A-3".to_owned(), None, Some(Precision::Year)),
        ]
    );
    let found = world.departure(ids[1]).unwrap();
    assert_eq!(
        (found.lot, found.channel, found.taken_over),
        (None, Some(Channel::Sale), Some(Precision::Year))
    );
    let asset = world.asset(ids[1]);
    assert_eq!((asset.state, asset.lot, asset.departed_on), (State::Departed, None, Some(day("2026-02-01"))));
}

pub(in crate::store) fn carried_over_into_each_year_that_began_while_it_was_decommissioned_and_here(
    make: Make<'_>,
) {
    let world = World::new(make);
    let [one, two, three, four, five] = ["A-1", "A-2", "A-3", "A-4", "A-5"].map(|tag| {
        let id = world.asset_id();
        world.about(id, "2025-12-01", added(tag));
        id
    });
    for asset in [one, four] {
        world.about(asset, "2025-12-31", decommissioned());
    }
    world.about(five, "2026-01-01", decommissioned());
    // Same day: in and out of it, and in again.
    for asset in [two, three] {
        world.about(asset, "2026-12-31", decommissioned());
        reinstate(&world, asset, "2026-12-31");
    }
    world.about(three, "2026-12-31", decommissioned());
    // Missing over one New Year, and here before and after.
    world.about(four, "2026-12-30", Lost { cause: Cause::Stolen });
    world.about(four, "2027-01-01", Found { in_place: true, media: Vec::new() });
    // A departure ends it though it stays decommissioned, and what ends on the first day was there that morning.
    world.about(three, "2027-01-01", triaged(Decision::Recycle));
    reinstate(&world, three, "2027-01-01");
    world.ship("LOT-1", Channel::Loss, "2027-01-02", &[one]);
    let over = |from, to| {
        let mut found = Vec::new();
        world.ask(|r| {
            r.carried_over(Period { from: day(from), to: day(to) }, &mut |brief, span, years| {
                assert_eq!(brief.id, span.asset);
                found.push((brief.tag.to_string(), span.from.to_string(), years));
                Flow::Continue(())
            })
        });
        found
    };
    let of = |tag: &str, from: &str, years| (tag.to_owned(), from.to_owned(), years);
    assert_eq!(over("2024-01-01", "2025-12-31"), []);
    let of_2026 = [of("A-1", "2025-12-31", 2026..=2026), of("A-4", "2025-12-31", 2026..=2026)];
    assert_eq!(over("2026-01-01", "2026-01-01"), of_2026);
    assert_eq!(over("2026-07-01", "2026-12-31"), of_2026);
    let of_2027 = [
        of("A-1", "2025-12-31", 2027..=2027),
        of("A-3", "2026-12-31", 2027..=2027),
        of("A-5", "2026-01-01", 2027..=2027),
    ];
    assert_eq!(over("2027-03-01", "2027-03-31"), of_2027);
    let of_2028 = [of("A-4", "2025-12-31", 2028..=2028), of("A-5", "2026-01-01", 2028..=2028)];
    assert_eq!(over("2028-01-01", "2028-12-31"), of_2028);
    assert_eq!(
        over("2025-06-01", "2028-02-01"),
        [
            of("A-1", "2025-12-31", 2026..=2027),
            of("A-3", "2026-12-31", 2027..=2027),
            of("A-4", "2025-12-31", 2026..=2026),
            of("A-4", "2025-12-31", 2028..=2028),
            of("A-5", "2026-01-01", 2027..=2028),
        ]
    );
}

pub(in crate::store) fn missing_at_the_end_of_a_day_and_whether_data_is_unaccounted_for(make: Make<'_>) {
    let world = World::new(make);
    let ids: Vec<_> = ["A-1", "A-2", "A-3", "A-4"].iter().map(|tag| world.laptop(tag)).collect();
    let disk = world.disk(Some(ids[1]), "2026-01-02");
    world.disk(Some(ids[2]), "2026-01-02");
    world.write(&[wipe("2026-01-03", disk)]);
    for (id, on) in
        [(ids[2], "2026-03-01"), (ids[1], "2026-03-01"), (ids[0], "2026-03-02"), (ids[3], "2026-03-02")]
    {
        world.about(id, on, Lost { cause: Cause::Stolen });
    }
    world.about(ids[3], "2026-03-02", Found { in_place: false, media: Vec::new() });
    world.about(ids[2], "2026-03-03", Found { in_place: true, media: Vec::new() });
    let at = |on| {
        let mut found = Vec::new();
        world.ask(|r| {
            r.missing(day(on), &mut |brief, accounted| {
                found.push((brief.tag.to_string(), accounted));
                Flow::Continue(())
            })
        });
        found
    };
    let of = |tag: &str, accounted| (tag.to_owned(), accounted);
    assert_eq!(at("2026-02-28"), []);
    assert_eq!(at("2026-03-01"), [of("A-2", true), of("A-3", false)]);
    assert_eq!(at("2026-03-02"), [of("A-2", true), of("A-3", false), of("A-1", false)]);
    assert_eq!(at("2026-03-03"), [of("A-2", true), of("A-1", false)]);
}
