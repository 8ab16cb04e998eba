//! Every projection against a replay of the log: first whether there is a difference, without keeping
//! a row; then, where there is one, the first of each table.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use uuid::Uuid;

use super::{Depth, Finding, chain::Chain, differing, gate::Gate, law::Law, tally::Tally};
use crate::{
    model::{
        event::{Event, Seq},
        fact::Fact,
        id::Subject,
        policy::Policies,
        sanitization::Clearance,
        standing::standing,
        touch::Touch,
    },
    store::{Error, Flow, Logged, Reader, Result, Witness, chain::touched, loose, row::RowText},
};

/// In how many compartments of a table a difference is looked for.
const FEW: usize = 8;

/// The projections of a record against their replay.
pub(super) struct Tables<'r> {
    reader: &'r dyn Reader,
    chain: &'r Chain<'r>,
    clearance: Clearance,
    tallies: BTreeMap<&'static str, Tally>,
    pub(super) gate: Gate<'r>,
    pub(super) law: Option<Law<'r>>,
}

impl<'r> Tables<'r> {
    pub(super) fn new(reader: &'r dyn Reader, chain: &'r Chain<'r>, depth: Depth) -> Self {
        let clearance = Policies::fold(&standing(of_type(chain, is_policy))).clearance();
        let gate = Gate::new(reader, &chain.clearances);
        let law = (depth == Depth::Full).then(|| Law::new(reader));
        Self { reader, chain, clearance, tallies: BTreeMap::new(), gate, law }
    }

    /// Passes what the log gives, then what is there.
    pub(super) fn pass(&mut self) -> Result<()> {
        let (reader, clearance) = (self.reader, self.clearance);
        loose_rows(reader, self.chain, &mut |table, row| self.row(table, row))?;
        reader.replayed(clearance, self)?;
        reader.projections(&mut |table, row| {
            let tally = self.tallies.entry(table).or_insert_with(Tally::new);
            tally.take(key(row).as_bytes(), &[row.as_bytes()]);
            Flow::Continue(())
        })
    }

    /// Returns the first difference of each table.
    pub(super) fn differences(&self) -> Result<Vec<Finding>> {
        let differing: BTreeMap<&'static str, HashSet<usize>> = self
            .tallies
            .iter()
            .map(|(table, tally)| (*table, tally.differing().into_iter().take(FEW).collect::<HashSet<_>>()))
            .filter(|(_, parts)| !parts.is_empty())
            .collect();
        if differing.is_empty() {
            return Ok(Vec::new());
        }
        let mut search = Differences { differing, rows: BTreeMap::new() };
        loose_rows(self.reader, self.chain, &mut |table, row| search.row(table, row))?;
        self.reader.replayed(self.clearance, &mut search)?;
        self.reader.projections(&mut |table, row| {
            search.count(table, row, -1);
            Flow::Continue(())
        })?;
        search
            .rows
            .iter()
            .filter_map(|(table, rows)| differing::first(self.reader, table, rows).transpose())
            .collect()
    }
}

impl Witness for Tables<'_> {
    fn life(&mut self, subject: Subject, events: &[&Event]) -> Result<()> {
        self.gate.look(subject, events)?;
        self.law.as_mut().map_or(Ok(()), |law| law.look(subject, events))
    }

    fn row(&mut self, table: &'static str, row: &str) -> Result<()> {
        let tally = self.tallies.entry(table).or_insert_with(Tally::new);
        tally.give(key(row).as_bytes(), &[row.as_bytes()]);
        Ok(())
    }
}

/// The rows of some compartments: how often more the log gives each than it is there.
struct Differences {
    differing: BTreeMap<&'static str, HashSet<usize>>,
    rows: BTreeMap<&'static str, BTreeMap<String, i64>>,
}

impl Differences {
    fn count(&mut self, table: &'static str, row: &str, by: i64) {
        let part = Tally::part(key(row).as_bytes());
        let looked_for = self.differing.get(table).is_some_and(|parts| parts.contains(&part));
        if looked_for {
            *self.rows.entry(table).or_default().entry(row.to_owned()).or_default() += by;
        }
    }
}

