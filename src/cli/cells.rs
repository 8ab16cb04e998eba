//! The columns of what is exported, in CSV and in a spreadsheet: those of the same thing in JSON, what nests
//! there being spread or joined.

use crate::{
    document::sheet::{Cell, Column, Kind, Row},
    model::{
        amount::{Bytes, Cents, Grams},
        day::Day,
        grade::{Cosmetic, Functional},
        leaving::Channel,
        precision::Precision,
        sanitization::{Claim, Health},
        tag::Tag,
    },
    ops::{AssetView, LotExport, MediumExport, PartyExport},
    rules::outcome::Outcome,
};

/// A text, if it is known.
fn text(text: Option<&str>) -> Cell<'_> {
    Cell::known(text, Cell::text)
}

/// A day, if it is known.
fn day(day: Option<Day>) -> Cell<'static> {
    Cell::known(day, Cell::Day)
}

/// Money, if it is known.
fn money(cents: Option<Cents>) -> Cell<'static> {
    Cell::known(cents, |cents| Cell::Money(cents.0))
}

/// A mass, if it is known.
fn grams(mass: Option<Grams>) -> Cell<'static> {
    Cell::known(mass, |mass| Cell::Number(mass.0))
}

/// Several names in one cell.
fn joined<'t>(mut texts: impl Iterator<Item = &'t str>) -> Cell<'t> {
    let Some(first) = texts.next() else { return Cell::Nothing };
    let Some(second) = texts.next() else { return Cell::text(first) };
    let mut all = format!("{first};{second}");
    for more in texts {
        all.push(';');
        all.push_str(more);
    }
    Cell::made(all)
}

/// Its grade and media being spread; `import` reads them back.
impl Row for AssetView {
    const COLUMNS: &'static [Column] = &[
        Column::new("tag", Kind::Word),
        Column::new("aliases", Kind::Name),
        Column::new("kind", Kind::Word),
        Column::new("manufacturer", Kind::Name),
        Column::new("model", Kind::Name),
        Column::new("serial", Kind::Name),
        Column::new("state", Kind::Word),
        Column::new("decommissioned_on", Kind::Day),
        Column::new("waste_since", Kind::Day),
        Column::new("owned", Kind::Flag),
        Column::new("service", Kind::Name),
        Column::new("site", Kind::Name),
        Column::new("holder", Kind::Name),
        Column::new("functional", Kind::Word),
        Column::new("cosmetic", Kind::Word),
        Column::new("weee_category", Kind::Number),
        Column::new("mass_g", Kind::Number),
        Column::new("acquired", Kind::Word),
        Column::new("purchase_date", Kind::Day),
        Column::new("purchase_price_ht_cents", Kind::Money),
        Column::new("manufactured_on", Kind::Day),
        Column::new("first_use_date", Kind::Day),
        Column::new("warranty_until", Kind::Day),
        Column::new("deployments", Kind::Number),
        Column::new("second_lives", Kind::Number),
        Column::new("drive_serials", Kind::Name),
        Column::new("lot", Kind::Word),
        Column::new("departed_on", Kind::Day),
        Column::new("channel", Kind::Word),
        Column::new("outcome", Kind::Word),
        Column::new("version", Kind::Number),
        Column::new("owner", Kind::Name),
    ];

    fn cells(&self, put: &mut dyn FnMut(Cell<'_>)) {
        put(Cell::text(self.tag.as_str()));
        put(joined(self.aliases.iter().map(String::as_str)));
        put(Cell::text(self.kind.code()));
        put(text(self.manufacturer.as_deref()));
        put(text(self.model.as_deref()));
        put(text(self.serial.as_deref()));
        put(Cell::text(self.state.code()));
        put(day(self.decommissioned_on));
        put(day(self.waste_since));
        put(Cell::Flag(self.owned));
        put(text(self.service.as_deref()));
        put(text(self.site.as_deref()));
        put(text(self.holder.as_deref()));
        put(text(self.grade.functional.map(Functional::code)));
        put(text(self.grade.cosmetic.map(Cosmetic::code)));
        put(Cell::Number(self.weee_category.number().into()));
        put(grams(self.mass_g));
        put(Cell::text(self.acquired.code()));
        put(day(self.purchase_date));
        put(money(self.purchase_price_ht_cents));
        put(day(self.manufactured_on));
        put(day(self.first_use_date));
        put(day(self.warranty_until));
        put(Cell::Number(self.deployments.into()));
        put(Cell::Number(self.second_lives.into()));
        put(joined(self.media.iter().filter_map(|medium| medium.serial.as_deref())));
        put(text(self.lot.as_deref()));
        put(match self.departed_on {
            Some(around) if around.precision == Precision::Day => Cell::Day(around.on),
            Some(around) => Cell::made(around.to_string()),
            None => Cell::Nothing,
        });
        put(text(self.channel.map(Channel::code)));
        put(text(self.outcome.map(Outcome::code)));
        put(Cell::count(self.version));
        put(text(self.owner.as_deref()));
    }
}

