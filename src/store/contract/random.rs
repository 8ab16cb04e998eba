//! Random lives: whatever the table of moves allows, in batches, against a reference that knows
//! only the table, the gate and who was touched last.

use std::collections::HashMap;

use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{Config, TestRunner},
};

use super::{
    town::{Step, Town},
    world::{Make, World, rows, void},
};
use crate::{
    model::{
        day::Day,
        event::{Draft, Event, Seq},
        fact::{Fact, Reserved},
        id::Subject,
        sanitization::Inventory,
        standing::standing,
    },
    store::{Error, Flow, Logged, Reader, View, replay, sqlite::tests::File, view},
};

/// Batches of steps; a step is an action, whom it is about, and how.
fn lives() -> impl Strategy<Value = Vec<Vec<Step>>> {
    vec(vec((0..Town::ACTIONS, 0..3_usize, 0..8_u8), 1..8), 10..24)
}

fn check(test: impl Fn(Vec<Vec<Step>>) -> std::result::Result<(), TestCaseError>) {
    // A store is slower than a function: a sixteenth of what is asked of the others.
    let all = Config::default();
    let config = Config { cases: all.cases / 16, failure_persistence: None, ..all };
    TestRunner::new(config).run(&lives(), test).unwrap();
}

/// Lives the batches, and checks what the reference knows after each.
fn live(world: &World, batches: &[Vec<Step>]) -> std::result::Result<(), TestCaseError> {
    live_and(world, batches, &mut || ())
}

/// As [`live`], and does something after each batch that was written.
fn live_and(
    world: &World,
    batches: &[Vec<Step>],
    each: &mut dyn FnMut(),
) -> std::result::Result<(), TestCaseError> {
    let mut town = Town::new(world);
    let mut touched: HashMap<Subject, Seq> = HashMap::new();
    // Two machines with a disk each to begin with.
    let settled = vec![(0, 0, 1), (0, 1, 1), (2, 0, 3), (2, 1, 1)];
    for steps in std::iter::once(&settled).chain(batches) {
        let before = (world.head(), world.rows());
        let mut next = town.clone();
        let batch = next.act(world, before.0, steps);
        let written = world.try_write(&batch.drafts);
        if batch.refused {
            prop_assert!(super::world::is_gate(&written), "the gate let pass {:?}", batch.drafts);
            prop_assert_eq!((world.head(), world.rows()), before);
            continue;
        }
        if let Err(e) = written {
            return Err(TestCaseError::fail(format!("{e}: {:?}", batch.drafts)));
        }
        town = next;
        touched.extend(batch.touched);
        prop_assert_eq!(world.all_findings(), []);
        for (id, standing, closed) in town.machines() {
            let asset = world.asset(id);
            prop_assert_eq!(asset.standing(), standing);
            prop_assert_eq!(asset.inventory == Inventory::Closed, closed);
            prop_assert_eq!(Some(&asset.version), touched.get(&id.into()));
        }
        for (id, cleared) in town.media() {
            let medium = world.medium(id);
            prop_assert_eq!(medium.cleared(town.clearance()), cleared);
            prop_assert_eq!(Some(&medium.version), touched.get(&id.into()));
        }
        each();
    }
    Ok(())
}

pub(in crate::store) fn projections_of_a_random_life_equal_a_replay(make: Make<'_>) {
    check(|batches| {
        let world = World::new(make);
        live(&world, &batches)?;
        let mut last = None;
        world.ask(|reader| {
            reader.lines(0, &mut |logged| {
                last = last.max(Some(Event::read(logged.line).unwrap().on));
                Flow::Continue(())
            })
        });
        if let Some(last) = last.max(world.ask(|r| r.last_day())) {
            let past = world.ask(|r| replay(r, View { as_of: Some(last), at_head: None }));
            // Of a later event that was voided, the past knows nothing at all.
            prop_assert_eq!(plain(rows(past.read().unwrap().as_ref()).unwrap()), plain(world.rows()));
        }
        Ok(())
    });
}