impl Witness for Differences {
    fn life(&mut self, _: Subject, _: &[&Event]) -> Result<()> {
        Ok(())
    }

    fn row(&mut self, table: &'static str, row: &str) -> Result<()> {
        self.count(table, row, 1);
        Ok(())
    }
}

/// Returns the first value of a row: that of which it says something.
pub(super) fn key(row: &str) -> &str {
    RowText::values(row).next().unwrap_or_default()
}

fn is_policy(fact: &Fact) -> bool {
    matches!(fact, Fact::Configured(_) | Fact::Voided(_))
}

fn is_reserved(fact: &Fact) -> bool {
    matches!(fact, Fact::Reserved(_) | Fact::Voided(_))
}

fn of_type(chain: &Chain<'_>, wanted: fn(&Fact) -> bool) -> Vec<Event> {
    chain.seldom.iter().filter(|event| wanted(&event.fact)).cloned().collect()
}

/// Hands over the rows that hang on no subject.
fn loose_rows(
    reader: &dyn Reader,
    chain: &Chain<'_>,
    each: &mut dyn FnMut(&'static str, &str) -> Result<()>,
) -> Result<()> {
    let mut text = RowText::default();
    for (key, value) in loose::policies(of_type(chain, is_policy)) {
        text.clear();
        text.text(key.as_bytes());
        text.text(value.as_bytes());
        each("policy", text.as_str())?;
    }
    for (tag, seq) in loose::reserved(of_type(chain, is_reserved), &|seq| reader.event(seq))? {
        text.clear();
        text.text(tag.as_str().as_bytes());
        text.integer(i64::try_from(seq).unwrap_or(i64::MAX));
        each("reserved_tag", text.as_str())?;
    }
    Ok(())
}

/// Compares what the log touches with the table that says it, and names the first event of which it does
/// not say the same.
pub(super) fn touches(reader: &dyn Reader, chain: &Chain<'_>) -> Result<Vec<Finding>> {
    let mut kept = chain.touches.clone();
    reader.touches(&mut |id, seq, bears| {
        kept.take(id.as_bytes(), &[id.as_bytes(), &seq.to_le_bytes(), &[u8::from(bears)]]);
        Flow::Continue(())
    })?;
    let parts: HashSet<usize> = kept.differing().into_iter().take(FEW).collect();
    if parts.is_empty() {
        return Ok(Vec::new());
    }
    let mut rows: BTreeMap<(Seq, Uuid, bool), i64> = BTreeMap::new();
    let mut failed: Result<()> = Ok(());
    reader.lines(0, &mut |logged| match touches_of(reader, logged) {
        Ok(touches) => {
            let here = |touch: &Touch| parts.contains(&Tally::part(touch.subject.uuid().as_bytes()));
            for touch in touches.into_iter().filter(here) {
                *rows.entry((logged.seq, touch.subject.uuid(), touch.bears)).or_default() += 1;
            }
            Flow::Continue(())
        }
        Err(e) => {
            failed = Err(e);
            Flow::Break(())
        }
    })?;
    failed?;
    reader.touches(&mut |id, seq, bears| {
        if parts.contains(&Tally::part(id.as_bytes())) {
            *rows.entry((seq, id, bears)).or_default() -= 1;
        }
        Flow::Continue(())
    })?;
    let differing: BTreeSet<_> = rows.into_iter().filter(|(_, more)| *more != 0).collect();
    let Some(((seq, id, bears), more)) = differing.first().copied() else { return Ok(Vec::new()) };
    Ok(vec![differing::touch(reader, id, seq, bears, more > 0)])
}

fn touches_of(reader: &dyn Reader, logged: &Logged<'_>) -> Result<Vec<Touch>> {
    let event = Event::read(logged.line).map_err(|e| Error::Corrupt(e.to_string()))?;
    touched(&event, &|seq| reader.event(seq))
}
