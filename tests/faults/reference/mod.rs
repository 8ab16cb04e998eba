//! The gate against a reference that was written apart from it: what the product lets pass is what
//! the promise allows, over every short history of two machines and two drives, and long random ones.

use std::collections::HashSet;

use super::{Chance, Tally, tier};

mod bench;
mod model;

use bench::{Answer, Bench};
use model::{Fact, Without, allows};

/// Every command that bears on the gate, on two machines and two drives.
fn commands() -> Vec<Fact> {
    let mut all = vec![Fact::Strict(true), Fact::Strict(false)];
    for a in 0..2 {
        all.extend([
            Fact::None(a),
            Fact::Confirmed(a),
            Fact::Deployed(a),
            Fact::Collected(a),
            Fact::Reconditioned(a),
            Fact::Ready(a),
            Fact::Lost(a),
            Fact::Found(a, true),
            Fact::Found(a, false),
            Fact::SentOut(a, true),
            Fact::SentOut(a, false),
            Fact::Back(a),
            Fact::Left(a, true),
            Fact::Left(a, false),
            Fact::WrittenOff(a),
            Fact::Returned(a),
            Fact::Called(a, true),
            Fact::Called(a, false),
        ]);
    }
    for d in 0..2 {
        all.extend([None, Some(0), Some(1)].map(|place| Fact::Listed(d, place)));
        all.extend([None, Some(0), Some(1)].map(|place| Fact::Carried(d, place)));
        all.extend([
            Fact::Wiped(d, true),
            Fact::Wiped(d, false),
            Fact::Purged(d),
            Fact::Shredded(d),
            Fact::Unwiped(d),
        ]);
    }
    all
}

/// What was compared, and where the two differed.
#[derive(Default)]
struct Compared {
    passed: u64,
    refused: u64,
    elsewhere: u64,
    differences: Vec<String>,
    /// How often each partner differed, and an example.
    partners: [u64; Without::PARTNERS.len()],
}

impl Compared {
    /// Compares what the product answered with what the promise allows.
    fn take(&mut self, facts: &[Fact], next: Fact, answer: Answer) {
        let differs = |without| {
            let allowed = allows(facts, next, without);
            match answer {
                Answer::Done => allowed == Some(false),
                Answer::Gate => allowed != Some(false),
                Answer::Other => false,
            }
        };
        if allows(facts, next, Without::Nothing).is_some() {
            match answer {
                Answer::Done => self.passed += 1,
                Answer::Gate => self.refused += 1,
                Answer::Other => self.elsewhere += 1,
            }
        }
        if differs(Without::Nothing) {
            self.differences.push(format!("{answer:?}: {facts:?} then {next:?}"));
        }
        for (count, (without, _)) in self.partners.iter_mut().zip(Without::PARTNERS) {
            *count += u64::from(differs(without));
        }
    }

    /// Every difference is a loss; and a partner with a rule taken out must differ somewhere, where
    /// enough was tried to see it.
    fn finish(self, mut tally: Tally, runs: u64, enough: bool) {
        println!(
            "gate model: {} let pass, {} refused by the gate, {} refused before it",
            self.passed, self.refused, self.elsewhere
        );
        assert!(self.passed > 0, "nothing ever passed the gate");
        for _ in 1..runs {
            tally.run(0);
        }
        tally.run(self.refused);
        tally.losses(self.differences);
        tally.finish();
        for (count, (_, name)) in self.partners.iter().zip(Without::PARTNERS) {
            println!("{name}: differs {count} times");
            assert!(*count > 0 || !enough, "{name}: the rule is out, and nothing differs");
        }
    }
}

/// Replays a history that was possible.
fn lived(facts: &[Fact]) -> Bench {
    let mut bench = Bench::new();
    for fact in facts {
        assert_eq!(bench.record(*fact), Answer::Done, "{facts:?}: {fact:?}");
    }
    bench
}

/// From where every history begins: nothing, and what takes a few steps to come to.
fn roots() -> Vec<Vec<Fact>> {
    let wiped = [Fact::Listed(0, Some(0)), Fact::Wiped(0, true)];
    let after = |more: &[Fact]| [&wiped[..], more].concat();
    vec![
        Vec::new(),
        vec![Fact::Called(1, true), Fact::Called(1, false), Fact::Reconditioned(1)],
        after(&[Fact::Reconditioned(0)]),
        after(&[Fact::Wiped(0, false), Fact::Listed(1, Some(1))]),
        after(&[Fact::Deployed(0), Fact::Wiped(0, true)]),
        after(&[Fact::Left(0, false)]),
        after(&[Fact::Lost(0)]),
        after(&[Fact::Unwiped(0), Fact::Listed(1, None)]),
    ]
}

/// Every history up to a depth, each state of the record visited once: from every state that can be
/// reached, every command is tried.
#[test]
fn every_short_history_passes_where_the_promise_allows() {
    let (depth, most) = tier().of((2, 1_000), (6, 40_000));
    let tally = Tally::new("gate model, exhaustive");
    let (mut compared, mut seen, commands) = (Compared::default(), HashSet::new(), commands());
    let mut level = roots();
    let (mut visited, mut tried) = (0_u64, 0_u64);
    for steps in 1..=depth {
        let mut next = Vec::new();
        for facts in &level {
            if visited >= most {
                break;
            }
            visited += 1;
            let mut bench = lived(facts);
            for command in &commands {
                let answer = bench.ask(*command);
                tried += 1;
                compared.take(facts, *command, answer);
                if answer == Answer::Done && steps < depth {
                    let mut longer = facts.clone();
                    longer.push(*command);
                    next.push(longer);
                }
            }
        }
        println!("depth {steps}: {visited} states, {tried} commands tried");
        level = next.into_iter().filter(|facts| seen.insert(lived(facts).state())).collect();
    }
    compared.finish(tally, visited, true);
}

/// Long random histories: whatever is refused changes nothing, and the next is tried.
#[test]
fn random_histories_pass_where_the_promise_allows() {
    let histories = tier().of(12, 4_000);
    let mut tally = Tally::new("gate model, random");
    let (mut compared, commands) = (Compared::default(), commands());
    for _ in 0..histories {
        let mut chance = Chance::from(tally.chance.next());
        let (mut bench, mut facts) = (Bench::new(), Vec::new());
        for _ in 0..120 {
            let next = *chance.of(&commands);
            let answer = bench.record(next);
            compared.take(&facts, next, answer);
            if answer == Answer::Done {
                facts.push(next);
                let a = usize::try_from(chance.below(2)).unwrap();
                for probe in [Fact::Left(a, false), Fact::Left(a, true), Fact::SentOut(a, false)] {
                    compared.take(&facts, probe, bench.ask(probe));
                }
            }
        }
    }
    compared.finish(tally, histories, histories > 1_000);
}