/// What a void leaves as it was: all but who touched what, the version that says so, and the tags of
/// labels that were printed all the same. In another record, whoever sanitised has another identity.
fn plain(rows: Vec<String>) -> Vec<String> {
    let keeps = |row: &String| !row.starts_with("touch: ") && !row.starts_with("reserved_tag: ");
    let versioned = |row: &str| row.starts_with("asset: ") || row.starts_with("medium: ");
    let strip = |row: String| match row.rsplit_once('|') {
        Some((rest, _)) if versioned(&row) => rest.to_owned(),
        _ if row.starts_with("sanitisation: ") => {
            row.split('|').enumerate().filter(|(at, _)| *at != 3).map(|(_, value)| value).collect()
        }
        _ => row,
    };
    rows.into_iter().filter(keeps).map(strip).collect()
}

pub(in crate::store) fn the_newest_event_voided_gives_the_log_without_it(make: Make<'_>) {
    check(|batches| {
        let world = World::new(make);
        live(&world, &batches)?;
        let head = world.head();
        prop_assume!(head > 0);
        let without = world.ask(|r| replay(r, View { as_of: None, at_head: Some(head - 1) }));
        let without = plain(rows(without.read().unwrap().as_ref()).unwrap());
        let voided = world.write(&[void(head)]);
        prop_assert_eq!(plain(world.rows()), without);
        prop_assert_eq!(world.findings(), []);
        // And the void voided gives it back.
        let with = world.ask(|r| replay(r, View { as_of: None, at_head: Some(head) }));
        let with = plain(rows(with.read().unwrap().as_ref()).unwrap());
        world.write(&[void(voided)]);
        prop_assert_eq!(plain(world.rows()), with);
        Ok(())
    });
}

pub(in crate::store) fn every_past_head_of_a_random_life_is_the_record_as_it_was(make: Make<'_>) {
    check(|batches| {
        let world = World::new(make);
        let mut then: Vec<(Seq, Vec<String>)> = Vec::new();
        live_and(&world, &batches, &mut || then.push((world.head(), world.rows())))?;
        for (head, rows_then) in then {
            let from = View { as_of: None, at_head: Some(head) };
            let now = world.ask(|reader| view::<_, Error>(reader, from, |r| Ok((r.head()?.seq, rows(r)?))));
            prop_assert_eq!(now, (head, rows_then));
        }
        Ok(())
    });
}

pub(in crate::store) fn a_past_day_of_a_random_life_is_one_in_which_nothing_came_later(make: Make<'_>) {
    check(|batches| {
        let world = World::new(make);
        live(&world, &batches)?;
        let mut events = Vec::new();
        world.ask(|reader| {
            reader.lines(0, &mut |logged| {
                events.push(Event::read(logged.line).unwrap());
                Flow::Continue(())
            })
        });
        let days = corrected_days(&events);
        let on = |event: &Event| days.get(&event.seq).copied().unwrap_or(event.on);
        let mut all: Vec<Day> = events.iter().map(on).collect();
        all.sort_unstable();
        all.dedup();
        // One at each third, and the last.
        for at in [all.len() / 3, all.len() * 2 / 3, all.len() - 1] {
            let day = all[at];
            let other = World::new(make);
            let happened = |event: &Event| on(event) <= day;
            // What was said of a lot later is kept only where something dated rests on it.
            let rests = |event: &Event, left: bool| {
                let of_lot = events.iter().filter(|e| e.lot.is_some() && e.lot == event.lot && happened(e));
                of_lot.clone().any(|e| left && matches!(e.fact, Fact::LotShipped(_)))
                    || of_lot.into_iter().any(|e| e.fact.is_dated() && e.seq > event.seq)
            };
            let opened = |lot| events.iter().find(|e| e.lot == lot && matches!(e.fact, Fact::LotOpened(_)));
            let kept = |event: &Event| match event.fact {
                _ if happened(event) => true,
                Fact::LotOpened(_) | Fact::LotChanged(_) => rests(event, true),
                Fact::LotCancelled(_) => {
                    opened(event.lot).is_some_and(|opened| happened(opened) || rests(opened, true))
                }
                _ => !event.fact.is_dated(),
            };
            // What came later never happened: in its place stands what bears on nothing.
            let nothing = |on| Draft::new(on, Reserved { tags: Vec::new() });
            let drafts =
                events.iter().map(|event| if kept(event) { again(event) } else { nothing(event.on) });
            other.write(&drafts.collect::<Vec<_>>());
            let from = View { as_of: Some(day), at_head: None };
            let seen = world.ask(|reader| view::<_, Error>(reader, from, rows));
            prop_assert_eq!(plain(seen), plain(other.rows()), "as of {}", day);
        }
        Ok(())
    });
}

