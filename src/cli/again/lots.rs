//! What changed of a lot, as the commands that change it again.

use super::Line;
use crate::model::{
    amount::Cents,
    event::Event,
    fact::LotChanged,
    lot::{LotFacts, LotItem, LotLine},
};

/// Returns the lines that change a lot again: its facts, what came in, what went out.
pub(super) fn changed<'r>(
    begin: impl Fn() -> Line<'r>,
    event: &Event,
    changed: &LotChanged,
) -> Option<Vec<Line<'r>>> {
    let mut lines = Vec::new();
    let open = |verb: &str| {
        let mut line = begin();
        line.word(verb);
        line.lot(event)?;
        Some(line)
    };
    if !changed.facts.is_empty() {
        let mut line = open("lot edit")?;
        line.lot_facts(&changed.facts);
        lines.push(line);
    }
    let tagged: Vec<(LotItem, &LotLine)> =
        changed.add.iter().filter_map(|line| line.item.map(|item| (item, line))).collect();
    if let Some((_, like)) = tagged.first() {
        // One command put them in: what it said of one, it said of all.
        let mut line = open("lot add")?;
        for (item, _) in &tagged {
            line.item(*item, event)?;
        }
        line.flag("--unit-value", like.unit_value_cents.map(euros));
        line.flag("--waste-code", like.waste_code.clone());
        line.switch("--for-parts", like.for_parts);
        lines.push(line);
    }
    for bulk in changed.add.iter().filter(|line| line.item.is_none()) {
        let mut line = open("lot add")?;
        line.text("--bulk", bulk.bulk);
        line.flag("--mass", bulk.mass_g.map(|mass| mass.0.to_string()));
        line.flag("--count", bulk.count.map(|count| count.to_string()));
        line.flag("--unit-value", bulk.unit_value_cents.map(euros));
        line.flag("--waste-code", bulk.waste_code.clone());
        lines.push(line);
    }
    if !changed.drop.is_empty() {
        let mut line = open("lot drop")?;
        for item in &changed.drop {
            line.item(*item, event)?;
        }
        lines.push(line);
    }
    Some(lines)
}

impl Line<'_> {
    pub(super) fn lot_facts(&mut self, facts: &LotFacts) {
        self.flag("--channel", facts.channel.map(|channel| channel.to_string()));
        self.party("--to", facts.party);
        self.flag("--legal-basis", facts.legal_basis.clone());
        self.flag("--act", facts.act.clone());
        self.flag("--unit-value", facts.unit_value_cents.map(euros));
        self.flag("--value-method", facts.value_method.clone());
        self.flag("--waste-code", facts.waste_code.clone());
        self.flag("--operation", facts.operation.clone());
        self.flag("--bsd", facts.bsd.clone());
        self.text("--no-bsd", facts.no_bsd);
        self.party("--carrier", facts.carrier);
        self.flag("--pop", facts.pop.map(|pop| if pop { "yes" } else { "no" }.to_owned()));
        self.flag("--data-clause", facts.data_clause.clone());
        self.switch("--warranty", facts.warranty == Some(true));
    }
}

/// Writes an amount as it can be typed in every language.
pub(super) fn euros(value: Cents) -> String {
    format!("{}.{:02}", value.0 / 100, value.0 % 100)
}