impl Row for MediumExport {
    const COLUMNS: &'static [Column] = &[
        Column::new("id", Kind::Name),
        Column::new("serial", Kind::Name),
        Column::new("kind", Kind::Word),
        Column::new("model", Kind::Name),
        Column::new("capacity_bytes", Kind::Number),
        Column::new("encrypted", Kind::Word),
        Column::new("status", Kind::Word),
        Column::new("claim", Kind::Word),
        Column::new("cleared", Kind::Flag),
        Column::new("asset", Kind::Word),
        Column::new("lot", Kind::Word),
        Column::new("departed_on", Kind::Day),
        Column::new("version", Kind::Number),
        Column::new("power_on_hours", Kind::Number),
        Column::new("health", Kind::Word),
        Column::new("read_at", Kind::Word),
    ];

    fn cells(&self, put: &mut dyn FnMut(Cell<'_>)) {
        put(Cell::made(self.id.to_string()));
        put(text(self.serial.as_deref()));
        put(Cell::text(self.kind.code()));
        put(text(self.model.as_deref()));
        put(Cell::known(self.capacity_bytes, |Bytes(bytes)| Cell::Number(bytes)));
        put(Cell::text(self.encrypted.code()));
        put(Cell::text(self.status.code()));
        put(text(self.claim.map(Claim::code)));
        put(Cell::Flag(self.cleared));
        put(text(self.asset.as_ref().map(Tag::as_str)));
        put(text(self.lot.as_deref()));
        put(day(self.departed_on));
        put(Cell::count(self.version));
        put(Cell::known(self.power_on_hours, Cell::count));
        put(text(self.health.map(Health::code)));
        put(Cell::known(self.read_at, |at| Cell::made(at.to_string())));
    }
}

/// Without its lines: an asset and a medium name their lot.
impl Row for LotExport {
    const COLUMNS: &'static [Column] = &[
        Column::new("lot", Kind::Word),
        Column::new("status", Kind::Word),
        Column::new("channel", Kind::Word),
        Column::new("party", Kind::Name),
        Column::new("legal_basis", Kind::Name),
        Column::new("act", Kind::Name),
        Column::new("unit_value_cents", Kind::Money),
        Column::new("value_method", Kind::Name),
        Column::new("waste_code", Kind::Word),
        Column::new("operation", Kind::Word),
        Column::new("bsd", Kind::Name),
        Column::new("no_bsd", Kind::Name),
        Column::new("carrier", Kind::Name),
        Column::new("pop", Kind::Flag),
        Column::new("data_clause", Kind::Name),
        Column::new("warranty", Kind::Flag),
        Column::new("opened_on", Kind::Day),
        Column::new("shipped_on", Kind::Day),
        Column::new("mass_g", Kind::Number),
        Column::new("weighed", Kind::Flag),
        Column::new("assets", Kind::Number),
        Column::new("media", Kind::Number),
        Column::new("bulk", Kind::Number),
        Column::new("bulk_mass_g", Kind::Number),
        Column::new("value_cents", Kind::Money),
        Column::new("shipped", Kind::Number),
        Column::new("undertaken", Kind::Number),
        Column::new("proved", Kind::Number),
        Column::new("returned", Kind::Number),
        Column::new("version", Kind::Number),
    ];

    fn cells(&self, put: &mut dyn FnMut(Cell<'_>)) {
        let view = &self.view;
        put(Cell::text(&view.lot));
        put(Cell::text(view.status.code()));
        put(text(view.channel.map(Channel::code)));
        put(text(view.party.as_deref()));
        put(text(view.legal_basis.as_deref()));
        put(text(view.act.as_deref()));
        put(money(view.unit_value_cents));
        put(text(view.value_method.as_deref()));
        put(text(view.waste_code.as_deref()));
        put(text(view.operation.as_deref()));
        put(text(view.bsd.as_deref()));
        put(text(view.no_bsd.as_deref()));
        put(text(view.carrier.as_deref()));
        put(Cell::known(view.pop, Cell::Flag));
        put(text(view.data_clause.as_deref()));
        put(Cell::Flag(view.warranty));
        put(Cell::Day(view.opened_on));
        put(day(view.shipped_on));
        put(grams(view.mass_g));
        put(Cell::Flag(view.weighed));
        for count in [self.assets, self.media, self.bulk] {
            put(Cell::count(count));
        }
        put(Cell::Number(self.bulk_mass_g.0));
        put(money(self.value_cents));
        for count in [self.shipped, self.undertaken, self.proved, self.returned, self.version] {
            put(Cell::count(count));
        }
    }
}

impl Row for PartyExport {
    const COLUMNS: &'static [Column] = &[
        Column::new("id", Kind::Name),
        Column::new("name", Kind::Name),
        Column::new("kind", Kind::Word),
        Column::new("siret", Kind::Name),
        Column::new("version", Kind::Number),
    ];

    fn cells(&self, put: &mut dyn FnMut(Cell<'_>)) {
        put(Cell::made(self.id.to_string()));
        put(text(self.name.as_deref()));
        put(Cell::text(self.kind.code()));
        put(text(self.siret.as_deref()));
        put(Cell::count(self.version));
    }
}