pub(in crate::store) fn a_view_of_a_random_life_is_what_its_lines_alone_give(make: Make<'_>) {
    check(|batches| {
        let world = World::new(make);
        live(&world, &batches)?;
        let (head, last) = (world.head(), world.ask(|r| r.last_day()));
        let heads = [None, Some(head / 3), Some(head - 1)];
        let earlier = last.map(|last| [3, 40].map(|days| last.plus_days(-days)));
        let days = std::iter::once(None).chain(earlier.into_iter().flatten().map(Some));
        for as_of in days {
            for at_head in heads {
                let from = View { as_of, at_head };
                let all = |r: &dyn Reader| Ok((r.head()?, rows(r)?, vault(r)?));
                let lines = world.ask(|r| replay(r, from));
                let lines = all(lines.read().unwrap().as_ref()).unwrap();
                let seen = world.ask(|r| view::<_, Error>(r, from, all));
                if world.ask(|r| from.is_present(r)) {
                    // Of what was voided since, the present knows that it was there.
                    prop_assert_eq!(kept_tags_apart(seen.1), kept_tags_apart(lines.1), "{:?}", from);
                } else {
                    prop_assert_eq!(seen, lines, "{:?}", from);
                }
            }
        }
        Ok(())
    });
}

/// Shows random lives to those who only ask: the record of each, with what makes a record of its own of
/// its first so many events and shows that.
pub(crate) fn whole_and_beginnings(
    test: impl Fn(&dyn Reader, &dyn Fn(Seq, &dyn Fn(&dyn Reader))) -> std::result::Result<(), TestCaseError>,
) {
    let make: Make<'_> = &|| Box::new(File::new());
    check(|batches| {
        let world = World::new(make);
        live(&world, &batches)?;
        let mut events = Vec::new();
        let store = world.store();
        let whole = store.read().unwrap();
        let mut keep = |logged: &Logged<'_>| {
            events.push(again(&Event::read(logged.line).unwrap()));
            Flow::Continue(())
        };
        whole.lines(0, &mut keep).unwrap();
        test(whole.as_ref(), &|seq, look| {
            let beginning = World::new(make);
            beginning.write(&events[..usize::try_from(seq).unwrap()]);
            look(beginning.store().read().unwrap().as_ref());
        })
    });
}

fn kept_tags_apart(rows: Vec<String>) -> Vec<String> {
    rows.into_iter().filter(|row| !row.starts_with("reserved_tag: ")).collect()
}

fn vault(reader: &dyn Reader) -> crate::store::Result<Vec<String>> {
    let mut all = Vec::new();
    reader.vault(&mut |row| {
        all.push(format!("{row:?}"));
        Flow::Continue(())
    })?;
    Ok(all)
}

/// The days that standing corrections give.
fn corrected_days(events: &[Event]) -> HashMap<Seq, Day> {
    let days = standing(events.to_vec()).into_iter().filter_map(|event| match event.fact {
        Fact::Corrected(corrected) => Some((corrected.seq, corrected.set.on?)),
        _ => None,
    });
    days.collect()
}

fn again(event: &Event) -> Draft {
    let Event { on, asset, medium, lot, party, note, fact, .. } = event.clone();
    Draft { on, asset, medium, lot, party, note, fact }
}
